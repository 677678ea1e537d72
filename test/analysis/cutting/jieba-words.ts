/** Texts cut by jieba, to hold xunbao's own cuts against. */
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { createWordMarker, type WordMarker } from '../../../src/analysis/cutting/mark-words.js';
import { readWords } from '../../../src/analysis/cutting/word-list.js';
import { buildWordTrie } from '../../../src/analysis/cutting/word-trie.js';
import { WordBits } from '../../../src/analysis/word-bits.js';

/** The two cutters over jieba's dictionary and more words. */
export interface Cutters {
  readonly mark: WordMarker;
  readonly jieba: Jieba;
}

/** Loads both. */
export function loadCutters(more: ReadonlyMap<string, number> = new Map(), dictionary: Uint8Array = dict): Cutters {
  const jieba = Jieba.withDict(dictionary);
  if (more.size > 0) jieba.loadDict(Buffer.from(Array.from(more, ([word, frequency]) => `${word} ${frequency}\n`).join('')));
  return { mark: createWordMarker(buildWordTrie(readWords(dictionary), more)), jieba };
}

/** A text with a stroke before each word that xunbao marks. */
export function cutByXunbao({ mark }: Cutters, text: string): string {
  const bits = new WordBits(text.length);
  mark(text, bits);
  let cut = '';
  for (let at = 0; at < text.length; at += 1) cut += bits.has(at) ? `|${text[at]!}` : text[at]!;
  return cut;
}

/** The same by jieba, which is given the text without halves of pairs: on its way to native code each becomes U+FFFD. */
export function cutByJieba({ jieba }: Cutters, text: string): string {
  let at = 0;
  let cut = '';
  for (const { length } of jieba.cut(text, false)) {
    cut += `|${text.slice(at, at + length)}`;
    at += length;
  }
  return cut;
}
