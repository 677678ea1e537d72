import type { Article } from '../../src/article/article.js';
import type { IndexedChange } from '../../src/archive/archive-change.js';
import { JoinedArticles } from '../../src/intake/joined-articles.js';
import type { PageInput } from '../../src/intake/intake.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from './temporary-intake.js';

const TITLE = '码头工人自编渡口地图';
const FRONT = {
  title: TITLE,
  paragraphs: [
    '本报讯（记者 戚远帆）柳埠码头的三名装卸工用两年时间走遍沿河四十一个渡口，把水深、台阶和夜灯的位置一一记下。',
    '地图印出来那天，装卸工们把头一张贴在候船室的墙上，又给每条渡船送去一张，好让',
    '（下转第4版）',
  ],
};
const REST = {
  title: TITLE,
  paragraphs: ['（上接第1版）', '夜班的水手不用再凭记性靠岸。', '渡船公司说，明年还要把地图刻成铜牌，立在每个渡口的台阶旁边。'],
};

let room: TemporaryIntake;
let joined: JoinedArticles;
beforeEach(async () => {
  room = await openTemporaryIntake();
  joined = new JoinedArticles(room.archive);
});
afterEach(async () => {
  await room.close();
});

const front = (title = TITLE): PageInput => pageOf('1', [THREE[0], { ...FRONT, title }]);
const back = (): PageInput => pageOf('4', [THREE[1], REST]);

function pageOf(pageNumber: string, articles: Parameters<typeof pageText>[0], date = '2031-05-06'): PageInput {
  return {
    bytes: Buffer.from(pageText(articles)),
    given: { paper: '柳埠日报', date, pageNumber },
    source: `/pages/${date}/${pageNumber}.txt`,
  };
}

async function add(...pages: readonly PageInput[]): Promise<string[]> {
  const ids: string[] = [];
  for (const page of pages) {
    const receipt = await room.intake.addPage(page);
    ids.push(receipt.articles.find(({ title }) => title === TITLE)?.id ?? receipt.articles.at(-1)!.id);
  }
  return ids;
}

/** The index a fresh start would build, and the one that heard of every change after `from`. */
async function indexSince(from: number, index = new Map<string, Article>()): Promise<Map<string, Article>> {
  const changes: IndexedChange[] = [];
  for await (const change of room.archive.changesSince(from)) changes.push(change);
  for (const { id, article } of await joined.expand(changes)) {
    if (article === null) index.delete(id);
    else index.set(id, article);
  }
  return index;
}

const stories = (index: ReadonlyMap<string, Article>): readonly string[] =>
  [...index.values()].filter((article) => article.paragraphs.join('').includes('地图')).map(({ id }) => id);

describe('a story on two pages', () => {
  it.each(['front first', 'rest first'])('is one article, %s, with both places and its lines', async (order) => {
    const ids = order === 'front first' ? await add(front(), back()) : (await add(back(), front())).reverse();
    const [first, second] = [await joined.read(ids[0]!), await joined.read(ids[1]!)];
    expect(second!.article).toEqual(first!.article);
    expect(first!.article).toMatchObject({ id: ids[0], pageNumber: '1', title: TITLE, byline: { reporters: ['戚远帆'] } });
    expect(first!.article.paragraphs).toHaveLength(3);
    expect(first!.article.paragraphs[1]).toContain('好让夜班的水手不用再凭记性靠岸。');
    expect(first!.halves.map(({ article, paragraphs }) => [article.pageNumber, paragraphs])).toEqual([
      ['1', [0, 1]],
      ['4', [1, 2]],
    ]);
    expect(first!.halves[1]!.lines!.paragraphs).toHaveLength(2);
    expect(first!.missing).toEqual([]);
    expect(stories(await indexSince(0))).toEqual([ids[0]]);
  });

  it('stays in the archive as printed', async () => {
    const ids = await add(front(), back());
    expect((await room.archive.article(ids[0]!))!.article.paragraphs).toHaveLength(2);
    expect((await room.archive.article(ids[1]!))!.article).toMatchObject({ title: TITLE, pageNumber: '4' });
  });

  it('says which half is missing', async () => {
    const [first] = await add(front());
    expect((await joined.read(first!))!.missing).toEqual([{ way: 'to', pageNumber: '4' }]);
    const [, other] = await add(pageOf('1', [THREE[2]], '2031-05-07'), pageOf('4', [REST], '2031-05-07'));
    expect((await joined.read(other!))!.missing).toEqual([{ way: 'from', pageNumber: '1' }]);
  });

  it('does not join across days or papers', async () => {
    const [first] = await add(front(), pageOf('4', [REST], '2031-05-07'));
    expect((await joined.read(first!))!.halves).toHaveLength(1);
  });

  it('is one whatever page is read again, and in an index that was behind', async () => {
    const ids = await add(front(), back());
    const index = await indexSince(0);
    const before = room.archive.sequence;
    await add(front(), back());
    expect(room.archive.sequence).toBe(before);
    await add({
      ...back(),
      bytes: Buffer.from(pageText([THREE[2], { ...REST, paragraphs: [...REST.paragraphs, '铜牌由退休钳工义务刻字。'] }])),
    });
    await indexSince(before, index);
    expect(stories(index)).toEqual([ids[0]]);
    expect(index.get(ids[0]!)!.paragraphs.at(-1)).toContain('铜牌由退休钳工');
  });
});

describe('when one half goes', () => {
  it.each([
    [
      'the rest is deleted',
      async (ids: readonly string[]) => {
        await room.intake.deleteArticle(ids[1]!);
      },
      0,
    ],
    [
      'the beginning is deleted',
      async (ids: readonly string[]) => {
        await room.intake.deleteArticle(ids[0]!);
      },
      1,
    ],
    [
      'the page of the rest is removed',
      async (ids: readonly string[]) => {
        await room.intake.removePage((await room.archive.article(ids[1]!))!.pageId!);
      },
      0,
    ],
    [
      'the page of the beginning is deleted',
      async (ids: readonly string[]) => {
        await room.intake.deletePage((await room.archive.article(ids[0]!))!.pageId!);
      },
      1,
    ],
    [
      'the rest is corrected into another story',
      async (ids: readonly string[]) => {
        await room.intake.putArticle(
          {
            id: ids[1]!,
            title: '别的事',
            kicker: [],
            subtitle: [],
            byline: { reporters: [], correspondents: [], photographers: [] },
            paragraphs: ['灯塔换了灯泡。'],
            kind: 'news',
          },
          'api',
        );
      },
      0,
    ],
  ] as const)('%s: the other stands alone and says so, in an index that was behind too', async (_name, act, left) => {
    const ids = await add(front(), back());
    const index = await indexSince(0);
    const before = room.archive.sequence;
    await act(ids);
    await indexSince(before, index);
    expect(stories(index)).toEqual([ids[left]]);
    expect(stories(await indexSince(0))).toEqual([ids[left]]);
    expect(index.get(ids[left]!)).toEqual((await room.archive.article(ids[left]!))!.article);
    expect((await joined.read(ids[left]!))!.missing).toEqual([
      left === 0 ? { way: 'to', pageNumber: '4' } : { way: 'from', pageNumber: '1' },
    ]);
  });

  it('comes together again when it comes back', async () => {
    const ids = await add(front(), back());
    const index = await indexSince(0);
    await room.intake.deleteArticle(ids[1]!);
    const before = room.archive.sequence;
    await room.intake.restore(ids[1]!);
    await indexSince(before, index);
    expect(stories(index)).toEqual([ids[0]]);
    expect((await joined.read(ids[1]!))!.halves).toHaveLength(2);
  });

  it('withholds and restores the whole story by either id', async () => {
    const ids = await add(front(), back());
    await room.intake.withhold(ids[1]!, '更正中');
    expect(ids.map((id) => room.archive.status(id))).toEqual(['withheld', 'withheld']);
    expect(stories(await indexSince(0))).toEqual([]);
    await room.intake.restore(ids[0]!);
    expect(ids.map((id) => room.archive.status(id))).toEqual(['live', 'live']);
    expect(stories(await indexSince(0))).toEqual([ids[0]]);
  });
});

describe('corrections by hand', () => {
  it('of the first half keep the story one, also when the page is read again', async () => {
    const ids = await add(front(), back());
    const { article } = (await room.archive.article(ids[0]!))!;
    await room.intake.putArticle({ ...article, title: '码头工人自编四十一处渡口地图' }, 'api');
    await add(front(), back());
    const story = await joined.read(ids[1]!);
    expect(story!.article).toMatchObject({ id: ids[0], title: '码头工人自编四十一处渡口地图' });
    expect(story!.halves).toHaveLength(2);
  });

  it('that write the whole into the first half do not double the text', async () => {
    const ids = await add(front(), back());
    const { article } = (await joined.read(ids[0]!))!;
    await room.intake.putArticle(article, 'api');
    expect((await joined.read(ids[0]!))!.article.paragraphs).toEqual(article.paragraphs);
  });

  it('by PATCH are of the part under the id, and said to be', async () => {
    const ids = await add(front(), back());
    const whole = (await joined.read(ids[0]!))!.article.paragraphs;
    const receipt = await room.intake.patchArticle(ids[1]!, { byline: { reporters: ['沈岸'] } }, '*');
    expect(receipt.warnings).toEqual([expect.stringMatching(/part 2 of 2 .*page 4/)]);
    const before = room.archive.sequence;
    await expect(room.intake.patchArticle(ids[1]!, { paragraphs: whole }, '*')).rejects.toMatchObject({
      code: 'ARTICLE_INVALID',
      faults: [{ path: 'paragraphs' }],
    });
    expect(room.archive.sequence).toBe(before);
    const corrected = [...whole.slice(0, -1), '渡船公司说，铜牌明年立好。'];
    await room.intake.patchArticle(ids[0]!, { paragraphs: corrected }, '*');
    const own = (await room.archive.article(ids[1]!))!.article.paragraphs;
    await room.intake.patchArticle(ids[1]!, { paragraphs: [...own.slice(0, -1), '渡船公司说，铜牌明年立好。'] }, '*');
    expect((await joined.read(ids[1]!))!.article.paragraphs).toEqual(corrected);
  });

  it('do not lose each other when both halves are written at once', async () => {
    const ids = await add(front(), back());
    const [a, b] = await Promise.all(ids.map(async (id) => (await room.archive.article(id))!.article));
    await Promise.all([
      room.intake.putArticle({ ...a!, title: '地图上墙' }, 'api'),
      room.intake.putArticle({ ...b!, title: '铜牌上岸', paragraphs: ['铜牌明年立。'] }, 'api'),
      room.intake.deleteArticle(ids[1]!),
      room.intake.putArticle({ ...a!, title: '地图上墙了' }, 'api'),
    ]);
    expect((await room.archive.article(ids[0]!))!.article.title).toBe('地图上墙了');
  });
});

describe('a story on three pages', () => {
  it('is one', async () => {
    const middle = {
      title: TITLE,
      paragraphs: [
        '（上接第1版）',
        '夜班的水手不用再凭记性靠岸，也让上岸的人不再摸黑。地图里还画了茶摊和修船铺，标着几点开门、几点收摊，让夜里的人看清',
        '（下转第6版）',
      ],
    };
    const last = {
      title: TITLE,
      paragraphs: ['（上接第4版）', '脚下的每一级台阶，夜里落船的人也少了，候船室的值班员说，今年还没有听见过一声落水。'],
    };
    const ids = await add(pageOf('6', [THREE[2], last]), front(), pageOf('4', [THREE[1], middle]));
    const story = await joined.read(ids[0]!);
    expect(story!.halves.map(({ article }) => article.pageNumber)).toEqual(['1', '4', '6']);
    expect(story!.article.paragraphs[1]).toMatch(/好让夜班的水手.+让夜里的人看清脚下的每一级台阶.+落水。$/u);
    expect(stories(await indexSince(0))).toEqual([ids[1]]);
  });
});
