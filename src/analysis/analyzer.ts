/**
 * The analyzer: fold, then words. One for texts and queries, so that what is asked meets what is indexed. Stands between
 * the article and the index, and between the reader's text and the clauses.
 */
import { createHash } from 'node:crypto';
import { ALNUM, characterCount, classAt, HAN } from './char-class.js';
import { createCutter, type CutBy, type Cutter } from './dictionary.js';
import { fold, type Folded, type FoldedText, hasBorder, type WayBack } from './fold.js';
import { createFoldTables, type FoldTables } from './fold-tables.js';
import { stretchEnd } from './letter-digit.js';
import { type QueryWords, readQueryWords } from './query-words.js';
import { wayBackFrom } from './way-back.js';
import { WordBits } from './word-bits.js';
import { parseUserDictionary, parseVariants } from './word-files.js';
import { readWordFiles, WORD_FILE_KINDS, WORD_FILE_NAMES, type WordFiles, type WordFolders } from './word-folders.js';

/** Raised whenever folding or cutting changes what an index holds; an index of another version is built anew. */
const ANALYSIS_VERSION = 5;

/** Tables of characters that are folded to others, in the order in which they are applied. */
const CHARACTER_FILES = ['forms.tsv', 'variants.tsv'] as const;

/** Gives the analyzer of the moment. An analyzer is its own source: one that never changes. */
export interface AnalyzerSource {
  /** Take it once a query, so that all of an answer is read with the same words. */
  current(): Analyzer;
}

/** What is slow to load and shapes an index. */
interface Dictionary {
  readonly tables: FoldTables;
  readonly cutter: Cutter;
  readonly version: string;
}

/** Immutable: words that change make another analyzer. */
export class Analyzer implements AnalyzerSource {
  readonly #dictionary: Dictionary;
  readonly #queryWords: QueryWords;

  private constructor(
    dictionary: Dictionary,
    queryWords: QueryWords,
    /** What it was made of. */
    readonly files: WordFiles,
  ) {
    this.#dictionary = dictionary;
    this.#queryWords = queryWords;
  }

  /** Reads the word files. Throws DICTIONARY_INVALID with file and line. About 300 ms and 80 MB. */
  static load(folders: WordFolders): Analyzer {
    return Analyzer.of(readWordFiles(folders));
  }

  /** The same from word files that were read before. `cutBy`: jieba unless the caller cuts much; the words are the same. */
  static of(files: WordFiles, cutBy: CutBy = 'jieba'): Analyzer {
    const tables = createFoldTables(CHARACTER_FILES.map((name) => parseVariants(files[name].label, files[name].text)));
    const folded = (text: string): string => fold(text, tables).text;
    const queryWords = readQueryWords(files, folded);
    const cutter = createCutter(parseUserDictionary(files['userdict.txt'].label, files['userdict.txt'].text), tables, cutBy);
    return new Analyzer({ tables, cutter, version: dictionaryVersion(files) }, queryWords, files);
  }

  /** Fingerprint of all that shapes an index: code version, variants, dictionary. Not the words of queries. */
  get version(): string {
    return this.#dictionary.version;
  }

  /** Who cuts. */
  get cutBy(): CutBy {
    return this.#dictionary.cutter.cutBy;
  }

  /** Folded word → what a query asks for beside it, folded: synonyms and regional words. */
  get otherWords(): ReadonlyMap<string, readonly string[]> {
    return this.#queryWords.otherWords;
  }

  /** Folded word of the mainland → its words in other regions, folded. */
  get regionalWords(): ReadonlyMap<string, readonly string[]> {
    return this.#queryWords.regionalWords;
  }

  /** Whether a folded word stands for a longer one of the synonym file: it counts between word borders only. */
  isAbbreviation(word: string): boolean {
    return this.#queryWords.abbreviations.has(word);
  }

  /** UTF-16 units of the longest word of `otherWords`; 0 = there is none. */
  get longestOtherWord(): number {
    return this.#queryWords.longestOtherWord;
  }

  /** Itself: it never changes. */
  current(): this {
    return this;
  }

  /** This dictionary with the query words of `files`; itself where they are the same. Throws DICTIONARY_INVALID. */
  withQueryWords(files: WordFiles): Analyzer {
    const isSame = WORD_FILE_NAMES.every((name) => WORD_FILE_KINDS[name] === 'dictionary' || files[name].text === this.files[name].text);
    if (isSame) return this;
    const { 'forms.tsv': forms, 'variants.tsv': variants, 'userdict.txt': userdict } = this.files;
    return new Analyzer(
      this.#dictionary,
      readQueryWords(files, (text) => this.fold(text).text),
      { ...files, 'forms.tsv': forms, 'variants.tsv': variants, 'userdict.txt': userdict },
    );
  }

  /** The version of an analyzer made of `files`, without making it. Throws DICTIONARY_INVALID for a dictionary file that is wrong. */
  checkedVersion(files: WordFiles): string {
    for (const name of CHARACTER_FILES) parseVariants(files[name].label, files[name].text);
    parseUserDictionary(files['userdict.txt'].label, files['userdict.txt'].text);
    return dictionaryVersion(files);
  }

  /** Folds a text, keeping the way back to it. */
  fold(original: string): Folded {
    return fold(original, this.#dictionary.tables);
  }

  /** The way back of a text that was folded to `folded`; null where only folding tells it, or where it was folded to something else. */
  wayBack(original: string, folded: string): WayBack | null {
    return wayBackFrom(original, folded, this.#dictionary.tables);
  }

  /** Whether a folded word is left out of what a run asks for. */
  isStopWord(word: string): boolean {
    return this.#queryWords.stopWords.has(word);
  }

  /**
   * Where words begin and end in a folded text: jieba's words outside, letter-digit stretches whole. Punctuation stands
   * between borders of its own.
   */
  wordBits(folded: FoldedText): WordBits {
    const { text } = folded;
    const bits = new WordBits(text.length);
    this.#dictionary.cutter.mark(text, bits);
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
   * The words of a bare run of a query (docs/query-language.md#words): letter-digit stretches, jieba's words of the rest, two or more
   * single characters side by side as one word; stop words left out, unless nothing would remain.
   */
  runWords(run: FoldedText): string[] {
    return [...new Set(this.looseWords(run).map(({ text }) => text))];
  }

  /** The same, told of each whether it is made of single characters; a word may come twice. */
  looseWords(run: FoldedText): LooseWord[] {
    const tokens = wordsIn(run.text, this.wordBits(run));
    const kept = tokens.filter(({ word }) => !this.#queryWords.stopWords.has(word));
    const words: LooseWord[] = [];
    let open = -1;
    for (const { word, start } of kept.length > 0 ? kept : tokens) {
      const isSingle = characterCount(word) === 1 && (classAt(word, 0) & HAN) !== 0;
      if (isSingle && open === start) words.push({ text: `${words.pop()!.text}${word}`, isOfSingles: true });
      else words.push({ text: word, isOfSingles: false });
      open = isSingle ? start + word.length : -1;
    }
    return words;
  }

  /** Words of a folded text as an index takes them, with their folded offsets; punctuation and spaces left out. */
  words(text: FoldedText): WordToken[] {
    return wordsIn(text.text, this.wordBits(text));
  }
}

/** A word of a run. */
export interface LooseWord {
  readonly text: string;
  /** Single characters side by side, which no dictionary has as a word. */
  readonly isOfSingles: boolean;
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

/** `Analyzer.version` of an analyzer made of these files, without making or checking anything. */
export function dictionaryVersion(files: WordFiles): string {
  return createHash('sha256')
    .update(`${ANALYSIS_VERSION}\n${files['forms.tsv'].text}\n${files['variants.tsv'].text}\n${files['userdict.txt'].text}`)
    .digest('hex')
    .slice(0, 16);
}
