/** The benchmark in its smallest form, over the sample pages: every question of our engines is asked and answered. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildOnce, projectDir, temporaryFolder } from '../support/run-xunbao.js';

const room = temporaryFolder();
afterAll(() => {
  room.remove();
});

it('measures every question, fails none, and counts alike on both engines', async () => {
  buildOnce();
  const script = path.join(projectDir, 'test', 'bench', 'run.mjs');
  const args = [
    '--sizes',
    '300',
    '--engines',
    'minisearch,packed',
    '--per-kind',
    '20',
    '--seconds',
    '1',
    '--docs',
    'none',
    '--work',
    room.at('work'),
    '--json',
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { cwd: projectDir, maxBuffer: 2 ** 26 });
  const results = JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as {
    readonly failures: readonly unknown[];
    readonly disagreements: readonly unknown[];
    readonly sizes: Readonly<Record<string, { readonly engines: Readonly<Record<string, Readonly<Record<string, object>>>> }>>;
  };
  expect([results.failures, results.disagreements]).toEqual([[], []]);
  const { engines } = results.sizes['300']!;
  for (const name of ['minisearch', 'packed']) {
    expect(Object.keys(engines[name]!).sort()).toEqual(['build', 'http', 'latency', 'searcher', 'service', 'start', 'write']);
  }
}, 180_000);
