import request from 'supertest';
import type { AppServices } from '../../src/http/services.js';
import type { SearchAnswer } from '../../src/search/search-answer.js';
import type { SearchRequest } from '../../src/search/search-request.js';
import { readOverTime, type OverTimeState } from '../../src/web/over-time/over-time-question.js';
import { readSeries } from '../../src/web/over-time/over-time-series.js';
import { openApp } from '../http/open-app.js';

/** Days of the articles that have each word, the whole archive under the empty one. */
type Days = Readonly<Record<string, readonly string[]>>;

function servicesOf(days: Days, missingDays: readonly string[] = []) {
  const asked: SearchRequest[] = [];
  const search = (given: SearchRequest): Promise<SearchAnswer> => {
    asked.push(given);
    const [facet] = given.facets as readonly ('year' | 'month' | 'day')[];
    const counts = new Map<string, number>();
    for (const day of days[given.text] ?? ['1999-09-09']) {
      const value = day.slice(0, { year: 4, month: 7, day: 10 }[facet!]);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const facets = { [facet!]: [...counts].map(([value, count]) => ({ value, count })) };
    return Promise.resolve({ query: { relaxed: days[given.text] === undefined }, facets } as unknown as SearchAnswer);
  };
  const rows = [{ paper: '雨台晚报', month: '2030-05', missingDays }];
  const services = { searcher: { search }, issues: { coverage: () => ({ total: 1, rows }) } };
  return { asked, services: services as unknown as AppServices };
}

const state = (given: Partial<OverTimeState> = {}): OverTimeState => ({ queries: ['水车'], filters: {}, isShare: false, ...given });
const DAYS: Days = { '': ['2028-01-05', '2028-01-06', '2030-02-01', '2030-03-01'], 水车: ['2028-01-05', '2030-02-01'] };

describe('words over time', () => {
  it('are counted by slices without holes, with what the archive has in each; a gap is seen', async () => {
    const { services } = servicesOf(DAYS, ['2030-05-02', '2030-05-03']);
    const series = await readSeries(services, state({ unit: 'year' }));
    expect(series.slices).toEqual([
      { period: '2028', total: 2, missingDays: 0 },
      { period: '2029', total: 0, missingDays: 0 },
      { period: '2030', total: 2, missingDays: 2 },
    ]);
    expect(series.lines).toEqual([{ text: '水车', counts: [1, 0, 1], total: 2 }]);
  });

  it.each([
    [['2030-02-01', '2030-03-01'], undefined, 'day', 29, false],
    [['2028-01-05', '2030-03-01'], undefined, 'month', 27, false],
    [['1950-01-05', '2030-03-01'], undefined, 'year', 81, false],
    [['1950-01-05', '2030-03-01'], 'day', 'year', 81, true],
    [['2020-01-05', '2030-03-01'], 'day', 'month', 123, true],
  ] as const)('from %j asked by %s are counted by %s', async (days, unit, used, length, isCoarser) => {
    const { services } = servicesOf({ '': days, 水车: days });
    const series = await readSeries(services, state(unit === undefined ? {} : { unit }));
    expect([series.unit, series.slices.length, series.isCoarser]).toEqual([used, length, isCoarser]);
  });

  it('keep to the dates of the search, though facets count outside of them', async () => {
    const { services } = servicesOf(DAYS);
    const series = await readSeries(services, state({ unit: 'month', filters: { from: '2030-02-01', to: '2030' } }));
    expect(series.slices.map(({ period, total }) => [period, total])).toEqual([
      ['2030-02', 1],
      ['2030-03', 1],
    ]);
  });

  it('are no words let go: nothing is counted for an answer that was loosened', async () => {
    const { services } = servicesOf(DAYS);
    expect((await readSeries(services, state({ queries: ['没有'] }))).lines[0]!.total).toBe(0);
  });

  it('cost one search more than there are queries, and one for the time', async () => {
    const { services, asked } = servicesOf(DAYS);
    await readSeries(services, state({ queries: ['水车', '渡口'], unit: 'year', filters: { paper: ['雨台晚报'] } }));
    expect(asked).toHaveLength(4);
    expect(asked.every(({ filters, limit, more }) => limit === 1 && more === false && filters.paper?.[0] === '雨台晚报')).toBe(true);
  });

  it('are read from an address that forgives', () => {
    const raw = new Map([
      ['q', [' 水车 ', '', '渡口', '水车', '一', '二', '三', '四']],
      ['from', ['timeline']],
      ['to', ['2030']],
      ['by', ['week']],
      ['paper', ['雨台晚报']],
    ]);
    expect(readOverTime(raw)).toEqual({
      state: { queries: ['水车', '渡口', '一', '二', '三'], filters: { to: '2030', paper: ['雨台晚报'] }, isShare: false },
      notes: { passedOver: ['timeline'] },
    });
  });
});

describe('/over-time', () => {
  const open = () => {
    const opened = openApp();
    opened.services.dateFacets = {
      year: [
        { value: '2028', count: 1 },
        { value: '2030', count: 3 },
      ],
      month: [
        { value: '1958-05', count: 1 },
        { value: '2030-05', count: 3 },
      ],
    };
    return opened;
  };

  it('is a form, and draws a line a query with the way to what was found', async () => {
    const { app } = open();
    expect((await request(app).get('/over-time').set('Accept-Language', 'zh-CN').expect(200)).text.match(/name="q"/g)).toHaveLength(6);
    const { text } = await request(app).get(encodeURI('/over-time?q=水车&q=<渡口>')).set('Accept-Language', 'zh-CN').expect(200);
    expect(text).toContain('<g class="series series-2"><path d="M');
    expect(text.match(/<rect class="gap"/g)).toHaveLength(1);
    expect(text).toContain('&lt;渡口&gt;');
    expect(text).toContain(`href="/?q=${encodeURIComponent('水车')}&amp;from=2030&amp;to=2030&amp;sort=oldest"`);
    expect(text).toContain('<td>–</td>');
    expect(text).toMatch(/href="\/over-time\?q=[^"]+&amp;as=share">占全部文章的比例/);
    expect(text).not.toMatch(/ style=|NaN|undefined|Infinity/);
    const share = await request(app).get(encodeURI('/over-time?q=水车&as=share')).set('Accept-Language', 'en').expect(200);
    expect(share.text).toContain('100.0%');
  });

  it('gives a table with a byte order mark, guarded against formulas', async () => {
    const { text, headers } = await request(open().app).get(encodeURI('/over-time.csv?q==水车')).expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(text.split('\r\n').slice(0, 3)).toEqual([
      "\ufeffperiod,'=水车,'=水车 share,articles,daysWithoutIssue",
      '2028,1,1,1,0',
      '2029,0,,0,0',
    ]);
  });
});
