import fc from 'fast-check';
import { readRecord, writeRecordLine } from '../../src/intake/record-line.js';
import { makeArticle } from '../http/fake-services.js';
import { seed } from '../support/shared.js';

const roundTrip = (line: string): string => {
  const { article, ...record } = readRecord(JSON.parse(line));
  return writeRecordLine({ sequence: 1, ...record, ...(article !== undefined && { article }) });
};

describe('a line of an export', () => {
  it('is the article, and what the archive knows of it beside', () => {
    const article = makeArticle({ id: 'a', title: '钟楼报时', extra: { z: 1, a: [null] } });
    expect(writeRecordLine({ id: 'a', status: 'live', sequence: 3, article })).toBe(
      '{"id":"a","title":"钟楼报时","kicker":[],"subtitle":[],"byline":{"reporters":[],"correspondents":[],' +
        '"photographers":[]},"paragraphs":[],"kind":"news","extra":{"z":1,"a":[null]}}\n',
    );
    expect(writeRecordLine({ id: 'a', status: 'withheld', reason: '核实中', sequence: 3 })).toBe(
      '{"id":"a","archive":{"status":"withheld","reason":"核实中"}}\n',
    );
  });

  it('read and written again is the same, whatever the texts', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });
    const extra = fc.dictionary(
      fc.string({ maxLength: 5 }).filter((key) => key !== '__proto__'),
      fc.jsonValue({ maxDepth: 2 }),
      { maxKeys: 3 },
    );
    const record = fc.record({
      title: text,
      paragraphs: fc.array(text, { maxLength: 3 }),
      extra,
      rights: text,
      source: text,
      status: fc.constantFrom('live', 'withheld', 'deleted'),
    });
    fc.assert(
      fc.property(record, ({ title, source, status, ...rest }) => {
        const article = makeArticle({ id: 'a', title: `题${title}`, ...rest });
        const reason = status === 'withheld' ? { reason: title } : {};
        const line = writeRecordLine({ id: 'a', status: status as 'live', sequence: 1, source, article, ...reason });
        expect(roundTrip(line)).toBe(line);
      }),
      { seed, numRuns: 300 },
    );
  });

  it.each([
    ['a tombstone that is live', { id: 'a', archive: {} }, 'archive.status'],
    ['no id', { archive: { status: 'deleted' } }, 'id'],
    ['an unknown field of ours', { id: 'a', title: 'x', archive: { state: 'live' } }, 'archive'],
    ['an unknown field beside ours', { id: 'a', title: 'x', colour: 1, archive: {} }, 'colour'],
  ])('is refused with %s', (_, value, place) => {
    expect(() => readRecord(value)).toThrow(expect.objectContaining({ code: 'ARTICLE_INVALID', message: expect.stringContaining(place) }));
  });
});
