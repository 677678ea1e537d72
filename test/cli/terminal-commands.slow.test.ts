/** Every command over texts and names that would command a terminal. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jest } from '@jest/globals';
import { runHere } from '../support/run-here.js';
import { buildOnce, projectDir, temporaryFolder } from '../support/run-xunbao.js';
import { HOSTILE, OBEYED, UNSEEN } from './hostile-characters.js';

jest.setTimeout(60_000);

describe('no command lets a text or a name through to the terminal', () => {
  const room = temporaryFolder();
  // What a file's name can hold.
  const name = `坏${HOSTILE}\n名`;
  const folder = room.at('in', name);
  const page = path.join(folder, '望渡晚报_2030-05-18_第1版.txt');
  const articles = path.join(folder, 'a.ndjson');
  afterAll(() => {
    room.remove();
  });

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(page, `水${HOSTILE}车又转\n\n本报讯 水车${HOSTILE}昨天转了起来，镇上的人都去看。\n`);
    writeFileSync(
      articles,
      `${JSON.stringify({
        id: 'x\u202e\u200by',
        title: `水车${UNSEEN}`,
        paragraphs: [`水车${UNSEEN}`],
        paper: `报${UNSEEN}`,
        section: UNSEEN,
      })}\n{bad${HOSTILE}\n${JSON.stringify({ [HOSTILE]: 1 })}\n`,
    );
    writeFileSync(path.join(folder, `${HOSTILE}.txt`), Buffer.from([0, 1, 2, 0xff]));
    await runHere([...room.store, 'index', folder]);
  });

  it.each<readonly [string, () => readonly string[]]>([
    ['index', () => ['index', folder]],
    ['index --json', () => ['index', '--json', folder]],
    ['index of what is not there', () => ['index', room.at(name, 'nothing')]],
    ['parse', () => ['parse', '--explain', page, path.join(folder, `${HOSTILE}.txt`), room.at(name)]],
    ['search', () => ['search', '水车', '--facets', 'paper,section']],
    ['search for it', () => ['search', `水车 ${HOSTILE} (`]],
    ['search --json', () => ['search', '水车', '--json']],
    ['search --csv', () => ['search', '水车', '--csv']],
    ['analyze', () => ['analyze', `水车${HOSTILE}`]],
    ['analyze --json', () => ['analyze', '--json', `水车${HOSTILE}`]],
    ['analyze --what-if', () => ['analyze', '水', '--what-if', room.at(name)]],
    ['export', () => ['export']],
    ['import', () => ['import', articles]],
    ['import --json', () => ['import', '--json', articles]],
    ['withhold', () => ['withhold', 'x\u202e\u200by', '--reason', HOSTILE]],
    ['withhold what is not there', () => ['withhold', HOSTILE, '--reason', HOSTILE]],
    ['restore', () => ['restore', 'x\u202e\u200by']],
    ['purge', () => ['purge', '--json']],
    ['verify', () => ['verify']],
    ['an option that is none', () => ['search', `--${HOSTILE}`]],
    ['a command that is none', () => [HOSTILE]],
    ['a folder that is none', () => ['--data', page, 'verify']],
  ])('%s', async (_name, args) => {
    const { stdout, stderr } = await runHere([...room.store, ...args()]);
    expect(`${stdout}${stderr}`).not.toBe('');
    expect(OBEYED.exec(stdout)).toBeNull();
    expect(OBEYED.exec(stderr)).toBeNull();
    const json = stdout.split('\n').filter((line) => line.startsWith('{'));
    for (const line of json) expect(typeof JSON.parse(line)).toBe('object');
  });

  it('and what is exported is lossless', async () => {
    const lines = (await runHere([...room.store, 'export'])).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; title?: string });
    expect(lines.find(({ id }) => id === 'x\u202e\u200by')?.title).toBe(`水车${UNSEEN}`);
  });
});

it('nor does the log', () => {
  buildOnce();
  const program =
    `import { createLogger } from './dist/cli/command-context.js'; createLogger({ logLevel: 'warn' }, { serving: true }).warn({ ` +
    `event: 'x', file: process.argv[1] }, 'm');`;
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program, '--', HOSTILE], {
    cwd: projectDir,
    encoding: 'utf8',
  });
  expect(OBEYED.exec(stderr)).toBeNull();
  expect(JSON.parse(stderr)).toMatchObject({ event: 'x', file: HOSTILE });
});
