/** The words a query is read with, and no index knows: stop words, synonyms, regional words. */
import { characterCount } from './char-class.js';
import { parseRegional, parseStopWords, parseSynonyms } from './word-files.js';
import type { WordFiles } from './word-folders.js';

/** All of them as they stood at one moment. */
export interface QueryWords {
  readonly stopWords: ReadonlySet<string>;
  /** Folded word → what a query asks for beside it, folded. */
  readonly otherWords: ReadonlyMap<string, readonly string[]>;
  /** Folded word of the mainland → its words in other regions, folded. */
  readonly regionalWords: ReadonlyMap<string, readonly string[]>;
  /** Words of up to four characters in the synonym file that have a longer one beside them, folded. */
  readonly abbreviations: ReadonlySet<string>;
  /** UTF-16 units of the longest key of `otherWords`; 0 = there is none. */
  readonly longestOtherWord: number;
}

/** Reads the files of query words. Throws DICTIONARY_INVALID with file and line. */
export function readQueryWords(files: WordFiles, fold: (text: string) => string): QueryWords {
  const [stop, synonyms, regional] = [files['stopwords.txt'], files['synonyms.txt'], files['regional.tsv']];
  const otherWords = new Map(parseSynonyms(synonyms.label, synonyms.text, fold));
  const abbreviations = new Set([...otherWords].filter(([word, others]) => isShort(word, others)).map(([word]) => word));
  const regionalWords = new Map<string, readonly string[]>();
  for (const [word, other] of parseRegional(regional.label, regional.text, fold)) {
    join(otherWords, word, other);
    join(otherWords, other, word);
    join(regionalWords, other, word);
  }
  let longestOtherWord = 0;
  for (const word of otherWords.keys()) longestOtherWord = Math.max(longestOtherWord, word.length);
  return { stopWords: parseStopWords(stop.label, stop.text, fold), otherWords, regionalWords, abbreviations, longestOtherWord };
}

function join(words: Map<string, readonly string[]>, word: string, other: string): void {
  words.set(word, [...new Set([...(words.get(word) ?? []), other])]);
}

const LONGEST_ABBREVIATION = 4;

function isShort(word: string, others: readonly string[]): boolean {
  return characterCount(word) <= LONGEST_ABBREVIATION && others.some((other) => characterCount(other) > characterCount(word));
}
