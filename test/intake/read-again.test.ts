import { ArchiveArticleService } from '../../src/service/article-service.js';
import type { ArchivedArticle } from '../../src/archive/archive-change.js';
import { JoinedArticles } from '../../src/intake/joined-articles.js';
import type { PageInput } from '../../src/intake/intake.js';
import type { PageReceipt } from '../../src/intake/write-receipt.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from './temporary-intake.js';

const PAGE: PageInput = {
  bytes: Buffer.from(pageText(THREE)),
  given: { paper: '云湾工人报', date: '2024-03-18', pageNumber: '3' },
  source: '/pages/03.txt',
};

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

const find = (id: string) => new ArchiveArticleService(room.archive, new JoinedArticles(room.archive)).find(id);
const stored = async (id: string): Promise<ArchivedArticle> => (await room.archive.article(id))!;

/** Makes the archive hold what a weaker parser would have read: the last paragraph of the second article as one of its own. */
async function cutSecond(): Promise<string> {
  const { article, lines, ...rest } = await stored(ids[1]!);
  const cut = `${first.page.id!}-04`;
  const page = (await room.archive.page(first.page.id!))!;
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
    { type: 'page', page: { ...page, articleIds: [ids[0]!, ids[1]!, cut, ids[2]!] } },
  ]);
  return cut;
}

/** The same with the first two articles in one, under the id of the first. */
async function mergeFirstTwo(): Promise<void> {
  const [one, two] = [await stored(ids[0]!), await stored(ids[1]!)];
  const page = (await room.archive.page(first.page.id!))!;
  await room.archive.commit([
    {
      type: 'article',
      ...one,
      article: { ...one.article, paragraphs: [...one.article.paragraphs, two.article.title, ...two.article.paragraphs] },
      lines: { ...one.lines!, paragraphs: [...one.lines!.paragraphs, two.lines!.title, ...two.lines!.paragraphs] },
    },
    { type: 'remove', id: ids[1]! },
    { type: 'page', page: { ...page, articleIds: [ids[0]!, ids[2]!] } },
  ]);
}

describe('a page read again by a better parser', () => {
  it('keeps the ids of the articles it joins, and the id that is left over goes on working', async () => {
    const cut = await cutSecond();
    expect((await find(cut)).type).toBe('present');
    const again = await room.intake.addPage(PAGE);
    expect(again.articles.map(({ id }) => id)).toEqual(ids);
    expect(again.removedIds).toEqual([cut]);
    expect(await find(cut)).toMatchObject({ type: 'present', article: { id: ids[1], paragraphs: THREE[1].paragraphs } });
  });

  it('remembers a former id through further readings, and gives it to no other article', async () => {
    const cut = await cutSecond();
    await room.intake.addPage(PAGE);
    expect((await room.intake.addPage(PAGE)).status).toBe('unchanged');
    const more = {
      title: '渡口添了一盏灯',
      paragraphs: ['本报讯（记者 方满）柳埠渡口昨晚亮起新灯，摆渡人说，往后靠岸不用再打手电，乘客上下船也稳当得多。'],
    };
    const grown = await room.intake.addPage({ ...PAGE, bytes: Buffer.from(pageText([...THREE, more])) });
    expect(grown.articles).toHaveLength(4);
    expect(grown.articles.map(({ id }) => id)).not.toContain(cut);
    expect(await find(cut)).toMatchObject({ type: 'present', article: { id: ids[1] } });
  });

  it('follows a former id to what became of its article: withheld, deleted, gone with its page', async () => {
    const cut = await cutSecond();
    await room.intake.addPage(PAGE);
    await room.intake.withhold(ids[1]!, '当事人要求');
    expect(await find(cut)).toEqual({ type: 'withheld', reason: '当事人要求' });
    await room.intake.restore(ids[1]!);
    await room.intake.deleteArticle(ids[1]!);
    expect(await find(cut)).toEqual({ type: 'deleted' });
    await room.intake.removePage(first.page.id!);
    expect(await find(cut)).toEqual({ type: 'missing' });
  });

  it('lets writes through a former id reach the article that holds its lines now', async () => {
    const cut = await cutSecond();
    await room.intake.addPage(PAGE);
    const { id, ...content } = { ...(await stored(ids[1]!)).article, title: '口袋公园增至三处，北塔区' };
    expect(await room.intake.putArticleAt(cut, content)).toEqual({ id, status: 'updated' });
    expect(await find(cut)).toMatchObject({ type: 'present', article: { id, title: content.title } });
    expect([room.archive.status(cut), room.archive.liveCount]).toEqual([undefined, 3]);
    await room.intake.withhold(cut, '当事人要求');
    expect([room.archive.status(id), room.archive.reason(id)]).toEqual(['withheld', '当事人要求']);
    await room.intake.restore(cut);
    await Promise.all([room.intake.deleteArticle(cut), room.intake.deleteArticle(id)]);
    expect([room.archive.status(id), room.archive.status(cut)]).toEqual(['deleted', undefined]);
    // What was deleted is put again under the id it has now.
    expect(await room.intake.putArticleAt(cut, content)).toEqual({ id, status: 'created' });
    expect([room.archive.status(id), room.archive.status(cut)]).toEqual(['live', undefined]);
  });

  it('takes an id for its own where there is no page of that name, or none of the page was it', async () => {
    const content = (await stored(ids[1]!)).article;
    for (const id of ['nowhere-04', `${first.page.id!}-77`]) {
      expect(await room.intake.putArticleAt(id, content)).toEqual({ id, status: 'created' });
      await expect(room.intake.withhold(`${id}9`, '无')).rejects.toMatchObject({ code: 'ARTICLE_NOT_FOUND' });
    }
  });

  it('parts two articles that stood as one: the larger keeps the id', async () => {
    await mergeFirstTwo();
    const again = await room.intake.addPage(PAGE);
    expect(again.articles.map(({ title }) => title)).toEqual(THREE.map(({ title }) => title));
    expect(again.articles.map(({ id }) => id)).toContain(ids[0]);
    expect(again.articles[2]!.id).toBe(ids[2]);
    expect(again.removedIds).toEqual([]);
  });

  it('leaves a correction by hand as it is, under its id, by the lines it covers', async () => {
    const cut = await cutSecond();
    await room.intake.putArticle(
      { ...(await stored(ids[1]!)).article, title: '北塔区口袋公园增至三处', paragraphs: ['全文已改写，与版面一字不同。'] },
      'api',
    );
    const again = await room.intake.addPage(PAGE);
    expect(again.articles.map(({ id }) => id)).toEqual(ids);
    expect((await stored(ids[1]!)).article.title).toBe('北塔区口袋公园增至三处');
    expect(await find(cut)).toMatchObject({ type: 'present', article: { id: ids[1], title: '北塔区口袋公园增至三处' } });
  });
});

describe('a withheld or deleted article that is cut otherwise', () => {
  const LONG = {
    title: '云湾港夜航灯塔修缮完工',
    paragraphs: [
      '本报讯（记者 韦一帆）停用七年的外堤灯塔昨晚重新亮灯，附近渔船不必再绕行北面的浅滩，靠港时间缩短一刻钟。',
      '修缮队把锈蚀的铁梯全部换成不锈钢，塔身裂缝用石灰浆灌实，外墙照老照片重新刷成红白两色。',
      '守塔人的小屋改成陈列室，摆着旧灯芯、航海日志和一台手摇雾号，周末由退休船员轮流讲解。',
      '渔港管理处打算明年把内堤的两座小灯也修好，届时夜里进出港的船只可以看清整条航道。',
    ],
  };
  const whole = (): PageInput => ({ ...PAGE, bytes: Buffer.from(pageText([THREE[0], LONG, THREE[2]])) });
  /** The same words with a headline of its own over the second half. */
  const cut = (): PageInput => ({
    ...PAGE,
    bytes: Buffer.from(
      pageText([
        THREE[0],
        { ...LONG, paragraphs: LONG.paragraphs.slice(0, 2) },
        { title: '老灯芯与旧雾号', paragraphs: LONG.paragraphs.slice(2) },
        THREE[2],
      ]),
    ),
  });
  const end = { withheld: (id: string) => room.intake.withhold(id, '当事人要求'), deleted: (id: string) => room.intake.deleteArticle(id) };
  const liveTexts = (): string => [...room.indexed.values()].flatMap(({ title, paragraphs }) => [title, ...paragraphs]).join('\n');

  it.each(['withheld', 'deleted'] as const)('keeps every part %s when the same text is divided', async (status) => {
    await mergeFirstTwo();
    await end[status](ids[0]!);
    for (let time = 0; time < 2; time += 1) {
      const { articles } = await room.intake.addPage(PAGE);
      expect(articles.map(({ title }) => title)).not.toContain(THREE[1].title);
      expect([room.archive.liveCount, ...ids.map((id) => room.archive.status(id))]).toEqual([1, status, undefined, 'live']);
    }
  });

  it.each(['withheld', 'deleted'] as const)(
    'keeps every part %s when the text has changed, also when that is read again',
    async (status) => {
      const { articles } = await room.intake.addPage(whole());
      await end[status](articles.find(({ title }) => title === LONG.title)!.id);
      for (let time = 0; time < 2; time += 1) {
        const again = await room.intake.addPage(cut());
        expect([...room.indexed.values()].map(({ title }) => title).sort()).toEqual([THREE[0].title, THREE[2].title].sort());
        for (const paragraph of LONG.paragraphs) expect(liveTexts()).not.toContain(paragraph);
        const { articleIds } = (await room.archive.page(again.page.id!))!;
        const gone = articleIds.filter((id) => room.archive.status(id) === status);
        expect(gone).toHaveLength(2);
        expect(gone.map((id) => room.archive.reason(id))).toEqual(
          status === 'deleted' ? [undefined, undefined] : ['当事人要求', '当事人要求'],
        );
      }
    },
  );

  it('leaves a new article live beside it', async () => {
    await room.intake.withhold(ids[1]!, '当事人要求');
    const again = await room.intake.addPage({ ...PAGE, bytes: Buffer.from(pageText([...THREE, LONG])) });
    expect(room.archive.status(again.articles.at(-1)!.id)).toBe('live');
    expect(room.archive.liveCount).toBe(3);
  });
});
