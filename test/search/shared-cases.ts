/** What every engine must find through the searcher: the shared cases, and random runs of real articles. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Article } from '../../src/article/article.js';
import { article } from '../contract/contract-kit.js';
import { readNdjson } from '../support/corpora.js';
import { Random } from '../support/random.js';
import { describeWithShared, seed } from '../support/shared.js';
import { expectSoundHit, type Library, markedIn } from './search-kit.js';

type OpenLibrary = () => Promise<Library>;

interface SharedCase {
  readonly ref: string;
  readonly why: string;
  readonly paper: string;
  readonly query: string;
  readonly articles: readonly {
    readonly id: string;
    readonly title?: string;
    readonly paragraphs?: readonly string[];
    readonly byline?: Partial<Article['byline']>;
  }[];
  readonly want: readonly string[];
  readonly first?: string;
  readonly superset?: boolean;
  readonly relaxed?: boolean;
  readonly marked?: Readonly<Record<string, readonly string[]>>;
}

/** The cases of the shared folder, answered by a searcher over an engine; `open`: an empty library. */
export function describeSharedCases(engine: string, open: OpenLibrary): void {
  describeWithShared(`the shared search cases with ${engine}`, (shared) => {
    const cases = JSON.parse(readFileSync(path.join(shared, 'cases', 'chinese-search.json'), 'utf8')) as SharedCase[];
    let library: Library;
    beforeAll(async () => {
      library = await open();
      await library.put(...cases.flatMap((one) => one.articles.map(({ id, ...parts }) => article(id, parts))));
    });
    afterAll(() => library.close());

    it.each(cases.map((one) => [`${one.ref}: ${one.why}`, one] as const))('%s', async (_, one) => {
      const answer = await library.search(one.query, { filters: { paper: [one.paper] }, limit: 50 });
      const ids = answer.hits.map((hit) => hit.id);
      expect(ids).toEqual(expect.arrayContaining([...one.want]));
      if (one.superset !== true) expect([answer.total, [...ids].sort()]).toEqual([one.want.length, [...one.want].sort()]);
      if (one.first !== undefined) expect(ids[0]).toBe(one.first);
      expect(answer.query.relaxed).toBe(one.relaxed === true);
      for (const hit of answer.hits) {
        expectSoundHit(hit, library.article(hit.id));
        const marked = markedIn(hit);
        for (const wanted of one.marked?.[hit.id] ?? []) {
          const tight = wanted.replace(/<[^>]*>/g, '');
          const isMarked =
            marked.some((text) => text.includes(wanted) || text.replace(/<[^>]*>/g, '') === tight) ||
            marked.join('').replace(/<[^>]*>/g, '') === tight;
          expect([wanted, isMarked ? 'marked' : marked]).toEqual([wanted, 'marked']);
        }
      }
    });
  });
}

/** Random runs out of articles find them; `open`: an empty library. */
export function describeFoundRuns(
  engine: string,
  open: OpenLibrary,
  { articleCount, runCount }: { readonly articleCount: number; readonly runCount: number },
): void {
  describeWithShared(`real articles with ${engine}`, (shared) => {
    it(`${runCount} random runs of 1 to 12 Han are all found (seed ${seed})`, async () => {
      const records = readNdjson(path.join(shared, 'corpora', 'known-xinhua.articles.ndjson.gz'), articleCount) as unknown as ({
        id: string;
        paragraphs: string[];
      } & Partial<Article>)[];
      const library = await open();
      await library.put(...records.map(({ id, ...parts }) => article(id, parts)));
      const random = new Random(seed);
      const missed: string[] = [];
      let asked = 0;
      while (asked < runCount) {
        const { id, paragraphs } = random.pick(records);
        const runs = paragraphs.join('\n').match(/\p{Script=Han}+/gu);
        if (runs === null) continue;
        const run = random.pick(runs);
        const start = random.below(run.length);
        const text = run.slice(start, start + 1 + random.below(12));
        asked += 1;
        let found = false;
        for (let cursor: string | null | undefined; cursor !== null && !found;) {
          const page = await library.search(text, { limit: 100, sort: 'newest', ...(cursor !== undefined && { cursor }) });
          found = page.hits.some((hit) => hit.id === id);
          ({ cursor } = page);
        }
        if (!found) missed.push(`${text} in ${id}`);
      }
      expect(missed).toEqual([]);
      await library.close();
    }, 1_200_000);
  });
}
