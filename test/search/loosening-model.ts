/** Loosening as docs/query-language.md tells it, by brute force over the plain model: nothing of the searcher's is used. */
import fc from 'fast-check';
import type { Article } from '../../src/article/article.js';
import { characterCount } from '../../src/analysis/char-class.js';
import type { Clause, RunClause } from '../../src/query/clause.js';
import { parseQuery } from '../../src/query/parse-query.js';
import { readRuns } from '../../src/query/runs.js';
import type { Filters } from '../../src/search/search-request.js';
import { articles } from '../contract/arbitraries.js';
import { PlainModel } from '../contract/plain-model.js';
import { analyzer } from '../support/analyzer.js';

/** What an answer must say: ids sorted, and what each loosened article lacks. */
export interface LooseAnswer {
  readonly total: number;
  readonly relaxed: boolean;
  readonly ids: readonly string[];
  readonly missing: Readonly<Record<string, readonly string[]>>;
  readonly more: readonly string[] | null;
}

interface Unit {
  readonly clause: Clause;
  readonly shown: string;
  readonly weight: number;
}

/** A word as a unit: it stands, or one of its writings. */
const wordClause = (word: string): Clause => {
  const [clause] = readRuns(word, analyzer);
  return clause?.type === 'run' && clause.needle.text === word
    ? { ...clause, words: [], ...(clause.variants && { variants: clause.variants.map((one) => ({ ...one, words: [] })) }) }
    : { type: 'exact', needle: { type: 'literal', text: word } };
};

/** The units of some runs, weighed; `canLoosen` where they say less than the runs. */
function unitsOf(model: PlainModel, runs: readonly RunClause[], whole: Clause): { units: readonly Unit[]; canLoosen: boolean } {
  const weigh = (frequency: number): number => (frequency === 0 ? 0 : Math.log(1 + (model.size - frequency + 0.5) / (frequency + 0.5)));
  const units = new Map<string, Unit>();
  let isLooser = false;
  for (const run of runs) {
    for (const { text: word, isOfSingles } of analyzer.looseWords({ text: run.needle.text, borders: [] })) {
      const isWhole = word === run.needle.text;
      const asked: Clause = isWhole ? { ...run, words: [] } : wordClause(word);
      const least = whole === run && isWhole ? 4 : 3;
      const mayPart = isOfSingles && characterCount(word) >= least;
      isLooser ||= !isWhole || mayPart;
      const frequency = model.ids(asked).length;
      if (mayPart && frequency === 0) {
        const characters = Array.from(word);
        for (const [i, next] of characters.slice(1).entries()) {
          const pair: Clause = { type: 'exact', needle: { type: 'literal', text: characters[i]! + next } };
          const saysNothing = [characters[i]!, next].every((character) => analyzer.isStopWord(character));
          const weight = saysNothing ? 0 : weigh(model.ids(pair).length);
          units.set(`${word} ${characters[i]!}${next}`, { clause: pair, shown: word, weight });
        }
      } else if (!units.has(word)) units.set(word, { clause: asked, shown: word, weight: weigh(frequency) });
    }
  }
  const all = [...units.values()];
  const words = new Set(all.map(({ shown }) => shown));
  return { units: all, canLoosen: all.length > 0 && (words.size > 1 || isLooser) };
}

/** The answer to a query of runs, phrases and NOT over the articles of a model. */
export function looseAnswer(model: PlainModel, text: string, filters: Filters): LooseAnswer {
  const { clause } = parseQuery(text, analyzer);
  const strict = model.ids(clause, filters);
  const parts = clause.type === 'and' ? clause.clauses : [clause];
  const musts = parts.filter(({ type }) => type !== 'run');
  const runs = parts.flatMap((part) => (part.type === 'run' ? [part] : []));
  const { units: all, canLoosen } = unitsOf(model, runs, clause);
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  const within = musts.length === 0 ? model.ids({ type: 'all' }, filters) : model.ids({ type: 'and', clauses: musts }, filters);
  const holding = (id: string): Unit[] => all.filter((unit) => model.tier(unit.clause, id) !== null);
  const loose = (share: number, least: number): string[] =>
    within.filter((id) => {
      const held = holding(id);
      const weight = held.reduce((sum, unit) => sum + unit.weight, 0);
      return held.length >= least && weight > 0 && weight + 1e-9 >= share * total;
    });
  const lacks = (id: string): string[] => [
    ...new Set(all.filter((unit) => model.tier(unit.clause, id) === null).map(({ shown }) => shown)),
  ];
  const missing = (ids: readonly string[]): Record<string, string[]> => Object.fromEntries(ids.map((id) => [id, lacks(id)]));
  if (strict.length === 0) {
    const ids = canLoosen ? loose(0.3, 1) : [];
    return { total: ids.length, relaxed: ids.length > 0, ids, missing: missing(ids), more: null };
  }
  const mayShow = canLoosen && strict.length <= 9 && all.filter(({ weight }) => weight > 0).length >= 3;
  const more = mayShow ? loose(0.5, 2).filter((id) => !strict.includes(id)) : [];
  return { total: strict.length, relaxed: false, ids: strict, missing: missing(more), more: more.length === 0 ? null : more };
}

const WORDS = [
  '地铁',
  '驿站',
  '工会',
  '职工',
  '建设',
  '人大',
  '18大',
  '十八大',
  '的',
  '工',
  '会',
  '大',
  '铁人大会',
  '脸书工',
  '鲸鱼',
  '什么是地铁',
];
const run = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map((atoms) => atoms.join(''));
const part = fc.oneof(
  { weight: 6, arbitrary: run },
  { weight: 1, arbitrary: run.map((text) => `"${text}"`) },
  { weight: 1, arbitrary: run.map((text) => `-${text}`) },
);

const words = fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 3, maxLength: 4 });
/** A query whose parts are runs, and now and then a phrase or a NOT; every third is a few words, which finds most often what says less. */
export const looseQueries: fc.Arbitrary<string> = fc
  .oneof({ weight: 2, arbitrary: fc.array(part, { minLength: 1, maxLength: 5 }) }, { weight: 1, arbitrary: words })
  .map((parts) => parts.join(' '));

const text = fc.array(fc.constantFrom(...WORDS, '，', '。'), { minLength: 1, maxLength: 6 }).map((atoms) => atoms.join(''));

const titled = fc.tuple(articles, text);
/** Archives of up to twenty articles over the same words, most of them of a dozen or more. */
export const looseArchives: fc.Arbitrary<Article[]> = fc
  .oneof(
    { weight: 1, arbitrary: fc.array(titled, { minLength: 1, maxLength: 20 }) },
    { weight: 2, arbitrary: fc.array(titled, { minLength: 12, maxLength: 20 }) },
  )
  .map((all) => all.map(([article, title], i) => ({ ...article, id: `a${i}`, title })));

export { PlainModel };
