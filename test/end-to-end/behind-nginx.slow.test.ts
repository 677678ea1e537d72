/** The service below a path of a site, behind the nginx block of docs/operating.md: nothing leads out of the path. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, createServer as createSocketServer, type AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { describeInBrowser } from '../browser/browser-kit.js';
import { describeWith } from '../support/shared.js';
import { buildOnce, startXunbao, temporaryFolder, type Service } from '../support/run-xunbao.js';

jest.setTimeout(60_000);

const NGINX = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin'].map((folder) => `${folder}/nginx`).find((file) => existsSync(file));
const PATH = '/archive/';
const KEYS = { XUNBAO_WRITE_KEYS: 'key-that-writes', XUNBAO_TRUST_PROXY: '1' };
/** More than the sample pages have; a crawl that goes on is a defect of its own. */
const MOST_PAGES = 400;
const BLOCK = /```nginx\n(location \/archive\/ \{[\s\S]*?\n\})\n```/.exec(
  readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8'),
)![1]!;

const room = temporaryFolder();
let nginx: ChildProcess | undefined;
let service: Service | undefined;
/** Where readers are: scheme, host, port and path. */
let base = '';
/** Port of another site's page. */
let otherPort = 0;

async function freePort(): Promise<number> {
  const server = createSocketServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function open(): Promise<void> {
  buildOnce();
  const port = await freePort();
  otherPort = await freePort();
  base = `http://localhost:${port}${PATH}`;
  const addresses = { XUNBAO_PUBLIC_URL: base, XUNBAO_CORS: `http://127.0.0.1:${otherPort}` };
  service = await startXunbao([...room.store, 'serve', '--samples'], { ...KEYS, ...addresses });
  mkdirSync(room.at('nginx'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${room.at('nginx')}/${name};`);
  writeFileSync(
    room.at('nginx.conf'),
    `daemon off; pid ${room.at('nginx')}/pid; error_log stderr; worker_processes 1; events {}
http { access_log off; ${temporary.join(' ')}
server { listen 127.0.0.1:${port};
${BLOCK.replace('http://127.0.0.1:3000', service.url)}
location / { return 418; } } }`,
  );
  nginx = spawn(NGINX!, ['-c', room.at('nginx.conf'), '-p', room.at('nginx')], { stdio: 'ignore' });
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (
      await fetch(`${base}healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nginx does not answer');
}

async function close(): Promise<void> {
  nginx?.kill('SIGTERM');
  await service?.stop();
  room.remove();
}

const plain = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");

/** Every address a document names, resolved as its reader would. */
function addressesIn(text: string, at: string): readonly string[] {
  const named = [
    ...text.matchAll(/\s(?:href|src|action|formaction|poster|srcset|template|data-suggest|data-api|data-pages)="([^"]*)"/g),
    ...text.matchAll(/<(?:Image|id)[^>]*>([^<]*)</g),
    ...text.matchAll(/content="\d+;\s*url=([^"]*)"/gi),
  ].map(([, address]) => plain(address!).replace(/\{[^}]*\}/g, 'x'));
  return named.filter((address) => !address.startsWith('data:')).map((address) => new URL(address, at).href);
}

const within = (address: string): boolean => address === base || address.startsWith(base);

/** The desk asks its reader for a key. */
const isThere = ({ ok, status, url }: Response): boolean => ok || (status === 401 && new URL(url).pathname.endsWith('/desk'));

describeWith(NGINX !== undefined, 'no nginx; install Debian’s package nginx-light', 'below a path, behind nginx', () => {
  beforeAll(open, 60_000);
  afterAll(close);

  it('no address on any page, feed or description leads out of the path, and all of them are there', async () => {
    const seen = new Set<string>([base]);
    const waiting = [base];
    const outside: string[] = [];
    const missing: string[] = [];
    for (let at = waiting.shift(); at !== undefined && seen.size < MOST_PAGES; at = waiting.shift()) {
      const response = await fetch(at);
      if (!isThere(response) && !/\/(?:suggest|restore|api\/v1\/pages)\b/.test(at)) missing.push(`${at} ${response.status}`);
      if (!/html|xml/.test(response.headers.get('content-type') ?? '')) continue;
      for (const address of addressesIn(await response.text(), response.url)) {
        if (!within(address)) outside.push(`${at} -> ${address}`);
        const page = address.split('#')[0]!;
        if (within(address) && !seen.has(page)) {
          seen.add(page);
          waiting.push(page);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(30);
    expect({ outside, missing }).toEqual({ outside: [], missing: [] });
  });

  it('an address that a chat program added to opens', async () => {
    for (const path of ['', '?q=职工', 'pages', 'docs', 'add']) {
      const { status } = await fetch(`${base}${path}${path.includes('?') ? '&' : '?'}from=singlemessage&isappinstalled=0`);
      expect([path, status]).toEqual([path, 200]);
    }
    const refused = await fetch(`${base}api/v1/search?q=职工&from=singlemessage`);
    expect(refused.status).toBe(400);
  });

  it('where an answer sends its reader is in the path', async () => {
    const authorization = { authorization: `Bearer ${KEYS.XUNBAO_WRITE_KEYS}` };
    const body = JSON.stringify({ id: '门 1', title: '老码头修好', paragraphs: ['望渡镇的老码头修好了。'] });
    const article = `${base}api/v1/articles/${encodeURIComponent('门 1')}`;
    const put = await fetch(article, { method: 'PUT', headers: { ...authorization, 'content-type': 'application/json' }, body });
    expect(new URL(put.headers.get('location')!, base).href).toBe(article);
    const { servers } = (await (await fetch(`${base}api/v1/openapi.json`)).json()) as { servers: { url: string }[] };
    expect(within(`${new URL(servers[0]!.url, base).href}/`)).toBe(true);
    expect(await locationOfRawGet()).toBe(`${PATH}?q=${encodeURIComponent('水车')}`);
    const restored = await fetch(`${base}articles/${encodeURIComponent('门 1')}/restore`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(base).origin },
      body: `key=${KEYS.XUNBAO_WRITE_KEYS}`,
    });
    expect([restored.status, restored.headers.get('location')]).toEqual([303, `${PATH}articles/${encodeURIComponent('门 1')}`]);
  });

  describeInBrowser('in a browser', (kit) => {
    const asked: string[] = [];
    it('the scripts ask for nothing outside of it: suggestions, results, adding a page, the box on another site', async () => {
      const page = await kit.open(base);
      page.on('request', (request) => asked.push(request.url()));
      await page.locator('#q').pressSequentially('职工');
      await page.locator('[role="option"]').first().waitFor();
      await page.locator('#q').press('Escape');
      await page.locator('#q').press('Enter');
      await page.locator('.hit a').first().click();
      await page.goto(`${base}add`);
      await page
        .locator('#text')
        .fill('望渡晚报\n2031年2月3日 第3版\n\n渡口灯会昨晚开场\n\n本报讯 望渡镇的灯会在老渡口开场，看灯的人站满了石阶。\n');
      await page.locator('input[name="key"]').fill(KEYS.XUNBAO_WRITE_KEYS);
      await page.locator('form .main-button').click();
      await page.locator('.bench .main-button').click();
      await page.locator('.queue-list a').click();
      await page.locator('h1').waitFor();
      expect(page.url()).toContain(`${PATH}pages/`);
      expect(asked.filter((address) => !within(address))).toEqual([]);
      expect(asked.some((address) => address.includes('/suggest?'))).toBe(true);
      expect(asked.some((address) => address.startsWith(`${base}api/v1/pages`))).toBe(true);
    });

    it('the box on another site asks and links below it', async () => {
      const host = createServer((_, response) => {
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(
          `<!doctype html><title>x</title><link rel="icon" href="data:,">
<body><div class="xunbao-search"></div><script src="${base}embed.js"></script>`,
        );
      });
      await new Promise<void>((resolve) => host.listen(otherPort, '127.0.0.1', resolve));
      try {
        const page = await kit.open(`http://127.0.0.1:${otherPort}/`);
        const toArchive: string[] = [];
        page.on('request', (request) => toArchive.push(request.url()));
        await page.locator('input').fill('职工');
        await page.locator('input').press('Enter');
        await page.locator('ol li a').first().waitFor();
        const links = await page.locator('a').evaluateAll((all) => all.map((one: { href: string }) => one.href));
        expect([...toArchive, ...links].filter((address) => !within(address))).toEqual([]);
        expect(links.length).toBeGreaterThan(1);
      } finally {
        await new Promise((resolve) => host.close(resolve));
      }
    });
  });
});

/** A query typed as it reads, sent as raw UTF-8. */
function locationOfRawGet(): Promise<string | undefined> {
  const { hostname, port, host } = new URL(base);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect({ host: hostname === 'localhost' ? '127.0.0.1' : hostname, port: Number(port) }, () => {
      socket.write(`GET ${PATH}?q=水车 HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    });
    socket.on('data', (bytes) => (answer += bytes.toString()));
    socket.on('end', () => {
      resolve(/^location: (.*)\r$/im.exec(answer)?.[1]);
    });
    socket.on('error', reject);
  });
}
