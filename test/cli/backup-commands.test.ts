/** What `backup` and `recover` say, and with which exit code. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { Archive } from '../../src/archive/archive.js';
import { inventedArticle } from '../archive/invented-articles.js';
import { describeWith } from '../support/shared.js';
import { runHere } from '../support/run-here.js';
import { temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';
import { canMount, mountSmallDisk } from '../crash/small-disk.js';

let room: TemporaryFolder;
beforeEach(async () => {
  room = temporaryFolder();
  const archive = await Archive.open(room.at('archive'));
  await archive.commit([
    { type: 'article', article: inventedArticle('a') },
    { type: 'withhold', id: 'b', reason: '勘误' },
  ]);
  await archive.close();
});
afterEach(() => {
  room.remove();
});

const run = (...args: readonly string[]) => runHere([...room.store, ...args]);
const recover = (...args: readonly string[]) =>
  runHere(['--data', room.at('recovered'), '--index', room.at('recovered-index'), 'recover', ...args]);

it('say what is in the copy in both languages, or as JSON, and how far they are on stderr', async () => {
  const first = await run('backup', room.at('backup'));
  expect(first).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /is whole 备份完整[\s\S]*1 articles 篇, 1 withheld 停止公开[\s\S]*every byte was read again 已逐字节核对/,
    ),
    stderr: expect.stringMatching(/copying page files 复制版面文件[\s\S]*reading everything again 核对/),
  });
  const second = await run('backup', room.at('backup'), '--json');
  expect(JSON.parse(second.stdout)).toMatchObject({
    sequence: 1,
    articleCount: 1,
    withheldCount: 1,
    copiedFileCount: 0,
    words: [],
    seconds: expect.any(Number),
  });
  expect(await recover(room.at('backup'))).toMatchObject({ code: 0, stdout: expect.stringContaining('库已恢复') });
  expect(await recover(room.at('backup'), '--json')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/FOLDER_NOT_EMPTY[\s\S]*寻报：/),
  });
});

it('refuse folders that lie in one another as a wrong call, and touch nothing', async () => {
  for (const inside of ['archive', 'archive/backup', 'index/backup', '.']) {
    expect(await run('backup', room.at(inside))).toMatchObject({ code: 2, stderr: expect.stringContaining('PARAMETER_INVALID') });
  }
  await run('backup', room.at('backup'));
  expect(await runHere(['--data', room.at('backup', 'archive'), 'recover', room.at('backup')])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('PARAMETER_INVALID'),
  });
  expect([existsSync(room.at('archive', 'backup')), existsSync(room.at('backup', 'archive')), existsSync(room.at('index'))]).toEqual([
    false,
    false,
    false,
  ]);
});

it('say where there is nothing to copy', async () => {
  expect(await runHere(['--data', room.at('none'), 'backup', room.at('backup')])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('FOLDER_NOT_OURS'),
  });
  mkdirSync(room.at('empty'));
  expect(await recover(room.at('empty'))).toMatchObject({ code: 1, stderr: expect.stringMatching(/BACKUP_NOT_FOUND[\s\S]*备份/) });
  writeFileSync(room.at('file'), '');
  expect(await run('backup', room.at('file', 'backup'))).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/FOLDER_NOT_WRITABLE|FOLDER_NOT_EMPTY/),
  });
  expect([existsSync(room.at('backup')), existsSync(room.at('recovered'))]).toEqual([false, false]);
});

describeWith(canMount(), 'no tmpfs can be mounted; it takes root on Linux', 'a backup onto a full disk', () => {
  it('says so, keeps the earlier one, and goes on when there is room', async () => {
    const disk = mountSmallDisk(2)!;
    try {
      await run('backup', disk.at('backup'));
      const archive = await Archive.open(room.at('archive'));
      for (let n = 0; n < 200; n += 1)
        await archive.commit([{ type: 'article', article: { ...inventedArticle(`a${n}`), paragraphs: ['渡口新桥通车。'.repeat(50)] } }]);
      await archive.close();
      disk.fill();
      expect(await run('backup', disk.at('backup'))).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/STORAGE_FULL.*no room to write .*Make room/),
      });
      expect(await recover(disk.at('backup'), '--json')).toMatchObject({ code: 0, stdout: expect.stringContaining('"sequence":1,') });
      disk.free();
      expect(await run('backup', disk.at('backup'), '--json')).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('"sequence":201,'),
      });
    } finally {
      disk.remove();
    }
  });
});
