/** Runs of recognised pages with one wrong character, beside the hits. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createMiniSearchEngine } from '../../src/engine/minisearch/minisearch-engine.js';
import { createPackedEngine } from '../../src/engine/packed/packed-engine.js';
import { parseSource } from '../../src/page/parse-pages.js';
import type { PageSource } from '../../src/page/readers/page-reader.js';
import { article } from '../contract/contract-kit.js';
import { rankingWeights } from '../support/ranking-weights.js';
import { expectSoundHit, Library, markedIn } from './search-kit.js';

const RECOGNISED = { extra: { recognised: true } };
const FILLER = Array.from({ length: 20 }, (_, n) => article(`f${n}`, { title: `第${n}块菜地`, paragraphs: ['南瓜熟了。'] }));

describe.each(['minisearch', 'packed'])('a run with one wrong character on %s', (name) => {
  let library: Library;
  let directory: string;
  beforeAll(async () => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'xunbao-near-'));
    const engine = name === 'packed' ? createPackedEngine({ directory, weights: rankingWeights }) : createMiniSearchEngine({ directory });
    await engine.open('near');
    library = new Library(engine);
    await library.put(
      article('right', { title: '渡口夜班船照开' }),
      article('wrong', { title: '旧闻', paragraphs: ['本月起，渡囗夜班船照开，船票不变。'], ...RECOGNISED }),
      article('typed', { title: '旧闻', paragraphs: ['本月起，渡囗夜班船照开，船票不变。'] }),
      article('two', { title: '旧闻', paragraphs: ['渡囗夜斑船照开。'], ...RECOGNISED }),
      article('edge', { title: '旧闻', paragraphs: ['度口夜班船照开。'], ...RECOGNISED }),
      article('lost', { title: '旧闻', paragraphs: ['渡夜班船照开，鹤湾的灯塔亮了又灭。'], ...RECOGNISED }),
      article('own', { title: '鹤湾（lu）的灯塔亮了又灭', ...RECOGNISED }),
      ...FILLER,
    );
  });
  afterAll(async () => {
    await library.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it.each(['"渡口夜班船照开"', '“渡口夜班船照开”', '渡口夜班船照开'])(
    'is found beside the hits of %s, in pages that were recognised alone',
    async (query) => {
      const answer = await library.search(query, { more: true });
      expect([answer.total, answer.query.relaxed, answer.hits.map(({ id }) => id)]).toEqual([1, false, ['right']]);
      const near = answer.more!.hits.filter(({ match }) => match === 'near');
      expect(near.map((hit) => [hit.id, hit.missing, markedIn(hit)])).toEqual([['wrong', undefined, ['渡囗夜班船照开']]]);
      expect(answer.more!.hits[0]!.id).toBe('wrong');
      expect(new Set(answer.more!.hits.map(({ id }) => id)).size).toBe(answer.more!.total);
      for (const hit of answer.more!.hits) expectSoundHit(hit, library.article(hit.id));
      expect((await library.search(query)).more).toBeUndefined();
    },
  );

  it.each([
    ['"本月起，渡口夜班船照开"', ['wrong']],
    ['"渡口夜班船照开" 船票', ['wrong']],
    ['"渡口夜班船照开" -船票 旧闻', []],
    ['渡口夜班船', []],
    ['"渡口夜班船"', []],
    ['标题:"渡口夜班船照开" 旧闻', []],
  ])('%s: %j', async (query, wanted) => {
    const { more } = await library.search(query, { more: true });
    expect((more?.hits ?? []).filter(({ match }) => match === 'near').map(({ id }) => id)).toEqual(wanted);
  });

  it('says nothing by date, on later pages, or where the run stands', async () => {
    expect((await library.search('"渡口夜班船照开"', { more: true, sort: 'newest' })).more).toBeNull();
    expect((await library.search('"渡口夜班船照开"', { more: true, offset: 1 })).more).toBeNull();
    expect((await library.search('"鹤湾的灯塔亮了又灭"', { more: true })).more).toBeNull();
  });

  it('is marked in titles with their readings too', async () => {
    const { hits } = await library.search('鹤湾的灯塔亮了又灭', { more: true });
    expect(hits.map((hit) => [hit.id, markedIn(hit)])).toContainEqual(['own', ['鹤湾（lu）的灯塔亮了又灭']]);
  });

  it('finds the line that says so by no query', async () => {
    for (const query of ['\uE5E5', '"\uE5E5\uE5E5"', '\uE5E5\uE5E5*', '南\uE5E5\uE5E5'])
      expect((await library.ids(query)).filter((id) => library.article(id).extra !== undefined)).toEqual([]);
  });
});

it('articles of a page that was recognised in a picture say so', () => {
  const source = (recognised: boolean): PageSource => ({
    form: 'made-up',
    version: 1,
    encoding: 'utf-8',
    linesAreBytes: false,
    isPaged: true,
    pages: [
      {
        lines: ['渡口夜班船照开', '', '　　本报讯 （记者 闻一渡）渡口夜班船本月起照开，船票不变，工人上下班方便了许多。'].map((text) => ({
          text,
        })),
        ...(recognised && { recognised }),
      },
    ],
  });
  const said = (recognised: boolean): unknown[] =>
    parseSource(source(recognised), 'file').flatMap(({ articles }) => articles.map(({ extra }) => extra?.['recognised']));
  expect(said(true)).toEqual([true]);
  expect(said(false)).toEqual([undefined]);
});
