/** A text that was taken out stays out wherever it is put; what is withheld for its likeness is said, and released for good. */
import type { ArticleInput } from '../../src/article/article.js';
import { readRecord, writeRecordLine } from '../../src/intake/record-line.js';
import type { PageInput } from '../../src/intake/intake.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from './temporary-intake.js';

const [ONE, TWO, LAST] = THREE;
const PLACE = { paper: '云湾工人报', date: '2024-03-18', pageNumber: '3' };
const page = (
  articles: readonly { readonly title: string; readonly paragraphs: readonly string[] }[],
  more: Partial<PageInput> = {},
): PageInput => ({ bytes: Buffer.from(pageText(articles)), given: PLACE, source: '/pages/03.txt', ...more });
const article = (more: Partial<ArticleInput> = {}): ArticleInput => ({
  title: TWO.title,
  kicker: [],
  subtitle: [],
  byline: { reporters: [], correspondents: [], photographers: [] },
  paragraphs: TWO.paragraphs,
  kind: 'news',
  paper: PLACE.paper,
  ...more,
});
/** With one word changed. */
const EDITED = { ...TWO, paragraphs: [TWO.paragraphs[0].replace('上周末', '这周末'), TWO.paragraphs[1]] };
const TELLING = '杜阿婆';

let room: TemporaryIntake;
let id: string;
beforeEach(async () => {
  room = await openTemporaryIntake();
  id = (await room.intake.addPage(page(THREE))).articles[1]!.id;
});
afterEach(async () => {
  await room.close();
});

const shown = (): string => [...room.indexed.values()].flatMap(({ title, paragraphs }) => [title, ...paragraphs]).join('\n');
const put = (as: string, more: Partial<ArticleInput> = {}, source = 'api') => room.intake.putArticle(article({ id: as, ...more }), source);

describe.each(['withheld', 'deleted'] as const)('a text that was %s', (standing) => {
  beforeEach(async () => {
    await (standing === 'withheld' ? room.intake.withhold(id, '当事人要求') : room.intake.deleteArticle(id));
  });

  it.each<[string, () => Promise<unknown>]>([
    ['under another id', () => put('copy')],
    ['from a file of articles', () => put('copy', {}, '/in/a.ndjson')],
    ['in a paper nobody names', () => room.intake.putArticle({ ...article({ id: 'copy' }), paper: '' }, 'api')],
    [
      'with a word changed, full-width figures and other paragraphs',
      () => put('copy', { paragraphs: [EDITED.paragraphs.join('')], title: '公园' }),
    ],
    ['at another place', () => room.intake.addPage(page(THREE, { given: { ...PLACE, date: '2024-03-19' }, source: '/pages/other.txt' }))],
    ['at no place, with a word changed', () => room.intake.addPage(page([EDITED, LAST], { given: {}, source: '/pages/other.txt' }))],
    [
      'in a file of several pages',
      () => room.intake.addPages({ bytes: Buffer.from(`${pageText([LAST])}\f${pageText([EDITED])}`), given: {}, source: '/pages/two.txt' }),
    ],
    ['from an export', () => room.intake.importRecord(readRecord({ ...article({ id: 'copy' }), archive: { source: '/a.txt' } }))],
    ['in an article that says more', () => put('copy', { paragraphs: [...ONE.paragraphs, ...TWO.paragraphs, ...LAST.paragraphs] })],
    [
      'in the place of another text',
      async () => {
        await put('copy', { paragraphs: LAST.paragraphs, title: '别的' });
        await put('copy');
      },
    ],
  ])('is not shown when it is put %s, also after a purge and a compaction', async (_, again) => {
    await room.archive.purge();
    await room.archive.compact();
    await again();
    expect(shown()).not.toContain(TELLING);
    expect(shown()).toContain('青陶桥');
  });

  it('is shown in another paper, and so is another text', async () => {
    await put('copy', { paper: '望渡晚报' });
    await put('other', {
      title: '别的',
      paragraphs: ['江岸新修的步道昨天通到了旧码头，沿路种了两百棵樟树，傍晚散步的人比往年多了一倍。', TWO.paragraphs[1].slice(0, 20)],
    });
    expect([room.archive.status('copy'), room.archive.status('other')]).toEqual(['live', 'live']);
  });

  it('is withheld with a reason that names it, until it is released; then it stays released', async () => {
    const receipt = await put('copy');
    expect(receipt).toMatchObject({ id: 'copy', status: 'created', withheld: expect.stringContaining(id) });
    await expect(put('copy')).rejects.toMatchObject({ code: 'ARTICLE_WITHHELD' });
    await room.intake.restore('copy');
    expect(shown()).toContain(TELLING);
    expect(await put('copy', { title: '口袋公园' })).toEqual({ id: 'copy', status: 'updated' });
    await room.archive.compact();
    expect(await put('copy', { title: '北塔区的公园' })).toEqual({ id: 'copy', status: 'updated' });
    expect(room.archive.status(id)).toBe(standing);
  });

  it('comes back with what was withheld for its likeness', async () => {
    await put('copy');
    await room.intake.restore(id);
    expect([room.archive.status(id), room.archive.status('copy')]).toEqual(['live', 'live']);
    await room.intake.withhold(id, '再议');
    expect([room.archive.status(id), room.archive.status('copy')]).toEqual(['withheld', 'withheld']);
  });
});

it('an article that is withheld takes along those of much the same text, and says so', async () => {
  await put('copy', { paragraphs: EDITED.paragraphs });
  await put('far', { paper: '望渡晚报' });
  expect(await room.intake.withhold(id, '当事人要求')).toEqual({ alike: ['copy'] });
  expect([room.archive.status('copy'), room.archive.status('far')]).toEqual(['withheld', 'live']);
  expect(shown().split(TELLING)).toHaveLength(2);
});

it('a deleted text leaves other articles of the same text as they are, also when they are read again', async () => {
  await put('copy');
  await room.intake.deleteArticle(id);
  await put('copy', { title: '改了题目' });
  expect(room.archive.status('copy')).toBe('live');
});

it.each(['withheld', 'deleted'] as const)('what was %s is so after its page was deleted and put again', async (standing) => {
  await (standing === 'withheld' ? room.intake.withhold(id, '当事人要求') : room.intake.deleteArticle(id));
  const pageId = (await room.archive.article(id))!.pageId!;
  for (const purged of [false, true]) {
    await room.intake.deletePage(pageId);
    expect(room.indexed.size).toBe(0);
    if (purged) await room.archive.purge();
    const back = await room.intake.addPage(page(THREE, { source: 'api' }));
    expect(shown()).not.toContain(TELLING);
    expect([...room.indexed.values()].map(({ title }) => title).sort()).toEqual([ONE.title, LAST.title].sort());
    expect([back.page.id, room.archive.status(id)]).toEqual([pageId, standing]);
  }
});

it('coming back with its page is no release: what is withheld takes it along, and keeps it out when it comes back', async () => {
  const pageId = (await room.archive.article(id))!.pageId!;
  const again = async (): Promise<void> => {
    await room.intake.deletePage(pageId);
    await room.intake.addPage(page(THREE, { source: 'api' }));
  };
  await again();
  await put('copy');
  expect(await room.intake.withhold('copy', '当事人要求')).toEqual({ alike: [id] });
  await room.intake.restore(id);
  await room.intake.deleteArticle(id);
  await room.intake.putArticleAt(id, article());
  expect(room.archive.status(id)).toBe('live');
  const other = (
    await room.intake.addPage(
      page([TWO, LAST], { given: { paper: '望渡晚报', date: '2024-03-20', pageNumber: '1' }, source: '/pages/04.txt' }),
    )
  ).page.id!;
  await room.intake.deletePage(other);
  await put('far', { paper: '望渡晚报' });
  await room.intake.withhold('far', '当事人要求');
  await room.intake.addPage(page([TWO, LAST], { given: { paper: '望渡晚报', date: '2024-03-20', pageNumber: '1' }, source: 'api' }));
  expect([...room.indexed.values()].filter(({ paper }) => paper === '望渡晚报').map(({ title }) => title)).toEqual([LAST.title]);
});

it('a withheld article that is deleted comes back by restoring only', async () => {
  await room.intake.withhold(id, '当事人要求');
  await room.intake.deleteArticle(id);
  await expect(put(id)).rejects.toMatchObject({ code: 'ARTICLE_WITHHELD' });
  await room.archive.compact();
  await expect(room.intake.putArticleAt(id, article())).rejects.toMatchObject({ code: 'ARTICLE_WITHHELD' });
  expect(shown()).not.toContain(TELLING);
  await room.intake.restore(id);
  expect(shown()).toContain(TELLING);
});

it('headlines and stock phrases take nothing along; a short notice only what is nearly the same', async () => {
  await put('head', { title: '今日天气', paragraphs: ['晴。'] });
  await put('notice', { title: '遗失声明', paragraphs: ['林某遗失残疾人证一本，声明作废。'] });
  await room.intake.withhold('head', '误');
  await room.intake.withhold('notice', '误');
  await put('head-2', { title: '今日天气', paragraphs: ['晴。'] });
  await put('notice-2', { title: '遗失声明', paragraphs: ['林某遗失残疾人证一本，声明作废。'] });
  await put('notices', {
    title: '声明',
    paragraphs: [
      '林某遗失残疾人证一本，声明作废。',
      '方某遗失船员证一本，编号二六一，声明作废。',
      '望渡渔业合作社遗失公章一枚，声明作废。',
    ],
  });
  expect(['head-2', 'notice-2', 'notices'].map((one) => room.archive.status(one))).toEqual(['live', 'withheld', 'live']);
});

it('an article that is withheld later takes along what was released before, and what is released after stays', async () => {
  await put('copy', { paragraphs: EDITED.paragraphs });
  for (const one of [id, 'copy']) await room.intake.deleteArticle(one);
  for (const one of [id, 'copy']) await room.intake.restore(one);
  expect(await room.intake.withhold(id, '当事人要求')).toEqual({ alike: ['copy'] });
  expect(shown()).not.toContain(TELLING);
  await room.intake.restore('copy');
  expect(await room.intake.withhold(id, '原因写得更清楚')).toEqual({ alike: [] });
  expect(room.archive.status('copy')).toBe('live');
});

it('an export carries it all: what is put after an import is known again', async () => {
  await room.intake.withhold(id, '当事人要求');
  await put('released');
  await room.intake.restore('released');
  await put('copy');
  await room.archive.purge();
  const lines: string[] = [];
  for await (const record of room.archive.records()) lines.push(writeRecordLine(record));
  const other = await openTemporaryIntake();
  await other.intake.importRecords(lines.map((line) => readRecord(JSON.parse(line))));
  const again: string[] = [];
  for await (const record of other.archive.records()) again.push(writeRecordLine(record));
  expect(again).toEqual(lines);
  await other.intake.putArticle(article({ id: 'third' }), 'api');
  expect(['released', 'copy', 'third'].map((one) => other.archive.status(one))).toEqual(['live', 'withheld', 'withheld']);
  await other.close();
});
