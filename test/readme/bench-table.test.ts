/** The bench writes its small table between the markers of both READMEs, and nothing else. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectDir } from '../support/run-xunbao.js';

const script = pathToFileURL(path.join(projectDir, 'test', 'bench', 'report', 'readme-table.mjs')).href;
const { withTable } = (await import(script)) as { withTable: (readme: string, results: object, language: 'en' | 'zh') => string };

const row = (p50: number): object => ({
  build: { ms: 12_340 },
  start: { rssBytes: 256 * 2 ** 20 },
  latency: { kinds: { rare: { p50 }, common: { p50: 1234 } } },
});
const results = {
  machine: { coreCount: 2, node: '24.0.0' },
  titles: { packed: 'xunbao packed', other: 'Other', slow: 'Slow' },
  sizes: {
    1000: { engines: { packed: row(0.5), other: row(1), slow: { build: { failed: 'too slow' } } } },
    100000: { engines: { packed: row(0.9), other: row(2) } },
    1000000: { engines: { packed: row(4) } },
  },
};

it.each([
  ['README.md', 'en'],
  ['README.zh-CN.md', 'zh'],
] as const)('%s gets the largest size that most engines have, and the same again changes nothing', (name, language) => {
  const readme = readFileSync(path.join(projectDir, name), 'utf8');
  const written = withTable(readme, results, language);
  expect(written).toContain('| xunbao packed | 12 | 256 | 0.9 | 1,234 | – | – | – |');
  expect(written).toContain('| Other | 12 | 256 | 2 | 1,234 | – | – | – |');
  expect(written).toContain(language === 'en' ? '100,000 articles' : '100,000 篇文章');
  expect(withTable(written, results, language)).toBe(written);
  const outside = (text: string): string => text.replace(/<!-- bench:begin[\s\S]*<!-- bench:end -->/, '');
  expect(outside(written)).toBe(outside(readme));
});

it('has how many Chinese cases each found first, where they were counted', () => {
  const counted = { ...results, chineseCases: { of: 53, date: '2030-05-17', found: { packed: 53, other: 20 } } };
  const written = withTable(readFileSync(path.join(projectDir, 'README.md'), 'utf8'), counted, 'en');
  expect(written).toContain('|  | Chinese cases found of 53 | index s |');
  expect(written).toContain('| xunbao packed | 53 | 12 | 256 |');
  expect(written).toContain('counted 2030-05-17');
});

it('refuses a README without markers', () => {
  expect(() => withTable('# Nothing', results, 'en')).toThrow('bench:begin');
});
