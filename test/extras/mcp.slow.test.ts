/** The tools for assistants, asked by the SDK's own client over standard input and output: beside a service, and without one. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildOnce, projectDir, startXunbao, temporaryFolder, xunbao, type Service } from '../support/run-xunbao.js';

const room = temporaryFolder();
const KEY = 'assistant-of-the-test';
const open: Client[] = [];
let service: Service;

async function connect(env: Readonly<Record<string, string>> = {}): Promise<(tool: string, given: object) => Promise<Answer>> {
  const client = new Client({ name: 'test', version: '1' });
  open.push(client);
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [path.join(projectDir, 'dist', 'cli', 'main.js'), ...room.store, 'mcp'],
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stderr: 'pipe',
    }),
  );
  return async (name, given) => {
    const { content, isError } = await client.callTool({ name, arguments: { ...given } });
    const [{ text }] = content as [{ readonly text: string }];
    return { isError: isError === true, text, json: isError === true ? undefined : JSON.parse(text) };
  };
}

interface Answer {
  readonly isError: boolean;
  readonly text: string;
  readonly json: ReturnType<typeof JSON.parse>;
}

beforeAll(async () => {
  buildOnce();
  expect((await xunbao([...room.store, 'index', path.join(projectDir, 'data', 'pages')])).code).toBe(0);
}, 60_000);
afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.close()));
});
afterAll(() => {
  room.remove();
});

describe('without a service', () => {
  it('finds, reads, lists and cites; faults are told, not thrown', async () => {
    const call = await connect({ XUNBAO_PUBLIC_URL: 'https://papers.example/archive/' });
    const found = await call('search', { query: '遮光帘', limit: 3 });
    expect(found.json).toMatchObject({ total: 1, readAs: '遮光帘', hits: [{ paper: '云湾工人报', date: '2024-05-06', pageNumber: '3' }] });
    const [{ id, passages }] = found.json.hits;
    expect(passages.join()).toContain('遮光帘');
    const { json: article } = await call('read_article', { id });
    expect(article.paragraphs.length).toBeGreaterThan(2);
    const { json: rest } = await call('read_article', { id, fromParagraph: 2 });
    expect(rest.paragraphs).toEqual(article.paragraphs.slice(2));
    const { json: issues } = await call('list_issues', { paper: '云湾工人报' });
    expect(issues.issues[0]).toMatchObject({ paper: '云湾工人报', date: '2024-05-06' });
    expect((await call('cite', { id })).json.reference).toMatch(/\[N\]\. 云湾工人报/);
    expect((await call('cite', { id, format: 'ris' })).json.reference).toContain('https://papers.example/archive/articles/');
    expect(await call('search', { query: '', from: '2024-13' })).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^PARAMETER_INVALID/),
    });
    expect(await call('read_article', { id: 'nobody' })).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^ARTICLE_NOT_FOUND/),
    });
    expect((await call('search', { query: '职工', limit: 1_000 })).isError).toBe(true);
  }, 30_000);

  it('a long article comes in parts, each bounded', async () => {
    const paragraphs = Array.from({ length: 60 }, (_, i) => `第${i}段。${'渡口的灯亮着。'.repeat(80)}`);
    const input = JSON.stringify({ id: 'long', title: '长文', paragraphs: [...paragraphs, '水'.repeat(50_000)], date: '2030-01-01' });
    writeFileSync(room.at('long.ndjson'), `${input}\n`);
    expect((await xunbao([...room.store, 'import', room.at('long.ndjson')])).code).toBe(0);
    const call = await connect();
    const texts: string[] = [];
    for (let next: number | undefined = 0; next !== undefined;) {
      const { json, text } = await call('read_article', { id: 'long', fromParagraph: next });
      expect(text.length).toBeLessThan(15_000);
      texts.push(...(json.paragraphs as string[]));
      next = json.nextParagraph as number | undefined;
    }
    expect(texts.slice(0, 60)).toEqual(paragraphs);
    expect(texts[60]).toMatch(/^水{5000,12000}……$/);
  }, 30_000);
});

describe('beside a service with keys', () => {
  beforeAll(async () => {
    service = await startXunbao([...room.store, 'serve'], { XUNBAO_READ_KEYS: KEY, XUNBAO_WRITE_KEYS: 'key-that-writes' });
  }, 30_000);
  afterAll(async () => {
    await service.stop();
  });

  it('asks it, and what is withheld is neither found nor read', async () => {
    const call = await connect({ XUNBAO_KEY: KEY });
    const { json } = await call('search', { query: '遮光帘' });
    const [{ id }] = json.hits;
    const withheld = await xunbao([...room.store, 'withhold', id, '--reason', 'by request'], { env: { XUNBAO_KEY: 'key-that-writes' } });
    expect(withheld.code).toBe(0);
    expect((await call('search', { query: '遮光帘' })).json.hits).toEqual([]);
    for (const tool of ['read_article', 'cite'])
      expect(await call(tool, { id })).toMatchObject({ isError: true, text: expect.stringMatching(/^ARTICLE_WITHHELD/) });
    expect((await call('list_issues', { limit: 1 })).json.issues).toHaveLength(1);
    const stranger = await connect();
    expect(await stranger('search', { query: '职工' })).toMatchObject({ isError: true, text: expect.stringMatching(/^UNAUTHORIZED/) });
  }, 30_000);
});
