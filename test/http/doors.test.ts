/** Who is let in where no key says so: what a request must look like to read and to write on a loopback address. */
import { createHash } from 'node:crypto';
import request from 'supertest';

import { callerNetwork, hostName, isLoopbackName } from '../../src/http/host-name.js';
import type { HostRules } from '../../src/http/answered-hosts.js';
import { startServer, type RunningServer } from '../../src/http/start-server.js';
import { openApp, type OpenApp } from './open-app.js';
import { answersIn, exchange, type RawAnswer } from './raw-socket.js';

const HERE = '127.0.0.1:3000';
const RULES: HostRules = { isLoopback: true, names: ['papers.example', '[2001:db8::1]'], isListed: true, isWritingOpen: true };
const listed = (key: string) => ({ digest: createHash('sha256').update(key).digest() });
const KEYS = { read: [], write: [listed('w')] };

const LOOPBACK_HOSTS = [
  'localhost',
  'localhost:3000',
  'LOCALHOST:1',
  'localhost.',
  'a.localhost:80',
  '127.0.0.1',
  '127.255.0.9:65535',
  '[::1]',
  '[::1]:3000',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::FFFF:7f00:1]:80',
];
const OTHER_HOSTS = [
  '',
  'evil.example',
  'evil.example:3000',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  'evil-localhost',
  'notlocalhost',
  '127.0.0.1@evil.example',
  'evil.example#localhost',
  'evil.example/localhost',
  'localhost evil.example',
  'localhost,evil.example',
  '0.0.0.0',
  '0',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '127.0.0.256',
  '128.0.0.1',
  '10.0.0.1',
  '[::]',
  '[::2]',
  '::1',
  '[::1',
  '[::ffff:10.0.0.1]',
  '[fe80::1%25lo]',
  'localhost:99999',
  'localhost:x',
  'localhost:-1',
  'localhost..',
  '.localhost',
  'localhost%00',
  'xn--localhost',
  'ｌocalhost',
];
const SIGNS: readonly (readonly [string, string])[] = [
  ['X-Forwarded-For', '203.0.113.9'],
  ['X-Forwarded-For', ''],
  ['x-forwarded-for', '127.0.0.1'],
  ['X-Forwarded-Proto', 'https'],
  ['X-Forwarded-Host', 'papers.example'],
  ['X-Forwarded-Port', '443'],
  ['X-Forwarded-Server', 'a'],
  ['X-Forwarded-Prefix', '/a'],
  ['X-Forwarded', 'for=1'],
  ['X_Forwarded_For', '1'],
  ['X-Original-Forwarded-For', '203.0.113.9'],
  ['X-Original-Host', 'a'],
  ['X-Original-URL', '/'],
  ['Forwarded', 'for=203.0.113.9'],
  ['Via', '1.1 front'],
  ['X-Real-IP', '203.0.113.9'],
  ['X-Client-IP', '1'],
  ['X-Cluster-Client-IP', '1'],
  ['Client-IP', '1'],
  ['True-Client-IP', '203.0.113.9'],
  ['X-ProxyUser-IP', '1'],
  ['CF-Connecting-IP', '203.0.113.9'],
  ['CF-Ray', '1'],
  ['CF-Visitor', '{}'],
  ['CF-IPCountry', 'XX'],
  ['CF-Worker', 'a'],
  ['CDN-Loop', 'cloudflare'],
  ['Fastly-Client-IP', '1'],
  ['Fly-Client-IP', '1'],
  ['X-Azure-ClientIP', '1'],
  ['X-Envoy-External-Address', '1'],
  ['X-Amzn-Trace-Id', '1'],
  ['X-Remote-Addr', '1'],
  ['Proxy-Connection', 'keep-alive'],
  ['WL-Proxy-Client-IP', '1'],
  ['Surrogate-Capability', 'a'],
  ['X-Varnish', '1'],
  ['Tailscale-User-Login', 'a'],
  ['Max-Forwards', '9'],
  ['X-Scheme', 'https'],
];

describe('the name of a host', () => {
  it.each(LOOPBACK_HOSTS)('%s is a loopback name', (host) => {
    expect(isLoopbackName(hostName(host) ?? '')).toBe(true);
  });
  it.each(OTHER_HOSTS)('%j is none', (host) => {
    expect(isLoopbackName(hostName(host) ?? '')).toBe(false);
  });
  it.each([
    ['Papers.Example.:80', 'papers.example'],
    ['[2001:DB8:0::1]:1', '[2001:db8::1]'],
    ['[::ffff:c000:0201]', '192.0.2.1'],
    ['a_b', 'a_b'],
  ])('%s is %s', (host, name) => {
    expect(hostName(host)).toBe(name);
  });
});

describe('who a caller is counted as', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['192.0.2.1:4711', '192.0.2.1'],
    ['[2001:db8:1:2ff::1]:4711', '2001:db8:1:200::1'],
    ['2001:db8:1:2ff:ffff::9', '2001:db8:1:200::1'],
    ['2001:DB8:0001:0200::', '2001:db8:1:200::1'],
    ['fe80::1%eth0', 'fe80::2'],
    ['unknown', 'unknown'],
  ])('%s as %s', (one, other) => {
    expect(callerNetwork(one)).toBe(callerNetwork(other));
  });

  it.each([
    ['2001:db8:1:200::1', '2001:db8:1:300::1'],
    ['192.0.2.1', '192.0.2.2'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.2'],
    ['::1', '2001:db8::1'],
  ])('%s not as %s', (one, other) => {
    expect(callerNetwork(one)).not.toBe(callerNetwork(other));
  });

  it.each(['wrong keys', 'requests'])('an IPv6 household has one count of %s', async (what) => {
    const { app } =
      what === 'requests'
        ? openApp({ rateLimit: 10, trustedProxyCount: 1 })
        : openApp({ keys: { read: [listed('r')], write: [] }, trustedProxyCount: 1 });
    const from = (address: string, key = 'r') =>
      request(app)
        .get('/api/v1/search')
        .set({ Authorization: `Bearer ${key}`, 'X-Forwarded-For': address });
    for (let count = 0; count < 10; count += 1) await from(`2001:db8:1:2${count.toString(16).padStart(2, '0')}::${count}`, 'guess');
    await from('2001:db8:1:2ff::1').expect(429);
    await from('2001:db8:1:300::1').expect(200);
    await from('::ffff:192.0.2.1').expect(200);
  });
});

describe('writing that needs no key', () => {
  const write = (headers: Readonly<Record<string, string>>) => {
    const open = openApp();
    return {
      open,
      sent: request(open.app)
        .post('/api/v1/pages')
        .set('Content-Type', 'text/plain')
        .set({ Host: HERE, ...headers })
        .send('报'),
    };
  };

  it.each(LOOPBACK_HOSTS)('is open under %s', async (host) => {
    await write({ Host: host }).sent.expect(201);
  });
  it.each(OTHER_HOSTS.filter((host) => /^[\x21-\x7e]+$/.test(host)))('is closed under %s', async (host) => {
    await write({ Host: host }).sent.expect(403);
  });

  it.each(SIGNS)('is closed by %s: %s, and the answer says what to do', async (name, value) => {
    const { open, sent } = write({ [name]: value });
    const { body, headers } = await sent.expect(403);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ code: 'FORBIDDEN', detail: expect.stringMatching(new RegExp(`header ${name}.*XUNBAO_WRITE_KEYS`, 'i')) });
    expect(open.services.pagesGiven).toEqual([]);
  });

  it('is closed by them for every call and form, also where proxies are trusted', async () => {
    for (const [method, path] of [
      ['put', '/api/v1/articles/a'],
      ['delete', '/api/v1/articles/yutai-1'],
      ['post', '/api/v1/articles'],
      ['delete', '/api/v1/pages/page-1'],
      ['post', '/api/v1/maintenance/purge'],
      ['post', '/add'],
    ] as const) {
      const { app, services } = openApp({ trustedProxyCount: 1 });
      await request(app)
        [method](path)
        .set({
          Host: HERE,
          'X-Real-IP': '127.0.0.1',
          'X-Forwarded-For': '127.0.0.1',
          Origin: `http://${HERE}`,
          'Sec-Fetch-Site': 'same-origin',
          'Content-Type': path === '/add' ? 'application/x-www-form-urlencoded' : 'application/json',
        })
        .expect(403);
      expect(services.stored.has('yutai-1')).toBe(true);
    }
  });

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['its origin', { Origin: 'https://evil.example' }],
    ['an origin that is none', { Origin: 'null' }],
    ['another port', { Origin: 'http://127.0.0.1:3001' }],
    ['another scheme', { Origin: `https://${HERE}` }],
    ['a listed site, which has no key', { Origin: 'https://papers.example' }],
    ['the browser', { 'Sec-Fetch-Site': 'cross-site' }],
    ['the browser, of a neighbour', { 'Sec-Fetch-Site': 'same-site' }],
    ['the browser, beside an origin of ours', { 'Sec-Fetch-Site': 'cross-site', Origin: `http://${HERE}` }],
    ['a browser in words to come', { 'Sec-Fetch-Site': 'nearby' }],
    ['the page it comes from', { Referer: 'https://evil.example/a' }],
    ['a page whose address only begins like ours', { Referer: `http://${HERE}@evil.example/` }],
    ['a page of another port', { Referer: 'http://127.0.0.1:8080/' }],
    ['what is no address', { Referer: 'x' }],
    ['a form of an old browser', { 'User-Agent': 'Mozilla/5.0 (X11)', Accept: 'text/html,*/*;q=0.8' }],
  ])('is closed to another site, told by %s', async (_by, headers) => {
    const { open, sent } = write(headers);
    expect((await sent.expect(403)).body.code).toBe('FORBIDDEN');
    expect(open.services.pagesGiven).toEqual([]);
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'Application/X-WWW-Form-Urlencoded; charset=utf-8'])(
    'takes no form: %s',
    async (type) => {
      for (const path of ['/api/v1/pages', '/api/v1/articles', '/api/v1/maintenance/purge', '/api/v1/maintenance/rebuild']) {
        await request(openApp().app).post(path).set({ Host: HERE, 'Content-Type': type }).send('a=b').expect(415);
      }
    },
  );

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['a program that says nothing', {}],
    ['our own page', { Origin: `http://${HERE}`, 'Sec-Fetch-Site': 'same-origin' }],
    ['our own page in an old browser', { Origin: `http://${HERE}` }],
    ['our own page, as the page it comes from', { Referer: `http://${HERE}/add` }],
    ["a browser's own doing", { 'Sec-Fetch-Site': 'none' }],
    ['a shell of Windows', { 'User-Agent': 'Mozilla/5.0 (Windows NT; en-US) WindowsPowerShell/5.1' }],
    ['a program in Java', { 'User-Agent': 'Java/21', Accept: 'text/html, image/gif, *; q=.2' }],
    ['a caller with an id', { 'x-request-id': 'a', traceparent: '00-a-b-01' }],
  ])('is open to %s', async (_who, headers) => {
    await write(headers).sent.expect(201);
  });
});

describe('writing with a key', () => {
  const write = (headers: Readonly<Record<string, string>>) =>
    request(openApp({ keys: KEYS, accessOrigins: ['https://town.example'] }).app)
      .put('/api/v1/articles/a')
      .set({ Host: HERE, Authorization: 'Bearer w', ...headers })
      .send({ title: '新' });

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['a listed site', { Origin: 'https://town.example', 'Sec-Fetch-Site': 'cross-site' }],
    ['a program past a proxy', { Host: 'papers.example', 'X-Forwarded-For': '203.0.113.9' }],
    ['a page of ours past a proxy that names us otherwise', { Origin: 'https://papers.example', 'Sec-Fetch-Site': 'same-origin' }],
    ['a program that names a page', { Referer: 'https://a.example/' }],
  ])('is open to %s', async (_who, headers) => {
    await write(headers).expect(201);
  });

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }],
    ['another site in an old browser', { Origin: 'https://evil.example' }],
    ['another site that hides its origin', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('is closed to %s', async (_who, headers) => {
    expect((await write(headers).expect(403)).body).toMatchObject({ code: 'FORBIDDEN', detail: expect.stringContaining('XUNBAO_CORS') });
  });
});

describe('reading on a loopback address', () => {
  const PATHS = [
    '/',
    '/?q=a',
    '/api/v1/search',
    '/api/v1/articles/yutai-1',
    '/api/v1/openapi.json',
    '/articles/yutai-1',
    '/pages',
    '/feed.atom',
    '/suggest?q=a',
    '/opensearch.xml',
    '/docs',
    '/embed.js',
    '/metrics',
    '/healthz',
    '/readyz',
    '/nothing',
  ];
  const open = (rules: Partial<HostRules> = {}) => openApp({ hosts: { ...RULES, ...rules } }).app;

  it.each([...LOOPBACK_HOSTS, 'papers.example', 'PAPERS.example.:443', '[2001:db8::1]:80'])('is answered under %s', async (host) => {
    const app = open();
    for (const path of PATHS.slice(0, -1)) expect([path, (await request(app).get(path).set('Host', host)).status]).toEqual([path, 200]);
  });

  it.each(OTHER_HOSTS.filter((host) => /^[\x21-\x7e]+$/.test(host)))('is refused under %s', async (host) => {
    const app = open();
    for (const path of ['/', '/api/v1/search', '/healthz']) await request(app).get(path).set('Host', host).expect(421);
  });

  it('is refused everywhere, with a code for programs and a page for people', async () => {
    const app = open();
    for (const path of PATHS) {
      for (const method of ['get', 'head', 'options'] as const) {
        const { status, text } = await request(app)[method](path).set('Host', 'evil.example');
        expect([method, path, status]).toEqual([method, path, 421]);
        expect([text].join()).not.toMatch(/水车|yutai/);
      }
    }
    const { body } = await request(app)
      .get('/api/v1/search')
      .set('Host', 'evil.example')
      .expect('Content-Type', /problem\+json/);
    expect(body).toMatchObject({ code: 'HOST_UNKNOWN', status: 421, detail: expect.stringContaining('XUNBAO_HOSTS') });
    expect(
      (await request(app).get('/').set({ Host: 'evil.example', 'Accept-Language': 'zh' }).expect('Content-Type', /html/)).text,
    ).toContain('主机名');
  });

  it('leaves the refusal of a write to its guard, unless writing takes a key', async () => {
    await request(open()).put('/api/v1/articles/a').set('Host', 'evil.example').send({ title: '甲' }).expect(403);
    const { app } = openApp({ keys: KEYS, hosts: { ...RULES, isWritingOpen: false } });
    await request(app).put('/api/v1/articles/a').set({ Host: 'evil.example', Authorization: 'Bearer w' }).send({ title: '甲' }).expect(421);
    await request(app)
      .put('/api/v1/articles/a')
      .set({ Host: 'papers.example', Authorization: 'Bearer w' })
      .send({ title: '甲' })
      .expect(201);
  });

  it('elsewhere is answered under any name, unless names are listed', async () => {
    const any = open({ isLoopback: false, isListed: false });
    for (const host of ['evil.example', '192.0.2.1', 'localhost']) await request(any).get('/').set('Host', host).expect(200);
    const listed = open({ isLoopback: false });
    for (const host of ['papers.example', '192.0.2.1:3000', '[2001:db8::2]', 'localhost'])
      await request(listed).get('/').set('Host', host).expect(200);
    await request(listed).get('/').set('Host', 'evil.example').expect(421);
  });
});

describe('on the wire', () => {
  let opened: OpenApp;
  let server: RunningServer;
  beforeAll(async () => {
    opened = openApp({ hosts: { ...RULES, names: [], isListed: false } });
    server = await startServer(opened.app, { host: '127.0.0.1', port: 0 });
  });
  afterAll(() => server.close());
  const send = async (text: string): Promise<RawAnswer> => answersIn(await exchange(server.port, [text]))[0]!;
  const write = (version: string, headers: readonly string[]): Promise<RawAnswer> =>
    send(
      [
        `PUT /api/v1/articles/a ${version}`,
        'Connection: close',
        'Content-Type: application/json',
        'Content-Length: 15',
        ...headers,
        '',
        '{"title":"甲"}',
      ].join('\r\n'),
    );

  it('what a bare proxy_pass sends may not write', async () => {
    // nginx up to 1.29: the upstream's name as Host, HTTP/1.0, nothing of the caller.
    const answer = await write('HTTP/1.0', [`Host: 127.0.0.1:${server.port}`]);
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([
      403,
      { code: 'FORBIDDEN', detail: expect.stringContaining('HTTP/1.0') },
    ]);
    expect((await write('HTTP/1.0', [])).status).toBe(403);
    expect((await write('HTTP/1.1', [`Host: 127.0.0.1:${server.port}`, 'X-Real-IP: 203.0.113.9'])).status).toBe(403);
    expect(opened.services.stored.has('a')).toBe(false);
    expect((await write('HTTP/1.1', [`Host: 127.0.0.1:${server.port}`])).status).toBe(201);
  });

  it.each([
    ['none', 'HTTP/1.1', [], 400],
    ['several', 'HTTP/1.1', ['Host: localhost', 'Host: evil.example'], 400],
    ['the same twice', 'HTTP/1.1', ['Host: localhost', 'host: localhost'], 400],
    ['several in HTTP/1.0', 'HTTP/1.0', ['Host: localhost', 'Host: evil.example'], 400],
    ['none in HTTP/1.0', 'HTTP/1.0', [], 421],
    ['an empty one', 'HTTP/1.1', ['Host:'], 421],
    ['an evil one', 'HTTP/1.0', ['Host: evil.example'], 421],
  ] as const)('Host: %s (%s)', async (_which, version, hosts, status) => {
    for (const path of ['/', '/api/v1/search']) {
      const answer = await send([`GET ${path} ${version}`, 'Connection: close', ...hosts, '', ''].join('\r\n'));
      expect(answer.status).toBe(status);
      expect(answer.body).not.toMatch(/水车|yutai/);
    }
  });

  it('a watcher of HTTP/1.0 that names no host sees that the service is alive, and nothing else', async () => {
    for (const [path, status] of [
      ['/healthz', 200],
      ['/readyz', 200],
      ['/healthz/x', 421],
      ['/metrics', 421],
    ] as const)
      expect([path, (await send(`GET ${path} HTTP/1.0\r\n\r\n`)).status]).toEqual([path, status]);
  });

  it.each([
    ['http://localhost/api/v1/search', 'localhost', 200],
    ['HTTP://LOCALHOST:80/api/v1/search', 'localhost:80', 200],
    ['http://evil.example/api/v1/search', 'localhost', 400],
    ['http://localhost/api/v1/search', 'evil.example', 400],
    ['http://evil.example/api/v1/search', 'evil.example', 421],
    ['http://localhost@evil.example/api/v1/search', 'localhost', 400],
    ['http://localhost', 'localhost', 200],
    ['http://localhost?q=a', 'localhost', 200],
    ['ftp://localhost/', 'localhost', 400],
    ['//evil.example/', 'localhost', 404],
  ])('a target of %s under %s', async (target, host, status) => {
    expect((await send(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).status).toBe(status);
  });
});
