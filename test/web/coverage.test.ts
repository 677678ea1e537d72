import { createHash } from 'node:crypto';
import request from 'supertest';
import { openApp } from '../http/open-app.js';
import { ARTICLES } from '../http/open-app.js';

const open = () => {
  const opened = openApp();
  for (const [id, paper, date] of [
    ['c1', '=日报', '2030-05-14'],
    ['c2', '=日报', '2030-05-17'],
  ] as const)
    opened.services.stored.set(id, { ...ARTICLES[0], id, paper, date, pageNumber: '1' });
  return opened;
};

it('shows a table a paper, with the days that are missing', async () => {
  const { text } = await request(open().app).get('/coverage').set('Accept-Language', 'zh-CN').expect(200);
  expect(text).toContain('<h2 class="rule-title" lang="zh-CN">=日报</h2>');
  expect(text).toMatch(/>2030-05<\/a><\/th><td>2<\/td><td>2<\/td><td>2<\/td><td>0<\/td><td>0<\/td><td>15 16<\/td>/);
  expect(text).toContain('href="/coverage.csv"');
});

it('gives all of it as CSV with a byte order mark, guarded against formulas', async () => {
  const answer = await request(open().app).get('/coverage.csv').expect(200);
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(answer.headers['content-disposition']).toContain('coverage.csv');
  const lines = answer.text.split('\r\n');
  expect(lines[0]).toBe('\ufeffpaper,month,issues,pages,withText,picturesOnly,lowConfidence,daysWithoutIssue');
  expect(lines).toContain("'=日报,2030-05,2,2,2,0,0,15 16");
});

it('is for readers where reading needs a key', async () => {
  const { app } = openApp({ keys: { read: [{ digest: createHash('sha256').update('secret').digest() }], write: [] } });
  await request(app).get('/coverage.csv').expect(401);
});

describe('results within dates', () => {
  const look = async (query: string) => (await request(open().app).get(`/?q=${query}`).set('Accept-Language', 'zh-CN').expect(200)).text;

  it.each([
    ['&from=2030-04&to=2030-07-09', '2030-04、2030-06 – 2030-07'],
    ['&from=2029&to=2030-05-31', '2029-01 – 2030-04'],
    ['&from=2030-05&to=2030-06&paper=没有这报', '2030-05 – 2030-06'],
  ])('say which months the archive has nothing of: %s', async (dates, months) => {
    expect(await look(dates)).toContain(`库中没有 ${months} 的报纸`);
  });

  it.each(['', '&from=2030-05&to=2030-05-31', '&from=2030-01', '&from=2030-05&to=2030-05&paper=%3D日报'])(
    'say nothing else: %s',
    async (dates) => {
      expect(await look(dates)).not.toContain('class="quiet gaps"');
    },
  );

  it('name the first gaps of many', async () => {
    const { services, app } = open();
    for (const month of ['01', '03', '07', '09'])
      services.stored.set(month, { ...ARTICLES[0], id: month, paper: '=日报', date: `2030-${month}-02`, pageNumber: '1' });
    const { text } = await request(app).get('/?q=&from=2030-01&to=2030-12&lang=en').expect(200);
    expect(text).toContain('2030-02, 2030-04, 2030-06, and 2 more gaps');
  });
});
