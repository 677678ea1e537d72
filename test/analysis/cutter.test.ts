import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import fc from 'fast-check';
import { createCutter } from '../../src/analysis/cutter.js';
import { loadDictionary } from '../../src/analysis/dictionary.js';
import { WordBits } from '../../src/analysis/word-bits.js';
import { NO_NODE, WordTrie } from '../../src/analysis/word-trie.js';
import { seed } from '../support/shared.js';
import { anyText } from './text-arbitraries.js';

const runs = { seed, numRuns: process.env['XUNBAO_TEST_LONG'] === '1' ? 50_000 : 1_000 };
const OWN = [{ word: '云桥路站', frequency: 3 }, { word: '着名𠀀', frequency: 70_000 }, { word: '的', frequency: 1 }];

const jieba = Jieba.withDict(dict);
jieba.loadDict(Buffer.from(OWN.map(({ word, frequency }) => `${word} ${frequency}\n`).join('')));
const cut = createCutter(loadDictionary(OWN, (text) => text));
const words = Buffer.from(dict).toString().split('\n').map((line) => line.split(' ')[0]!).filter((word) => word !== '');

/** Where words begin; what neither says is left out: letters and digits of ASCII are joined afterwards, and white space parted. */
function starts(text: string, isStart: (at: number) => boolean): number[] {
  const isAscii = (at: number): boolean => /[a-zA-Z0-9]/.test(text.charAt(at));
  const isOpen = (at: number): boolean => (at > 0 && isAscii(at - 1) && isAscii(at)) || text.startsWith('\r\n', at - 1);
  return Array.from({ length: text.length }, (_, at) => at).filter((at) => isStart(at) && !isOpen(at));
}

function ours(text: string): number[] {
  const bits = new WordBits(text.length);
  cut(text, bits);
  return starts(text, (at) => bits.has(at));
}

function theirs(text: string): number[] {
  const begins = new Set<number>();
  let at = 0;
  for (const piece of jieba.cut(text, false)) {
    begins.add(at);
    at += piece.length;
  }
  return starts(text, (offset) => begins.has(offset));
}

/** Words of the dictionary side by side, whole and in parts: where ways through it compete. */
const dictionaryText = fc.array(fc.oneof(
  fc.nat(words.length - 1).map((index) => words[index]!),
  fc.tuple(fc.nat(words.length - 1), fc.nat(3)).map(([index, from]) => words[index]!.slice(from)),
  fc.constantFrom(...OWN.map(({ word }) => word), '，', 'a', '3.5%', 'T恤'),
), { maxLength: 12 }).map((parts) => parts.join(''));

describe('the cutter', () => {
  it('finds the borders jieba finds, in words of the dictionary', () => {
    fc.assert(fc.property(dictionaryText, (text) => { expect(ours(text)).toEqual(theirs(text)); }), runs);
  });

  it('finds the borders jieba finds, in any text', () => {
    fc.assert(fc.property(anyText, (text) => { expect(ours(text)).toEqual(theirs(text)); }), runs);
  });

  it('cuts a stretch longer than what it has at hand', () => {
    const text = '云桥路站着名学者'.repeat(5_000);
    expect(ours(text)).toEqual(theirs(text));
  });
});

describe('the trie of words', () => {
  it('keeps every word when its table grows', () => {
    const trie = new WordTrie();
    const count = 360_000;
    const wordOf = (i: number): string => String.fromCharCode(0x4e00 + (i % 599), 0x4e00 + (i % 601), 0x4e00 + (i >> 8));
    for (let i = 0; i < count; i += 1) trie.set(wordOf(i), 0, 3, 1 + (i % 7));
    trie.weigh();
    for (let i = 0; i < count; i += 997) {
      const [first, second, third] = wordOf(i);
      const node = trie.edge(trie.edge(trie.first(first!.charCodeAt(0)), second!.charCodeAt(0)), third!.charCodeAt(0));
      expect(node).not.toBe(NO_NODE);
      expect(trie.weightAt(node)).not.toBeNaN();
    }
    expect(trie.first(0x61)).toBe(NO_NODE);
  });
});
