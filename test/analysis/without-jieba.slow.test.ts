/** On a machine jieba has no binary for: the commands run, and the index holds the same bytes. */
import { jest } from '@jest/globals';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildOnce, projectDir, startXunbao, temporaryFolder, xunbao, type TemporaryFolder } from '../support/run-xunbao.js';

const samples = path.join(projectDir, 'data', 'pages');
let room: TemporaryFolder;

jest.setTimeout(120_000);
beforeAll(() => {
  buildOnce();
  room = temporaryFolder();
  // Whatever of jieba is native does not load; the rest of it, with the dictionary, is there.
  writeFileSync(
    room.at('refuse.cjs'),
    `const load = require('node:module')._extensions['.node'];
     require('node:module')._extensions['.node'] = (module, file) => {
       if (file.includes('jieba')) throw new Error('no binary for this machine');
       load(module, file);
     };`,
  );
}, 120_000);
afterAll(() => {
  room.remove();
});

/** The one segment of an index, without the checksum and the random number of its head (docs/packed.md), which no two have alike. */
function segmentOf(index: string): Buffer {
  const names = readdirSync(room.at(index, 'packed')).filter((name) => name.endsWith('.packed'));
  expect(names).toHaveLength(1);
  const bytes = readFileSync(room.at(index, 'packed', names[0]!));
  expect(bytes.length).toBeGreaterThan(100_000);
  return Buffer.concat([bytes.subarray(0, 16), bytes.subarray(32)]);
}

describe('without a binary of jieba', () => {
  it('the same pages give the same index, and it is searched', async () => {
    const without = { NODE_OPTIONS: `--require ${room.at('refuse.cjs')}`, XUNBAO_ENGINE: 'packed' };
    for (const [name, env] of [
      ['with', { XUNBAO_ENGINE: 'packed' }],
      ['without', without],
    ] as const) {
      const store = ['--data', room.at(name), '--index', room.at(`${name}-index`)];
      expect(await xunbao([...store, 'index', samples], { env })).toMatchObject({ code: 0 });
    }
    const words = async (env: Record<string, string>) => (await xunbao(['analyze', '职工之家里的驿站职工'], { env })).stdout;
    expect(await words(without)).toBe(await words({}));
    const service = await startXunbao(['--data', room.at('without'), '--index', room.at('without-index'), 'serve'], without);
    try {
      expect(service.stderr()).toMatch(/"event":"cut-by-xunbao"/);
      const answer = (await (await fetch(`${service.url}/api/v1/search?q=${encodeURIComponent('职工')}`)).json()) as { total: number };
      expect(answer.total).toBeGreaterThan(0);
    } finally {
      await service.stop();
    }
    expect(segmentOf('without-index').equals(segmentOf('with-index'))).toBe(true);
  });
});
