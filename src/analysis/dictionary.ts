/** The dictionary jieba cuts by: the shipped words, folded as texts are folded, and the user's. */
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { classOfUnit, DROPPED, SPACE } from './char-class.js';
import { fold } from './fold.js';
import type { FoldTables } from './fold-tables.js';
import type { DictionaryWord } from './word-files.js';

/** Cuts a folded text; the pieces joined are the text again. */
export type Cutter = (folded: string) => string[];

/**
 * Loads jieba with its own dictionary, the folded forms of its words that folding changes (著名 is 着名 after folding),
 * and the user's words. About 200 ms and 60 MB; share one. HMM stays off: it is slower and ranks no better.
 */
export function createCutter(userWords: readonly DictionaryWord[], tables: FoldTables): Cutter {
  const jieba = Jieba.withDict(dict);
  const extra = foldedWords(dict, tables);
  const unsaid: string[] = [];
  for (const { word, frequency } of userWords) {
    const folded = fold(word, tables).text;
    if (frequency === undefined) unsaid.push(folded);
    else extra.set(folded, frequency);
  }
  load(jieba, extra);
  // jieba takes a word without a frequency for one that never occurs.
  if (unsaid.length > 0)
    load(
      jieba,
      enoughFor(unsaid, dict, extra, (folded) => jieba.cut(folded, false)),
    );
  return (folded) => jieba.cut(folded, false);
}

function load(jieba: Jieba, words: ReadonlyMap<string, number>): void {
  const loadable = [...words].filter(([word]) => word !== '' && !/\s/.test(word)).map(([word, frequency]) => `${word} ${frequency}\n`);
  if (loadable.length > 0) jieba.loadDict(Buffer.from(loadable.join('')));
}

/**
 * For each word the least frequency at which it is likelier than the pieces it is cut into without it: their shares multiplied
 * (`suggest_freq` of jieba). About 50 ms, and a cut a word.
 */
function enoughFor(words: readonly string[], dictionary: Uint8Array, more: ReadonlyMap<string, number>, cut: Cutter): Map<string, number> {
  const piecesOf = new Map(words.map((word) => [word, cut(word)]));
  const frequencyOf = new Map<string, number>();
  const wanted = new Set([...piecesOf.values()].flat().filter((piece) => piece !== ''));
  const openings = openingsOf(wanted);
  let total = 0;
  eachWord(dictionary, (start, end) => {
    const frequency = frequencyAt(dictionary, end + 1);
    total += frequency;
    if (openings[opening(dictionary, start, end)] === 0) return;
    const word = textOf(dictionary, start, end);
    if (wanted.has(word)) frequencyOf.set(word, frequency);
  });
  for (const [word, frequency] of more) {
    total += frequency;
    if (wanted.has(word)) frequencyOf.set(word, frequency);
  }
  return new Map(
    [...piecesOf].map(([word, pieces]) => {
      const share = pieces.reduce((product, piece) => product * ((frequencyOf.get(piece) ?? 1) / total), 1);
      // One more than equal, and one for what the word itself adds to the total.
      return [word, Math.max(Math.floor(share * total) + 2, frequencyOf.get(word) ?? 1)];
    }),
  );
}

/** Flags the openings that words have. */
function openingsOf(words: Iterable<string>): Uint8Array {
  const flags = new Uint8Array(0x10000);
  for (const word of words) {
    const bytes = Buffer.from(word);
    flags[opening(bytes, 0, bytes.length)] = 1;
  }
  return flags;
}

/**
 * Words that folding changes, folded, with their frequencies; without those the dictionary has at least as often. It is walked
 * over as the bytes it comes in, twice: as a string it would take several times as long, and few words change.
 */
function foldedWords(dictionary: Uint8Array, tables: FoldTables): Map<string, number> {
  const changed = new Map<string, number>();
  const changes = tables.simple.map((folded, unit) => (folded !== unit || (classOfUnit(unit) & (DROPPED | SPACE)) !== 0 ? 1 : 0));
  eachWord(dictionary, (start, end) => {
    if (!hasFlagged(dictionary, start, end, changes)) return;
    const word = textOf(dictionary, start, end);
    let folded = '';
    for (const char of word) folded += fold(char, tables).text;
    if (folded !== word) changed.set(folded, Math.max(changed.get(folded) ?? 1, frequencyAt(dictionary, end + 1)));
  });
  const isOpening = openingsOf(changed.keys());
  eachWord(dictionary, (start, end) => {
    if (isOpening[opening(dictionary, start, end)] === 0) return;
    const word = textOf(dictionary, start, end);
    if ((changed.get(word) ?? Infinity) <= frequencyAt(dictionary, end + 1)) changed.delete(word);
  });
  return changed;
}

const [LINE_END, BLANK, ZERO, NINE] = [0x0a, 0x20, 0x30, 0x39];
/** First bytes of UTF-8 characters of one to four bytes are below these. */
const [ONE_BYTE, TWO_BYTES, THREE_BYTES] = [0x80, 0xe0, 0xf0];

/** Walks over the words `[start, end)` of lines `word frequency …`, UTF-8. */
function eachWord(lines: Uint8Array, take: (start: number, end: number) => void): void {
  let start = 0;
  let end = -1;
  for (let at = 0; at < lines.length; at += 1) {
    if (lines[at] === BLANK && end < 0) {
      end = at;
      take(start, end);
    } else if (lines[at] === LINE_END) {
      start = at + 1;
      end = -1;
    }
  }
}

/**
 * Whether a word has a character whose first unit is flagged. Not one with ASCII in it: letters and digits are words of their own
 * whatever the dictionary says.
 */
function hasFlagged(lines: Uint8Array, start: number, end: number, flags: Uint16Array): boolean {
  let any = false;
  for (let at = start; at < end;) {
    const byte = lines[at]!;
    if (byte < ONE_BYTE) return false;
    any ||= flags[firstUnit(lines, at)] === 1;
    at += widthOf(byte);
  }
  return any;
}

/** A number up to 65,535 that words of the same first two characters share, and hardly any others. */
function opening(lines: Uint8Array, start: number, end: number): number {
  const second = start + widthOf(lines[start]!);
  return (Math.imul(firstUnit(lines, start), 0x9e3779b1) >>> 16) ^ (second < end ? firstUnit(lines, second) : 0);
}

/** Bytes of the character that begins with `byte`. */
function widthOf(byte: number): number {
  return byte < ONE_BYTE ? 1 : byte < TWO_BYTES ? 2 : byte < THREE_BYTES ? 3 : 4;
}

/** First UTF-16 unit of the character at a byte. */
function firstUnit(lines: Uint8Array, at: number): number {
  const [a, b, c] = [lines[at]!, lines[at + 1]!, lines[at + 2]!];
  if (a < ONE_BYTE) return a;
  if (a < TWO_BYTES) return ((a & 0x1f) << 6) | (b & 0x3f);
  if (a < THREE_BYTES) return ((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f);
  // The high half of a pair: the upper bits of the code point less 0x10000.
  return 0xd7c0 + (((a & 0x07) << 8) | ((b & 0x3f) << 2) | ((c & 0x30) >> 4));
}

function frequencyAt(lines: Uint8Array, from: number): number {
  let frequency = 0;
  for (let at = from; lines[at]! >= ZERO && lines[at]! <= NINE; at += 1) frequency = frequency * 10 + lines[at]! - ZERO;
  return frequency;
}

function textOf(lines: Uint8Array, start: number, end: number): string {
  return Buffer.from(lines.buffer, lines.byteOffset + start, end - start).toString('utf8');
}
