/** The traps of MiniSearch, each avoided: docs/decisions/minisearch.md says where they were found. */
import { jest } from '@jest/globals';
import MiniSearch from 'minisearch';
import { TermIndex } from '../../../src/engine/minisearch/term-index.js';
import { createSearchDocument, type SearchDocument } from '../../../src/search/search-document.js';
import { article } from '../../contract/contract-kit.js';
import { analyzer } from '../../support/analyzer.js';

function document(title: string, body = ''): SearchDocument {
  return createSearchDocument(article('x', { title, paragraphs: body === '' ? [] : [body] }), analyzer);
}

function indexed(...titles: readonly string[]): TermIndex {
  const index = new TermIndex();
  titles.forEach((title, id) => {
    index.add(id, document(title));
  });
  return index;
}

/** Terms of the radix tree as MiniSearch saves them. */
function termsOf(index: TermIndex): string[] {
  return (JSON.parse(index.toJSON()) as { index: [string, unknown][] }).index.map(([term]) => term);
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

describe('the term index', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('estimates by words, the headline before the body, and knows nothing of other documents', () => {
    const index = new TermIndex();
    index.add(0, document('天气', '渡口人来人往'));
    index.add(1, document('渡口', '天气人来人往'));
    index.add(2, document('麦田'));
    const estimates = index.estimate(['渡口']);
    expect([...estimates.keys()].sort()).toEqual([0, 1]);
    expect(estimates.get(1)).toBeGreaterThan(estimates.get(0)!);
  });

  it('takes documents right after many were removed, and estimates like one built afresh', async () => {
    // More words than a background sweep does in one go.
    const titles = Array.from(
      { length: 400 },
      (_, i) => `渡口第${i}号灯塔 word${i} ${Array.from({ length: 10 }, (__, k) => `w${k}x${i}`).join(' ')}`,
    );
    const index = indexed(...titles);
    for (let id = 0; id < 300; id += 1) index.remove(id);
    // With MiniSearch's own background sweep an add at this moment ends the process.
    index.add(400, document('新来的渡口'));
    await pause(5);
    index.add(401, document('又来的渡口'));
    await pause(30);
    const fresh = new TermIndex();
    titles.slice(300).forEach((title, i) => {
      fresh.add(300 + i, document(title));
    });
    fresh.add(400, document('新来的渡口'));
    fresh.add(401, document('又来的渡口'));
    for (const words of [['渡口'], ['灯塔', '渡口'], ['word7'], ['word350'], ['来']]) {
      const [one, other] = [index.estimate(words), fresh.estimate(words)];
      expect([...one.keys()].sort()).toEqual([...other.keys()].sort());
      for (const [id, score] of one) expect(score).toBeCloseTo(other.get(id)!, 6);
    }
  });

  it('sweeps the words of removed documents out of the tree before anything else can happen', async () => {
    const index = indexed(...Array.from({ length: 400 }, (_, i) => `word${i}`));
    const before = termsOf(index).length;
    for (let id = 0; id < 300; id += 1) index.remove(id);
    expect(termsOf(index).length).toBeLessThan(before);
    await pause(0);
    expect(termsOf(index).length).toBeLessThan(before - 200);
  });

  it('never sweeps in the background', () => {
    const vacuum = jest.spyOn(MiniSearch.prototype, 'vacuum');
    const index = indexed(...Array.from({ length: 400 }, (_, i) => `word${i}`));
    for (let id = 0; id < 399; id += 1) index.remove(id);
    expect(vacuum.mock.calls.length).toBeGreaterThan(0);
    for (const [options] of vacuum.mock.calls) expect(options?.batchSize).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('cuts endless words, so that nested prefixes cannot make the tree too deep', () => {
    const nested = Array.from({ length: 400 }, (_, i) => 'a'.repeat(i + 1)).join(' ');
    const index = new TermIndex();
    index.add(0, document('渡口', nested));
    index.add(1, document('a'.repeat(5_000)));
    expect(Math.max(...termsOf(index).map((term) => term.length))).toBe(64 * 3);
    expect([...index.estimate(['a'.repeat(5_000)]).keys()].sort()).toEqual([0, 1]);
    expect([...index.estimate(['aaa']).keys()]).toEqual([0]);
    index.remove(0);
    expect([...index.estimate(['aaa']).keys()]).toEqual([]);
  });

  it('asks for each word of a query once, and for at most 32', () => {
    const search = jest.spyOn(MiniSearch.prototype, 'search');
    const index = indexed('word1 渡口', '灯塔');
    const once = index.estimate(['word1']);
    expect(index.estimate(Array.from({ length: 1_000 }, () => 'word1'))).toEqual(once);
    index.estimate(Array.from({ length: 1_000 }, (_, i) => `word${i}`));
    const asked = search.mock.calls.map(([query]) => (query as string).split(' ').length);
    expect(asked).toEqual([1, 1, 32]);
  });

  it('matches whole words only: no prefixes, no near-spellings', () => {
    const index = indexed('word12', 'ward1', '地铁站');
    expect(index.estimate(['word1', '地铁']).size).toBe(0);
  });

  it('reads no field from Object.prototype', () => {
    const index = indexed('渡口', 'constructor');
    for (const word of ['function', 'object', 'native', 'code', 'undefined']) expect(index.estimate([word]).size).toBe(0);
    expect([...index.estimate(['constructor']).keys()]).toEqual([1]);
    expect(index.estimate(['__proto__']).size).toBe(0);
  });

  it('codes words so that a prefix stays a prefix and the alphabet stays small', () => {
    const terms = termsOf(indexed('地铁', '地铁站', 'é', '𠮷'));
    expect(terms.every((term) => /^[\w-]+$/.test(term) && term.length % 3 === 0)).toBe(true);
    const [short, long] = terms
      .filter((term) => terms.some((other) => other !== term && (other.startsWith(term) || term.startsWith(other))))
      .sort((a, b) => a.length - b.length);
    expect([short?.length, long?.length]).toEqual([6, 9]);
  });

  it('takes back what it saved, and nothing that holds other fields or documents', () => {
    const index = indexed('渡口', '麦田');
    const json = index.toJSON();
    const again = new TermIndex();
    again.load(json, [0, 1]);
    expect(again.estimate(['渡口'])).toEqual(index.estimate(['渡口']));
    expect(() => {
      again.load(json, [0]);
    }).toThrow('other documents');
    expect(() => {
      again.load(json, [0, 2]);
    }).toThrow('other documents');
    expect(() => {
      again.load(json.replace('"heads"', '"bodies"'), [0, 1]);
    }).toThrow('other fields');
    for (const bad of ['', 'null', '[]', '{}', json.slice(0, -1)])
      expect(() => {
        again.load(bad, [0, 1]);
      }).toThrow();
    expect(again.estimate(['渡口'])).toEqual(index.estimate(['渡口']));
  });
});
