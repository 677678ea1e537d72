/** What a running service logs at `info`, and what it says in its metrics: no key, no query, no article text, no address with either. */
import { jest } from '@jest/globals';
import request from 'supertest';
import { QUEUE_LIMITS, ReadQueue } from '../../src/http/read-queue.js';
import { SearchServiceError } from '../../src/search-service-error.js';
import { openApp } from '../http/open-app.js';
import { buildOnce, startXunbao, temporaryFolder } from '../support/run-xunbao.js';

jest.setTimeout(120_000);
beforeAll(() => {
  buildOnce();
}, 120_000);

/** Words that stand in nothing else; each way into the service has its own. */
const SECRETS = {
  writeKey: 'klavis-schreib-31',
  readKey: 'klavis-lese-47',
  wrongKey: 'klavis-falsch-59',
  query: '鬱林暗語甲',
  queryLatin: 'zyxwvq1',
  filter: '鬱林暗語乙',
  cursor: 'zyxwvq2cursor',
  title: '鬱林暗語丙',
  paragraph: '鬱林暗語丁',
  reason: '鬱林暗語戊',
  page: '鬱林暗語己',
  badJson: '鬱林暗語庚',
  badParameter: 'zyxwvq3',
  unknownPath: 'zyxwvq4',
  suggest: '鬱林暗語辛',
  agent: 'zyxwvq5agent',
  referrer: 'zyxwvq6referrer',
  bulk: '鬱林暗語壬',
  longQuery: '鬱林暗語癸',
  form: '鬱林暗語子',
  formKey: 'klavis-formular-61',
  basic: 'klavis-basic-73',
  everywhere: '鬱林暗語丑',
  shed: '鬱林暗語寅',
  slow: '鬱林暗語卯',
  fault: '鬱林暗語辰',
};

/** Every call of the API with its methods; what only does much work is called above. */
async function describedCalls(url: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const { paths } = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as { readonly paths: Readonly<Record<string, object>> };
  return Object.fromEntries(
    Object.entries(paths)
      .filter(([path]) => !/rebuild|purge|verify/.test(path))
      .map(([path, methods]) => [path, Object.keys(methods).filter((name) => /^(?:get|put|post|delete)$/.test(name))]),
  );
}

const forms = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  secret.replace('鬱', '郁').replace('語', '语'),
];
const heard = (said: string): readonly string[] =>
  Object.entries(SECRETS)
    .filter(([, secret]) => forms(secret).some((form) => said.includes(form)))
    .map(([name]) => name);

it('holds no key, no query and no text', async () => {
  const room = temporaryFolder();
  const service = await startXunbao([...room.store, 'serve'], {
    LOG_LEVEL: 'info',
    XUNBAO_WRITE_KEYS: SECRETS.writeKey,
    XUNBAO_READ_KEYS: SECRETS.readKey,
  });
  const statuses = new Set<number>();
  const call = async (path: string, { key = SECRETS.writeKey, ...init }: RequestInit & { readonly key?: string } = {}): Promise<string> => {
    const headers = {
      authorization: `Bearer ${key}`,
      'user-agent': SECRETS.agent,
      referer: `http://a.example/?q=${SECRETS.referrer}`,
      'x-forwarded-for': '203.0.113.9',
      ...(init.headers as object),
    };
    const response = await fetch(`${service.url}${path}`, { ...init, headers });
    statuses.add(response.status);
    return response.text();
  };
  const json = { 'content-type': 'application/json' };
  const q = encodeURIComponent;
  await call('/api/v1/articles/geheim', {
    method: 'PUT',
    headers: json,
    body: JSON.stringify({ title: SECRETS.title, paragraphs: [SECRETS.paragraph] }),
  });
  await call('/api/v1/articles', {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: `{"title":"${SECRETS.bulk}"}\n{"title":${SECRETS.bulk}\n`,
  });
  await call('/api/v1/articles/x', { method: 'PUT', headers: json, body: `{"title":"${SECRETS.badJson}` });
  await call('/api/v1/articles/x', { method: 'PUT', headers: json, body: JSON.stringify({ titel: SECRETS.badJson }) });
  await call('/api/v1/pages?paper=望渡晚报', {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: `${SECRETS.page}\n\n本报讯 ${SECRETS.page}。\n`,
  });
  for (const text of [SECRETS.query, SECRETS.queryLatin, `标题:${SECRETS.query} (`, SECRETS.longQuery.repeat(300)]) {
    await call(`/api/v1/search?q=${q(text)}`);
    await call(`/?q=${q(text)}`);
    await call(`/api/v1/search?q=${q(text)}&limit=${SECRETS.badParameter}`);
  }
  await call(`/api/v1/search?paper=${q(SECRETS.filter)}&cursor=${SECRETS.cursor}`);
  await call(`/api/v1/search?${SECRETS.badParameter}=1`);
  await call(`/api/v1/suggest?q=${q(SECRETS.suggest)}`);
  await call(`/api/v1/articles/geheim?q=${q(SECRETS.query)}`);
  await call(`/${SECRETS.unknownPath}`);
  await call(`/api/v1/articles/${SECRETS.unknownPath}`);
  await call('/api/v1/search?q=a', { key: SECRETS.wrongKey });
  await call('/api/v1/search?q=a', { key: SECRETS.readKey });
  await call('/api/v1/articles/x', { method: 'DELETE', key: SECRETS.readKey });
  await call('/api/v1/maintenance/withhold', {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ id: 'geheim', reason: SECRETS.reason }),
  });
  await call('/api/v1/articles/geheim');
  await call('/api/v1/maintenance/rebuild', { method: 'POST' });
  await call('/api/v1/maintenance/purge', { method: 'POST' });
  for (const path of [
    '/feed.atom',
    '/',
    '/articles/geheim',
    '/articles/geheim/trail',
    '/pages',
    '/add',
    '/docs',
    '/opensearch.xml',
    '/embed.js',
  ])
    await call(`${path}?q=${q(SECRETS.query)}`);
  const form = (fields: Readonly<Record<string, string>>) => ({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  await call('/add', form({ text: `${SECRETS.form}\n\n本报讯 ${SECRETS.form}。\n`, do: 'store', key: SECRETS.writeKey }));
  await call('/add', form({ text: SECRETS.form, do: 'store', key: SECRETS.formKey }));
  await call('/', { headers: { authorization: `Basic ${Buffer.from(`x:${SECRETS.basic}`).toString('base64')}` } });
  for (const [path, methods] of Object.entries(await describedCalls(service.url))) {
    const filled = path.replaceAll(/\{[^}]+\}/g, q(SECRETS.everywhere));
    for (const method of methods) {
      const sent =
        method === 'get' || method === 'delete'
          ? {}
          : { body: JSON.stringify({ id: SECRETS.everywhere, reason: SECRETS.everywhere, title: SECRETS.everywhere, article: {} }) };
      for (const type of ['application/json', 'application/x-ndjson', 'text/plain'])
        await call(`/api/v1${filled}?q=${q(SECRETS.everywhere)}`, {
          method: method.toUpperCase(),
          headers: { 'content-type': type },
          ...sent,
        });
      await call(`/api/v1${filled}`, { method: method.toUpperCase(), headers: json, ...sent });
    }
  }
  const metrics = await call('/metrics');
  expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 201, 204, 400, 401, 403, 404, 410]));
  expect(await service.stop()).toBe(0);
  const said = service.stderr() + metrics;
  expect(said.split('\n').filter((line) => line.includes('"event":"request"')).length).toBeGreaterThan(20);
  expect(heard(said)).toEqual([]);
  room.remove();
});

describe('where something goes wrong', () => {
  it('holds none of them either: refused and late searches, faults of ours, failing writes', async () => {
    const failures = [
      new SearchServiceError('QUERY_TIMEOUT', 'late'),
      new SearchServiceError('ARCHIVE_WRITE_FAILED', 'no', { cause: new SyntaxError(`Unexpected ${SECRETS.fault}`) }),
      new Error(`cannot read ${SECRETS.fault}`),
    ];
    const queue = new ReadQueue({ ...QUEUE_LIMITS, mostWaiting: 0 });
    for (const full of [false, true]) {
      const { app, services, log } = openApp(full ? { queue } : {});
      for (const failure of failures) {
        services.failure = failure;
        for (const path of ['/api/v1/search', '/api/v1/suggest', '/', '/feed.atom', '/api/v1/articles/yutai-1', '/articles/yutai-1'])
          await request(app).get(`${path}?q=${encodeURIComponent(full ? SECRETS.shed : SECRETS.slow)}`);
        await request(app).put('/api/v1/articles/x').send({ title: SECRETS.title });
        await request(app)
          .post('/api/v1/articles')
          .set('Content-Type', 'application/x-ndjson')
          .send(JSON.stringify({ title: SECRETS.bulk }));
      }
      expect(log.length).toBeGreaterThan(10);
      expect(log.some(({ level }) => level === 50)).toBe(true);
      expect(heard(JSON.stringify(log))).toEqual([]);
    }
  });
});
