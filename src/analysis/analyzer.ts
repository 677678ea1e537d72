/**
 * The analyzer: fold, then words. One for texts and queries, so that what is asked meets what is indexed. Stands between
 * the article and the index, and between the reader's text and the clauses.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ALNUM, characterCount, classAt, HAN } from './char-class.js';
import { createCutter, type Cutter } from './dictionary.js';
import { fold, type Folded, type FoldedText, hasBorder } from './fold.js';
import { createFoldTables, type FoldTables } from './fold-tables.js';
import { stretchEnd } from './letter-digit.js';
import { parseRegional, parseStopWords, parseSynonyms, parseUserDictionary, parseVariants } from './word-files.js';
import { WordBits } from './word-bits.js';

/** Raised whenever folding or cutting changes what an index holds; an index of another version is built anew. */
const ANALYSIS_VERSION = 3;

export interface AnalyzerFiles {
  /** Folder with `variants.tsv`, `stopwords.txt`, `userdict.txt`, and perhaps `synonyms.txt` and `regional.tsv`. */
  readonly dataDirectory: string;
}

export class Analyzer {
  private constructor(
    private readonly tables: FoldTables,
    private readonly cut: Cutter,
    private readonly stopWords: ReadonlySet<string>,
    /** Fingerprint of all that shapes an index: code version, variants, dictionary. Not the stop words: they are the query's. */
    readonly version: string,
    /** Folded word → what a query asks for beside it, folded: synonyms and regional words. The query's only, like stop words. */
    readonly otherWords: ReadonlyMap<string, readonly string[]>,
  ) {}

  /** Reads the word files. Throws DICTIONARY_INVALID with file and line. About 300 ms and 80 MB. */
  static load({ dataDirectory }: AnalyzerFiles): Analyzer {
    const read = (name: string): string => readFileSync(path.join(dataDirectory, name), 'utf8');
    const [variants, stopWords, userWords] = [read('variants.tsv'), read('stopwords.txt'), read('userdict.txt')];
    const tables = createFoldTables(parseVariants('variants.tsv', variants));
    const folded = (text: string): string => fold(text, tables).text;
    const cut = createCutter(parseUserDictionary('userdict.txt', userWords), folded);
    const hash = createHash('sha256').update(`${ANALYSIS_VERSION}\n${variants}\n${userWords}`).digest('hex').slice(0, 16);
    const readOptional = (name: string): string => (existsSync(path.join(dataDirectory, name)) ? read(name) : '');
    const otherWords = new Map(parseSynonyms('synonyms.txt', readOptional('synonyms.txt'), folded));
    for (const [word, other] of parseRegional('regional.tsv', readOptional('regional.tsv'), folded)) {
      otherWords.set(word, [...new Set([...(otherWords.get(word) ?? []), other])]);
    }
    return new Analyzer(tables, cut, parseStopWords('stopwords.txt', stopWords), hash, otherWords);
  }

  /** Folds a text, keeping the way back to it. */
  fold(original: string): Folded {
    return fold(original, this.tables);
  }

  isStopWord(word: string): boolean {
    return this.stopWords.has(word);
  }

  /**
   * Where words begin and end in a folded text: jieba's words outside, letter-digit stretches whole. Punctuation stands
   * between borders of its own.
   */
  wordBits(folded: FoldedText): WordBits {
    const { text } = folded;
    const bits = new WordBits(text.length);
    let at = 0;
    for (const piece of this.cut(text)) {
      bits.set(at);
      at += piece.length;
    }
    bits.set(text.length);
    const isBorder = (offset: number): boolean => hasBorder(folded, offset);
    for (let i = 0; i < text.length;) {
      const charClass = classAt(text, i);
      if (charClass & ALNUM) {
        const end = stretchEnd(text, i, isBorder);
        for (let k = i + 1; k < end; k += 1) bits.clear(k);
        bits.set(i);
        bits.set(end);
        i = end;
      } else {
        if (!(charClass & HAN)) {
          bits.set(i);
          bits.set(i + 1);
        }
        i += 1;
      }
    }
    return bits;
  }

  /**
   * The words of a bare run of a query (CONTRACT section 5): letter-digit stretches, jieba's words of the rest, two or more
   * single characters side by side as one word; stop words left out, unless nothing would remain.
   */
  runWords(run: FoldedText): string[] {
    const tokens = wordsIn(run.text, this.wordBits(run));
    const kept = tokens.filter(({ word }) => !this.stopWords.has(word));
    const words: string[] = [];
    let open = -1;
    for (const { word, start } of kept.length > 0 ? kept : tokens) {
      const single = characterCount(word) === 1 && (classAt(word, 0) & HAN) !== 0;
      if (single && open === start) words.push(`${words.pop()!}${word}`);
      else words.push(word);
      open = single ? start + word.length : -1;
    }
    return [...new Set(words)];
  }

  /** Words of a folded text as an index takes them, with their folded offsets; punctuation and spaces left out. */
  words(text: FoldedText): WordToken[] {
    return wordsIn(text.text, this.wordBits(text));
  }
}

/** A word and the folded range `[start, end)` it stands at. */
export interface WordToken {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** The words between the borders of `bits`, punctuation and spaces left out. */
export function wordsIn(text: string, bits: WordBits): WordToken[] {
  const words: WordToken[] = [];
  for (let start = 0; start < text.length;) {
    let end = start + 1;
    while (!bits.has(end)) end += 1;
    if (classAt(text, start) & (HAN | ALNUM)) words.push({ word: text.slice(start, end), start, end });
    start = end;
  }
  return words;
}
