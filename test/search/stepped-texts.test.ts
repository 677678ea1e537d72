/** Bracketed readings stepped over: found on both engines, marked whole, and nothing else found by it. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { createPackedEngine } from '../../src/engine/packed/packed-engine.js';
import { steppedBorders, steppedOver, steppedTexts } from '../../src/search/stepped-texts.js';
import { rankingWeights } from '../support/ranking-weights.js';
import { article } from '../contract/contract-kit.js';
import { Library } from './search-kit.js';

const marked = (answer: Awaited<ReturnType<Library['search']>>): readonly (readonly [string, readonly string[]])[] =>
  answer.hits.map(({ id, title, fields, snippets }) => [
    id,
    [title, ...fields, ...snippets].flatMap(({ text, ranges }) => ranges.map(([start, end]) => text.slice(start, end))),
  ]);

describe('bracketed readings', () => {
  const ARTICLES = [
    article('a', { title: '短讯', paragraphs: ['望海市垟（yáng）沟街道的评弹，垟沟人都听。'] }),
    article('b', { title: '苍岚（Cang Lan）渡口开门', paragraphs: ['总数18（abc）人，3（x）.6米，垟[yang]河。'] }),
    article('c', { title: '短讯', paragraphs: ['木沟街道的评弹（共3场）开演。望海（一）沟街道。'] }),
    article('d', { title: '短讯', paragraphs: ['雨台联合会（YTLH）2031年会开幕，会长砻（lóng）坊（fāng）村人。'] }),
  ];
  const CASES: readonly (readonly [string, readonly (readonly [string, readonly string[]])[]])[] = [
    ['垟沟街道', [['a', ['垟（yáng）沟街道']]]],
    ['垟沟', [['a', ['垟（yáng）沟', '垟沟']]]],
    ['垟河', [['b', ['垟[yang]河']]]],
    ['苍岚渡口', [['b', ['苍岚（Cang Lan）渡口']]]],
    ['标题:苍岚渡口', [['b', ['苍岚（Cang Lan）渡口']]]],
    ['雨台联合会2031年会', [['d', ['雨台联合会（YTLH）2031年会']]]],
    ['砻坊村', [['d', ['砻（lóng）坊（fāng）村']]]],
    ['YTLH', [['d', ['YTLH']]]],
    ['"18人"', []],
    ['"评弹开演"', []],
    ['"望海沟街道"', []],
  ];

  it.each(['minisearch', 'packed'])('are stepped over by %s', async (name) => {
    const directory = mkdtempSync(path.join(os.tmpdir(), 'xunbao-stepped-'));
    const engine = name === 'packed' ? createPackedEngine({ directory, weights: rankingWeights }) : undefined;
    await engine?.open('stepped');
    const library = new Library(engine);
    await library.put(...ARTICLES);
    for (const [query, wanted] of CASES) expect([query, marked(await library.search(query, { limit: 10 }))]).toEqual([query, wanted]);
    await library.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('are taken from their entry, with the way back', () => {
    const pieces = fc.constantFrom('垟', '沟', '十', '八', '3', '.', ',', '(lu)', '[wai yi]', '(x3)', '(', ')', 'ab', ' ');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const folded = parts.join('');
        for (const stepped of steppedTexts(folded)) {
          const left = stepped.skips.map(([start, end]) => folded.slice(start, end));
          expect(left.every((one) => /^(?:\([a-z ]+\)|\[[a-z ]+\])$/.test(one))).toBe(true);
          const borders = Array.from(folded, (_, at) => at);
          expect(steppedBorders(stepped, borders).every((at) => at >= 0 && at <= stepped.text.length)).toBe(true);
          for (let start = 0; start < stepped.text.length; start += 1) {
            for (let end = start + 1; end <= stepped.text.length; end += 1) {
              const [from, to] = steppedOver(stepped, [start, end]);
              const isSkipped = (at: number): boolean => stepped.skips.some(([first, last]) => at >= first && at < last);
              const kept = Array.from({ length: to - from }, (_, i) => (isSkipped(from + i) ? '' : folded[from + i]!)).join('');
              expect(kept).toBe(stepped.text.slice(start, end));
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
