/**
 * Loosening (docs/query-language.md#loosening): articles that hold enough of a query by weight, where no article has all of it or few
 * have.
 */
import type { Analyzer, LooseWord } from '../analysis/analyzer.js';
import { characterCount } from '../analysis/char-class.js';
import { allOf, type Clause, literal, type RunClause } from '../query/clause.js';
import { match, type MatchDocument, NO_MATCH } from '../query/match-document.js';
import { withVariants } from '../query/variants/run-variants.js';
import { inverseFrequency } from './ranking/scorer.js';

/** What an article must hold: a share of the query's weight, and so many units. */
export interface LooseRule {
  readonly share: number;
  readonly least: number;
}

/** Where no article has all of a query. */
export const RELAXED: LooseRule = { share: 0.3, least: 1 };
/** Beside the few that have all of it. */
export const MORE: LooseRule = { share: 0.5, least: 2 };
/** Articles that have all of a query beyond which no others are shown beside them. */
export const FEW_HITS = 9;
/** Units that stand in some article, below which half of a query is too little to be shown beside what has all of it. */
export const LEAST_UNITS = 3;
/** Single characters side by side that are no word are taken apart from so many on; where they are the whole query, from one more. */
const LEAST_SINGLES = 3;

/** A part of a query that may be missing. */
export interface LooseUnit {
  readonly clause: Clause;
  /** The word as it is told that an article lacks it, folded. */
  readonly shown: string;
  /** A pair of stop words: it weighs nothing. Missing = it weighs what its rarity says. */
  readonly isIdle?: true;
  /** Asked in its place where it stands in no article; empty for a word that is not taken apart. */
  readonly pairs: readonly LooseUnit[];
}

/** What may be missing, and what must hold all the same. */
export interface LooseParts {
  readonly units: readonly LooseUnit[];
  readonly musts: readonly Clause[];
}

/** The parts of a clause; null where nothing can be let go: there is no unit, or one that says the same as its run. */
export function looseParts(clause: Clause, analyzer: Analyzer): LooseParts | null {
  const units = new Map<string, LooseUnit>();
  const musts: Clause[] = [];
  /** Takes the part in; true where its units say less than it does. */
  const take = (part: Clause): boolean => {
    if (part.type === 'and') return part.clauses.map(take).includes(true);
    const inRun = part.type === 'exact' && part.isInRun === true && part.needle.type === 'literal' ? part.needle.text : null;
    if (part.type !== 'run' && inRun === null) {
      musts.push(part);
      return false;
    }
    const own = part.type === 'run' ? runUnits(part, analyzer, part === clause) : [{ clause: part, shown: inRun!, pairs: [] }];
    for (const unit of own) units.set(unit.shown, units.get(unit.shown) ?? unit);
    return part.type === 'run' && own.some(({ shown, pairs }) => shown !== part.needle.text || pairs.length > 0);
  };
  const isLooser = take(clause);
  const all = [...units.values()];
  return all.length > 1 || isLooser ? { units: all, musts } : null;
}

/** The loosened clause, each unit weighed by how rare it is among `documentCount` articles; one that stands in none weighs nothing. */
export function loosened(
  { units, musts }: LooseParts,
  frequencies: readonly number[],
  documentCount: number,
  { share, least }: LooseRule,
): Clause {
  const weightOf = (frequency: number): number => (frequency === 0 ? 0 : inverseFrequency(documentCount, frequency));
  const weighed = units.map(({ clause, isIdle }, i) => ({ clause, weight: isIdle === true ? 0 : weightOf(frequencies[i]!) }));
  return allOf([{ type: 'atLeast', units: weighed, share, ...(least > 1 && { least }) }, ...musts]);
}

/** The words an article lacks, each once. */
export function missingWords(units: readonly LooseUnit[], document: MatchDocument): string[] {
  const missing = units.filter(({ clause }) => match(clause, document) === NO_MATCH);
  return [...new Set(missing.map(({ shown }) => shown))];
}

/** A run by its words, each with its other writings; the word that is the whole run keeps the run's own. */
function runUnits(run: RunClause, analyzer: Analyzer, isWhole: boolean): LooseUnit[] {
  const { text } = run.needle;
  const least = isWhole ? LEAST_SINGLES + 1 : LEAST_SINGLES;
  return analyzer
    .looseWords({ text, borders: [] })
    .map((word) => ({
      clause: word.text === text ? { ...run, words: [] } : unitClause(word.text, analyzer),
      shown: word.text,
      pairs: pairUnits(word, word.text === text ? least : LEAST_SINGLES, analyzer),
    }));
}

function unitClause(text: string, analyzer: Analyzer): Clause {
  return { type: 'run', needle: literal(text), words: [], ...withVariants({ text, borders: [] }, [], analyzer) };
}

function pairUnits({ text, isOfSingles }: LooseWord, least: number, analyzer: Analyzer): LooseUnit[] {
  if (!isOfSingles || characterCount(text) < least) return [];
  const characters = Array.from(text);
  const pairs = new Set(characters.slice(1).map((character, i) => `${characters[i]!}${character}`));
  const isIdle = (pair: string): boolean => Array.from(pair).every((character) => analyzer.isStopWord(character));
  return [...pairs].map((pair) => ({
    clause: { type: 'run', needle: literal(pair), words: [] },
    shown: text,
    pairs: [],
    ...(isIdle(pair) && { isIdle: true }),
  }));
}
