/** The clients of examples/clients against a service with keys, each where its tool is present. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { hasCommand } from '../support/listening-child.js';
import { openService, type OpenService } from '../support/open-service.js';
import { buildOnce, projectDir, temporaryFolder } from '../support/run-xunbao.js';
import { describeWith } from '../support/shared.js';

const run = promisify(execFile);
const clients = path.join(projectDir, 'examples', 'clients');
const room = temporaryFolder();
const key = 'client-of-the-test';
let service: OpenService;
let total = 0;

beforeAll(async () => {
  buildOnce();
  service = await openService({
    XUNBAO_DATA: room.at('archive'),
    XUNBAO_INDEX: room.at('index'),
    LOG_LEVEL: 'warn',
    XUNBAO_READ_KEYS: 'some-other-key',
    XUNBAO_WRITE_KEYS: key,
  });
  for (const page of ['云湾工人报/2024-03-18/01.txt', '云湾工人报/2024-05-06/03.txt']) {
    await service.app.intake.addPage({ bytes: readFileSync(path.join(projectDir, 'data', 'pages', page)), given: {}, source: 'api' });
  }
  // More than one answer holds, so that the cursor is used; the script beyond U+FFFF makes offsets of Python and UTF-16 differ.
  for (let i = 0; i < 120; i += 1)
    await service.app.intake.putArticleAt(`more-${i}`, {
      title: `𠮷市职工第${i}次会`,
      kicker: [],
      subtitle: [],
      byline: { reporters: [], correspondents: [], photographers: [] },
      paragraphs: [],
      kind: 'news',
    });
  const answer = await fetch(`${service.url}/api/v1/search?q=${encodeURIComponent('职工')}`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  ({ total } = (await answer.json()) as { total: number });
}, 60_000);
afterAll(async () => {
  await service.close();
  room.remove();
});

const env = (): NodeJS.ProcessEnv => ({ ...process.env, XUNBAO: service.url, XUNBAO_KEY: key });

describeWith(hasCommand('curl'), 'there is no curl', 'search.sh', () => {
  it('searches, divides, stores and takes out', async () => {
    const { stdout } = await run('sh', [path.join(clients, 'search.sh')], { env: env() });
    const [search, dry, stored, found] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(search.hits[0].title.html).toBe('请给夜班宿舍挂一幅<mark>遮光帘</mark>');
    expect(dry.articles[0].byline.reporters).toEqual(['陶砚']);
    expect(stored.status).toBe('created');
    expect(found.total).toBe(1);
    const after = await fetch(`${service.url}/api/v1/articles/${stored.articles[0].id}`, { headers: { Authorization: `Bearer ${key}` } });
    expect(after.status).toBe(410);
  });

  it('ends with the problem where it is refused', async () => {
    await expect(run('sh', [path.join(clients, 'search.sh')], { env: { ...env(), XUNBAO_KEY: 'wrong' } })).rejects.toMatchObject({
      stdout: expect.stringContaining('"code"'),
    });
  });
});

describe('search.ts', () => {
  it('is typed, and gives every hit once', async () => {
    const file = path.join(clients, 'search.ts');
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleDetection: ts.ModuleDetectionKind.Force,
      types: ['node'],
      erasableSyntaxOnly: true,
    });
    expect(ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
    writeFileSync(
      room.at('search.mjs'),
      ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } })
        .outputText,
    );
    const { stdout } = await run(process.execPath, [room.at('search.mjs')], { env: env() });
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0]);
    expect(total).toBeGreaterThan(100);
    expect([ids.length, new Set(ids).size]).toEqual([total, total]);
  }, 30_000);
});

describeWith(hasCommand('python3'), 'there is no python3', 'search.py', () => {
  it('gives every hit as CSV, cut at UTF-16 offsets', async () => {
    const { stdout } = await run('python3', [path.join(clients, 'search.py'), '职工'], { env: env() });
    const lines = stdout.trim().split('\r\n');
    expect(lines.length).toBe(total + 1);
    expect(lines.filter((line) => line.startsWith('more-')).every((line) => line.endsWith(',职工'))).toBe(true);
  });

  it('takes filters', async () => {
    const { stdout } = await run('python3', [path.join(clients, 'search.py'), '职工', 'from=2024-05', 'to=2024-05'], { env: env() });
    expect(
      stdout
        .trim()
        .split('\r\n')
        .slice(1)
        .every((line) => line.includes('2024-05-06')),
    ).toBe(true);
  });
});

/** The calls of an interface that others wrote, as its own library makes them. */
describe('instantsearch.mjs', () => {
  it('answers a query, its page, facets with counts and a refinement', async () => {
    const { xunbaoClient } = (await import(pathToFileURL(path.join(clients, 'instantsearch.mjs')).href)) as Interfaces;
    const client = xunbaoClient(service.url, key);
    const params = { query: '职工', hitsPerPage: 5, facets: ['paper', 'kind'] };
    const { results } = await client.search([
      { indexName: 'articles', params },
      { indexName: 'articles', params: { ...params, page: 1, facetFilters: [['paper:云湾工人报'], 'kind:letter'] } },
    ]);
    expect(results[0]).toMatchObject({ nbHits: total, nbPages: Math.ceil(total / 5), page: 0, hitsPerPage: 5, query: '职工' });
    expect(results[0].hits[0]._highlightResult.title.value).toContain('<mark>职工</mark>');
    expect(results[0].facets.paper['云湾工人报']).toBeGreaterThan(0);
    expect(results[1].nbHits).toBeLessThan(total);
    const [{ facetHits }] = await client.searchForFacetValues([
      { indexName: 'articles', params: { facetName: 'paper', facetQuery: '云湾' } },
    ]);
    expect(facetHits[0]).toMatchObject({ value: '云湾工人报' });
    await expect(xunbaoClient(service.url, 'wrong').search([{ params }])).rejects.toThrow(/^UNAUTHORIZED: /);
  });
});

describe('autocomplete.mjs', () => {
  it('suggests by pinyin, with the query each suggestion stands for', async () => {
    const { xunbaoSource, partsOf } = (await import(pathToFileURL(path.join(clients, 'autocomplete.mjs')).href)) as Interfaces;
    const picked: string[] = [];
    const source = xunbaoSource(service.url, '遮光', { key, onPick: (address: string) => picked.push(address) });
    const [item] = await source.getItems();
    expect(item.label).toContain('遮光');
    expect(partsOf(item).filter((part: { marked: boolean }) => part.marked)).toEqual([{ text: '遮光', marked: true }]);
    source.onSelect({ item });
    expect(picked).toEqual([source.getItemUrl({ item })]);
    expect(await xunbaoSource(service.url, ' ', { key }).getItems()).toEqual([]);
  });
});

describeWith(hasCommand('python3'), 'there is no python3', 'watch.py', () => {
  const watch = (settings: object): Promise<{ readonly stdout: string }> =>
    run('python3', [path.join(clients, 'watch.py'), '遮光帘'], { env: { ...process.env, ...settings } });

  it('lists what is newest', async () => {
    const { stdout } = await watch(env());
    expect(stdout).toMatch(/^1 articles\n2024-05-06 云湾工人报 请给夜班宿舍挂一幅遮光帘 http/);
  });

  it('says what is wrong: nobody there, a wrong key, something else at the address', async () => {
    await expect(watch({ XUNBAO: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^nobody answers/),
    });
    await expect(watch({ ...env(), XUNBAO_KEY: 'wrong' })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('XUNBAO_KEY'),
    });
    const other = createServer((_request, response) => response.end('<h1>It works</h1>')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    await expect(watch({ XUNBAO: address })).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('is not xunbao') });
    other.close();
  });
});

type Interfaces = Readonly<
  Record<'xunbaoClient' | 'xunbaoSource' | 'partsOf', (...given: readonly unknown[]) => ReturnType<typeof JSON.parse>>
>;
