/**
 * What is done to the archive beneath a running service under writers: nothing that was acknowledged afterwards is gone after a restart,
 * and the service says how it stands.
 */
import { jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildOnce, startXunbao, temporaryFolder, xunbao, type Service, type TemporaryFolder } from '../support/run-xunbao.js';
import { describeWith } from '../support/shared.js';
import { canMount, mountSmallDisk, type SmallDisk } from './small-disk.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const WRITERS = 4;

let room: TemporaryFolder;
let service: Service | undefined;
/** Undone at the end of a test. */
let mounted: string | undefined;
let beneathIt: SmallDisk | undefined;

jest.setTimeout(120_000);
beforeAll(() => {
  buildOnce();
}, 120_000);
beforeEach(() => {
  room = temporaryFolder();
});
afterEach(async () => {
  await service?.kill();
  service = undefined;
  if (mounted !== undefined) run('umount', '-l', mounted);
  beneathIt?.remove();
  [mounted, beneathIt] = [undefined, undefined];
  room.remove();
});

const run = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const log = (): string => room.at('archive', 'articles.log');
const serve = async (): Promise<Service> =>
  (service = await startXunbao([...room.store, 'serve'], { XUNBAO_ENGINE: 'minisearch', LOG_LEVEL: 'warn' }));

interface Answer {
  readonly status: number;
  readonly body: {
    readonly code?: string;
    readonly state?: string;
    readonly status?: string;
    readonly ok?: boolean;
    readonly total?: number;
    readonly archive?: { readonly problems: readonly { readonly what: string }[] };
  };
}

async function ask(method: string, address: string, body?: object): Promise<Answer> {
  const response = await fetch(`${service!.url}${address}`, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const put = (id: string): Promise<Answer> =>
  ask('PUT', `/api/v1/articles/${id}`, { title: `渡口短讯${id}`, paragraphs: ['库房清点如常。'] });

/** Writers at work; `later` holds what was asked for after `mark` and acknowledged. */
function startWriters(): { readonly kept: Set<string>; readonly later: Set<string>; mark(): void; stop(): Promise<void> } {
  const [kept, later] = [new Set<string>(), new Set<string>()];
  let [isMarked, isOver] = [false, false];
  const write = async (writer: number): Promise<void> => {
    for (let n = 0; !isOver; n += 1) {
      const [id, into] = [`w${writer}n${n}`, isMarked ? later : kept];
      if ((await put(id)).status === 201) into.add(id);
    }
  };
  const all = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  return {
    kept,
    later,
    mark: () => {
      isMarked = true;
    },
    stop: async () => {
      isOver = true;
      await all;
    },
  };
}

/** Acknowledged ids that are not to be found after a start. */
async function gone(ids: ReadonlySet<string>): Promise<readonly string[]> {
  const { code, stdout } = await xunbao([...room.store, 'export']);
  if (code !== 0) return [...ids];
  const found = new Set([...stdout.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id));
  return [...ids].filter((id) => !found.has(id));
}

/** Does something beneath a service under writers, and looks at how it stands. */
async function beneath(work: () => void): Promise<Awaited<ReturnType<typeof startWriters>>> {
  const writers = startWriters();
  while (writers.kept.size <= 2 * WRITERS) await delay(50);
  work();
  writers.mark();
  await delay(400);
  await writers.stop();
  return writers;
}

/** What a service that has lost its archive says, and what it still does. */
async function isLost({ readsOn = true } = {}): Promise<void> {
  const { status, body } = await put('late');
  expect([status, body.code]).toEqual([503, 'ARCHIVE_LOST']);
  const ready = await fetch(`${service!.url}/readyz`);
  expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining('archive-lost')]);
  const verified = await ask('POST', '/api/v1/maintenance/verify');
  expect([verified.body.ok, verified.body.archive!.problems[0]!.what]).toEqual([false, expect.stringContaining('ARCHIVE_LOST')]);
  const command = await xunbao([...room.store, 'verify']);
  expect([command.code, command.stdout]).toEqual([1, expect.stringContaining('ARCHIVE_LOST')]);
  expect((await ask('POST', '/api/v1/maintenance/purge')).body.code).toBe('ARCHIVE_LOST');
  expect((await ask('POST', '/api/v1/maintenance/rebuild')).body.code).toBe('ARCHIVE_LOST');
  const {
    status: found,
    body: { code },
  } = await ask('GET', '/api/v1/search?q=渡口短讯');
  // A text that is not what was written is not shown.
  expect([200, ...(readsOn ? [] : ['ARCHIVE_CORRUPT'])]).toContain(found === 200 ? found : code);
  expect(await service!.stop()).toBe(0);
}

/** What was done, and how a person puts it right: afterwards everything acknowledged before must be there, where it can be. */
const CASES: readonly (readonly [string, () => void, (() => void) | undefined])[] = [
  [
    'the log is moved',
    () => {
      renameSync(log(), room.at('moved.log'));
    },
    () => {
      renameSync(room.at('moved.log'), log());
    },
  ],
  [
    'the log is copied over with what it was at the start',
    () => {
      copyFileSync(room.at('start.log'), log());
    },
    undefined,
  ],
  [
    'the folder is removed',
    () => {
      rmSync(room.at('archive'), { recursive: true });
    },
    undefined,
  ],
  ...(LONG
    ? ([
        [
          'the log is removed',
          () => {
            rmSync(log());
          },
          undefined,
        ],
        [
          'the log is cut',
          () => {
            truncateSync(log(), 200);
          },
          undefined,
        ],
        [
          'the log is moved and a copy put in its place',
          () => {
            renameSync(log(), room.at('moved.log'));
            copyFileSync(room.at('moved.log'), log());
          },
          () => undefined,
        ],
        [
          'the folder is moved',
          () => {
            renameSync(room.at('archive'), room.at('moved'));
          },
          () => {
            rmSync(room.at('archive'), { recursive: true, force: true });
            renameSync(room.at('moved'), room.at('archive'));
          },
        ],
        [
          'the folder is moved and one of another day put in its place',
          () => {
            renameSync(room.at('archive'), room.at('moved'));
            run('cp', '-r', room.at('backup'), room.at('archive'));
          },
          undefined,
        ],
      ] as const)
    : []),
];

describe('beneath a running service', () => {
  it.each(CASES)('%s: it says so, stops taking writes, and nothing acknowledged later is gone', async (what, work, mend) => {
    await serve();
    expect((await put('first')).status).toBe(201);
    copyFileSync(log(), room.at('start.log'));
    run('cp', '-r', room.at('archive'), room.at('backup'));
    const { kept, later } = await beneath(work);
    expect(kept.size).toBeGreaterThan(WRITERS);
    expect(await gone(later)).toEqual([]);
    await isLost({ readsOn: !/copied over|cut/.test(what) });
    expect(existsSync(path.join(room.at('archive'), 'pages'))).toBe(false);
    if (mend === undefined) return;
    mend();
    await serve();
    expect(await gone(new Set([...kept, ...later, 'first']))).toEqual([]);
    expect((await put('again')).status).toBe(201);
  });
});

/** A disk of its own at the archive's folder, whose blocks lie on another one: where that is full it fails, and turns read-only. */
function mountDisk(): void {
  mounted = room.at('archive');
  mkdirSync(mounted);
  beneathIt = mountSmallDisk(16)!;
  const image = beneathIt.at('image');
  expect(
    run('truncate', '-s', '64M', image) &&
      run('mkfs.ext4', '-q', image) &&
      run('mount', '-o', 'loop', image, mounted) &&
      run('rm', '-r', room.at('archive', 'lost+found')),
  ).toBe(true);
}

describeWith(
  canMount() && run('which', 'mkfs.ext4') && existsSync('/dev/loop-control'),
  'no disk can be mounted here',
  'beneath a running service its disk',
  () => {
    it('turns read-only: writes are refused, nothing acknowledged is gone, and reading goes on', async () => {
      mountDisk();
      await serve();
      const { kept, later } = await beneath(() => {
        beneathIt!.fill();
      });
      while ((await put('filling')).status === 201) await delay(20);
      expect(readFileSync('/proc/mounts', 'utf8')).toMatch(new RegExp(`${mounted!} ext4 \\S*\\b(ro|emergency_ro|shutdown)\\b`));
      expect(kept.size).toBeGreaterThan(WRITERS);
      expect((await put('late')).status).toBe(503);
      expect((await ask('GET', '/api/v1/search?q=渡口短讯')).body.total).toBeGreaterThanOrEqual(kept.size);
      await service!.kill();
      beneathIt!.free();
      expect(run('umount', mounted!) && run('mount', '-o', 'loop', beneathIt!.at('image'), mounted!)).toBe(true);
      await serve();
      expect(await gone(new Set([...kept, ...later]))).toEqual([]);
      expect((await put('again')).status).toBe(201);
    });

    it('is taken away: the service says so, and the empty folder beneath stays empty', async () => {
      mountDisk();
      await serve();
      const { kept, later } = await beneath(() => {
        expect(run('umount', '-l', mounted!)).toBe(true);
      });
      expect(later.size).toBe(0);
      await isLost();
      expect(run('mount', '-o', 'loop', beneathIt!.at('image'), mounted!)).toBe(true);
      await serve();
      expect(await gone(kept)).toEqual([]);
    });
  },
);
