/** The dictionary jieba cuts by: the shipped words, folded as texts are folded, and the user's. */
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import type { DictionaryWord } from './word-files.js';

/** Cuts a folded text; the pieces joined are the text again. */
export type Cutter = (folded: string) => string[];

/**
 * Loads jieba with its own dictionary, the folded forms of its words that folding changes (著名 is 着名 after folding),
 * and the user's words. About 200 ms and 60 MB; share one. HMM stays off: it is slower and ranks no better.
 */
export function createCutter(userWords: readonly DictionaryWord[], fold: (text: string) => string): Cutter {
  const jieba = Jieba.withDict(dict);
  const extra = foldedWords(Buffer.from(dict).toString('utf8'), fold);
  for (const { word, frequency } of userWords) extra.set(fold(word), frequency);
  const loadable = [...extra].filter(([word]) => word !== '' && !/\s/.test(word)).map(([word, frequency]) => `${word} ${frequency}\n`);
  if (loadable.length > 0) jieba.loadDict(Buffer.from(loadable.join('')));
  return (folded) => jieba.cut(folded, false);
}

/** Words that folding changes, folded, with their frequencies; without those the dictionary has at least as often. Two walks: few words change. */
function foldedWords(dictionary: string, fold: (text: string) => string): Map<string, number> {
  const changed = new Map<string, number>();
  const foldsTo = new Map<string, string>();
  const foldChar = (char: string): string => {
    let folded = foldsTo.get(char);
    if (folded === undefined) foldsTo.set(char, (folded = fold(char)));
    return folded;
  };
  const changes = new UnitFlags((unit) => isSurrogate(unit) || foldChar(String.fromCharCode(unit)) !== String.fromCharCode(unit));
  eachWord(dictionary, (start, end, frequency) => {
    if (!changes.isAnyIn(dictionary, start, end)) return;
    const word = dictionary.slice(start, end);
    let folded = '';
    for (const char of word) folded += foldChar(char);
    if (folded !== word) changed.set(folded, Math.max(changed.get(folded) ?? 1, frequency()));
  });
  const firsts = new Set([...changed.keys()].map((word) => word.charCodeAt(0)));
  eachWord(dictionary, (start, end, frequency) => {
    if (!firsts.has(dictionary.charCodeAt(start))) return;
    const word = dictionary.slice(start, end);
    if ((changed.get(word) ?? Infinity) <= frequency()) changed.delete(word);
  });
  return changed;
}

/** Walks over the lines `word frequency …`. */
function eachWord(dictionary: string, take: (start: number, end: number, frequency: () => number) => void): void {
  for (let start = 0; start < dictionary.length;) {
    const found = dictionary.indexOf('\n', start);
    const lineEnd = found < 0 ? dictionary.length : found;
    const end = dictionary.indexOf(' ', start);
    if (end >= 0 && end < lineEnd) take(start, end, () => Number.parseInt(dictionary.slice(end + 1, lineEnd), 10));
    start = lineEnd + 1;
  }
}

const ASCII_END = 0x80;

/** Whether units have a property that is looked up once each. */
class UnitFlags {
  /** 0 = not looked up, 1 = no, 2 = yes. */
  private readonly known = new Uint8Array(0x10000);

  constructor(private readonly has: (unit: number) => boolean) {}

  /** False for a word with ASCII in it: letters and digits are words of their own whatever the dictionary says. */
  isAnyIn(text: string, start: number, end: number): boolean {
    let any = false;
    for (let at = start; at < end; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit < ASCII_END) return false;
      if (this.known[unit] === 0) this.known[unit] = this.has(unit) ? 2 : 1;
      any ||= this.known[unit] === 2;
    }
    return any;
  }
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
