/** `export` of a part: an archive for others out of a house's own. */
import { writeFileSync } from 'node:fs';
import { runHere } from '../support/run-here.js';
import { temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

let room: TemporaryFolder;
beforeEach(async () => {
  room = temporaryFolder();
  const article = (id: string, paper: string | undefined, date: string | undefined): string =>
    `${JSON.stringify({ id, title: `${id}开船`, paragraphs: [`${id}渡口的第一班船今天清早开船，两岸的人都来看。`], paper, date })}\n`;
  writeFileSync(
    room.at('in.ndjson'),
    article('old', '河湾日报', '2079-12-31') +
      article('first', '河湾日报', '2080-01-01') +
      article('secret', '河湾日报', '2080-06-01') +
      article('gone', '河湾日报', '2080-06-02') +
      article('hidden', '河湾日报', '2081-06-02') +
      article('last', '河湾晚报', '2080-12-31') +
      article('new', '河湾日报', '2081-01-01') +
      article('undated', '河湾日报', undefined) +
      article('nameless', undefined, '2080-03-03'),
  );
  await run('index', room.at('in.ndjson'));
  await run('withhold', 'secret', '--reason', '应当事人要求');
  await run('withhold', 'hidden', '--reason', '另一个原因');
});
afterEach(() => {
  room.remove();
});

const run = (...args: readonly string[]) => runHere([...room.store, ...args]);
const idsOf = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { readonly id: string }).id]));

it.each([
  [
    ['--from', '2080', '--to', '2080'],
    ['first', 'gone', 'last', 'nameless', 'secret'],
  ],
  [
    ['--from', '2080-12'],
    ['hidden', 'last', 'new'],
  ],
  [['--to', '2079'], ['old']],
  [['--paper', '河湾晚报'], ['last']],
  [
    ['--paper', '河湾晚报', '--paper', '河湾日报', '--from', '2080-06-02', '--to', '2081-01'],
    ['gone', 'last', 'new'],
  ],
])('%j holds what stands in it and nothing else', async (args, ids) => {
  const { code, stdout } = await run('export', ...args);
  expect(code).toBe(0);
  expect(idsOf(stdout)).toEqual(ids);
});

it('says of what was taken out that it is, without its text, so that it stays out where the part goes in', async () => {
  const { stdout } = await run('export', '--from', '2080', '--to', '2080');
  expect(stdout).not.toContain('secret开船');
  expect(stdout).not.toContain('另一个原因');
  writeFileSync(room.at('part.ndjson'), stdout);
  const there = ['--data', room.at('other'), '--index', room.at('other-index')];
  expect(await runHere([...there, 'import', room.at('part.ndjson')])).toMatchObject({ code: 0 });
  await runHere([...there, 'index', room.at('in.ndjson')]);
  const { stdout: found } = await runHere([...there, 'search', '--json', '--limit', '20', '']);
  const ids = (JSON.parse(found) as { readonly hits: readonly { readonly id: string }[] }).hits.map(({ id }) => id);
  expect(ids).toContain('first');
  expect(ids).not.toContain('secret');
});

it.each([[['--from', '2080-13']], [['--from', '2081', '--to', '2080']]])('%j is refused', async (args) => {
  const { code, stdout, stderr } = await run('export', ...args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('PARAMETER_INVALID');
});
