import { setTimeout as delay } from 'node:timers/promises';
import * as fc from 'fast-check';

import { encodedTarget } from '../../src/http/raw-target.js';
import { startServer, type RunningServer } from '../../src/http/start-server.js';
import { openApp, type OpenApp } from './open-app.js';
import { answersIn, exchange, type RawAnswer } from './raw-socket.js';

const TAIL = ' HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
const GBK_WATERWHEEL = Buffer.from([0xcb, 0xae, 0xb3, 0xb5]); // 水车
const around = (before: string, middle: Uint8Array, after: string): Buffer =>
  Buffer.concat([Buffer.from(before), middle, Buffer.from(after)]);

let open: OpenApp;
let server: RunningServer;
const ask = async (packets: readonly (string | Uint8Array)[], options?: { readonly end?: boolean }): Promise<readonly RawAnswer[]> =>
  answersIn(await exchange(server.port, packets, options));

beforeAll(async () => {
  open = openApp();
  server = await startServer(open.app, { host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close());

describe('a GET with raw characters', () => {
  it.each<readonly [string, string, Uint8Array, string, string]>([
    ['UTF-8 in the query', 'GET /?q=', Buffer.from('水车'), '&sort=newest', `/?q=${encodeURIComponent('水车')}&sort=newest`],
    ['UTF-8 in the path', 'GET /articles/', Buffer.from('编号'), '?q=%E6%B0%B4', `/articles/${encodeURIComponent('编号')}?q=%E6%B0%B4`],
    ['GBK in the query', 'GET /?q=', GBK_WATERWHEEL, '', `/?q=${encodeURIComponent('水车')}`],
    [
      'GBK whose second bytes are ASCII',
      'GET /?q=',
      Buffer.from([0x81, 0x5c, 0x95, 0x7c, 0x81, 0x40]),
      '',
      `/?q=${encodeURIComponent('乗晐丂')}`,
    ],
    ['four bytes of GB18030', 'GET /?q=', Buffer.from([0x95, 0x32, 0x82, 0x36]), '', `/?q=${encodeURIComponent('𠀀')}`],
    ['characters beyond the first plane', 'GET /?q=', Buffer.from('𠮷'), '', `/?q=${encodeURIComponent('𠮷')}`],
    ['ASCII that no address may hold', 'GET /?q=', Buffer.from('水"<>^`{|}\\[]#'), '', `/?q=${encodeURIComponent('水"<>^`{|}\\[]#')}`],
    ['HEAD', 'HEAD /?q=', Buffer.from('水'), '', '/?q=%E6%B0%B4'],
  ])('%s is sent to its percent-encoded address', async (_name, before, raw, after, location) => {
    const [answer, ...more] = await ask([around(before, raw, after + TAIL)]);
    expect(more).toEqual([]);
    expect(answer).toMatchObject({ status: 308, headers: { location, connection: 'close', 'content-length': '0' } });
    expect(answer!.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
  });

  it('is answered there', async () => {
    const [{ headers } = { headers: {} as Record<string, string> }] = await ask([around('GET /api/v1/search?q=', GBK_WATERWHEEL, TAIL)]);
    const answer = await fetch(new URL(headers['location']!, server.url));
    expect(await answer.json()).toMatchObject({ query: { text: '水车' }, total: 2 });
  });

  it('may come in any packets', async () => {
    const whole = around('GET /?q=', Buffer.from('水车'), TAIL);
    for (const cuts of [[1], [6], [8], [9], [10, 11], [14], [20], [whole.length - 1], [3, 9, 12, 16]]) {
      const packets = [0, ...cuts].map((start, at) => whole.subarray(start, cuts[at]));
      expect(await ask(packets)).toMatchObject([{ status: 308, headers: { location: `/?q=${encodeURIComponent('水车')}` } }]);
    }
  });

  it('waits for the answers before it on its connection', async () => {
    const before = `GET /api/v1/articles/yutai-1${TAIL}`;
    const answers = await ask([Buffer.concat([Buffer.from(before + before), around('GET /?q=', Buffer.from('水'), TAIL)])]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 308]);
    open.services.beforePut = () => delay(100);
    const put =
      'PUT /api/v1/articles/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json' +
      '\r\nContent-Length: 13\r\n\r\n{"title":"x"}';
    expect((await ask([put, around('GET /?q=', Buffer.from('水'), TAIL)])).map(({ status }) => status)).toEqual([201, 308]);
  });

  it.each<readonly [string, readonly (string | Uint8Array)[], number]>([
    ['names another host by two slashes', [around('GET //evil.example/', Buffer.from('水'), TAIL)], 400],
    ['names another host', [around('GET http://evil.example/', Buffer.from('水'), TAIL)], 400],
    ['holds a space', [around('GET /?q=', Buffer.from('水 车'), TAIL)], 400],
    ['holds a tab', [around('GET /?q=', Buffer.from('水\t'), TAIL)], 400],
    ['holds a carriage return', [around('GET /?q=', Buffer.from('水\rSet-Cookie: a=b'), TAIL)], 400],
    ['holds a line feed', [around('GET /?q=', Buffer.from('水\nSet-Cookie: a=b'), TAIL)], 400],
    ['holds a NUL', [around('GET /?q=', Buffer.from('水\0'), TAIL)], 400],
    ['is in neither encoding', [around('GET /?q=', Buffer.from([0xff, 0xfe, 0xff]), TAIL)], 400],
    ['is no GET', [around('DELETE /api/v1/articles/', Buffer.from('水'), TAIL)], 400],
    ['has no version', [around('GET /?q=', Buffer.from('水'), '\r\n\r\n')], 400],
    [
      'follows a body at once',
      [`POST /add HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n\r\nabc`, around('GET http:', Buffer.from('水'), TAIL)],
      400,
    ],
    ['is too long as it is', [around('GET /?q=', Buffer.from('水'.repeat(30_000)), TAIL)], 431],
    ['is too long where it is sent', [around('GET /?q=', Buffer.from('水'.repeat(10_000)), TAIL)], 431],
  ])('that %s is refused with a problem', async (_name, packets, status) => {
    const answer = (await ask(packets)).at(-1)!;
    expect(answer).toMatchObject({ status, headers: { 'content-type': 'application/problem+json; charset=utf-8' } });
    expect(JSON.parse(answer.body)).toMatchObject({
      status,
      code: status === 431 ? 'HEADERS_TOO_LARGE' : 'REQUEST_UNREADABLE',
      requestId: answer.headers['x-request-id'],
    });
    expect(answer.headers['location']).toBeUndefined();
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('that is cut short is refused when its sender ends', async () => {
    expect(await ask([around('GET /?q=', Buffer.from('水'), '')], { end: true })).toMatchObject([{ status: 400 }]);
    expect(await ask([around('GET /?q=', Buffer.from('水'), ' HTTP/1.1\r')], { end: true })).toMatchObject([{ status: 400 }]);
  });

  it('leads to a path of this service or nowhere, whatever its bytes', () => {
    const piece = fc.oneof(
      fc.constantFrom('/', '//', '\\', '..', ' ', '\r', '\n', '\t', '?', '#', '%', '@', ':', 'evil.example'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            piece.map((text) => Buffer.from(text)),
            fc.uint8Array().map((bytes) => Buffer.from(bytes)),
          ),
        ),
        (pieces) => {
          const target = encodedTarget(Buffer.concat([Buffer.from('GET /'), ...pieces, Buffer.from(' HTTP/1.1\r\n')]));
          if (target === undefined) return;
          expect(target).toMatch(/^\/(?!\/)[!$%&'()*+,\-./\w:;=?@~]*$/);
          expect(new URL(target, 'http://here.example/').origin).toBe('http://here.example');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('leads to the same bytes where they are UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const query = `${encodeURIComponent(text)}水`.replaceAll('%20', '+');
        const target = encodedTarget(Buffer.from(`GET /?q=${query} HTTP/1.1\r\n`));
        expect(new URL(target!, 'http://a/').searchParams.get('q')).toBe(new URL(`http://a/?q=${query}`).searchParams.get('q'));
      }),
    );
  });
});

describe('what cannot be read at all', () => {
  it.each([
    ['no HTTP', ['nonsense\r\n\r\n'], 400, 'REQUEST_UNREADABLE'],
    ['a method of raw characters', [Buffer.from('取 / HTTP/1.1\r\n\r\n')], 400, 'REQUEST_UNREADABLE'],
    ['a TLS greeting', [Buffer.from([0x16, 3, 1, 0, 5, 1, 0, 0, 1, 3])], 400, 'REQUEST_UNREADABLE'],
    ['a header with a space in its name', ['GET / HTTP/1.1\r\nHo st: a\r\n\r\n'], 400, 'REQUEST_UNREADABLE'],
    ['two lengths', ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'], 400, 'REQUEST_UNREADABLE'],
    ['no Host', ['GET / HTTP/1.1\r\nConnection: close\r\n\r\n'], 400, 'REQUEST_UNREADABLE'],
    ['two Hosts', ['GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n'], 400, 'REQUEST_UNREADABLE'],
    [
      'a target under another Host',
      ['GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'],
      400,
      'REQUEST_UNREADABLE',
    ],
    ['headers without an end', [`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(70_000)}`], 431, 'HEADERS_TOO_LARGE'],
    [
      'a body that breaks its form',
      [
        'PUT /api/v1/articles/a HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
        'zz\r\n',
      ],
      400,
      'REQUEST_UNREADABLE',
    ],
  ] as const)('%s is told so in a problem', async (_name, packets, status, code) => {
    const answers = await ask(packets);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ status, headers: { connection: 'close' } });
    expect(answers[0]!.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(answers[0]!.body)).toMatchObject({ code, status, title: expect.any(String), detail: expect.any(String) });
  });

  it('says nothing behind a last answer', async () => {
    expect(
      (await ask([`GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET /two HTTP/1.1\r\n\r\n`])).map(({ status }) => status),
    ).toEqual([200]);
  });

  it('a target with its Host is read as the path it names', async () => {
    const [answer] = await ask([
      'GET http://LOCALHOST:80/api/v1/search?q=%E6%B0%B4%E8%BD%A6 HTTP/1.1\r\nHost: localhost:80\r\nConnection: close\r\n\r\n',
    ]);
    expect(JSON.parse(answer!.body)).toMatchObject({ total: 2 });
  });
});

it('is in the log without what was asked', async () => {
  const said: object[] = [];
  const logger = {
    info: (line: object) => {
      said.push(line);
    },
  };
  const logged = await startServer(openApp().app, { host: '127.0.0.1', port: 0, logger: logger as never });
  await exchange(logged.port, [around('GET /?q=', Buffer.from('水车'), TAIL)]);
  await exchange(logged.port, ['nonsense 水车\r\n\r\n']);
  await logged.close();
  expect(said).toMatchObject([
    { event: 'request', status: 308 },
    { event: 'request', status: 400 },
  ]);
  expect(JSON.stringify(said)).not.toMatch(/水|%E6|nonsense/);
});
