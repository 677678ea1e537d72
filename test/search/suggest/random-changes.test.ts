import fc from 'fast-check';
import { analyzer } from '../../support/analyzer.js';
import { seed } from '../../support/shared.js';
import { Suggester } from '../../../src/search/suggest/suggester.js';
import { feed, type Given, suggesterOf, suggesterOfTitles, textsFor } from './suggest-kit.js';

const TITLES = [
  '渡口夜市开张',
  '渡口夜班加船',
  '夜市又开张',
  '雨台镇修水车',
  '雨臺鎮修水車',
  '银行开到渡口',
  '“夜市”，开张！',
  '',
  'ＡＢ水车',
  '水车',
];
const NAMES = ['单小渡', '陶砚', '水车'];
const OPENINGS = ['雨台镇的旧水车昨天又转了起来，一天能浇三十亩菜地。', '从今晚起渡口夜班加开一趟船，末班二十三时，水车边也停。'];
const TYPED = [
  'd',
  's',
  'y',
  '水',
  '夜市',
  'yeshi',
  'ys',
  'kaizhang',
  'shuiche',
  '渡k',
  'yinhang',
  'ab',
  '单',
  'shan',
  'yt',
  'z',
  '船',
  'jia',
  '末班',
  'c',
];

const article = fc.record({
  title: fc.constantFrom(...TITLES),
  section: fc.option(fc.constantFrom('城事', '水车'), { nil: undefined }),
  date: fc.option(fc.constantFrom('2030-01-01', '2030-01-02', '2031-05-09'), { nil: undefined }),
  names: fc.subarray(NAMES),
  kicker: fc.subarray(['夜市一角', '老物件']),
  paragraphs: fc.subarray(OPENINGS),
});
const change = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.nat(7), article) },
  { weight: 2, arbitrary: fc.tuple(fc.nat(7), fc.constant(null)) },
);
type Change = readonly [
  number,
  {
    readonly title: string;
    readonly section: string | undefined;
    readonly date: string | undefined;
    readonly names: string[];
    readonly kicker: string[];
    readonly paragraphs: string[];
  } | null,
];

function given([n, fields]: Change): Given | { readonly id: string; readonly gone: true } {
  const id = `article ${n}`;
  if (fields === null) return { id, gone: true };
  const { names, section, date, ...rest } = fields;
  return {
    id,
    ...rest,
    byline: { reporters: names, correspondents: [], photographers: [] },
    ...(section !== undefined && { section }),
    ...(date !== undefined && { date }),
  };
}

async function allAnswers(suggester: Suggester): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const typed of TYPED) answers.push([typed, await suggester.suggest(typed, 20), await suggester.suggest(typed, 3)]);
  return answers;
}

describe('after any puts, replacements and removals', () => {
  it('a suggester, saved and loaded on the way, answers as one that was fed what is left', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 25 }), fc.nat(25), async (changes, cut) => {
        const first = new Suggester(analyzer);
        await feed(first, changes.slice(0, cut).map(given));
        const second = new Suggester(analyzer);
        second.load(first.save());
        await feed(second, changes.slice(cut).map(given));
        const left = new Map(changes.map((one) => [one[0], given(one)]));
        const fresh = await suggesterOf([...left.values()].filter((one): one is Given => !('gone' in one)).toReversed());
        expect(await allAnswers(second)).toEqual(await allAnswers(fresh));
      }),
      { seed, numRuns: 60 },
    );
  });

  it('nothing of many removed articles stays, however often slots are used again', async () => {
    const suggester = new Suggester(analyzer);
    const round = (n: number): Given[] =>
      Array.from({ length: 300 }, (_, i) => ({ id: `${n}-${i}`, title: `第${n}轮渡口消息${i}号`.repeat(1 + (i % 5)) }));
    for (let n = 0; n < 6; n += 1) {
      await feed(suggester, round(n));
      await feed(
        suggester,
        round(n - 1).map(({ id }) => ({ id, gone: true as const })),
      );
    }
    expect(await textsFor(suggester, '第5轮渡口消息299号', { kind: 'headline' })).toEqual(['第5轮渡口消息299号'.repeat(5)]);
    expect(await textsFor(suggester, '第4轮', { kind: 'headline' })).toEqual([]);
    const fresh = await suggesterOf(round(5));
    expect(await allAnswers(suggester)).toEqual(await allAnswers(fresh));
    expect(suggester.save().length).toBeLessThan(fresh.save().length * 1.6);
  });
});

/** Characters with one pronunciation each, for a matcher that is plain to see. */
const READINGS: Readonly<Record<string, string>> = {
  工: 'gong',
  会: 'hui',
  国: 'guo',
  安: 'an',
  先: 'xian',
  西: 'xi',
  女: 'nv',
  光: 'guang',
  诗: 'shi',
  三: 'san',
  欧: 'ou',
};

/** Whether letters from `at` on, and characters, stand for the units of `text` from `from` on. */
function stands(typed: string, text: string, at: number, from: number): boolean {
  if (at === typed.length) return true;
  const char = text[from];
  if (char === undefined) return false;
  if (char === '，') return at > 0 && stands(typed, text, at, from + 1);
  if (typed[at] === char && stands(typed, text, at + 1, from + 1)) return true;
  return spellingsOf(char).some((syllable) => {
    if (syllable.startsWith(typed.slice(at))) return true;
    const ends = [syllable.length, 1, ...(syllable[1] === 'h' ? [2] : [])];
    return ends.some((length) => typed.startsWith(syllable.slice(0, length), at) && stands(typed, text, at + length, from + 1));
  });
}

/** ü, which is written v, is typed u and yu too. */
function spellingsOf(char: string): readonly string[] {
  const syllable = READINGS[char];
  if (syllable === undefined) return [];
  return syllable.includes('v') ? [syllable, syllable.replace('v', 'u'), syllable.replace('v', 'yu')] : [syllable];
}

describe('for any headlines and anything typed', () => {
  const char = fc.constantFrom(...Object.keys(READINGS), 'g', 'n', '7', '，');
  const title = fc
    .array(char, { minLength: 1, maxLength: 9 })
    .map((chars) => chars.join('').replace(/^，+|，+$/g, ''))
    .filter((text) => text !== '');
  const typed = fc
    .array(fc.oneof(fc.constantFrom(...Object.values(READINGS)), fc.constantFrom(...Object.keys(READINGS), ...'ghuixsanov')), {
      minLength: 1,
      maxLength: 6,
    })
    .map((parts) => parts.join(''));

  it('exactly those headlines are suggested for which it can stand', async () => {
    let matchCount = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(title, { minLength: 1, maxLength: 6 }),
        fc.array(typed, { minLength: 1, maxLength: 8 }),
        async (titles, queries) => {
          const suggester = await suggesterOfTitles(titles);
          for (const query of [
            ...queries,
            ...titles.map((text) =>
              [...text.slice(1)]
                .map((one) => READINGS[one] ?? one)
                .join('')
                .replaceAll('，', ''),
            ),
          ]) {
            // 会 is also read kuai; what is typed here holds no k.
            const wanted = query === '' ? [] : titles.filter((text) => [...text].some((_, from) => stands(query, text, 0, from)));
            matchCount += wanted.length;
            expect([query, (await textsFor(suggester, query, { kind: 'headline' })).toSorted()]).toEqual([query, wanted.toSorted()]);
          }
        },
      ),
      { seed, numRuns: 150 },
    );
    expect(matchCount).toBeGreaterThan(100);
  });
});
