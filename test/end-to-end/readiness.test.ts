/** What a service says of itself while it loads, serves and stops. */
import { jest } from '@jest/globals';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { openApp, type App } from '../../src/service/app.js';
import { startService, type RunningService } from '../../src/service/service.js';
import { loadConfig } from '../../src/config.js';
import { temporaryFolder } from '../support/run-xunbao.js';

jest.setTimeout(60_000);
const room = temporaryFolder();
const lines: string[] = [];
const logger = pino(
  { level: 'info' },
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  }),
);
const config = loadConfig({
  environment: { PORT: '0', XUNBAO_DATA: room.at('archive'), XUNBAO_INDEX: room.at('index'), XUNBAO_WRITE_KEYS: 'writer-key-1' },
  file: room.at('none.json'),
});
let service: RunningService;
let app: App;

afterAll(() => {
  room.remove();
});

const status = async (path: string) => (await fetch(service.url + path)).status;
const readiness = async () => (await fetch(`${service.url}/readyz`)).json();

describe('a service', () => {
  it('listens while it loads, and says that it is not ready', async () => {
    service = await startService(config, logger);
    expect(await readiness()).toEqual({ ready: false, state: 'loading' });
    expect(await status('/readyz')).toBe(503);
    expect(await status('/healthz')).toBe(200);
    for (const path of ['/api/v1/search', '/', '/api/v1/articles/a']) expect(await status(path)).toBe(503);
    expect(await status('/metrics')).toBe(200);
    expect(existsSync(room.at('index', 'service.json'))).toBe(false);
  });

  it('answers when it is open, with figures', async () => {
    app = await openApp(config, logger);
    await service.serve(app);
    expect(await readiness()).toEqual({ ready: true, state: 'ready' });
    const put = await fetch(`${service.url}/api/v1/articles/a`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer writer-key-1' },
      body: JSON.stringify({ title: '渡口加开夜班船' }),
    });
    expect(put.status).toBe(201);
    expect(await (await fetch(`${service.url}/api/v1/search?q=${encodeURIComponent('渡口')}`)).json()).toMatchObject({ total: 1 });
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain('xunbao_index_documents 1');
    expect(metrics).toMatch(/xunbao_index_snapshot_age_seconds 0\.\d+/);
    expect(metrics).toContain('nodejs_eventloop_lag_seconds');
    expect(lines.join('')).not.toMatch(/渡口|writer-key/);
  });

  it('says that it stops, and finishes what is under way', async () => {
    const call = httpRequest(`${service.url}/api/v1/articles/b`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer writer-key-1' },
    });
    const answered = once(call, 'response') as Promise<[IncomingMessage]>;
    call.write('{"title":');
    await delay(200);
    const closed = service.close();
    await delay(50);
    call.end('"收工前的一条"}');
    const [{ statusCode }] = await answered;
    expect(statusCode).toBe(201);
    await closed;
    expect(app.archive.status('b')).toBe('live');
    expect(existsSync(room.at('index', 'service.json'))).toBe(false);
    await app.close();
  });
});
