/** Copies taken beside a service that is written to, compacted and purged have everything acknowledged before they began. */
import { jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { verifyArchive } from '../../src/archive/verify-archive.js';
import { openService, type OpenService } from '../support/open-service.js';
import { buildOnce, projectDir, temporaryFolder, xunbao, type TemporaryFolder } from '../support/run-xunbao.js';
import { lacking, writeNoting, type Progress } from './backup-writers.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const WRITERS = 8;
const COPIES = LONG ? 100 : 4;
/** The short form compacts more often, for it meets fewer of them. */
const COMPACTION_MS = LONG ? 1_000 : 100;

jest.setTimeout(LONG ? 1_800_000 : 120_000);
beforeAll(() => {
  buildOnce();
}, 120_000);

let room: TemporaryFolder;
let service: OpenService;
let progress: Progress;
let over: AbortController;
let work: Promise<unknown>;

beforeEach(async () => {
  room = temporaryFolder();
  service = await openService({ XUNBAO_DATA: room.at('archive'), XUNBAO_INDEX: room.at('index'), XUNBAO_ENGINE: 'minisearch' });
  progress = new Map();
  over = new AbortController();
  const compacting = async (): Promise<void> => {
    for (let n = 1; !over.signal.aborted; n += 1) {
      await delay(COMPACTION_MS);
      if (n % 12 === 0) expect((await fetch(`${service.url}/api/v1/maintenance/purge`, { method: 'POST' })).status).toBe(200);
      else await service.app.archive.compact();
    }
  };
  work = Promise.all([
    compacting(),
    ...Array.from({ length: WRITERS }, (_, writer) => writeNoting(service.url, `w${writer}`, progress, over.signal)),
  ]);
  work.catch(() => undefined);
  while (progress.size < 60) await Promise.race([delay(10), work]);
});
afterEach(async () => {
  over.abort();
  await work;
  await service.close();
  room.remove();
});

it(`xunbao backup is whole, ${COPIES} times, in new folders and over earlier ones, and an archive comes of it`, async () => {
  for (let copy = 0; copy < COPIES; copy += 1) {
    const folder = copy % 2 === 0 ? `backup${copy}` : 'kept';
    const promised = new Map(progress);
    const { code, stdout, stderr } = await xunbao([
      '--data',
      room.at('archive'),
      '--index',
      room.at('index'),
      'backup',
      room.at(folder),
      '--json',
    ]);
    expect({ copy, code, stderr }).toMatchObject({ copy, code: 0 });
    const report = JSON.parse(stdout) as { readonly sequence: number; readonly fileCount: number; readonly copiedFileCount: number };
    expect({ copy, lacking: await lacking(room.at(folder), promised) }).toEqual({ copy, lacking: [] });
    expect({ copy, ...(await verifyArchive(room.at(folder))) }).toMatchObject({
      copy,
      ok: true,
      problems: [],
      tornBytes: 0,
      unusedFiles: [],
      sequence: report.sequence,
    });
    if (copy % 10 < 2) {
      expect(
        await xunbao(['--data', room.at('recovered'), '--index', room.at('recovered-index'), 'recover', room.at(folder)]),
      ).toMatchObject({ code: 0 });
      expect(await xunbao(['--data', room.at('recovered'), '--index', room.at('recovered-index'), 'verify'])).toMatchObject({ code: 0 });
      expect({ copy, lacking: await lacking(room.at('recovered'), promised) }).toEqual({ copy, lacking: [] });
      rmSync(room.at('recovered'), { recursive: true });
    }
    if (folder !== 'kept') rmSync(room.at(folder), { recursive: true });
  }
});

/** The block of docs/operating.md that copies by hand. */
function recipe(): string {
  const blocks = [...readFileSync(path.join(projectDir, 'docs', 'operating.md'), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(
    ([, block]) => block!,
  );
  return blocks.find((block) => block.includes('cp archive/xunbao-archive.json'))!;
}

it('the recipe of docs/operating.md is whole, as it is written', async () => {
  mkdirSync(room.at('bin'));
  writeFileSync(
    room.at('bin', 'xunbao'),
    `#!/bin/sh\nexec '${process.execPath}' '${path.join(projectDir, 'dist', 'cli', 'main.js')}' "$@"\n`,
  );
  chmodSync(room.at('bin', 'xunbao'), 0o755);
  for (let copy = 0; copy < COPIES / 2; copy += 1) {
    const promised = new Map(progress);
    const child = spawn('sh', ['-c', recipe()], {
      cwd: room.folder,
      env: { PATH: `${room.at('bin')}:${process.env['PATH'] ?? ''}`, TMPDIR: room.folder },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await once(child, 'close');
    expect({ copy, said }).toMatchObject({ copy, said: expect.stringMatching(/all is well.*\n$/) });
    expect({ copy, problems: (await verifyArchive(room.at('BACKUP'))).problems }).toEqual({ copy, problems: [] });
    expect({ copy, lacking: await lacking(room.at('BACKUP'), promised) }).toEqual({ copy, lacking: [] });
    rmSync(room.at('BACKUP'), { recursive: true });
  }
});
