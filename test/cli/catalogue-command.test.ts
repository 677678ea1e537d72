/** `xunbao catalogue`: a dry run, what goes in, and what is said of the rest. */
import { existsSync, writeFileSync } from 'node:fs';
import { runHere } from '../support/run-here.js';
import { temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

let room: TemporaryFolder;
beforeEach(() => {
  room = temporaryFolder();
});
afterEach(() => {
  room.remove();
});

const run = (...args: readonly string[]) => runHere([...room.store, ...args]);

it('shows what it would do, does it, and does it once', async () => {
  const file = room.at('catalogue.csv');
  writeFileSync(file, '篇名,作者,日期,版\n渡口灯会昨晚开场,祁山月,1951年2月3日,第三版\n没有这一天,,1951-02-30,1\n');
  const dry = await run('catalogue', file, '--map', 'page=版', '--paper', '望渡日报', '--dry-run');
  expect(dry.code).toBe(1);
  expect(dry.stdout).toContain('title = 篇名');
  expect(dry.stdout).toContain('1 rows would go in 可导入, 1 failed 有误');
  expect(dry.stderr).toContain(`${file}:3: ARTICLE_INVALID`);
  expect(existsSync(room.at('archive'))).toBe(false);

  const args = ['catalogue', file, '--paper', '望渡日报', '--json'] as const;
  const first = await run(...args);
  expect([first.code, JSON.parse(first.stdout)]).toMatchObject([1, { added: 1, failed: [{ line: 3, code: 'ARTICLE_INVALID' }] }]);
  expect(JSON.parse((await run(...args)).stdout)).toMatchObject({ added: 0, unchanged: 1 });
  const { hits } = JSON.parse((await run('search', '灯会', '--json')).stdout) as { readonly hits: readonly { readonly article: object }[] };
  expect(hits.map(({ article }) => article)).toMatchObject([
    { title: '渡口灯会昨晚开场', paper: '望渡日报', date: '1951-02-03', pageNumber: '3' },
  ]);
});

it('is usage where the mapping or the columns are wrong', async () => {
  const file = room.at('catalogue.csv');
  writeFileSync(file, '甲,乙\n一,二\n');
  for (const args of [[], ['--map', 'title']]) {
    const { code, stdout, stderr } = await run('catalogue', file, ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('PARAMETER_INVALID');
  }
});
