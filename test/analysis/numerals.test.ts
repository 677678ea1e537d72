import fc from 'fast-check';
import { LARGEST_INTEGER, parseDigits, parseInteger, printDigits, printInteger } from '../../src/notation/chinese-integer.js';
import { touchesNumeral } from '../../src/analysis/numerals/numeral-edge.js';
import { readArabic, readChinese } from '../../src/analysis/numerals/read-numeral.js';
import { arabic, chineseWritings, shortWritings } from '../../src/analysis/numerals/write-numeral.js';
import { seed } from '../support/shared.js';

describe('a Chinese whole number', () => {
  it.each([
    ['零', 0n],
    ['〇', 0n],
    ['三', 3n],
    ['十', 10n],
    ['十八', 18n],
    ['一十八', 18n],
    ['廿', 20n],
    ['廿三', 23n],
    ['卅', 30n],
    ['卅一', 31n],
    ['一百', 100n],
    ['一百零五', 105n],
    ['一百〇五', 105n],
    ['一百一十', 110n],
    ['三百五', 350n],
    ['两百', 200n],
    ['两千零一', 2001n],
    ['二千零一', 2001n],
    ['两千零二十三', 2023n],
    ['三千五百', 3500n],
    ['三千五', 3500n],
    ['一万', 10_000n],
    ['一万零五', 10_005n],
    ['三万五', 35_000n],
    ['十万零五百', 100_500n],
    ['两万两千', 22_000n],
    ['二千万零三千', 20_003_000n],
    ['一亿二千三百八十万', 123_800_000n],
    ['一亿零五千', 100_005_000n],
    ['三万亿', 3_000_000_000_000n],
    ['一亿亿', LARGEST_INTEGER],
  ] as const)('%s is %d', (text, value) => {
    expect(parseInteger(text)).toBe(value);
  });

  it.each([
    '',
    '三五',
    '十三五',
    '二三十',
    '十七八',
    '五卅',
    '百',
    '千万',
    '一百零',
    '零五',
    '一千五十',
    '两十',
    '三百两',
    '十十',
    '一万万',
    '一百千',
    '一千零三百',
    '三亿亿',
    '八点',
    'a',
    '二〇二三',
  ])('%j is none', (text) => {
    expect(parseInteger(text)).toBeNull();
  });

  it(`printed in any style is read again, 0 to 10^16 (seed ${seed})`, () => {
    const value = fc.oneof(
      fc.bigInt(0n, LARGEST_INTEGER),
      fc.bigInt(0n, 100_000n),
      fc
        .tuple(fc.bigInt(0n, 9999n), fc.integer({ min: 0, max: 12 }), fc.bigInt(0n, 9999n))
        .map(([high, power, low]) => high * 10n ** BigInt(power) + low),
    );
    const style = fc.record({ two: fc.constantFrom('never', 'leading', 'always'), zero: fc.constantFrom('零', '〇') });
    fc.assert(
      fc.property(value, style, (n, how) => {
        expect(parseInteger(printInteger(n, how))).toBe(n);
      }),
      { seed, numRuns: 20_000 },
    );
    for (const n of [0n, 1n, 10n, LARGEST_INTEGER - 1n, LARGEST_INTEGER]) expect(parseInteger(printInteger(n))).toBe(n);
  });

  it(`written digit by digit is read again (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.bigInt(10n, 9_999_999_999n), fc.constantFrom('零', '〇'), (n, zero) => {
        expect(parseDigits(printDigits(`${n}`, zero))).toBe(`${n}`);
      }),
      { seed },
    );
    expect([parseDigits('二〇二三'), parseDigits('二零二三'), parseDigits('三'), parseDigits('两三')]).toEqual([
      '2023',
      '2023',
      null,
      null,
    ]);
  });
});

describe('a numeral of a text', () => {
  it.each([
    ['三千五百人', '三千五百', 3500n, ''],
    ['三点五万元', '三点五万', 35_000n, ''],
    ['三点五', '三点五', 3n, '5'],
    ['三点零五', '三点零五', 3n, '05'],
    ['二〇二三年', '二〇二三', 2023n, ''],
    ['三一五晚会', '三一五', 315n, ''],
    ['二〇', '二〇', 20n, ''],
    ['八点三十分', '八', 8n, ''],
  ] as const)('%s begins with %s', (text, numeral, whole, fraction) => {
    expect(readChinese(text, 0)).toMatchObject({ start: 0, end: numeral.length, whole, fraction });
  });

  it.each([
    ['3500', 4, '3500', 3500n, ''],
    ['3.5万元', 3, '3.5万', 35_000n, ''],
    ['1亿2380万', 1, '1亿2380万', 123_800_000n, ''],
    ['5百万', 1, '5百万', 5_000_000n, ''],
    ['2万亿', 1, '2万亿', 2_000_000_000_000n, ''],
    ['3千5百', 1, '3千5百', 3500n, ''],
    ['96.50', 5, '96.50', 96n, '50'],
  ] as const)('%s begins with an Arabic one', (text, stretch, numeral, whole, fraction) => {
    expect(readArabic(text, 0, stretch)).toMatchObject({ start: 0, end: numeral.length, whole, fraction });
  });

  it.each([
    ['七八个', 0],
    ['五一', 0],
    ['〇五', 0],
    ['十一十二', 0],
    ['十三五', 0],
  ] as const)('%s begins with none', (text, at) => {
    expect(readChinese(text, at)).toBeNull();
  });

  it.each([
    ['05', 2],
    ['1.23456万', 7],
    ['3万5亿', 1],
    ['3十二', 1],
    ['99999999999999999999', 20],
  ] as const)('%s is no Arabic one', (text, stretch) => {
    expect(readArabic(text, 0, stretch)).toBeNull();
  });
});

describe('writings', () => {
  it('are those that are printed', () => {
    expect(chineseWritings({ whole: 2001n, fraction: '' })).toEqual(['二千零一', '两千零一', '二千〇一', '两千〇一']);
    expect(chineseWritings({ whole: 23n, fraction: '' })).toEqual(['二十三', '廿三']);
    expect(chineseWritings({ whole: 3n, fraction: '05' })).toEqual(['三点零五', '三点〇五']);
    expect(arabic({ whole: 3n, fraction: '05' })).toBe('3.05');
    expect(shortWritings({ whole: 123_800_000n, fraction: '' })).toEqual(['1.238亿', '12380万', '1亿2380万']);
    expect(shortWritings({ whole: 35_000n, fraction: '' })).toEqual(['3.5万', '三点五万', '3万5千']);
    expect(shortWritings({ whole: 9999n, fraction: '' })).toEqual([]);
  });
});

describe('a numeral touches another', () => {
  it.each([
    ['二十八', '十八', true],
    ['十八', '十八', false],
    ['三千五百万', '三千五百', true],
    ['3500万', '3500', true],
    ['三点五', '五', true],
    ['点五', '五', false],
    ['五点三', '五', true],
    ['共十八大', '十八', false],
    ['十八大三', '十八大', false],
    ['2十八', '十八', true],
  ] as const)('%s around %s: %s', (text, inside, touches) => {
    const start = text.indexOf(inside);
    expect(touchesNumeral({ text, borders: [] }, start, start + inside.length)).toBe(touches);
  });

  it('but not across what was dropped between digits', () => {
    expect(touchesNumeral({ text: '315', borders: [1] }, 1, 3)).toBe(false);
    expect(touchesNumeral({ text: '315', borders: [] }, 1, 3)).toBe(true);
  });
});
