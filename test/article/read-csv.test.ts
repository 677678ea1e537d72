import { csvLine } from '../../src/article/csv.js';
import { readCsv } from '../../src/article/read-csv.js';
import { Random } from '../support/random.js';
import { seed } from '../support/shared.js';

const cells = (text: string): readonly (readonly string[])[] => readCsv(text).map((row) => row.cells);

describe('CSV that comes in', () => {
  it.each([
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      '\ufeffa,b\nc,',
      [
        ['a', 'b'],
        ['c', ''],
      ],
    ],
    [
      'a,"b,""c"""\r"d\r\ne",f',
      [
        ['a', 'b,"c"'],
        ['d\r\ne', 'f'],
      ],
    ],
    [
      'a\tb\nc,d\te',
      [
        ['a', 'b'],
        ['c,d', 'e'],
      ],
    ],
    [
      'a;b\nc;d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\n\n , \nb', [['a'], ['b']]],
    ['a,"b\nc', [['a', 'b\nc']]],
    ['""', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  it('knows the line where each row begins', () => {
    expect(readCsv('a\r\n\r\n"b\r\nc"\r\nd').map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  it('reads what is written', () => {
    const random = new Random(seed);
    for (let round = 0; round < 200; round += 1) {
      const rows = Array.from({ length: 3 }, () =>
        Array.from({ length: 3 }, () => `x${random.pick(['', '"', ',', '\n', '\r\n', '版', ';'])}y`),
      );
      expect(cells(rows.map(csvLine).join(''))).toEqual(rows);
    }
  });
});
