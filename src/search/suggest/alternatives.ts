/**
 * Alternatives to a query that found nothing: the whole of it as a suggestion would take it (letters that read as pinyin), then
 * its words and runs one by one, then words of the archive that differ from one of them by a character or sound the same.
 * They are offers; none of them is ever a hit.
 */
import type { Analyzer } from '../../analysis/analyzer.js';
import { ALNUM, characterCount, classAt, HAN } from '../../analysis/char-class.js';
import { LONGEST_QUERY, type Suggestion } from './suggestion.js';
import { syllablesOf } from './word-reader.js';

/** Alternatives that are offered at most. */
export const MOST_ALTERNATIVES = 5;
/** Words of a query that are followed. */
const MOST_WORDS = 4;
/** Ways that one word may take while others have some. */
const WAYS_A_WORD = 2;

/** Answers a text with at most `limit` suggestions. */
export type Suggest = (text: string, limit: number) => readonly Suggestion[];

/** At most five, each text once. A few times the cost of a suggestion. */
export function alternatives(text: string, suggest: Suggest, analyzer: Analyzer): readonly Suggestion[] {
  const whole = suggest(text, MOST_ALTERNATIVES);
  if (whole.length > 0) return whole;
  const words = queryWords(text, analyzer);
  const byWord = words.map((word) => waysFrom(word, suggest, analyzer));
  const shares = [...byWord.flatMap((ways) => ways.slice(0, WAYS_A_WORD)), ...byWord.flatMap((ways) => ways.slice(WAYS_A_WORD))];
  const byText = new Map(shares.toReversed().map((way) => [way.text, way]));
  return [...new Set(shares.map((way) => byText.get(way.text)!))].slice(0, MOST_ALTERNATIVES);
}

/** The words that tell most: those of two characters or more, else all. */
function queryWords(text: string, analyzer: Analyzer): readonly string[] {
  const words = analyzer.runWords(analyzer.fold(text.slice(0, LONGEST_QUERY)));
  const long = words.filter((word) => characterCount(word) > 1);
  return (long.length > 0 ? long : words).slice(0, MOST_WORDS);
}

function waysFrom(word: string, suggest: Suggest, analyzer: Analyzer): readonly Suggestion[] {
  const literal = suggest(word, MOST_ALTERNATIVES);
  if (literal.length > 0 || !(classAt(word, 0) & HAN)) return literal;
  return [...soundingLike(word, suggest, analyzer), ...nearTo(word, suggest, analyzer)];
}

/** What is read as the word is: the wrong character of the right sound is the commonest slip of the keyboard. */
function soundingLike(word: string, suggest: Suggest, analyzer: Analyzer): readonly Suggestion[] {
  const syllables = syllablesOf(word);
  if (syllables.includes(undefined)) return [];
  return suggest(syllables.join(' '), MOST_ALTERNATIVES).filter((suggestion) => markedLength(suggestion, analyzer) === word.length);
}

/** What holds the word without its first or without its last character, the longer part of it first. */
function nearTo(word: string, suggest: Suggest, analyzer: Analyzer): readonly Suggestion[] {
  if (word.length < 3) return [];
  const parts = [word.slice(0, -1), word.slice(1)];
  return parts
    .flatMap((part) => (classAt(part, 0) & (HAN | ALNUM) ? suggest(part, WAYS_A_WORD) : []))
    .filter((suggestion) => markedLength(suggestion, analyzer) >= word.length - 1);
}

/** Folded units of what is marked. */
function markedLength({ text, ranges }: Suggestion, analyzer: Analyzer): number {
  return ranges.reduce((sum, [start, end]) => sum + analyzer.fold(text.slice(start, end)).text.length, 0);
}
