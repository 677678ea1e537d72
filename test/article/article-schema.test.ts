import fc from 'fast-check';

import { idFault, isCalendarDate, parseArticleInput } from '../../src/article/article-schema.js';
import { InvalidInputError } from '../../src/article/invalid-input-error.js';
import { seed } from '../support/shared.js';

const imported = (value: unknown) => parseArticleInput(value, { unknown: 'extra' });

describe('parseArticleInput', () => {
  it('fills in what is missing', () => {
    expect(parseArticleInput({ paragraphs: ['一'] }, { unknown: 'error' })).toEqual({
      title: '',
      kicker: [],
      subtitle: [],
      paragraphs: ['一'],
      kind: 'news',
      byline: { reporters: [], correspondents: [], photographers: [] },
    });
  });

  it('lists every fault with its place', () => {
    const parse = () => parseArticleInput({ title: 1, date: '2030-02-30', byline: { x: 1 }, y: 2 }, { unknown: 'error' });
    expect(parse).toThrow(InvalidInputError);
    expect(parse).toThrow(/title: .+; byline: .+"x".+date: .+"y"/);
  });

  it('cuts a long list of faults', () => {
    const parse = () => imported({ title: 'a', paragraphs: Array.from({ length: 50 }, () => 1) });
    expect(parse).toThrow(/paragraphs\[19\]: [^;]+; and 30 more$/);
  });

  it('moves unknown fields under extra on import, and none is lost', () => {
    expect(
      imported({
        title: 'a',
        url: 'u',
        byline: { reporters: ['b'], editor: 'c' },
        extra: { url: 'older' },
        date: null,
        paper: '',
        kicker: null,
      }),
    ).toEqual({
      title: 'a',
      kicker: [],
      subtitle: [],
      paragraphs: [],
      kind: 'news',
      byline: { reporters: ['b'], correspondents: [], photographers: [] },
      extra: { url: 'older', url_: 'u', byline: { editor: 'c' } },
    });
    expect(imported({ title: 'a', extra: ['x'] }).extra).toEqual({ extra: ['x'] });
    expect(imported({ title: 'a', extra: { x: 1 } }).extra).toEqual({ x: 1 });
  });

  it('takes objects without a prototype and is not fooled by __proto__', () => {
    const bare = Object.assign(Object.create(null) as object, { title: 'a' });
    expect(parseArticleInput(bare, { unknown: 'error' }).title).toBe('a');
    const evil = JSON.parse('{"title":"a","__proto__":{"kind":"photo"},"constructor":{"x":1},"extra":{"__proto__":{"y":1}}}') as unknown;
    const article = imported(evil);
    expect(article.kind).toBe('news');
    expect(article.extra).toEqual({ constructor: { x: 1 } });
    expect(Object.getPrototypeOf(article.extra)).toBe(Object.prototype);
  });

  it('counts all printed parts, and extra apart', () => {
    const half = 'x'.repeat(100_000);
    expect(imported({ title: half, paragraphs: [half] }).title).toBe(half);
    expect(() => imported({ title: half, paragraphs: [half], byline: { agency: 'x' } })).toThrow(
      expect.objectContaining({ code: 'ARTICLE_TOO_LARGE' }),
    );
    expect(() => imported({ title: 'a', blob: half + half })).toThrow(expect.objectContaining({ code: 'ARTICLE_TOO_LARGE' }));
  });

  it('throws nothing but coded errors, whatever JSON comes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('error' as const, 'extra' as const), (value, unknown) => {
        try {
          parseArticleInput(value, { unknown });
        } catch (error) {
          expect(error).toMatchObject({ code: 'ARTICLE_INVALID' });
        }
      }),
      { seed, numRuns: 500 },
    );
  });
});

describe('idFault', () => {
  it.each(['a', '.a', '...', '编号/三?', '𠀀'.repeat(200), ' '])('takes %j', (id) => {
    expect(idFault(id)).toBeUndefined();
  });

  it.each(['', '.', '..', 'a\u0000', 'a\u0085', 'a\n', '\ud800', 'a\udc00b', '𠀀'.repeat(201)])('refuses %j', (id) => {
    expect(idFault(id)).toMatch(/^an id /);
  });
});

describe('isCalendarDate', () => {
  it.each(['2024-02-29', '0001-01-01', '1949-10-01', '9999-12-31'])('takes %s', (date) => {
    expect(isCalendarDate(date)).toBe(true);
  });

  it.each(['2023-02-29', '0000-01-01', '2023-13-01', '2023-00-10', '2023-04-31', '2023-4-1', '２０２３-01-01', '2023-01-01T00', ''])(
    'refuses %s',
    (date) => {
      expect(isCalendarDate(date)).toBe(false);
    },
  );
});
