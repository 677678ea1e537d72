/** What was withheld or deleted stays so, however its page comes back and however it is divided then. */
import type { PageInput } from '../../src/intake/intake.js';
import type { PageReceipt } from '../../src/intake/write-receipt.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from './temporary-intake.js';

const PLACE = { paper: '云湾工人报', date: '2024-03-18', pageNumber: '3' };
const PAGE: PageInput = { bytes: Buffer.from(pageText(THREE)), given: PLACE, source: '/pages/03.txt' };
const [ONE, TWO, LAST] = THREE;

let room: TemporaryIntake;
let first: PageReceipt;
let ids: readonly string[];
beforeEach(async () => {
  room = await openTemporaryIntake();
  first = await room.intake.addPage(PAGE);
  ids = first.articles.map(({ id }) => id);
});
afterEach(async () => {
  await room.close();
});

/** Everything a reader could find now. */
const shown = (): string => [...room.indexed.values()].flatMap(({ title, paragraphs }) => [title, ...paragraphs]).join('\n');
const statuses = (): readonly (string | undefined)[] => ids.map((id) => room.archive.status(id));
/** The page as it is printed with these articles. */
const printed = (articles: readonly { readonly title: string; readonly paragraphs: readonly string[] }[]): PageInput => ({
  ...PAGE,
  bytes: Buffer.from(pageText(articles)),
});

describe('a page that was removed with its file', () => {
  it.each([false, true])('comes back without what was withheld or deleted, purged: %s', async (purged) => {
    await room.intake.withhold(ids[1]!, '当事人要求');
    await room.intake.deleteArticle(ids[2]!);
    if (purged) await room.archive.purge();
    await room.intake.removePage(first.page.id!);
    const again = await room.intake.addPage(PAGE);
    expect(again.page.id).toBe(first.page.id);
    expect(statuses()).toEqual(['live', 'withheld', 'deleted']);
    expect(room.archive.liveCount).toBe(1);
    expect(shown()).toContain(ONE.paragraphs[0]);
    for (const gone of ['杜阿婆', '萤火']) expect(shown()).not.toContain(gone);
    expect(room.archive.reason(ids[1]!)).toBe('当事人要求');
    // And again, now that the page is known.
    await room.intake.addPage(PAGE);
    expect(statuses()).toEqual(['live', 'withheld', 'deleted']);
    expect(room.archive.liveCount).toBe(1);
  });

  it('takes what was put under such an id by itself for something else', async () => {
    await room.intake.removePage(first.page.id!);
    await room.intake.putArticleAt(ids[1]!, {
      ...LAST,
      kind: 'news',
      paragraphs: ['另一篇文章，与版面无关，说的是渡口的灯。'],
      kicker: [],
      subtitle: [],
      byline: { reporters: [], correspondents: [], photographers: [] },
    });
    await room.intake.deleteArticle(ids[1]!);
    await room.intake.addPage(PAGE);
    expect(shown()).toContain('杜阿婆');
  });
});

describe.each(['withheld', 'deleted'] as const)('an article that was %s', (status) => {
  const decide = (id: string): Promise<unknown> =>
    status === 'withheld' ? room.intake.withhold(id, '当事人要求') : room.intake.deleteArticle(id);

  it('is not shown in part when a changed page divides it', async () => {
    await decide(ids[1]!);
    const divided = printed([
      ONE,
      { title: TWO.title, paragraphs: [TWO.paragraphs[0]] },
      { title: '柳埠巷里的清早', paragraphs: [`本报讯（记者 贺知雨）${TWO.paragraphs[1]}`] },
      LAST,
    ]);
    await room.intake.addPage(divided);
    expect(shown()).not.toContain('杜阿婆');
    expect(shown()).toContain('萤火');
    // Nor when it is read once more, or is printed again as it was.
    for (const page of [divided, PAGE, divided]) {
      await room.intake.addPage(page);
      expect(shown()).not.toContain('杜阿婆');
      expect(shown()).not.toContain('旧砖');
    }
    expect(room.archive.status(ids[1]!)).toBe(status);
  });

  it('is not shown in another one that a changed page makes of both', async () => {
    await decide(ids[1]!);
    await room.intake.addPage(
      printed([
        { title: ONE.title, paragraphs: [...ONE.paragraphs, ...TWO.paragraphs.map((text) => text.replace('本报讯（记者 贺知雨）', ''))] },
        LAST,
      ]),
    );
    expect(shown()).not.toContain('杜阿婆');
    expect(shown()).toContain('萤火');
  });

  it('does not take along a live one that showed the same words before', async () => {
    const both = printed([{ title: ONE.title, paragraphs: [...ONE.paragraphs, TWO.paragraphs[1]] }, TWO, LAST]);
    ids = (await room.intake.addPage(both)).articles.map(({ id }) => id);
    await decide(ids[1]!);
    await room.intake.addPage(
      printed([{ title: ONE.title, paragraphs: [...ONE.paragraphs, TWO.paragraphs[1], '记者昨晚到码头看过。'] }, TWO, LAST]),
    );
    expect(statuses()).toEqual(['live', status, 'live']);
  });

  it('keeps its lines when the same text is divided by another parser', async () => {
    // The archive holds the first two as one, as a weaker parser would have read them.
    const [one, two] = [(await room.archive.article(ids[0]!))!, (await room.archive.article(ids[1]!))!];
    await room.archive.commit([
      {
        type: 'article',
        ...one,
        article: { ...one.article, paragraphs: [...one.article.paragraphs, two.article.title, ...two.article.paragraphs] },
        lines: { ...one.lines!, paragraphs: [...one.lines!.paragraphs, two.lines!.title, ...two.lines!.paragraphs] },
      },
      { type: 'remove', id: ids[1]! },
      { type: 'page', page: { ...(await room.archive.page(first.page.id!))!, articleIds: [ids[0]!, ids[2]!] } },
    ]);
    await decide(ids[0]!);
    await room.intake.addPage(PAGE);
    expect([room.archive.status(ids[0]!), room.archive.status(ids[2]!), room.archive.liveCount]).toEqual([status, 'live', 1]);
    expect((await room.archive.article(ids[0]!))!.article.paragraphs).toContain(TWO.paragraphs[1]);
  });

  it('keeps its lines when another parser puts them into a larger article, which stays as it was', async () => {
    const { article, lines, ...rest } = (await room.archive.article(ids[1]!))!;
    const cut = `${first.page.id!}-04`;
    await room.archive.commit([
      {
        type: 'article',
        ...rest,
        article: { ...article, paragraphs: article.paragraphs.slice(0, 1) },
        lines: { ...lines!, paragraphs: lines!.paragraphs.slice(0, 1) },
      },
      {
        type: 'article',
        ...rest,
        article: { ...article, id: cut, title: '', paragraphs: article.paragraphs.slice(1) },
        lines: { banner: [], kicker: [], title: [], subtitle: [], paragraphs: lines!.paragraphs.slice(1) },
      },
      { type: 'page', page: { ...(await room.archive.page(first.page.id!))!, articleIds: [ids[0]!, ids[1]!, cut, ids[2]!] } },
    ]);
    await decide(cut);
    await room.intake.addPage(PAGE);
    expect(room.archive.status(cut)).toBe(status);
    expect((await room.archive.article(ids[1]!))!.article.paragraphs).toEqual([TWO.paragraphs[0]]);
    expect(room.archive.liveCount).toBe(3);
  });
});

it('pages of one file that print no place keep their ids when one of them has changed in the archive', async () => {
  const file: PageInput = { bytes: Buffer.from(`${pageText([ONE, TWO])}\f${pageText([LAST])}`), given: {}, source: '/pages/two.txt' };
  const [one, two] = await room.intake.addPages(file);
  const gone = one!.articles[1]!.id;
  await room.intake.deleteArticle(gone);
  await room.archive.purge();
  const again = await room.intake.addPages(file);
  expect(again.map(({ page }) => page.id)).toEqual([one!.page.id, two!.page.id]);
  expect((await room.intake.addPages(file)).map(({ page }) => page.id)).toEqual([one!.page.id, two!.page.id]);
  expect(room.archive.status(gone)).toBe('deleted');
  expect(again[1]!.articles.map(({ title }) => title)).toEqual([LAST.title]);
});
