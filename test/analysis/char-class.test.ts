import {
  ALNUM,
  characterCount,
  classAt,
  classOfCodePoint,
  classOfUnit,
  DIGIT,
  DROPPED,
  HAN,
  isCommonHan,
  MARK,
  SPACE,
} from '../../src/analysis/char-class.js';

/** Each with the first and the last of their ranges, where they are ranges. */
const CLASSES: readonly (readonly [name: string, characters: readonly string[], expected: number])[] = [
  ['ideographs', ['一', '中', '\u9FFF', '\u3400', '\u4DBF', '〇', '々', '\u2E80', '豈'], HAN],
  ['ideographs beyond the first plane, those of blocks to come too', ['\u{20000}', '𡃁', '\u{30000}', '\u{3FFFD}'], HAN],
  ['kana and its long vowel', ['あ', 'ア', 'ー'], HAN],
  ['Hangul, syllables and letters', ['가', '\uD7A3', '\u1100', 'ㄱ'], HAN],
  ['tone marks of Hangul', ['\u302E', '\u302F'], HAN | MARK],
  ['letters', ['a', 'z', 'é', 'Я', '\u{1D400}', '\u{10330}'], ALNUM],
  ['numbers that are no ASCII digits', ['½', 'Ⅷ', '٣'], ALNUM],
  ['ASCII digits', ['0', '5', '9'], ALNUM | DIGIT],
  ['combining marks', ['\u0301', '\u05C1', '\u{1D165}'], ALNUM | MARK],
  ['white space', [' ', '\t', '\n', '\u00A0', '\u3000', '\u0085', '\u2028'], SPACE],
  ['quotation marks, book marks, middle dots', [...'"\'“”‘’„«»‹›「」『』《》〈〉·・•‧∙'], DROPPED],
  ['what is invisible', ['\u00AD', '\u200B', '\u200F', '\u2060', '\u2064', '\uFEFF'], DROPPED],
  ['punctuation and symbols', [...'。，,.%+#°/:;', '\u4DFF', '\uD7FF', '\uFFFD', '☆', '😀', '\u{40000}'], 0],
];

describe('the class of a character', () => {
  it.each(CLASSES)('tells %s', (_, characters, expected) => {
    for (const char of characters) {
      expect([char, classOfCodePoint(char.codePointAt(0)!)]).toEqual([char, expected]);
      expect([char, classAt(`a${char}`, 1)]).toEqual([char, expected]);
      // From the second half too.
      expect([char, classAt(`a${char}b`, char.length)]).toEqual([char, expected]);
      if (char.length === 1) expect([char, classOfUnit(char.charCodeAt(0))]).toEqual([char, expected]);
    }
  });

  it('is none for half a character, and outside the text', () => {
    expect([
      classAt('\uD840', 0),
      classAt('\uDC00', 0),
      classAt('中\uDC00', 1),
      classAt('\uD800\uD800', 0),
      classAt('\uDFFF\uDFFF', 1),
    ]).toEqual([0, 0, 0, 0, 0]);
    expect([classAt('中', 1), classAt('中', -1), classAt('𠀀', 2), classAt('', 0)]).toEqual([0, 0, 0, 0]);
  });

  it('is the same however often it is asked for', () => {
    for (let i = 0; i < 3; i += 1) expect([classOfCodePoint(0x1d400), classOfCodePoint(0x1f600)]).toEqual([ALNUM, 0]);
  });
});

it.each([
  ['\u4E00', true],
  ['\u4DFF', false],
  ['\u9FFF', true],
  ['\uA000', false],
  ['\u3400', true],
  ['\u33FF', false],
  ['\u4DBF', true],
  ['\u4DC0', false],
  ['\uAC00', true],
  ['\uABFF', false],
  ['\uD7A3', true],
  ['\uD7A4', false],
])('%j is common Han: %s', (char, expected) => {
  expect(isCommonHan(char.charCodeAt(0))).toBe(expected);
});

it.each([
  ['', 0],
  ['中国', 2],
  ['𠀀a𡃁', 3],
  ['\uD840a', 2],
  ['\uDC00', 1],
  ['\uFFFF\u{10000}', 2],
])('%j has %i characters', (text, expected) => {
  expect(characterCount(text)).toBe(expected);
});
