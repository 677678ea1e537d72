/**
 * Every GET of the API and of the pages, asked of an archive of worst cases, as older versions may have kept them: no answer is
 * larger than docs/api.md says. A route that is not in its table is a fault.
 */
import { jest } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writePdf } from '../page/pdf/write-pdf.js';
import { buildOnce, projectDir, startXunbao, temporaryFolder, xunbao, type Service } from '../support/run-xunbao.js';

const room = temporaryFolder();
const COUNT = process.env['XUNBAO_TEST_LONG'] === '1' ? 120 : 12;
const MB = 1_000_000;
/** `| GET /search | 10 MB | …`: the table of docs/api.md. */
const BOUNDS = new Map(
  [...readFileSync(path.join(projectDir, 'docs', 'api.md'), 'utf8').matchAll(/^\| `GET (\S+)` \| ([\d.]+) MB \|/gm)].map(
    ([, route, size]) => [route!, Number(size) * MB],
  ),
);
const DAY = { paper: '望渡晚报', date: '2031-05-04' };
let service: Service | undefined;
/** Stands in addresses for the id of the page that has places. */
const LAID_OUT = '{laid-out}';
let laidOutId = '';

jest.setTimeout(600_000);

const Han = '渡口重开船工说水位正好乘客排队';
const text = (length: number, at: number): string =>
  Array.from({ length }, (_, n) => Han[(n * 7 + at + Math.floor(n / Han.length)) % Han.length]!).join('');

/** Articles as an archive may hold them that no door takes any more: one headline of 190,000 characters, or as many as fit. */
function worst(at: number): object {
  const place = { ...DAY, pageNumber: '1', order: at + 1, kind: 'news', paragraphs: ['渡口重开。'], extra: { note: text(100_000, at) } };
  const names = (count: number): string[] => Array.from({ length: count }, (_, n) => `${text(900, n)}${at}`);
  switch (at % 6) {
    case 0:
      return { id: `w${at}`, title: text(190_000, at), ...place };
    case 1:
      return { id: `w${at}`, title: '渡口', kicker: names(200), ...place };
    case 2:
      return { id: `w${at}`, title: '渡口', subtitle: [text(190_000, at)], ...place };
    case 3:
      return { id: `w${at}`, title: '渡口', byline: { reporters: names(200), correspondents: [], photographers: [] }, ...place };
    case 4:
      return { id: `w${at}`, title: '渡口', banner: text(190_000, at), ...place };
    default:
      return {
        id: `w${at}`,
        ...place,
        title: '<"渡口">'.repeat(300),
        paragraphs: [`渡口${'x'.repeat(150_000)}`, '"<渡口>&'.repeat(6_000)],
      };
  }
}

/** Pages of no paper and no day, and of halves of a story, as many as one answer may hold. */
const many = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `m${at}`,
    title: `${'长'.repeat(1_990)}${at}`,
    paragraphs: ['一'],
    pageNumber: String(at).padStart(40, '9'),
    section: '栏'.repeat(200),
    kind: 'news',
  }));

/** Lines of a large page, in four columns. */
const muchText = () =>
  Array.from({ length: 1_200 }, (_, at) => ({
    text: text(60, at),
    x: 20 + (at % 4) * 390,
    y: 20 + Math.floor(at / 4) * 9,
    size: 6,
    embedded: true,
  }));

async function bytesOf(address: string): Promise<number> {
  const response = await fetch(service!.url + address.replace(LAID_OUT, encodeURIComponent(laidOutId)), {
    headers: { 'Accept-Encoding': 'identity' },
  });
  const size = (await response.arrayBuffer()).byteLength;
  expect([address, response.status]).toEqual([address, 200]);
  return size;
}

beforeAll(async () => {
  buildOnce();
  const records = [...Array.from({ length: COUNT }, (_, at) => worst(at)), ...many(COUNT * 60)];
  writeFileSync(room.at('worst.ndjson'), records.map((record) => JSON.stringify(record)).join('\n'));
  expect((await xunbao([...room.store, 'import', room.at('worst.ndjson')])).code).toBe(0);
  writeFileSync(room.at('long.txt'), `望渡晚报\n\n船工说水位正好\n\n${`${text(200, 1)}。`.repeat(400)}\n\n${text(4_000_000 / 3, 2)}\n`);
  service = await startXunbao([...room.store, 'serve']);
  const query = new URLSearchParams({ ...DAY, pageNumber: '2' });
  const laidOut = await fetch(`${service.url}/api/v1/pages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/pdf' },
    body: writePdf([{ width: 1600, height: 2800, texts: muchText() }]),
  });
  expect(laidOut.status).toBe(201);
  laidOutId = ((await laidOut.json()) as { readonly page: { readonly id: string } }).page.id;
  const stored = await fetch(`${service.url}/api/v1/pages?${query.toString()}`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain' },
    body: readFileSync(room.at('long.txt')),
  });
  expect(stored.status).toBe(201);
});
afterAll(async () => {
  await service?.stop();
  room.remove();
});

/** For each route what is asked of it. */
const QUERIES = ['渡口', '"渡"', '', 'x*', '渡 OR 口 OR 船 OR 水', '记者:渡', [...Han].join(' OR ')].map(encodeURIComponent);
const ALL_FACETS = 'facets=year,month,day,paper,section,pageNumber,reporter,kind';
const IDS = ['w0', 'w1', 'w2', 'w3', 'w4', 'w5'];
const PLACE = `${encodeURIComponent(DAY.paper)}/${DAY.date}/1`;
const ASKED: Readonly<Record<string, readonly string[]>> = {
  '/search': QUERIES.flatMap((q) => [`/api/v1/search?limit=100&${ALL_FACETS}&q=${q}`, `/api/v1/search?limit=100&explain=1&q=${q}`]),
  '/search/export': ['csv', 'ris', 'bibtex', 'csl'].flatMap((format) =>
    [QUERIES[1]!, ''].map((q) => `/api/v1/search/export?format=${format}&q=${q}`),
  ),
  '/articles/{id}': IDS.flatMap((id) => [QUERIES[1]!, QUERIES[4]!].map((q) => `/api/v1/articles/${id}?q=${q}`)),
  '/articles/{id}/citation': IDS.flatMap((id) => ['ris', 'csl'].map((format) => `/api/v1/articles/${id}/citation?format=${format}`)),
  '/articles/{id}/history': IDS.map((id) => `/api/v1/articles/${id}/history`),
  '/similar/{id}': IDS.map((id) => `/api/v1/similar/${id}?limit=20`),
  '/suggest': ['渡', 'du', 'x'].map((q) => `/api/v1/suggest?limit=20&q=${encodeURIComponent(q)}`),
  '/pages': ['/api/v1/pages?limit=100'],
  '/pages/{paper}/{date}/{pageNumber}': [
    `/api/v1/pages/${PLACE}`,
    `/api/v1/pages/${PLACE}?offset=5`,
    `/api/v1/pages/${PLACE.replace(/1$/u, '2')}`,
  ],
  '/pages/{id}': [`/api/v1/pages/${LAID_OUT}`, `/api/v1/pages/${LAID_OUT}?text=1&reading=1`],
  '/pages/{id}/history': [`/api/v1/pages/${LAID_OUT}/history`],
  '/pages/{id}/layout': [`/api/v1/pages/${LAID_OUT}/layout`],
  '/pages/{id}/image': [`/api/v1/pages/${LAID_OUT}/image`, `/api/v1/pages/${LAID_OUT}/image?width=3000`],
  '/openapi.json': ['/api/v1/openapi.json'],
  '/healthz': ['/healthz'],
  '/readyz': ['/readyz'],
  '/metrics': ['/metrics'],
};
/** The pages for people, by the first of their address in the table. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  '/': ['/', ...QUERIES.map((q) => `/?limit=100&q=${q}`)],
  '/articles/…': IDS.flatMap((id) => [`/articles/${id}`, `/articles/${id}?q=${QUERIES[4]!}`]),
  '/pages/…': [
    '/pages',
    '/pages?paper=-',
    `/pages/${PLACE.replace(/\/1$/u, '')}`,
    '/pages/-/-',
    `/pages/${PLACE}`,
    `/pages/${PLACE.replace(/1$/u, '2')}`,
  ],
  '/robots.txt': ['/robots.txt'],
  '/sitemap.xml': ['/sitemap.xml'],
  '/coverage': ['/coverage'],
  '/coverage.csv': ['/coverage.csv'],
  '/over-time': ['', '&by=day', '&as=share'].map(
    (more) =>
      `/over-time?${QUERIES.slice(0, 5)
        .map((q) => `q=${q}`)
        .join('&')}${more}`,
  ),
  '/over-time.csv': [`/over-time.csv?q=${QUERIES[0]!}`],
  '/help': ['/help'],
  '/advanced': [`/advanced?ask=1&all=${QUERIES[6]!}`],
  '/feed.atom': QUERIES.slice(0, 3).map((q) => `/feed.atom?q=${q}`),
  '/add': ['/add'],
  '/docs': ['/docs'],
};

describe('the largest answers', () => {
  it('are bounded for every GET there is', async () => {
    const { paths } = (await (await fetch(`${service!.url}/api/v1/openapi.json`)).json()) as {
      readonly paths: Readonly<Record<string, { readonly get?: unknown }>>;
    };
    const routes = Object.entries(paths)
      .filter(([, { get }]) => get !== undefined)
      .map(([route]) => route);
    expect(routes.filter((route) => !(route in ASKED) || !BOUNDS.has(route))).toEqual([]);
  });

  it.each([...Object.entries(ASKED), ...Object.entries(PAGES)])('of %s are not larger than the docs say', async (route, addresses) => {
    const bound = BOUNDS.get(route);
    expect(bound).toBeDefined();
    let largest = 0;
    for (const address of addresses) largest = Math.max(largest, await bytesOf(address));
    if (process.env['XUNBAO_SHOW'] === '1') process.stderr.write(`${route}: ${(largest / MB).toFixed(2)} MB\n`);
    expect(largest).toBeLessThanOrEqual(bound!);
  });

  it('of a printed page, found by its articles, too', async () => {
    const answer = (await (await fetch(`${service!.url}/api/v1/pages/${PLACE.replace(/1$/u, '2')}`)).json()) as {
      readonly articles: readonly { readonly id: string }[];
    };
    expect(await bytesOf(`/articles/${encodeURIComponent(answer.articles[0]!.id)}/trail`)).toBeLessThanOrEqual(BOUNDS.get('/articles/…')!);
  });
});

describe('refusals', () => {
  it('of an input with a fault in each of its entries are short', async () => {
    const bodies = [
      { title: '一', paragraphs: Array.from({ length: 200_000 }, () => 1) },
      Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`unknown-${at}`, 1])),
    ];
    for (const body of bodies) {
      const response = await fetch(`${service!.url}/api/v1/articles/a`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(400);
      expect((await response.text()).length).toBeLessThan(100_000);
    }
  });
});
