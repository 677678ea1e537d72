import fc from 'fast-check';
import request from 'supertest';

import { IssueTable } from '../../src/service/issue-table.js';
import { monthsOf, type CalendarMonth } from '../../src/web/calendar.js';
import { makeArticle, FakeServices } from '../http/fake-services.js';
import { openApp } from '../http/open-app.js';
import { seed } from '../support/shared.js';

/** A table with one article on each day. */
function tableOf(...days: readonly (readonly [paper: string | undefined, date?: string])[]): IssueTable {
  const table = new IssueTable();
  for (const [index, [paper, date]] of days.entries())
    table.put({ id: String(index), ...(paper !== undefined && { paper }), ...(date !== undefined && { date }) });
  return table;
}

describe('the calendar of a paper', () => {
  it('lays a month out in weeks that begin on Monday', () => {
    const calendar = tableOf(['雨台晚报', '2024-02-29']).calendar('雨台晚报', undefined)!;
    const [{ month, weeks }] = monthsOf(calendar) as [CalendarMonth];
    expect(month).toBe(2);
    expect(weeks.map((week) => week.map((day) => day?.day ?? 0))).toEqual([
      [0, 0, 0, 1, 2, 3, 4],
      [5, 6, 7, 8, 9, 10, 11],
      [12, 13, 14, 15, 16, 17, 18],
      [19, 20, 21, 22, 23, 24, 25],
      [26, 27, 28, 29, 0, 0, 0],
    ]);
    expect(weeks[4]![3]!.issue!.date).toBe('2024-02-29');
  });

  it('shows the newest year unless it has issues in the one that is asked for', () => {
    const table = tableOf(['a', '2030-01-01'], ['a', '1998-12-31'], ['a']);
    expect(table.calendar('a', undefined)).toMatchObject({ years: ['2030', '1998'], year: '2030' });
    expect(table.calendar('a', '1998')!.year).toBe('1998');
    expect(table.calendar('a', '1999')!.year).toBe('2030');
    expect(tableOf(['a']).calendar('a', undefined)).toBeUndefined();
  });

  it('has every day of a month once, on its weekday, and every issue of the year', () => {
    const date = fc
      .date({ min: new Date('1890-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.array(date, { minLength: 1, maxLength: 8 }), (dates) => {
        const calendar = tableOf(...dates.map((day) => ['a', day] as const)).calendar('a', undefined)!;
        const { year } = calendar;
        const shown = monthsOf(calendar).flatMap(({ month, weeks }) => {
          const days = weeks.flat();
          expect(days.flatMap((day) => day?.day ?? [])).toEqual(
            Array.from({ length: new Date(Date.UTC(Number(year), month, 0)).getUTCDate() }, (_, index) => index + 1),
          );
          expect((days.findIndex((day) => day?.day === 1) + 1) % 7).toBe(new Date(Date.UTC(Number(year), month - 1, 1)).getUTCDay());
          return days.flatMap((day) => day?.issue?.date ?? []);
        });
        expect(shown).toEqual([...new Set(dates.filter((day) => day.startsWith(year)))].toSorted());
      }),
      { seed, numRuns: 200 },
    );
  });
});

it('papers have their issues counted, from when to when, and what has no name is last', () => {
  expect(tableOf([undefined], ['乙', '2030-02-01'], ['乙', '2030-01-01'], ['甲']).papers()).toEqual([
    { paper: '甲', issueCount: 1 },
    { paper: '乙', issueCount: 2, first: '2030-01-01', last: '2030-02-01' },
    { issueCount: 1 },
  ]);
});

it('the issues before and after one are those of its paper', () => {
  const table = tableOf(['a', '2030-03-01'], ['b', '2030-02-01'], ['a', '2030-01-01'], ['a']);
  expect(table.neighbours({ paper: 'a', date: '2030-03-01' })).toEqual({ earlier: '2030-01-01' });
  expect(table.neighbours({ paper: 'a', date: '2030-01-01' })).toEqual({ later: '2030-03-01' });
  expect(table.neighbours({ paper: 'a' })).toEqual({});
});

describe('pages of issues', () => {
  const services = new FakeServices(
    [
      ['x1', '2030-05-17', '2'],
      ['x2', '2030-05-18', 'A1'],
      ['x3', '2030-05-18', 'A2'],
      ['x4', '2029-01-02', '1'],
    ].map(([id, date, pageNumber]) => makeArticle({ id: id!, title: id!, paper: '雨台晚报', date: date!, pageNumber: pageNumber! })),
  );
  services.stored.set('y', makeArticle({ id: 'y', title: 'y', paper: '渡口周刊', date: '2028-01-01' }));
  services.stored.set('z', makeArticle({ id: 'z', title: 'z' }));
  const page = async (path: string, status = 200): Promise<string> =>
    (await request(openApp({ services }).app).get(encodeURI(path)).expect(status)).text;
  const link = encodeURI('/pages/雨台晚报/2030-05-18');

  it('the list has the papers, the calendar of the newest issue, and links that keep the language', async () => {
    const text = await page('/pages?lang=en');
    expect(text).toMatch(
      /<a href="\/pages\?paper=[^"]+&amp;lang=en" aria-current="true">雨台晚报<\/a> <span class="quiet">3 issues, 2029-01-02 – 2030-05-18/,
    );
    expect(text).toContain('<caption>May 2030</caption>');
    expect(text).toContain(`<td><a href="${link}?lang=en" aria-label="18 May 2030, 2 pages">18</a></td>`);
    expect(text).toContain('<td>19</td>');
    expect(text).toContain('渡口周刊');
  });

  it('a paper and a year narrow it; - is what names no paper', async () => {
    const text = await page('/pages?paper=雨台晚报&year=2029');
    expect(text).toContain('<caption>2029年1月</caption>');
    expect(text).not.toContain('2030年5月</caption>');
    expect(text).toContain('<title>版面: 雨台晚报');
    const unnamed = await page('/pages?paper=-');
    expect(unnamed).not.toContain('<table');
    expect(unnamed).toContain('href="/pages/-/-"');
  });

  it('an issue has its pages and the issues beside it', async () => {
    const text = await page('/pages/雨台晚报/2030-05-18');
    expect(text).toContain('2 版');
    expect(text).toContain(`href="${link}/A1"`);
    expect(text).toMatch(/rel="prev" href="\/pages\/[^"]+\/2030-05-17"/);
    expect(text).not.toContain('rel="next"');
    expect(await page('/pages/-/-')).toContain('日期不详');
    await page('/pages/雨台晚报/2030-05-19', 404);
  });
});
