import { request as httpRequest, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import request from 'supertest';

import { startServer } from '../../src/http/start-server.js';
import { SearchServiceError } from '../../src/search-service-error.js';
import { openApp, type OpenApp } from './open-app.js';

interface Answer {
  readonly line: number;
  readonly id: string | null;
  readonly status: string;
  readonly error?: { readonly code: string; readonly detail: string };
}

async function bulk({ app }: OpenApp, body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer[]> {
  const answer = await request(app)
    .post('/api/v1/articles')
    .set('Content-Type', 'application/x-ndjson')
    .set(headers)
    .serialize((value: unknown) => value as string)
    .buffer(true)
    .parse((response, done) => {
      let text = '';
      (response as unknown as IncomingMessage).setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      (response as unknown as IncomingMessage).on('end', () => {
        done(null, text);
      });
    })
    .send(body as string);
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toMatch(/^application\/x-ndjson/);
  return (answer.body as string)
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Answer);
}

describe('POST /articles', () => {
  it('answers every line in its order; a bad one does not stop the rest', async () => {
    const open = openApp();
    const lines = [
      '\uFEFF{"id":"a","title":"甲"}',
      '',
      'no json',
      ' \t\r',
      '{"id":"yutai-1","title":"乙"}\r',
      '{"id":"c"}',
      '{"title":"丙"}',
      '{"id":"d","title":"丁","colour":"red"}',
      '[1]',
    ];
    const answers = await bulk(open, lines.join('\n'));
    expect(answers.map(({ line, id, status, error }) => [line, id, status, error?.code])).toEqual([
      [1, 'a', 'created', undefined],
      [3, null, 'failed', 'JSON_INVALID'],
      [5, 'yutai-1', 'updated', undefined],
      [6, 'c', 'failed', 'ARTICLE_INVALID'],
      [7, expect.stringMatching(/^made-/), 'created', undefined],
      [8, 'd', 'failed', 'ARTICLE_INVALID'],
      [9, null, 'failed', 'ARTICLE_INVALID'],
    ]);
    expect(open.services.stored.get('a')?.title).toBe('甲');
  });

  it('answers nothing to an empty body', async () => {
    expect(await bulk(openApp(), '')).toEqual([]);
    expect(await bulk(openApp(), '\n\n')).toEqual([]);
  });

  it('lets the later line win however long the earlier takes', async () => {
    const open = openApp();
    open.services.beforePut = ({ title }) => delay(title === 'first' ? 30 : 0);
    const answers = await bulk(open, '{"id":"a","title":"first"}\n{"id":"b","title":"b"}\n{"id":"a","title":"last"}\n');
    expect(answers.map(({ status }) => status)).toEqual(['created', 'created', 'updated']);
    expect(open.services.stored.get('a')?.title).toBe('last');
  });

  it('writes many lines at a time, but never more than 1,024', async () => {
    const open = openApp();
    open.services.beforePut = () => delay(100);
    const lines = Array.from({ length: 2_500 }, (_, index) => JSON.stringify({ id: `n${index}`, title: `${index}` }));
    const answers = await bulk(open, lines.join('\n'));
    expect(answers.map(({ id }) => id)).toEqual(lines.map((_, index) => `n${index}`));
    expect(open.services.maxPutCount).toBeGreaterThan(256);
    expect(open.services.maxPutCount).toBeLessThanOrEqual(1_024);
  });

  it('fails one line that is too long, and one article that is too large', async () => {
    const long = JSON.stringify({ id: 'long', title: 'x'.repeat(2 * 1024 * 1024) });
    const large = JSON.stringify({ id: 'large', title: 'x'.repeat(200_001) });
    const answers = await bulk(openApp(), `${long}\n${large}\n{"id":"ok","title":"x"}`);
    expect(answers.map(({ line, id, error }) => [line, id, error?.code])).toEqual([
      [1, null, 'BODY_TOO_LARGE'],
      [2, 'large', 'ARTICLE_TOO_LARGE'],
      [3, 'ok', undefined],
    ]);
  });

  it('says of each line that the storage is full, logs it, and shows nothing of the inside', async () => {
    const open = openApp();
    open.services.failure = new SearchServiceError('STORAGE_FULL', 'no room on /secret/path');
    const [answer] = await bulk(open, '{"id":"a","title":"x"}');
    expect(answer).toMatchObject({ id: 'a', status: 'failed', error: { code: 'STORAGE_FULL' } });
    expect(answer?.error?.detail).not.toContain('/secret');
    expect(open.log.some(({ event }) => event === 'bulk-line-failed')).toBe(true);
  });

  it('unpacks gzip', async () => {
    const answers = await bulk(openApp(), gzipSync('{"id":"a","title":"x"}\n'), { 'Content-Encoding': 'gzip' });
    expect(answers).toEqual([{ line: 1, id: 'a', status: 'created' }]);
  });

  it('says where a broken gzip body ended', async () => {
    const packed = gzipSync(Array.from({ length: 50 }, (_, index) => `{"id":"g${index}","title":"x"}\n`).join(''));
    const answers = await bulk(openApp(), packed.subarray(0, packed.length - 12), { 'Content-Encoding': 'gzip' });
    expect(answers.at(-1)).toMatchObject({ id: null, status: 'failed', error: { code: 'BODY_UNREADABLE' } });
  });

  it.each([
    ['application/json', {}],
    ['application/x-ndjson', { 'Content-Encoding': 'br' }],
  ])('answers 415 to %s %j', async (type, headers) => {
    const { body } = await request(openApp().app).post('/api/v1/articles').set('Content-Type', type).set(headers).send('{}').expect(415);
    expect(body.code).toBe('MEDIA_TYPE_UNSUPPORTED');
  });

  it('answers a line before the next one is sent', async () => {
    const server = await startServer(openApp().app, { host: '127.0.0.1', port: 0 });
    try {
      const call = httpRequest(`${server.url}/api/v1/articles`, { method: 'POST', headers: { 'Content-Type': 'application/x-ndjson' } });
      const answered = new Promise<IncomingMessage>((resolve) => call.once('response', resolve));
      call.write('{"id":"a","title":"x"}\n');
      const response = (await answered).setEncoding('utf8');
      expect(await nextChunk(response)).toContain('"id":"a"');
      call.end('{"id":"b","title":"x"}\n');
      expect(await nextChunk(response)).toContain('"id":"b"');
    } finally {
      await server.close(1_000);
    }
  });

  it('stops reading when the sender is gone', async () => {
    const open = openApp();
    const server = await startServer(open.app, { host: '127.0.0.1', port: 0 });
    try {
      const call = httpRequest(`${server.url}/api/v1/articles`, { method: 'POST', headers: { 'Content-Type': 'application/x-ndjson' } });
      call.on('error', () => undefined);
      const answered = new Promise((resolve) => call.once('response', resolve));
      call.write('{"id":"a","title":"x"}\n{"id":"b"');
      await answered;
      call.destroy();
      await delay(50);
      expect(open.services.stored.has('a')).toBe(true);
      expect(open.services.stored.has('b')).toBe(false);
    } finally {
      await server.close(1_000);
    }
  });
});

function nextChunk(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => response.once('data', resolve));
}
