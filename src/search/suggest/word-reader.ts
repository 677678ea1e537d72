/**
 * How characters are read: pinyin-pro's dictionary, asked word by word, so that the word decides between the pronunciations of a
 * heteronym (银行, 行动); a character that is a word of its own is read as the whole text reads it.
 */
import { pinyin, polyphonic } from 'pinyin-pro';
import { HAN, classAt } from '../../analysis/char-class.js';
import { PronunciationTable, UNREAD } from './pronunciation-table.js';

/** Words kept with their pronunciations; all are let go when there are more. About 150 bytes each. */
const MOST_WORDS = 20_000;

/** Words that pinyin-pro 3.29 misreads. */
const CORRECTIONS: Readonly<Record<string, string>> = {
  还款: 'huan kuan',
  乐清: 'yue qing',
  阿胶: 'e jiao',
  尉犁: 'yu li',
  洪洞: 'hong tong',
  大埔: 'da bu',
  十里堡: 'shi li pu',
  莘庄: 'xin zhuang',
  歙县: 'she xian',
  一行: 'yi xing',
  大栅栏: 'da shi lan',
};

const PLAIN = { type: 'array', toneType: 'none', v: true } as const;

/** Reads words into ids of one table, and remembers them. */
export class WordReader {
  readonly #words = new Map<string, readonly number[]>();
  readonly #characters = new Map<string, readonly string[]>();

  readonly #table: PronunciationTable;

  constructor(table: PronunciationTable) {
    this.#table = table;
  }

  /**
   * Readings of the units of a folded word. `original`: the same as printed: where folding made another character of one
   * (着名 of 著名), either pronunciation is right. About 10 µs for a new word.
   */
  readWord(word: string, original: string): readonly number[] {
    const key = original === word ? word : `${word} ${original}`;
    const known = this.#words.get(key);
    if (known !== undefined) return known;
    if (this.#words.size >= MOST_WORDS) this.#words.clear();
    const printed = original.length === word.length && original !== word ? syllablesOf(original) : [];
    const read = syllablesOf(word).map((syllable, i) => this.#idOf(word[i]!, syllable, original[i] === word[i] ? undefined : printed[i]));
    this.#words.set(key, read);
    return read;
  }

  /** Readings of the units of a person's name: the surname as surnames are read (单, 解, 曾), or as the character is elsewhere (乐). */
  readName(name: string): readonly number[] {
    return syllablesOf(name, 'head').map((syllable, i) => {
      if (i > 0 || syllable === undefined) return this.#idOf(name[i]!, syllable);
      return this.#table.idOf({ right: [syllable], other: this.#readingsOf(name[i]!).filter((reading) => reading !== syllable) });
    });
  }

  /** The pronunciation of a character that is a word of its own: the syllable it has in the whole text, the others as guesses. */
  inContext(pronunciation: number, context: string | undefined): number {
    if (context === undefined) return pronunciation;
    const { right, other } = this.#table.get(pronunciation);
    return this.#table.idOf({ right: [context], other: [...right, ...other].filter((one) => one !== context) });
  }

  /** Whether a character has several pronunciations. */
  isHeteronym(char: string): boolean {
    return this.#readingsOf(char).length > 1;
  }

  #idOf(char: string, syllable: string | undefined, printed?: string): number {
    if (syllable === undefined) return UNREAD;
    const right = printed === undefined || printed === syllable ? [syllable] : [printed, syllable];
    const all = this.#readingsOf(char);
    // A pronunciation that is not the character's usual one was chosen by a word of the dictionary.
    const isGuess = syllable === all[0];
    return this.#table.idOf({ right, other: isGuess ? all.filter((pronunciation) => !right.includes(pronunciation)) : [] });
  }

  /** All pronunciations of a character, the usual one first. */
  #readingsOf(char: string): readonly string[] {
    let all = this.#characters.get(char);
    if (all === undefined) {
      all = [...new Set([...syllablesOf(char), ...(polyphonic(char, PLAIN)[0] ?? [])])].filter(
        (pronunciation): pronunciation is string => pronunciation !== undefined && IS_SYLLABLE.test(pronunciation),
      );
      this.#characters.set(char, all);
    }
    return all;
  }
}

const IS_SYLLABLE = /^[a-z]+$/;

/** The syllable of each unit; undefined where there is none. */
export function syllablesOf(text: string, surname: 'off' | 'head' = 'off'): readonly (string | undefined)[] {
  // Texts are anybody's: a name every object has is no correction.
  const corrected = Object.hasOwn(CORRECTIONS, text) ? CORRECTIONS[text] : undefined;
  if (corrected !== undefined) return corrected.split(' ');
  const read = pinyin(text, { ...PLAIN, surname });
  // By characters; a text with characters beyond the BMP is read around them.
  const aligned =
    read.length === text.length ? read : [...text].flatMap((char, i) => (char.length === 1 ? [read[i]] : [undefined, undefined]));
  return aligned.map((syllable, i) =>
    classAt(text, i) & HAN && syllable !== undefined && IS_SYLLABLE.test(syllable) ? syllable : undefined,
  );
}
