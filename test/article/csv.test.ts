import { csvLine } from '../../src/article/csv.js';

/** The cells of a line, read as RFC 4180 has them. */
function cellsOf(line: string): readonly string[] {
  return [...line.slice(0, -2).matchAll(/(?:"((?:[^"]|"")*)"|([^",]*))(?:,|$)/g)]
    .slice(0, -1)
    .map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

const BLANKS = [
  '',
  ' ',
  '  ',
  '\u3000',
  '\u00a0',
  '\u2003',
  '\u200b',
  '\ufeff',
  '\u2060',
  '\u00ad',
  '\u202e',
  '\u3164',
  '\u0001',
  ' \u200b\u3000',
];
const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '−', '⁺', '₌'];

describe('a cell', () => {
  it.each(SIGNS)('that begins with %s, after blanks of any kind, is no formula', (sign) => {
    for (const blank of BLANKS) {
      for (const rest of ['1+1', 'SUM(A1)', 'HYPERLINK("http://evil.example","看")', 'cmd|" /C calc"!A0', '1;2', '甲\n乙']) {
        const text = `${blank}${sign}${rest}`;
        expect([text, cellsOf(csvLine(['a', text]))]).toEqual([text, ['a', `'${text}`]]);
      }
    }
  });

  it.each(['\t甲', '\r甲', '\n甲', '\t'])('that begins with %j is guarded', (text) => {
    expect(csvLine([text])).toBe(`"'${text}"\r\n`);
  });

  it.each(['', '甲=乙', '记者 陶砚', '2030-05-17', 'A-1', '　　本报讯', '"引"', '·甲', '——甲', '3.5'])('%j stands as it is', (text) => {
    expect(cellsOf(csvLine([text, '乙']))).toEqual([text, '乙']);
  });

  it('is quoted where any country ends a cell', () => {
    expect(csvLine(['甲;=1+1', '甲\t=1', 'a,b', '说"好"'])).toBe('"甲;=1+1","甲\t=1","a,b","说""好"""\r\n');
  });

  it('that is a number is one', () => {
    expect(csvLine([-1.5, '-1.5'])).toBe("-1.5,'-1.5\r\n");
  });
});
