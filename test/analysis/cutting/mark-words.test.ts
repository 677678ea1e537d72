import { dict } from '@node-rs/jieba/dict.js';
import fc from 'fast-check';
import { Random } from '../../support/random.js';
import { seed } from '../../support/shared.js';
import { anyText } from '../text-arbitraries.js';
import { cutByJieba, cutByXunbao, loadCutters } from './jieba-words.js';

const shipped = loadCutters();

/** Words that have the last character of one as the first of the next, so that there are many ways to cut, and strangers between them. */
function* chains(from: number): Generator<string> {
  const random = new Random(from);
  const words = Buffer.from(dict)
    .toString()
    .split('\n')
    .map((line) => line.split(' ')[0]!)
    .filter((word) => word.length > 1);
  const byFirst = new Map<string, string[]>();
  for (const word of words) {
    const others = byFirst.get(word[0]!);
    if (others === undefined) byFirst.set(word[0]!, [word]);
    else others.push(word);
  }
  const strangers = ['a', '7', '4S', 'c++', '3.5%', '𠀀', '😀', '\r\n', '\r', '\ud800', '，', ' ', 'é', 'ア', '0'];
  for (;;) {
    let text = random.pick(words);
    for (let count = random.below(30); count > 0; count -= 1) {
      const next = byFirst.get(text.at(-1)!);
      text += next !== undefined && random.next() < 0.85 ? random.pick(next).slice(1) : random.pick(words);
      if (random.next() < 0.05) text += random.pick(strangers);
    }
    yield text;
  }
}

describe('the words xunbao marks', () => {
  it.each([
    ['the best path, not the longest word', '渡口工会为职工办事', '|渡口|工会|为|职工|办事'],
    ['letters and digits that are no words become one', '雨台ab12号', '|雨|台|ab12|号'],
    ['what stands between is words of one character', '雨，\r\n 😀台', '|雨|，|\r\n| |😀|台'],
    ['an ideograph of two units is one', '𠀀𠀁口', '|𠀀|𠀁|口'],
    ['of ways that weigh the same the one whose first word is longer', '吻吻吻', '|吻吻|吻'],
  ])('%s', (_, text, cut) => {
    expect(cutByXunbao(shipped, text)).toBe(cut);
    expect(cutByJieba(shipped, text)).toBe(cut);
  });

  it(`are jieba's where words overlap (seed ${seed})`, () => {
    const texts = chains(seed);
    for (let count = 0; count < 1_000; count += 1) {
      const text = texts.next().value as string;
      expect(cutByXunbao(shipped, text)).toBe(cutByJieba(shipped, text));
    }
  });

  it(`are jieba's in any text (seed ${seed})`, () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cutByXunbao(shipped, text)).toBe(cutByJieba(shipped, text));
      }),
      { seed, numRuns: 500 },
    );
  });

  it('are jieba’s with words of the user, of a word that comes twice the last frequency', () => {
    const cutters = loadCutters(
      new Map([
        ['雨台渡口', 20],
        ['工会', 1],
        ['会为', 900_000],
        ['𠀀口', 5],
        ['渡口c3', 8_000],
        ['办'.repeat(64), 3],
      ]),
    );
    for (const text of ['雨台渡口工会为职工办事', '𠀀口𠀀', '渡口c3号c3', '办'.repeat(130), '雨台渡']) {
      expect(cutByXunbao(cutters, text)).toBe(cutByJieba(cutters, text));
    }
    expect(cutByXunbao(cutters, '雨台渡口工会为')).toBe('|雨台渡口|工|会为');
  });

  it('are jieba’s with a dictionary of any order that says words twice', () => {
    const lines = Buffer.from('渡口 3 n\n雨台 7\n渡 1\n口工会 2 n\n渡口 90 n\n工会 40\n台渡 6\n雨 2\n');
    const cutters = loadCutters(new Map(), lines);
    for (const text of ['雨台渡口工会', '台渡口工会雨', '工会渡口工口工会']) {
      expect(cutByXunbao(cutters, text)).toBe(cutByJieba(cutters, text));
    }
    expect(cutByXunbao(cutters, '雨台渡口工会')).toBe('|雨台|渡口|工会');
  });
});
