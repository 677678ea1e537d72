/** Stories on several pages, through random histories, against the plain way of pairing their halves. */
import type { Article } from '../../src/article/article.js';
import type { ArchiveChange, IndexedChange } from '../../src/archive/archive-change.js';
import { JoinedArticles } from '../../src/intake/joined-articles.js';
import { Random } from '../support/random.js';
import { seed } from '../support/shared.js';
import { plainStories } from './plain-stories.js';
import { openTemporaryIntake, pageText, type TemporaryIntake } from './temporary-intake.js';

const TITLES = ['码头工人自编渡口地图', '渡口夜班加开一趟船', '老厂房变身青年书店', '码头工人自编渡口图', '老厂房里的书店'];
const PAGES = ['1', '2', 'A03', '4'];
const HISTORIES = 12;
const STEPS = 14;

function randomPage(random: Random, date: string, pageNumber: string) {
  const other = (): string => random.pick(PAGES.filter((one) => one !== pageNumber)).replace('A03', random.pick(['A03', 'a3']));
  const articles = Array.from({ length: 1 + random.below(4) }, () => {
    const [comes, goes] = [random.below(3) === 0, random.below(2) === 0];
    const body = [
      '沿河四十一个渡口的水深、台阶和夜灯的位置都一一记下了，印成一张图贴在候船室的墙上。',
      random.pick(['又给每条渡船送去一张，好让', '渡船公司说明年刻成铜牌。']),
    ];
    return {
      title: random.pick(TITLES),
      paragraphs: [...(comes ? [`（上接第${other()}版）`] : []), ...body, ...(goes ? [`（下转第${other()}版）`] : [])],
    };
  });
  return {
    bytes: Buffer.from(pageText(articles)),
    given: { ...(random.below(12) > 0 && { paper: '柳埠日报' }), date, pageNumber },
    source: `/pages/${date}/${pageNumber}.txt`,
  };
}

async function step(room: TemporaryIntake, random: Random): Promise<void> {
  const ids = [...(await plainStories(room.archive)).keys()];
  const { intake, archive } = room;
  const kind = random.below(ids.length === 0 ? 1 : 9);
  if (kind < 4) await intake.addPage(randomPage(random, random.pick(['2031-05-06', '2031-05-07']), random.pick(PAGES)));
  else if (kind === 4) await intake.deleteArticle(random.pick(ids));
  else if (kind === 5) await intake.withhold(random.pick(ids), '更正中');
  else if (kind === 6) {
    const { article } = (await archive.article(random.pick(ids)))!;
    await intake.putArticle({ ...article, title: random.pick(TITLES) }, 'api');
  } else if (kind === 7) {
    const { pageId } = (await archive.article(random.pick(ids)))!;
    // An article that was out while its page ended may have come back without it.
    if (archive.pageStatus(pageId!) === 'live') await intake.removePage(pageId!);
  } else await intake.restore((await anyAway(room, random)) ?? random.pick(ids));
}

async function anyAway({ archive }: TemporaryIntake, random: Random): Promise<string | undefined> {
  const away: string[] = [];
  for await (const { id, status } of archive.records()) if (status !== 'live') away.push(id);
  return away.length === 0 ? undefined : random.pick(away);
}

async function follow(joined: JoinedArticles, changes: AsyncIterable<IndexedChange>, index: Map<string, Article>): Promise<void> {
  const all: IndexedChange[] = [];
  for await (const change of changes) all.push(change);
  for (const { id, article } of await joined.expand(all)) {
    if (article === null) index.delete(id);
    else index.set(id, article);
  }
}

it('stories are those of the plain pairing after every change, read, indexed at once and indexed as they came', async () => {
  const random = new Random(seed);
  for (let history = 0; history < HISTORIES; history += 1) {
    const room = await openTemporaryIntake();
    const joined = new JoinedArticles(room.archive);
    const index = new Map<string, Article>();
    try {
      for (let at = 0; at < STEPS; at += 1) {
        const before = room.archive.sequence;
        await step(room, random);
        const stories = await plainStories(room.archive);
        for (const [id, halves] of stories)
          expect([id, (await joined.read(id))!.halves.map(({ article }) => article.id)]).toEqual([id, halves]);
        await follow(joined, room.archive.changesSince(before), index);
        const fresh = new Map<string, Article>();
        await follow(new JoinedArticles(room.archive), room.archive.changesSince(0), fresh);
        expect([...index].sort(([a], [b]) => (a < b ? -1 : 1))).toEqual([...fresh].sort(([a], [b]) => (a < b ? -1 : 1)));
        expect([...fresh.keys()].sort()).toEqual(
          [...stories]
            .filter(([id, [first]]) => first === id)
            .map(([id]) => id)
            .sort(),
        );
      }
    } finally {
      await room.close();
    }
  }
});

it('a half that loses its other half is written again with it, in one transaction', async () => {
  const room = await openTemporaryIntake();
  try {
    const random = new Random(7);
    for (const pageNumber of ['1', '2', '4'])
      for (let at = 0; at < 3; at += 1) await room.intake.addPage(randomPage(random, '2031-05-06', pageNumber));
    const joined = new JoinedArticles(room.archive);
    for (const [id, halves] of await plainStories(room.archive)) {
      const change: ArchiveChange = { type: 'delete', id };
      expect((await joined.rewrites([change])).map((one) => one.type === 'article' && one.article.id).sort()).toEqual(
        halves.filter((one) => one !== id).sort(),
      );
    }
  } finally {
    await room.close();
  }
});
