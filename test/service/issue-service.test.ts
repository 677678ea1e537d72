import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Article } from '../../src/article/article.js';
import { Archive } from '../../src/archive/archive.js';
import type { ArchiveChange, IndexedChange } from '../../src/archive/archive-change.js';
import { ArchiveIssueService } from '../../src/service/issue-service.js';
import { SortedList } from '../../src/service/sorted-list.js';
import { makeArticle } from '../http/fake-services.js';
import { openTemporaryIntake, pageText, THREE } from '../intake/temporary-intake.js';
import { Random } from '../support/random.js';
import { seed } from '../support/shared.js';
import { plainIssues, plainList, plainNeighbours, plainPages, plainPapers } from './plain-issues.js';

describe('the places of articles', () => {
  it('are those of their pages: a date of the text alone makes no issue', async () => {
    const room = await openTemporaryIntake();
    try {
      const own = {
        title: '渡口夜班加开一趟船',
        paragraphs: ['渡口夜班加开一趟船，末班二十三时，码头灯火通明，船工轮流值守到天亮。', '夜里等船的人少受冻了。（2023年11月30日）'],
      };
      await room.intake.addPage({
        bytes: Buffer.from(pageText([own, THREE[0]])),
        given: { paper: '云湾工人报', pageNumber: '3' },
        source: '/pages/03.txt',
      });
      const service = new ArchiveIssueService(room.archive);
      const { total, issues } = await service.list({ limit: 10, offset: 0 });
      expect([total, issues]).toEqual([
        1,
        [
          {
            paper: '云湾工人报',
            pageCount: 1,
            pages: [expect.objectContaining({ paper: '云湾工人报', pageNumber: '3', articleCount: 2 })],
          },
        ],
      ]);
      const [place] = issues[0]!.pages;
      expect(place).not.toHaveProperty('date');
      expect((await service.page(place!, 10))!.articles.map(({ title, date }) => [title, date])).toEqual([
        [own.title, '2023-11-30'],
        [THREE[0].title, undefined],
      ]);
    } finally {
      await room.close();
    }
  });
});

const PAPERS = ['云湾工人报', '柳埠日报', undefined];
const DATES = ['2031-05-06', '2031-05-07', '2030-12-31', '1998-01-02', undefined];
const NUMBERS = ['1', '01', '2', '10', 'A02', 'a2', undefined];
const IDS = Array.from({ length: 40 }, (_, index) => `x${index}`);

/** Some of the parts, each perhaps missing. */
function present<T extends object>(parts: { readonly [name in keyof T]: T[name] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as Partial<T>;
}

function randomPlace(random: Random) {
  return present<{ paper: string; date: string; pageNumber: string; section: string }>({
    paper: random.pick(PAPERS),
    date: random.pick(DATES),
    pageNumber: random.pick(NUMBERS),
    section: random.pick(['要闻', undefined]),
  });
}

function randomChange(random: Random): ArchiveChange {
  const id = random.pick(IDS);
  const kind = random.below(14);
  if (kind < 7) {
    const article: Article = makeArticle({
      id,
      title: `第${random.below(1_000)}号渡口`,
      ...randomPlace(random),
      ...present<{ order: number; extra: Record<string, unknown> }>({
        order: random.pick([1, 2, 3, undefined]),
        extra: random.pick([{ dateFrom: 'text' }, undefined, undefined]),
      }),
    });
    return { type: 'article', article, source: 'api' };
  }
  if (kind < 10)
    return {
      type: 'page',
      page: {
        id: `p${random.below(6)}`,
        sha256: '',
        encoding: 'utf-8',
        articleIds: [],
        furniture: [],
        source: 'api',
        ...randomPlace(random),
      },
    };
  const type = (['delete', 'restore', 'remove', 'withhold', 'removePage', 'deletePage', 'restorePage'] as const)[random.below(7)]!;
  if (type === 'withhold') return { type, id, reason: '更正中' };
  return { type, id: type.endsWith('Page') ? `p${random.below(6)}` : id };
}

/** What the intake tells of a commit. */
async function indexed(archive: Archive, before: number): Promise<readonly IndexedChange[]> {
  const changes: IndexedChange[] = [];
  for await (const change of archive.changesSince(before)) changes.push(change);
  return changes;
}

it('after every change, lists, calendars, issues and pages are those that are made anew from all articles', async () => {
  const random = new Random(seed);
  for (let history = 0; history < 6; history += 1) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'xunbao-issues-'));
    const archive = await Archive.open(folder);
    const service = new ArchiveIssueService(archive);
    try {
      for (let step = 0; step < 40; step += 1) {
        const before = archive.sequence;
        await archive.commit(Array.from({ length: 1 + random.below(5) }, () => randomChange(random)));
        // One that is asked before it was told of a change reads the texts itself.
        if (random.below(3) > 0) await service.apply(await indexed(archive, before));
        if (random.below(3) === 0) continue;
        const pages = await plainPages(archive);
        const issues = plainIssues(pages);
        const range = present<{ paper: string; from: string; to: string }>({
          paper: random.pick(PAPERS),
          from: random.pick(['1998', '2031-05', undefined, undefined]),
          to: random.pick(['2031-05-06', '2030', undefined, undefined]),
        });
        const question = { ...range, limit: 1 + random.below(4), offset: random.below(4) };
        expect(await service.list(question)).toEqual(plainList(issues, question));
        const shelf = await service.shelf({ paper: null, limit: 5, offset: 0 });
        expect([shelf.issueCount, shelf.papers, shelf.list]).toEqual([
          issues.length,
          plainPapers(issues),
          plainList(issues, { paper: null, limit: 5, offset: 0 }),
        ]);
        for (const issue of issues) {
          const { heads, ...found } = (await service.issue(issue))!;
          expect(found).toEqual({ issue, ...plainNeighbours(issues, issue) });
          expect(heads.map((own) => own.map(({ id }) => id))).toEqual(
            issue.pages.map((page) => pages.find((one) => one.page === page)!.ids.slice(0, 8)),
          );
          const days = issues
            .filter(({ paper, date }) => paper === issue.paper && date?.slice(0, 4) === issue.date?.slice(0, 4))
            .map((one) => ({ date: one.date, pageCount: one.pages.length }));
          if (issue.date !== undefined)
            expect(
              (await service.shelf({ paper: issue.paper ?? null, year: issue.date.slice(0, 4), limit: 1, offset: 0 })).calendar!.days,
            ).toEqual(days);
        }
        for (const { page, ids } of pages) {
          const found = (await service.page(page, 3))!;
          expect([found.page, found.articles.map(({ id }) => id)]).toEqual([page, ids.slice(0, 3)]);
        }
        expect(await service.issue({ paper: '没有的报' })).toBeUndefined();
      }
    } finally {
      await archive.close();
      await rm(folder, { recursive: true, force: true });
    }
  }
});

it('a sorted list is one that is sorted anew after every change', () => {
  const random = new Random(seed);
  const list = new SortedList<number>((a, b) => a - b);
  const plain = new Set<number>();
  for (let step = 0; step < 4_000; step += 1) {
    const item = random.below(3_000);
    if (plain.has(item)) list.delete(item);
    else list.add(item);
    if (!plain.delete(item)) plain.add(item);
    if (step % 100 > 0) continue;
    const sorted = [...plain].sort((a, b) => a - b);
    const [start, sought] = [random.below(sorted.length + 1), random.below(3_000)];
    expect([list.size, [...list], list.slice(start, start + 7), list.at(start)]).toEqual([
      sorted.length,
      sorted,
      sorted.slice(start, start + 7),
      sorted[start],
    ]);
    expect([list.rank((one) => one - sought), list.find((one) => one - sought)]).toEqual([
      sorted.filter((one) => one < sought).length,
      plain.has(sought) ? sought : undefined,
    ]);
  }
});
