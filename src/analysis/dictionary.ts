/** The dictionary words are cut by: jieba's own words, folded as texts are folded, and the user's. */
import { createRequire } from 'node:module';
import type { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { classOfUnit, DROPPED, SPACE } from './char-class.js';
import { createWordMarker, type WordMarker } from './cutting/mark-words.js';
import { readWords, wordAt, type WordList } from './cutting/word-list.js';
import { buildWordTrie } from './cutting/word-trie.js';
import { fold } from './fold.js';
import type { FoldTables } from './fold-tables.js';
import { WordBits } from './word-bits.js';
import type { DictionaryWord } from './word-files.js';

/** Who cuts: jieba, or xunbao itself by the same dictionary with the same words (docs/decisions/jieba.md). */
export type CutBy = 'jieba' | 'xunbao';

/** What cuts, and who it is: xunbao where jieba was asked for and has no binary for this machine. */
export interface Cutter {
  readonly cutBy: CutBy;
  readonly mark: WordMarker;
}

/**
 * Loads jieba's dictionary, the folded forms of its words that folding changes (著名 is 着名 after folding), and the user's words. About
 * 250 ms, and 60 MB for jieba, 15 MB for xunbao; share one. jieba's hidden Markov model stays off: it is slower and ranks no better.
 */
export function createCutter(userWords: readonly DictionaryWord[], tables: FoldTables, cutBy: CutBy): Cutter {
  const list = readWords(dict);
  const more = foldedWords(list, tables);
  const unsaid: string[] = [];
  for (const { word, frequency } of userWords) {
    const folded = fold(word, tables).text;
    if (frequency === undefined) unsaid.push(folded);
    else more.set(folded, frequency);
  }
  const jieba = cutBy === 'jieba' ? loadJieba() : null;
  const load = (): WordMarker => {
    for (const word of more.keys()) if (word === '' || /\s/.test(word)) more.delete(word);
    return jieba === null ? createWordMarker(buildWordTrie(list, more)) : markerOf(jieba, more);
  };
  let mark = load();
  if (unsaid.length > 0) {
    // Without a frequency a word would be one that never occurs.
    for (const [word, frequency] of enoughFor(unsaid, list, more, (text) => wordsOf(text, mark))) more.set(word, frequency);
    mark = load();
  }
  return { cutBy: jieba === null ? 'xunbao' : cutBy, mark };
}

/** jieba with more words. */
function markerOf(jieba: Jieba, more: ReadonlyMap<string, number>): WordMarker {
  if (more.size > 0) jieba.loadDict(Buffer.from(Array.from(more, ([word, frequency]) => `${word} ${frequency}\n`).join('')));
  return (text, bits) => {
    let at = 0;
    for (const word of jieba.cut(text, false)) {
      bits.set(at);
      at += word.length;
    }
  };
}

/** The words of a text, end to end. */
function wordsOf(text: string, mark: WordMarker): string[] {
  const bits = new WordBits(text.length);
  mark(text, bits);
  const words: string[] = [];
  for (let start = 0; start < text.length;) {
    let end = start + 1;
    while (end < text.length && !bits.has(end)) end += 1;
    words.push(text.slice(start, end));
    start = end;
  }
  return words;
}

/** jieba with its dictionary; null where it has no binary for this machine, or one that does not load. */
function loadJieba(): Jieba | null {
  let loaded: typeof import('@node-rs/jieba');
  try {
    loaded = createRequire(import.meta.url)('@node-rs/jieba') as typeof loaded;
  } catch {
    return null;
  }
  return loaded.Jieba.withDict(dict);
}

/**
 * For each word the least frequency at which it is likelier than the pieces it is cut into without it: their shares multiplied
 * (`suggest_freq` of jieba). About 50 ms, and a cut a word.
 */
function enoughFor(
  words: readonly string[],
  list: WordList,
  more: ReadonlyMap<string, number>,
  cut: (text: string) => string[],
): Map<string, number> {
  const piecesOf = new Map(words.map((word) => [word, cut(word)]));
  const frequencyOf = new Map<string, number>();
  const wanted = new Set([...piecesOf.values()].flat().filter((piece) => piece !== ''));
  const openings = openingsOf(wanted);
  let total = 0;
  for (const [number, frequency] of list.frequencies.entries()) {
    total += frequency;
    if (openings[openingOf(list, number)] === 0) continue;
    const word = wordAt(list, number);
    if (wanted.has(word)) frequencyOf.set(word, frequency);
  }
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
  for (const word of words) flags[opening(word.charCodeAt(0), word.length > 1 ? word.charCodeAt(1) : 0)] = 1;
  return flags;
}

/** Words that folding changes, folded, with their frequencies; without those the dictionary has at least as often. About 20 ms. */
function foldedWords(list: WordList, tables: FoldTables): Map<string, number> {
  const changed = new Map<string, number>();
  const changes = tables.simple.map((folded, unit) => (folded !== unit || (classOfUnit(unit) & (DROPPED | SPACE)) !== 0 ? 1 : 0));
  for (const [number, frequency] of list.frequencies.entries()) {
    if (!hasFlagged(list, number, changes)) continue;
    const word = wordAt(list, number);
    let folded = '';
    for (const char of word) folded += fold(char, tables).text;
    if (folded !== word) changed.set(folded, Math.max(changed.get(folded) ?? 1, frequency));
  }
  const isOpening = openingsOf(changed.keys());
  for (const [number, frequency] of list.frequencies.entries()) {
    if (isOpening[openingOf(list, number)] === 0) continue;
    const word = wordAt(list, number);
    if ((changed.get(word) ?? Infinity) <= frequency) changed.delete(word);
  }
  return changed;
}

/**
 * Whether a word has a unit that is flagged. Not one with ASCII in it: letters and digits are words of their own whatever the dictionary
 * says.
 */
function hasFlagged({ units, starts }: WordList, word: number, flags: Uint16Array): boolean {
  let any = false;
  for (let at = starts[word]!; at < starts[word + 1]!; at += 1) {
    const unit = units[at]!;
    if (unit < 0x80) return false;
    any ||= flags[unit] === 1;
  }
  return any;
}

/** A number up to 65,535 that words of the same first two units share, and hardly any others. */
function opening(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) >>> 16) ^ second;
}

function openingOf({ units, starts }: WordList, word: number): number {
  const start = starts[word]!;
  return opening(units[start]!, start + 1 < starts[word + 1]! ? units[start + 1]! : 0);
}
