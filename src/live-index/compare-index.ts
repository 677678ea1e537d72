/** The index against the archive: every document, and a sample of questions. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Analyzer } from '../analysis/analyzer.js';
import type { Archive } from '../archive/archive.js';
import type { Article } from '../article/article.js';
import { JoinedArticles } from '../intake/joined-articles.js';
import type { DateKey, SearchEngine } from '../search/engine.js';
import { createSearchDocument, type SearchDocument } from '../search/search-document.js';

/** Documents read at once. */
const PAGE_COUNT = 1_000;
/** Headlines looked up at most, spread over the archive. */
const SAMPLE_COUNT = 200;
/** Problems that are listed; the rest is counted. */
const MOST_LISTED = 20;
/** Articles compared before others have their turn, and headlines looked up: a few milliseconds. */
const YIELD_COUNT = 16;

/** An index and the archive it should agree with. */
export interface Compared {
  readonly archive: Archive;
  readonly engine: SearchEngine;
  readonly analyzer: Analyzer;
}

/** What a comparison came to. */
export interface IndexComparison {
  /** Headlines that were looked up. */
  readonly questionCount: number;
  /** Empty where the two agree; 20 at most, and how many more there are. */
  readonly problems: readonly string[];
}

/** Compares document by document, letting others have their turn. What changes meanwhile is left out. Takes about as long as a rebuild. */
export async function compareIndex({ archive, engine, analyzer }: Compared): Promise<IndexComparison> {
  const startedAt = archive.sequence;
  const check = new Comparison(engine);
  await check.readDocuments();
  const joined = new JoinedArticles(archive);
  let count = 0;
  for await (const story of storiesOf(archive, joined)) {
    check.compare(createSearchDocument(story, analyzer));
    count += 1;
    if (count % YIELD_COUNT === 0) await nextTurn();
  }
  const questionCount = await check.ask();
  for await (const change of archive.changesSince(startedAt)) {
    for (const { id } of await joined.expand([change])) check.forget(id);
  }
  return { questionCount, problems: check.problems() };
}

/** How many documents an index of the archive should hold. */
export async function countStories(archive: Archive): Promise<number> {
  const stories = storiesOf(archive, new JoinedArticles(archive));
  let count = 0;
  while ((await stories.next()).done !== true) count += 1;
  return count;
}

/** What stands in the index: a story on several pages is one document, under the id of its first half. */
async function* storiesOf(archive: Archive, joined: JoinedArticles): AsyncGenerator<Article> {
  for await (const { id } of archive.liveArticles()) {
    const story = await joined.read(id);
    if (story?.halves[0]?.article.id === id) yield story.article;
  }
}

class Comparison {
  readonly #indexed = new Map<string, SearchDocument>();
  readonly #wrong: { readonly id: string; readonly what: string }[] = [];
  readonly #titles: { readonly id: string; readonly title: string }[] = [];
  readonly #changed = new Set<string>();

  readonly #engine: SearchEngine;

  constructor(engine: SearchEngine) {
    this.#engine = engine;
  }

  async readDocuments(): Promise<void> {
    let after: DateKey | undefined;
    for (;;) {
      const { hits } = await this.#engine.search({
        clause: { type: 'all' },
        filter: {},
        sort: 'newest',
        standing: { whole: null, runs: [] },
        terms: [],
        facets: [],
        first: 0,
        count: PAGE_COUNT,
        ...(after !== undefined && { after }),
      });
      for (const { document } of hits) this.#indexed.set(document.id, document);
      const last = hits.at(-1)?.document;
      if (last === undefined || hits.length < PAGE_COUNT) return;
      await nextTurn();
      after = { date: last.date ?? null, id: last.id };
    }
  }

  compare(wanted: SearchDocument): void {
    const found = this.#indexed.get(wanted.id);
    this.#indexed.delete(wanted.id);
    if (found === undefined) this.#wrong.push({ id: wanted.id, what: `${wanted.id} is missing` });
    else if (found.text !== wanted.text || found.date !== wanted.date || found.pageNumber !== wanted.pageNumber)
      this.#wrong.push({ id: wanted.id, what: `${wanted.id} has another text or place` });
    const title = wanted.text.slice(wanted.fieldStarts[0], wanted.text.indexOf('\n')).trim();
    if (title !== '') this.#titles.push({ id: wanted.id, title });
  }

  /** Looks a spread of headlines up; gives their number. */
  async ask(): Promise<number> {
    const step = Math.ceil(this.#titles.length / SAMPLE_COUNT);
    const asked = this.#titles.filter((_, at) => at % step === 0);
    for (let from = 0; from < asked.length; from += YIELD_COUNT) {
      const some = asked.slice(from, from + YIELD_COUNT);
      const { counts } = await this.#engine.count(
        some.map(({ title }) => ({ type: 'exact', needle: { type: 'literal', text: title } })),
        {},
      );
      counts.forEach((count, at) => {
        if (count === 0) this.#wrong.push({ id: some[at]!.id, what: `a headline of ${some[at]!.title.length} characters is not found` });
      });
      await nextTurn();
    }
    return asked.length;
  }

  /** Nothing is said of this one: it has changed meanwhile. */
  forget(id: string): void {
    this.#changed.add(id);
  }

  problems(): readonly string[] {
    const extra = [...this.#indexed.keys()].map((id) => ({ id, what: `${id} should not be there` }));
    const all = [...this.#wrong, ...extra].filter(({ id }) => !this.#changed.has(id)).map(({ what }) => what);
    return all.length > MOST_LISTED ? [...all.slice(0, MOST_LISTED), `and ${all.length - MOST_LISTED} more`] : all;
  }
}
