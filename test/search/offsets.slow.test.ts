import fc from 'fast-check';
import type { Clause } from '../../src/query/clause.js';
import { createHit } from '../../src/search/create-hit.js';
import type { MarkedText } from '../../src/search/search-answer.js';
import { createSearchDocument } from '../../src/search/search-document.js';
import { cluster } from '../analysis/text-arbitraries.js';
import { article, clauseOf } from '../contract/contract-kit.js';
import { analyzer } from '../support/analyzer.js';
import { seed } from '../support/shared.js';
import { expectSoundHit, unescapeHtml } from './search-kit.js';
import { HTML_KERNELS } from './html-kernels.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const RANK = { score: 1, match: 'exact' } as const;

/** Every folded text a mark of this query may cover. */
function needles(clause: Clause): string[] {
  switch (clause.type) {
    case 'run':
      return [clause.needle.text, ...clause.words, ...(clause.variants ?? []).flatMap(({ text, words }) => [text, ...words])];
    case 'exact':
      return clause.needle.type === 'literal' ? [clause.needle.text] : [];
    case 'and':
    case 'or':
      return clause.clauses.flatMap(needles);
    default:
      return [];
  }
}

describe(`marks and their offsets (seed ${seed})`, () => {
  const texts = fc.array(cluster, { minLength: 1, maxLength: 30 }).map((clusters) => clusters.map(({ text }) => text).join(''));
  const cases = fc.record({
    title: texts,
    paragraphs: fc.array(texts, { minLength: 1, maxLength: 3 }),
    from: fc.nat(200),
    length: fc.integer({ min: 1, max: 6 }),
  });

  it('cover original characters that fold to what was asked, and the HTML is the text', () => {
    let markCount = 0;
    fc.assert(
      fc.property(cases, ({ title, paragraphs, from, length }) => {
        const body = [...paragraphs.join('')];
        const query = body
          .slice(from % body.length, (from % body.length) + length)
          .join('')
          .replace(/[()（）|｜"“”＂„「」『』?*~～:：-]/gu, '');
        const clause = clauseOf(query);
        const wanted = needles(clause);
        const of = article('a', { title, paragraphs });
        const hit = createHit(of, createSearchDocument(of, analyzer), clause, RANK, analyzer);
        expectSoundHit(hit, of);
        for (const part of [hit.title, ...hit.fields, ...hit.snippets] as MarkedText[]) {
          expect(unescapeHtml(part.html.replace(/<\/?mark>/g, ''))).toBe(part.text);
          for (const [start, end] of part.ranges) {
            // A range may join marks that touch, so what it covers is made of needles.
            const covered = analyzer.fold(part.text.slice(start, end)).text;
            expect([covered, wanted.some((needle) => covered.includes(needle) || needle.includes(covered))]).toEqual([covered, true]);
            markCount += 1;
          }
        }
      }),
      { seed, numRuns: LONG ? 100_000 : 1500 },
    );
    expect(markCount).toBeGreaterThan(LONG ? 30_000 : 400);
  }, 900_000);
});

describe('text that tries to be HTML', () => {
  const carriers: ((kernel: string) => string)[] = [
    (k) => k,
    (k) => `渡口${k}渡口`,
    (k) => `“${k}”渡口`,
    (k) => `渡\n${k}\n口`,
    (k) => k.replaceAll('<', '<\u200b'),
    (k) => [...k].join('·'),
    (k) => `${k}${k}渡口`,
    (k) => `𠀀${k}\ud800渡口`,
  ];
  const payloads = HTML_KERNELS.flatMap((kernel) => carriers.map((carry) => carry(kernel)));

  it(`leaves no tag but mark in any HTML: ${payloads.length} payloads as title, paragraph, kicker, person and query`, () => {
    expect(payloads).toHaveLength(200);
    for (const payload of payloads) {
      const of = article('a', {
        title: payload,
        kicker: [payload],
        banner: payload,
        byline: { reporters: [payload] },
        paragraphs: [payload, `渡口${payload}`],
      });
      for (const query of ['渡口', payload, 'script', 'mark alert', '<']) {
        const hit = createHit(of, createSearchDocument(of, analyzer), clauseOf(query), RANK, analyzer);
        expectSoundHit(hit, of);
        for (const part of [hit.title, ...hit.fields, ...hit.snippets] as MarkedText[])
          expect(part.html.replace(/<\/?mark>/g, '')).not.toMatch(/[<>"']/);
      }
    }
  });
});
