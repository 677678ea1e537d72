/** What `read-again` says, and with which exit code. */
import { mkdirSync, rmSync, writeFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
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

it('reads the stored pages without their files, says what became of them, and ends with 1 where one cannot be read', async () => {
  mkdirSync(room.at('河湾日报'));
  const file = room.at('河湾日报', '2081-05-06-02.txt');
  writeFileSync(file, '渡口清早开船\n\n本报讯 渡口的第一班船今天清早开船，两岸的人都来看。\n');
  expect(await run('index', file)).toMatchObject({ code: 0 });
  rmSync(file);
  expect(await run('read-again')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /read 1 files 个文件, articles 篇: added 0 新增, updated 0 更新, unchanged 1 未变, removed 0 移除, failed 0/,
    ),
  });
  const pages = room.at('archive', 'pages');
  for (const shard of readdirSync(pages)) for (const name of readdirSync(path.join(pages, shard))) rmSync(path.join(pages, shard, name));
  const report = await run('read-again', '--json');
  expect(report.code).toBe(1);
  expect(JSON.parse(report.stdout)).toMatchObject({ fileCount: 0, failed: [{ file, code: 'PAGE_NOT_FOUND' }], purgedPageIds: [] });
  expect(report.stderr).toContain('PAGE_NOT_FOUND');
});
