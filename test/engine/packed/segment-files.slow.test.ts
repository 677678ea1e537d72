import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { createPackedEngine } from '../../../src/engine/packed/packed-engine.js';
import { readSegmentFile, writeSegmentFile } from '../../../src/engine/packed/segment-file.js';
import { buildSegment } from '../../../src/engine/packed/segment-builder.js';
import { decodeText, encodeText } from '../../../src/engine/packed/text-code.js';
import { createSearchDocument } from '../../../src/search/search-document.js';
import { article, ask, put, remove, VERSION } from '../../contract/contract-kit.js';
import { analyzer } from '../../support/analyzer.js';
import { rankingWeights } from '../../support/ranking-weights.js';
import { seed } from '../../support/shared.js';

const ARTICLES = [
  article('a', {
    title: '渡口新桥',
    date: '2031-05-04',
    paper: '望渡晚报',
    byline: { reporters: ['闻一渡', '田小满'] },
    paragraphs: ['3·15那天𠮷野家的老人走过。'],
  }),
  article('b', { title: '麦田', pageNumber: '3', section: '三农', kind: 'letter', paragraphs: ['渡口', 'micro-400'] }),
];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'xunbao-segment-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a segment file', () => {
  const segment = buildSegment(ARTICLES.map((a) => createSearchDocument(a, analyzer)));

  it('gives back every array, string and document', async () => {
    const file = path.join(folder, 'segment');
    const identity = await writeSegmentFile(file, segment.data);
    expect(await readSegmentFile(file, identity)).toEqual(segment.data);
    ARTICLES.forEach((a, doc) => {
      const { people, paper, text, words, fieldStarts, ...wanted } = createSearchDocument(a, analyzer);
      const document = segment.document(doc);
      for (const [name, value] of Object.entries(wanted)) expect(document[name as keyof typeof wanted]).toEqual(value);
      expect([document.people, document.paper, document.text, [...document.fieldStarts]]).toEqual([
        people,
        paper,
        text,
        [...Array.from(fieldStarts)],
      ]);
      for (let i = 0; i <= text.length; i += 1) expect(document.words.has(i)).toBe(words.has(i));
    });
  });

  it('is refused, or reads the same, with any bit flipped', async () => {
    const file = path.join(folder, 'segment');
    const identity = await writeSegmentFile(file, segment.data);
    const bytes = await readFile(file);
    let harmless = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1 << (at & 7);
      await writeFile(file, flipped);
      try {
        expect(await readSegmentFile(file, identity)).toEqual(segment.data);
        harmless += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }
    // Only the bytes that fill up to a multiple of 8.
    expect(harmless).toBeLessThan(bytes.length / 5);
  }, 60_000);

  it('is refused cut off anywhere, and with anything behind it', async () => {
    const file = path.join(folder, 'segment');
    const identity = await writeSegmentFile(file, segment.data);
    const bytes = await readFile(file);
    for (let length = 0; length < bytes.length; length += 7) {
      await writeFile(file, bytes.subarray(0, length));
      await expect(readSegmentFile(file, identity)).rejects.toThrow(RangeError);
    }
    await writeFile(file, Buffer.concat([bytes, Buffer.from([0])]));
    await expect(readSegmentFile(file, identity)).rejects.toThrow('bytes instead of');
  });

  it('has text in codes that give it back, lone surrogates and all', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { maxLength: 2_000 }), (units) => {
        const text = String.fromCharCode(...units);
        expect(decodeText(encodeText(text))).toBe(text);
      }),
      { seed },
    );
    const all = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).join('');
    expect(decodeText(encodeText(all))).toBe(all);
    expect(encodeText('渡口渡口')).toEqual(Uint8Array.of(4, 0, 0, 0, 2, 0, 0, 0, 0xe3, 0x53, 0x21, 0x6e, 1, 0, 1, 0));
  });
});

describe('the folder of the index', () => {
  it('keeps one file a segment, none of what is gone', async () => {
    const engine = createPackedEngine({
      directory: folder,
      weights: rankingWeights,
      merges: { factor: 2, least: 1, mostUnits: 2 ** 27, quietMs: 1e6, freeParts: 0 },
    });
    await engine.open(VERSION);
    for (let i = 0; i < 5; i += 1) {
      await engine.apply(put(article(`n${i}`, { title: '渡口' })), i + 1);
      await engine.save();
    }
    await engine.settle();
    await engine.save();
    const [manifest, ...segments] = (await readdir(folder)).sort();
    expect(manifest).toBe('packed.index');
    expect(segments).toEqual(Array.from({ length: engine.segmentCount }, () => expect.stringMatching(/^segment-[0-9a-f]{16}\.packed$/)));
    await engine.apply(remove('n0', 'n1', 'n2', 'n3', 'n4'), 6);
    await engine.settle();
    expect((await ask(engine, '渡口')).total).toBe(0);
    await engine.clear();
    expect(await readdir(folder)).toEqual([]);
    await engine.close();
  });
});
