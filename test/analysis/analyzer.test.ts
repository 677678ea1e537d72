import fc from 'fast-check';
import { classAt, HAN } from '../../src/analysis/char-class.js';
import { analyzer } from '../support/analyzer.js';
import { seed } from '../support/shared.js';
import { anyText, clusters } from './text-arbitraries.js';

const runs = { seed, numRuns: process.env['XUNBAO_TEST_LONG'] === '1' ? 20_000 : 500 };

/** Words with their folded ranges, as `word@start-end`. */
function tokens(text: string): string[] {
  return analyzer.words(analyzer.fold(text)).map(({ word, start, end }) => `${word}@${start}-${end}`);
}

describe('words of a text', () => {
  it.each([
    ['系统升级到3.6.3版本', ['系统升级@0-4', '到@4-5', '3.6.3@5-10', '版本@10-12']],
    ['编号PD1728_A_1', ['编号@0-2', 'pd1728_a_1@2-12']],
    ['news@example.com', ['news@example.com@0-16']],
    ['96%的25℃，C++和C#', ['96%@0-3', '的@3-4', '25°c@4-8', 'c++@9-12', '和@12-13', 'c#@13-15']],
    ['约200‰', ['约@0-1', '200‰@1-5']],
    ['96%-98%', ['96%@0-3', '98%@4-7']],
    ['2014，2015', ['2014@0-4', '2015@5-9']],
    ['2014,2015', ['2014,2015@0-9']],
    ['Ａ．Ｂ a.b', ['a@0-1', 'b@2-3', 'a.b@4-7']],
    ['3.6.3.', ['3.6.3@0-5']],
    ['a--b c++11', ['a@0-1', 'b@3-4', 'c++@5-8', '11@8-10']],
    ['5°约25°C左右', ['5@0-1', '约@2-3', '25°c@3-7', '左右@7-9']],
    ['3·15！', ['315@0-3']],
    ['T恤衫', ['t@0-1', '恤衫@1-3']],
    ['著名的國 務 院', ['着名@0-2', '的@2-3', '国务院@3-6']],
    ['优素福·拉扎', ['优素福@0-3', '拉扎@3-5']],
    ['サイト', ['サ@0-1', 'イ@1-2', 'ト@2-3']],
    ['𠀀国务院', ['𠀀@0-2', '国务院@2-5']],
    ['😀工会（章程）', ['工会@2-4', '章程@5-7']],
    ['', []],
    ['，。！', []],
  ])('of %j', (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });

  it('takes the words of the user dictionary, written either way', () => {
    expect(tokens('暖心驛站')).toEqual(['暖心驿站@0-4']);
  });

  it(`laid end to end hold every letter, digit and Han, each once, never half of one (seed ${seed})`, () => {
    fc.assert(
      fc.property(anyText, (original) => {
        const folded = analyzer.fold(original);
        const words = analyzer.words(folded);
        let at = 0;
        let between = '';
        for (const { word, start, end } of words) {
          expect(start >= at && end > start && folded.text.slice(start, end) === word).toBe(true);
          between += folded.text.slice(at, start);
          at = end;
        }
        between += folded.text.slice(at);
        expect(between).not.toMatch(/[\p{L}\p{N}\p{M}\p{Script=Han}]/u);
        expect(words.filter(({ word }) => /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(word))).toEqual([]);
      }),
      runs,
    );
  });

  it(`begin and end where a border is set, and the pieces are the text again (seed ${seed})`, () => {
    fc.assert(
      fc.property(clusters, (parts) => {
        const folded = analyzer.fold(parts.map((c) => c.text).join(''));
        const bits = analyzer.wordBits(folded);
        const pieces: string[] = [];
        for (let start = 0; start < folded.text.length;) {
          let end = start + 1;
          while (!bits.has(end) && end < folded.text.length) end += 1;
          pieces.push(folded.text.slice(start, end));
          start = end;
        }
        expect(pieces.join('')).toBe(folded.text);
        expect(bits.has(0) && bits.has(folded.text.length)).toBe(true);
        // Han and letters never share a word.
        const mixed = pieces.filter((piece) => /[a-z0-9]/.test(piece) && Array.from(piece).some((_, i) => classAt(piece, i) & HAN));
        expect(mixed).toEqual([]);
      }),
      runs,
    );
  });
});

describe('words of a run', () => {
  it.each([
    ['脸书公司充电宝', ['脸书', '公司', '充电', '宝']],
    ['地铁5号线开通', ['地铁', '5', '号线', '开通']],
    ['我国地铁的建设', ['我国', '地铁', '建设']],
    ['经济和建设', ['经济', '建设']],
    ['甲的乙丙', ['甲', '乙丙']],
    ['新闻新闻发布', ['新闻', '发布']],
    ['什么是我们的', ['什么', '是', '我们', '的']],
    ['的的的', ['的的的']],
    ['3·15晚会', ['315', '晚会']],
    ['出会い系サイト', ['出会い系サイト']],
  ])('of %s', (run, expected) => {
    expect(analyzer.runWords(analyzer.fold(run))).toEqual(expected);
  });
});

describe('stop words', () => {
  it.each([
    ['的', true],
    ['and', true],
    ['工会', false],
    ['AND', false],
  ])('%s: %s', (word, expected) => {
    expect(analyzer.isStopWord(word)).toBe(expected);
  });
});
