/** A text as suggestions look at it: its folded units, and for each how it is read and whether a word begins there. */
import type { Analyzer, WordToken } from '../../analysis/analyzer.js';
import { wordsIn } from '../../analysis/analyzer.js';
import { ALNUM, classAt, classOfUnit, HAN } from '../../analysis/char-class.js';
import { type Folded, originalRange } from '../../analysis/fold.js';
import { PASSED_OVER, UNREAD, WORD_START } from './pronunciation-table.js';
import { syllablesOf, type WordReader } from './word-reader.js';

/** A printed text and its folded form. */
export interface PrintedText {
  readonly original: string;
  readonly folded: Folded;
}

/** A text with its pronunciations. */
export interface ReadText extends PrintedText {
  /** Reading and WORD_START of each folded unit. */
  readonly pronunciations: Uint16Array;
}

/** The words of a text in the order of its folded units. */
export function wordsOf({ folded }: PrintedText, analyzer: Analyzer): readonly WordToken[] {
  return wordsIn(folded.text, analyzer.wordBits(folded));
}

/** Reads a text that has been cut into `words`. About 10 µs for a headline whose words are known. */
export function readText(text: PrintedText, words: readonly WordToken[], reader: WordReader): ReadText {
  const { folded } = text;
  const pronunciations = blank(folded.text);
  let context: readonly (string | undefined)[] | undefined;
  for (const { word, start } of words) {
    if (classAt(word, 0) & HAN) {
      pronunciations.set(reader.readWord(word, printedWord(text, start, start + word.length)), start);
      if (word.length === 1 && words.length > 1 && reader.isHeteronym(word)) {
        context ??= syllablesOf(folded.text);
        pronunciations[start] = reader.inContext(pronunciations[start]!, context[start]);
      }
    }
    pronunciations[start] = pronunciations[start]! | WORD_START;
  }
  return { ...text, pronunciations };
}

/** Reads a person's name; one word. */
export function readName(text: PrintedText, reader: WordReader): ReadText {
  const pronunciations = blank(text.folded.text);
  reader.readName(text.folded.text).forEach((pronunciation, i) => {
    if (pronunciation !== UNREAD) pronunciations[i] = pronunciation;
  });
  pronunciations[0] = pronunciations[0]! | WORD_START;
  return { ...text, pronunciations };
}

/** The printed characters of a folded range, without the spaces that set them apart. */
export function printedWord({ original, folded }: PrintedText, start: number, end: number): string {
  const [from, to] = originalRange(folded, start, end);
  const printed = original.slice(from, to);
  return printed.length === end - start ? printed : printed.replace(/\s+/gu, '');
}

function blank(text: string): Uint16Array {
  const pronunciations = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
    pronunciations[i] = isSurrogate || classOfUnit(unit) & (HAN | ALNUM) ? UNREAD : PASSED_OVER;
  }
  return pronunciations;
}
