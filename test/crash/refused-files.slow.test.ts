/**
 * Files the operating system refuses to a running service, by rights (EACCES) or by number (EMFILE): the write is refused, reading goes
 * on, and with the files again all is well.
 */
import { jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { buildOnce, startXunbao, temporaryFolder, type Service, type TemporaryFolder } from '../support/run-xunbao.js';
import { describeWith } from '../support/shared.js';

/** Root may write everywhere; without these rights it is an account like others. */
const AS_OTHERS: readonly string[] = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];
const runs = (command: readonly string[]): boolean => spawnSync(command[0]!, command.slice(1)).status === 0;
const isPosix = process.platform !== 'win32';

let service: Service | undefined;
let room: TemporaryFolder;
/** One connection, made before anything is refused: a service without files to spare takes no new ones. */
let agent: Agent;

jest.setTimeout(120_000);

interface Answer {
  readonly status: number;
  readonly body: { readonly code?: string; readonly total?: number; readonly ok?: boolean };
}

function ask(
  method: string,
  path: string,
  { type = 'application/json', body = '' }: { readonly type?: string; readonly body?: string } = {},
): Promise<Answer> {
  const url = new URL(`/api/v1${path}`, service!.url);
  return new Promise((resolve, reject) => {
    const headers = body === '' ? {} : { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) };
    httpRequest(url, { method, agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode!, body: text === '' ? {} : (JSON.parse(text) as Answer['body']) });
      });
    })
      .once('error', reject)
      .end(body);
  });
}

const put = async (n: number): Promise<number> =>
  (await ask('PUT', `/articles/a${n}`, { body: JSON.stringify({ title: `渡口短讯第${n}条`, paragraphs: ['库房清点如常。'.repeat(20)] }) }))
    .status;
const addPage = (n: number): Promise<Answer> =>
  ask('POST', `/pages?paper=${encodeURIComponent('望渡晚报')}&date=2031-05-04&pageNumber=${n}`, {
    type: 'text/plain',
    body: `东岸新桥通车第${n}日\n\n本报讯（记者 闻一渡）望渡城的新桥昨天通车，行人不再绕路。\n`,
  });
const said = ({ status, body }: Answer): readonly unknown[] => [status, body.code];
const total = async (q: string): Promise<number | undefined> => (await ask('GET', `/search?q=${encodeURIComponent(q)}`)).body.total;

beforeAll(() => {
  buildOnce();
}, 120_000);
beforeEach(() => {
  room = temporaryFolder();
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
});
afterEach(async () => {
  agent.destroy();
  await service?.kill();
  service = undefined;
  allow(true);
  room.remove();
});

async function serve(): Promise<void> {
  service = await startXunbao([...room.store, 'serve'], { LOG_LEVEL: 'warn' }, AS_OTHERS);
}

/** The folders of archive and index, with or without the right to write there. */
function allow(isAllowed: boolean): void {
  for (const top of ['archive', 'index']) {
    const folders = [
      room.at(top),
      ...readdirSync(room.at(top), { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => `${entry.parentPath}/${entry.name}`),
    ];
    for (const folder of folders) chmodSync(folder, isAllowed ? 0o755 : 0o555);
  }
}

/** What holds whenever files are refused, with `count` articles and one page kept before. */
async function readingGoesOn(count: number): Promise<void> {
  expect([await total('渡口短讯'), await total('"渡口短讯第2条"'), await total('新桥通车')]).toEqual([count, 1, 1]);
  expect((await ask('GET', '/articles/a1')).status).toBe(200);
}

async function keepSome(): Promise<void> {
  for (let n = 0; n < 5; n += 1) expect(await put(n)).toBe(201);
  expect((await addPage(1)).status).toBe(201);
}

async function allIsWell(count: number): Promise<void> {
  expect([(await addPage(2)).status, await put(500)]).toEqual([201, 201]);
  expect((await ask('POST', '/maintenance/rebuild')).status).toBe(200);
  expect((await ask('POST', '/maintenance/purge')).status).toBe(200);
  expect((await ask('POST', '/maintenance/verify')).body).toMatchObject({ ok: true });
  expect([await total('渡口短讯'), await total('新桥通车')]).toEqual([count + 1, 2]);
}

describeWith(
  isPosix && (AS_OTHERS.length === 0 || runs([...AS_OTHERS, 'true'])),
  'rights can be taken away neither as another account nor with setpriv',
  'folders without the right to write',
  () => {
    it('refuse what needs a new file, keep what the open log takes, and are no end of reading', async () => {
      await serve();
      await keepSome();
      allow(false);
      expect(said(await addPage(2))).toEqual([503, 'ARCHIVE_WRITE_FAILED']);
      expect(said(await ask('POST', '/maintenance/purge'))).toEqual([503, 'ARCHIVE_WRITE_FAILED']);
      expect(said(await ask('POST', '/maintenance/rebuild'))).toEqual([500, 'FOLDER_NOT_WRITABLE']);
      expect(await put(5)).toBe(201);
      await readingGoesOn(6);
      expect(said(await ask('GET', '/articles/a5'))).toEqual([200, undefined]);
      allow(true);
      await allIsWell(6);
    });

    it('refuse a start, with what to do, and are left as they are', async () => {
      await serve();
      await keepSome();
      expect(await service!.stop()).toBe(0);
      allow(false);
      await expect(serve()).rejects.toThrow(/FOLDER_NOT_WRITABLE.*EACCES.*XUNBAO_DATA/s);
      allow(true);
      await serve();
      await readingGoesOn(5);
    });
  },
);

/** Lowers or raises how many files the service may have open. */
const limitFiles = (limit: number): void => {
  expect(runs(['prlimit', `--pid=${service!.pid}`, `--nofile=${limit}:`])).toBe(true);
};

describeWith(
  process.platform === 'linux' && runs(['prlimit', '--version']),
  'no prlimit to take files away from a running process',
  'a service that may open no more files',
  () => {
    it('refuses what needs one, answers from those it has, and takes writes again when it may', async () => {
      await serve();
      await keepSome();
      // What is open stays open; the three that every process has leave no number below this.
      limitFiles(3);
      expect(said(await addPage(2))).toEqual([503, 'ARCHIVE_WRITE_FAILED']);
      expect(said(await ask('POST', '/maintenance/purge'))).toEqual([503, 'ARCHIVE_WRITE_FAILED']);
      expect(said(await ask('POST', '/maintenance/rebuild'))).toEqual([500, 'FILE_UNREADABLE']);
      expect(await put(5)).toBe(201);
      await readingGoesOn(6);
      limitFiles(1_024);
      await allIsWell(6);
    });
  },
);
