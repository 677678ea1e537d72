/** What `words mine` prints: lines that `synonyms.txt` takes as they are. */
import { mkdirSync, writeFileSync } from 'node:fs';
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

it('prints what the archive introduces, which then counts in a search', async () => {
  const article = (id: string, text: string): string => `${JSON.stringify({ id, title: '河口新闻', paragraphs: [text] })}\n`;
  writeFileSync(
    room.at('in.ndjson'),
    article('a', '记者从河口水利管理局（以下简称“河管局”）获悉，汛期昨天结束。') +
      article('b', '河口水利管理局昨天开会。') +
      article('c', '据中华全国总工会（以下简称全总）通报，评选开始。'),
  );
  await run('index', room.at('in.ndjson'));
  const { code, stdout } = await run('words', 'mine');
  expect(code).toBe(0);
  expect(stdout).toBe('# introduced in 见于 1 篇: a\n河管局 = 河口水利管理局\n');
  expect(JSON.parse((await run('words', 'mine', '--json')).stdout)).toEqual([
    { abbreviation: '河管局', full: '河口水利管理局', count: 1, example: 'a', otherCount: 0 },
  ]);
  expect((await run('words', 'mine', '--least', '2')).stdout).toBe('');
  mkdirSync(room.at('archive', 'words'));
  writeFileSync(room.at('archive', 'words', 'synonyms.txt'), stdout);
  expect(JSON.parse((await run('search', '--json', '河管局')).stdout)).toMatchObject({ total: 2 });
  expect((await run('words', 'mine', '--json')).stdout).not.toContain('河管局');
});
