/** The terms a query is scored by: its words, and its pairs of neighbouring characters. */
import type { Analyzer } from '../../analysis/analyzer.js';
import { ALNUM, classAt, HAN } from '../../analysis/char-class.js';
import type { Clause } from '../../query/clause.js';
import type { RankTerm } from '../engine.js';

/** Terms of one query; a longer query is scored by its first ones. */
const MOST_TERMS = 160;

/** Terms of every text a reader wants found; nothing under a NOT. Stop words are left out unless nothing would remain. */
export function queryTerms(clause: Clause, analyzer: Analyzer): RankTerm[] {
  const words = new Set<string>();
  const stopped = new Set<string>();
  const pairs = new Set<string>();
  for (const text of wantedTexts(clause)) {
    for (const { word } of analyzer.words({ text, borders: [] })) (analyzer.isStopWord(word) ? stopped : words).add(word);
    for (const pair of pairsOf(text)) pairs.add(pair);
  }
  return [
    ...[...(words.size > 0 ? words : stopped)].map((text): RankTerm => ({ text, type: 'word' })),
    ...[...pairs].map((text): RankTerm => ({ text, type: 'pair' })),
  ].slice(0, MOST_TERMS);
}

/** The folded texts of all runs, phrases and patterns that are wanted. */
export function wantedTexts(clause: Clause): string[] {
  switch (clause.type) {
    case 'run':
    case 'phrase':
      return [clause.text];
    case 'near':
      return [...clause.parts];
    case 'pattern':
      return [...clause.pieces];
    case 'field':
      return wantedTexts(clause.clause);
    case 'and':
    case 'or':
      return clause.clauses.flatMap(wantedTexts);
    case 'atLeast':
      return clause.units.flatMap((unit) => wantedTexts(unit.clause));
    default:
      return [];
  }
}

/** Pairs of Han side by side; a pair inside letters and digits says less than the word they make. */
function pairsOf(text: string): string[] {
  const pairs: string[] = [];
  for (let i = 1; i < text.length; i += 1) {
    if (classAt(text, i - 1) & HAN && classAt(text, i) & (HAN | ALNUM)) pairs.push(text.slice(i - 1, i + 1));
    else if (classAt(text, i - 1) & ALNUM && classAt(text, i) & HAN) pairs.push(text.slice(i - 1, i + 1));
  }
  return pairs;
}
