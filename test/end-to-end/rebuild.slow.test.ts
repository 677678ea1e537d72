/** The index built anew while it answers: no answer fails, none comes from two versions, and no write is lost. */
import { jest } from '@jest/globals';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { openApp, type App } from '../../src/service/app.js';
import { loadConfig } from '../../src/config.js';
import type { SearchRequest } from '../../src/search/search-request.js';
import { temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

jest.setTimeout(300_000);
const REBUILDS = process.env['XUNBAO_TEST_LONG'] === '1' ? 100 : 12;
const logger = pino({ level: 'silent' });
let room: TemporaryFolder;
let app: App;

beforeEach(() => {
  room = temporaryFolder();
});
afterEach(async () => {
  await app.close();
  room.remove();
});

const open = (environment: Record<string, string> = {}) =>
  openApp(
    loadConfig({
      environment: { XUNBAO_DATA: room.at('archive'), XUNBAO_INDEX: room.at('index'), ...environment },
      file: room.at('none.json'),
    }),
    logger,
  );
const ask = (text: string, more: Partial<SearchRequest> = {}): SearchRequest => ({
  text,
  filters: {},
  sort: 'relevance',
  limit: 10,
  offset: 0,
  facets: [],
  explain: false,
  ...more,
});
const search = (text: string, more?: Partial<SearchRequest>) => app.searcher.search(ask(text, more), {});
const article = (id: string, title: string) => ({
  id,
  title,
  kicker: [],
  subtitle: [],
  byline: { reporters: [], correspondents: [], photographers: [] },
  paragraphs: ['库房清点，一切如常。'],
  kind: 'news' as const,
});

describe.each(['minisearch', 'packed'])('a rebuild of %s', (engine) => {
  it(`changes no answer, ${REBUILDS} times under searches and writes`, async () => {
    app = await open({ XUNBAO_ENGINE: engine });
    for (let i = 0; i < 60; i += 1) await app.intake.putArticle(article(`a${i}`, `渡口夜班第${i}条`), 'api');
    const over = new AbortController();
    const seen = new Set<number>();
    const searching = (async () => {
      while (!over.signal.aborted) {
        const { total, hits } = await search('渡口夜班');
        seen.add(total);
        expect(hits).toHaveLength(10);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    let written = 0;
    const writing = (async () => {
      while (!over.signal.aborted) {
        await app.intake.putArticle(article(`w${written}`, `水车新闻第${written}条`), 'api');
        written += 1;
        expect((await search(`"水车新闻第${written - 1}条"`)).total).toBe(1);
        if (written % 3 === 0) await app.intake.deleteArticle(`w${written - 1}`);
        if (written % 3 === 0) expect((await search(`"水车新闻第${written - 1}条"`)).total).toBe(0);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    for (let i = 0; i < REBUILDS; i += 1) {
      const rebuilt = app.maintenance.rebuild();
      expect(app.readiness()).toEqual({ ready: true, state: 'rebuilding' });
      await rebuilt;
      expect(app.readiness()).toEqual({ ready: true, state: 'ready' });
    }
    over.abort();
    await Promise.all([searching, writing]);
    expect([...seen]).toEqual([60]);
    expect((await search('水车新闻')).total).toBe(written - Math.floor(written / 3));
    expect(await app.maintenance.verify()).toMatchObject({ ok: true, index: { problems: [] } });
    expect(readdirSync(room.at('index')).filter((name) => name.startsWith(engine))).toHaveLength(1);
    await app.close();
    app = await open({ XUNBAO_ENGINE: engine });
    expect((await search('渡口夜班')).total).toBe(60);
    expect((await search('水车新闻')).total).toBe(written - Math.floor(written / 3));
  });
});

describe('a rebuild', () => {
  it('brings a changed dictionary in, for the index and for queries at once', async () => {
    app = await open();
    await app.intake.putArticle(article('a', '禾杏鹿云的新馆'), 'api');
    const words = async () => (await search('禾杏鹿云的新馆', { explain: true })).hits[0]!.explanation!.details[0]!.details.length;
    const before = await words();
    mkdirSync(room.at('archive', 'words'), { recursive: true });
    writeFileSync(room.at('archive', 'words', 'userdict.txt'), '禾杏鹿云的新馆 100000\n');
    expect(await words()).toBe(before);
    await app.maintenance.rebuild();
    expect(await words()).not.toBe(before);
    expect((await search('禾杏鹿云')).total).toBe(1);
  });

  it('lets a page of results by relevance expire, and goes on by date', async () => {
    app = await open();
    for (let i = 0; i < 30; i += 1) await app.intake.putArticle(article(`a${i}`, `渡口第${i}条`), 'api');
    const [ranked, dated] = [await search('渡口'), await search('渡口', { sort: 'newest' })];
    await app.maintenance.rebuild();
    await expect(search('渡口', { cursor: ranked.cursor! })).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    expect((await search('渡口', { sort: 'newest', cursor: dated.cursor! })).hits).toHaveLength(10);
  });

  it('is given up when the app closes, and the old index stays', async () => {
    app = await open();
    for (let i = 0; i < 10; i += 1) await app.intake.putArticle(article(`a${i}`, `渡口第${i}条`), 'api');
    const rebuilt = app.maintenance.rebuild().then(
      () => 'done',
      (error: unknown) => (error as { code: string }).code,
    );
    await app.close();
    expect(['done', 'NOT_READY']).toContain(await rebuilt);
    expect(existsSync(room.at('index', 'xunbao-index.json'))).toBe(true);
    app = await open();
    expect((await search('渡口')).total).toBe(10);
  });
});
