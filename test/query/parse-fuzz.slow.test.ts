import fc from 'fast-check';
import { parseQuery } from '../../src/query/parse-query.js';
import { readAs } from '../../src/query/read-as.js';
import { anyText } from '../analysis/text-arbitraries.js';
import { analyzer } from '../support/analyzer.js';
import { seed } from '../support/shared.js';

const RUNS = process.env['XUNBAO_TEST_LONG'] === '1' ? 1_000_000 : 4_000;
const LIMIT_MS = 50;

const SOUP = [
  'AND',
  'OR',
  'NOT',
  'and',
  '-',
  '－',
  '--',
  '|',
  '｜',
  '(',
  ')',
  '（',
  '）',
  '"',
  '“',
  '”',
  '＂',
  '„',
  '「',
  '」',
  '『',
  '』',
  '~8',
  '～８',
  '标题:',
  '標題：',
  '记者:',
  '版:',
  '栏目:',
  '报:',
  '日期:',
  'date:',
  '2023-11',
  '..',
  '?',
  '？',
  '*',
  ' ',
  ' ',
  ' ',
  '\u3000',
  '\n',
  '，',
  '·',
  'a',
  'C++',
  '3.6.3',
  '3,500',
  '96%',
  '工会',
  '职工小家建设',
  '的',
  '𠀀',
  '\uD800',
  '\uDC00',
  '\u0301',
  '\uFDD0',
  '\uFDD1',
  '\u0000',
  '__proto__:',
];

const query: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: anyText },
  { weight: 5, arbitrary: fc.array(fc.constantFrom(...SOUP), { maxLength: 60 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...SOUP), { minLength: 200, maxLength: 600 }).map((parts) => parts.join('')) },
);

/** Milliseconds a reading takes; where one is over the limit the best of three, so that a pause of the machine is no fault. */
function readingMs(text: string): number {
  let best = Infinity;
  for (let attempt = 0; attempt < 3 && best >= LIMIT_MS; attempt += 1) {
    const { user } = process.cpuUsage();
    readAs(parseQuery(text, analyzer).clause);
    best = Math.min(best, process.cpuUsage({ user, system: 0 }).user / 1000);
  }
  return best;
}

describe('reading any text', () => {
  it(`never throws and never takes long (${RUNS} texts, seed ${seed})`, () => {
    fc.assert(
      fc.property(query, (text) => {
        expect(readingMs(text)).toBeLessThan(LIMIT_MS);
      }),
      { seed, numRuns: RUNS },
    );
  }, 3_600_000);

  it(`gives a tree without what no engine can look for (seed ${seed})`, () => {
    fc.assert(
      fc.property(query, (text) => {
        const parsed = parseQuery(text, analyzer);
        JSON.stringify(parsed.clause, (_, value: unknown) => {
          if (typeof value === 'object' && value !== null && 'type' in value) expect(faultOf(value)).toBe('');
          return value;
        });
        expect(parsed.clause.type === 'none').toBe(parsed.warnings.some(({ code }) => code === 'NOTHING_READ'));
        expect(new Set(parsed.warnings.map((warning) => JSON.stringify(warning))).size).toBe(parsed.warnings.length);
      }),
      { seed, numRuns: RUNS / 10 },
    );
  }, 3_600_000);

  it.each([
    ['400 kB of Han', '工会'.repeat(200_000)],
    ['400 kB of digits and commas', '1,234'.repeat(80_000)],
    ['400 kB of one mark', `a${'\u0301'.repeat(400_000)}`],
    ['400 kB of white space', `${' '.repeat(400_000)}a`],
    ['400 kB of lone surrogates', '\uD800'.repeat(400_000)],
    ['brackets nested 100,000 deep', `${'('.repeat(100_000)}a${')'.repeat(100_000)}`],
    ['brackets that never close', '('.repeat(100_000)],
    ['brackets that never opened', ')'.repeat(100_000)],
    ['brackets nested as deep as is read', `${'('.repeat(500)}${')'.repeat(500)}`],
    ['negations', '-('.repeat(500)],
    ['NOTs', 'NOT '.repeat(250)],
    ['ORs', 'OR '.repeat(400)],
    ['bars', '｜'.repeat(1000)],
    ['opening quotes of all kinds', '"“「『'.repeat(250)],
    ['corner marks that never close', '「'.repeat(1000)],
    ['fields in fields', '标题:('.repeat(200)],
    ['question marks', `a${'?'.repeat(998)}b`],
    ['stars', 'a*'.repeat(500)],
    ['borders', '1·'.repeat(500)],
    ['full-width commas', '1，'.repeat(500)],
    ['what grows most', 'ﷺ'.repeat(1000)],
    ['a near with a thousand parts', `"${'a '.repeat(495)}"~999999999`],
  ])('reads %s in time', (_, text) => {
    expect(readingMs(text)).toBeLessThan(LIMIT_MS);
  });
});

/** What no engine could look for in one clause; '' when all is well. */
function faultOf(clause: object): string {
  const strings = Object.values(clause)
    .flat()
    .filter((value): value is string => typeof value === 'string');
  if ('pieces' in clause) return (clause.pieces as string[])[0] === '' ? 'a pattern begins with nothing' : '';
  if ('parts' in clause && (clause.parts as string[]).length < 2) return 'near needs two';
  if ('clauses' in clause && (clause.clauses as object[]).length < 2) return 'and, or need two';
  if (strings.includes('')) return 'an empty text';
  return strings.some((text) => /[\uFDD0\uFDD1\n]/.test(text)) && 'words' in clause ? 'a mark of the parser is left' : '';
}
