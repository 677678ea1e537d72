/**
 * Adds, replaces, deletes, withholdings, restores and searches, mixed and many at once: afterwards the index answers like one built
 * afresh.
 */
import { jest } from '@jest/globals';
import { pino } from 'pino';
import { openApp, type App } from '../../src/service/app.js';
import { loadConfig } from '../../src/config.js';
import type { SearchRequest } from '../../src/search/search-request.js';
import { Random } from '../support/random.js';
import { temporaryFolder } from '../support/run-xunbao.js';
import { seed } from '../support/shared.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const STEPS = LONG ? 200_000 : 1_500;
const IDS = LONG ? 4_000 : 150;
const LANES = 32;
/** Of about forty articles each: more than are ranked, and which of them are is the engine's own choice. */
const SECTIONS = IDS / 50;
const WORDS = [
  '渡口',
  '新桥',
  '水车',
  '夜班',
  '灯塔',
  '麦田',
  '消防员',
  '合作社',
  '车站',
  '老人',
  '通车',
  '开张',
  '3.6亿',
  '2031年',
  '𠮷野',
  'micro',
];
const QUERIES = [
  '渡口',
  '"新桥水车"',
  '水车 -夜班',
  '标题:灯塔',
  '麦?消防',
  'mic*',
  '渡口新桥水车夜班',
  '"渡口 老人"~6',
  '日期:2031',
  '记者:闻一渡',
  '',
  '没有的词 渡口 车站',
  '三亿六千万',
];

jest.setTimeout(LONG ? 3_600_000 : 120_000);

const ask = (text: string, section = 0): SearchRequest => ({
  text,
  filters: { section: [`部${section}`] },
  sort: text === '' ? 'newest' : 'relevance',
  limit: 50,
  offset: 0,
  facets: ['year', 'paper', 'reporter', 'kind'],
  explain: false,
});

async function answers(app: App): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for (const [at, text] of QUERIES.entries()) {
    const { query, total, hits, facets } = await app.searcher.search(ask(text, at % SECTIONS), {});
    all.push({
      query,
      total,
      facets,
      hits: hits.map(({ id, score, match, title, snippets }) => ({ id, score: Math.round(score * 1e6), match, title, snippets })),
    });
  }
  return all;
}

describe.each(['minisearch', 'packed'])('%s', (engine) => {
  it(`answers like one built afresh after ${STEPS} mixed steps`, async () => {
    const room = temporaryFolder();
    const random = new Random(seed);
    const open = (index: string) =>
      openApp(
        loadConfig({
          environment: { XUNBAO_DATA: room.at('archive'), XUNBAO_INDEX: room.at(index), XUNBAO_ENGINE: engine },
          file: room.at('none.json'),
        }),
        pino({ level: 'silent' }),
      );
    let app = await open('index');
    const faults: unknown[] = [];
    const text = (count: number): string => Array.from({ length: count }, () => random.pick(WORDS)).join('');
    const kinds = [
      (id: string) =>
        app.intake.putArticle(
          {
            id,
            section: `部${Number(id.slice(1)) % SECTIONS}`,
            title: text(3),
            kicker: [],
            subtitle: [],
            byline: { reporters: [random.pick(['闻一渡', '祁山月'])], correspondents: [], photographers: [] },
            paragraphs: [`${text(20)}。`, text(6)],
            kind: 'news',
            paper: '望渡晚报',
            date: `203${random.below(3)}-05-0${1 + random.below(9)}`,
          },
          'api',
        ),
      (id: string) => app.intake.deleteArticle(id),
      (id: string) => app.intake.withhold(id, '勘误'),
      (id: string) => app.intake.restore(id),
      () => app.searcher.search(ask(random.pick(QUERIES)), {}),
      () => app.suggester.suggest(text(1), 8),
    ];
    let left = STEPS;
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        while (left > 0) {
          left -= 1;
          const work = kinds[random.pick([0, 0, 0, 0, 0, 1, 2, 3, 4, 5])]!;
          await work(`n${random.below(IDS)}`).catch((error: unknown) => {
            // Steps meet articles that are not there, and write to those that are withheld.
            if (!['ARTICLE_NOT_FOUND', 'ARTICLE_WITHHELD'].includes(String((error as { code?: string }).code))) faults.push(error);
          });
        }
      }),
    );
    expect({ seed, faults }).toEqual({ seed, faults: [] });
    expect(await app.maintenance.verify()).toMatchObject({ ok: true, index: { problems: [] } });
    const lived = await answers(app);
    await app.close();
    app = await open('afresh');
    expect({ seed, answers: await answers(app) }).toEqual({ seed, answers: lived });
    expect((lived[0] as { total: number }).total).toBeGreaterThan(0);
    await app.close();
    room.remove();
  });
});
