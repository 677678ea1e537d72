import { printDigits, printInteger } from '../../src/notation/chinese-integer.js';
import { readCount } from '../../src/notation/read-count.js';

describe('a small number', () => {
  it.each([
    ['7', 7],
    ['07', 7],
    ['113', 113],
    ['七', 7],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['二十七', 27],
    ['廿七', 27],
    ['卅', 30],
    ['卅一', 31],
    ['二七', 27],
    ['百二十', 120],
    ['一百十', 110],
    ['百十三', 113],
    ['一百二', 102],
    ['一百零五', 105],
    ['百〇五', 105],
    ['一〇八', 108],
    ['一百廿三', 123],
    ['十十', null],
    ['一廿', null],
    ['二百百', null],
    ['', null],
    ['版', null],
    ['3版', null],
  ])('%s is %s', (text, value) => {
    expect(readCount(text)).toBe(value);
  });

  it('is read however it is written', () => {
    for (let value = 1; value <= 199; value += 1) {
      expect([value, readCount(printInteger(BigInt(value)))]).toEqual([value, value]);
      if (value > 9) expect([value, readCount(printDigits(String(value), '〇'))]).toEqual([value, value]);
    }
  });
});
