/**
 * Two containers of one host name over one archive: PID namespaces of their own, one at a time writes, and what one has acknowledged the
 * next one has.
 */
import { jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../support/random.js';
import { buildOnce, startXunbao, temporaryFolder, xunbao, type Service, type TemporaryFolder } from '../support/run-xunbao.js';
import { describeWith } from '../support/shared.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const ROUNDS = LONG ? 50 : 3;
const WRITERS = 4;

/** A container as far as a process can tell; killed with all that is in it. */
const inContainer = (script = 'exec "$@"'): readonly string[] => [
  'unshare',
  '--pid',
  '--uts',
  '--mount',
  '--fork',
  '--kill-child',
  '--mount-proc',
  'sh',
  '-c',
  `hostname one-name && ${script}`,
  'sh',
];
const canUnshare = process.platform === 'linux' && spawnSync('unshare', [...inContainer().slice(1), 'true']).status === 0;

let room: TemporaryFolder;
let services: Service[] = [];

jest.setTimeout(LONG ? 3_600_000 : 180_000);
beforeAll(() => {
  buildOnce();
}, 120_000);
beforeEach(() => {
  room = temporaryFolder();
});
afterEach(async () => {
  for (const service of services) {
    signal(service, 'CONT');
    await service.kill();
  }
  services = [];
  room.remove();
});

async function serve(through = inContainer(), data = room.at('archive'), index = room.at('index')): Promise<Service> {
  const service = await startXunbao(
    ['--data', data, '--index', index, 'serve'],
    { XUNBAO_ENGINE: 'minisearch', LOG_LEVEL: 'info' },
    through,
  );
  services.push(service);
  return service;
}

async function kill(service: Service): Promise<void> {
  services = services.filter((other) => other !== service);
  await service.kill();
}

/** To the process in the container, which has another number outside. */
function signal({ pid }: Service, name: 'STOP' | 'CONT'): void {
  for (const child of readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean))
    process.kill(Number(child), `SIG${name}`);
}

const put = async (url: string, id: string): Promise<Response> =>
  fetch(`${url}/api/v1/articles/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: `渡口短讯${id}`, paragraphs: ['库房清点如常。'] }),
  });

/** Writes until the connection breaks; every acknowledged id is in `kept`. */
async function write(url: string, name: string, kept: Set<string>): Promise<void> {
  try {
    for (let n = 0; ; n += 1) {
      const id = `${name}n${n}`;
      if ((await put(url, id)).status === 201) kept.add(id);
    }
  } catch {
    // The connection broke with the process.
  }
}

/** Acknowledged ids that the files of the archive do not have. */
async function lost(kept: ReadonlySet<string>, data = room.at('archive')): Promise<readonly string[]> {
  const { code, stdout } = await xunbao(['--data', data, 'export']);
  expect(code).toBe(0);
  const found = new Set([...stdout.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id));
  return [...kept].filter((id) => !found.has(id));
}

/** A second process over the archive, in a container or elsewhere; resolves with what it says when it ends. */
async function refusal(
  through = inContainer(),
  { data = room.at('archive'), command = ['serve'] }: { readonly data?: string; readonly command?: readonly string[] } = {},
): Promise<string> {
  return startXunbao(['--data', data, '--index', room.at('other-index'), ...command], {}, through).then(
    (service) => {
      services.push(service);
      return 'it serves';
    },
    (error: unknown) => (error as Error).message,
  );
}

/** Milliseconds from when the service asked for the lock until it had read the archive. */
const openedMs = ({ stderr }: Service): number => Number(/"event":"archive-open".*"durationMs":(\d+)/.exec(stderr())![1]);

const LOCKED = /ARCHIVE_LOCKED: .*process 1 of another container on one-name/;

describeWith(canUnshare, 'no PID and UTS namespaces can be made here (unshare)', 'two containers of one name over one archive', () => {
  it(`let one write at a time, and lose nothing through ${ROUNDS} kills`, async () => {
    const seed = Date.now() % 1e6;
    const random = new Random(seed);
    const kept = new Set<string>();
    mkdirSync(room.at('in'));
    for (let round = 0; round < ROUNDS; round += 1) {
      const service = await serve();
      const writers = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(service.url, `r${round}w${writer}`, kept)));
      writeFileSync(
        room.at('in', `r${round}.json`),
        JSON.stringify({ id: `r${round}file`, title: '东岸新桥通车', paragraphs: ['行人不再绕路。'] }),
      );
      const [second, indexed] = await Promise.all([
        refusal(round % 3 === 0 ? [] : inContainer()),
        refusal(inContainer(), { command: ['index', room.at('in')] }),
        delay(random.below(400)),
      ]);
      expect({ seed, round, second }).toEqual({ seed, round, second: expect.stringMatching(LOCKED) });
      expect({ seed, round, indexed }).toEqual({ seed, round, indexed: expect.stringMatching(LOCKED) });
      await kill(service);
      await writers;
      expect({ seed, round, lost: await lost(kept) }).toEqual({ seed, round, lost: [] });
      // Where only beats can tell it takes ten seconds.
      expect(openedMs(service)).toBeLessThan(5_000);
    }
    expect(kept.size).toBeGreaterThan(ROUNDS * WRITERS);
    if (LONG) process.stdout.write(`${JSON.stringify({ seed, rounds: ROUNDS, acknowledged: kept.size, lost: 0 })}\n`);
  });

  it('know each other through another mount and another clock, and also while the first is stopped', async () => {
    const first = await serve();
    expect((await put(first.url, 'a')).status).toBe(201);
    mkdirSync(room.at('elsewhere'));
    const mounted = inContainer(`mount --bind ${room.at('archive')} ${room.at('elsewhere')} && exec "$@"`);
    expect(await refusal(mounted, { data: room.at('elsewhere') })).toMatch(LOCKED);
    expect(await refusal(['unshare', '--time', '--boottime', '100000', '--fork', '--kill-child'])).toMatch(LOCKED);
    signal(first, 'STOP');
    expect(await refusal()).toMatch(LOCKED);
    signal(first, 'CONT');
    expect((await put(first.url, 'b')).status).toBe(201);
    await kill(first);
    expect(await lost(new Set(['a', 'b']))).toEqual([]);
  });

  it('tell by beats alone where the file system carries no socket; who was silent writes nothing when it comes back', async () => {
    const kept = new Set<string>();
    const first = await serve();
    for (let n = 0; n < 20; n += 1) if ((await put(first.url, `a${n}`)).status === 201) kept.add(`a${n}`);
    for (const name of readdirSync(room.at('archive'))) if (name.includes('.sock.')) rmSync(room.at('archive', name));
    expect(await refusal()).toMatch(LOCKED);
    const writers = write(first.url, 'b', kept);
    await delay(200);
    signal(first, 'STOP');
    const second = await serve(inContainer(), room.at('archive'), room.at('other-index'));
    for (let n = 0; n < 20; n += 1) if ((await put(second.url, `c${n}`)).status === 201) kept.add(`c${n}`);
    signal(first, 'CONT');
    await delay(50);
    const late = await put(first.url, 'late');
    expect([late.status, ((await late.json()) as { readonly code: string }).code]).toEqual([503, 'ARCHIVE_LOST']);
    expect((await put(second.url, 'last')).status).toBe(201);
    kept.add('last');
    await kill(first);
    await writers;
    await kill(second);
    expect(kept.size).toBeGreaterThan(41);
    expect(await lost(kept)).toEqual([]);
  });
});
