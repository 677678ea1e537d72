/** The index against the archive: every document, and a sample of questions. Part of the composition root. */
import type { Logger } from 'pino';
import { replay, type Store } from './app.js';
import { JoinedArticles } from './intake/joined-articles.js';
import type { DateKey, SearchEngine } from './search/engine.js';
import { Indexer } from './search/indexer.js';
import { createSearchDocument, type SearchDocument } from './search/search-document.js';

/** What comparing an index with its archive has shown. */
export interface IndexCheck {
  /** How the saved index was found: `loaded`, `none`, `damaged`, `foreign`, `older`, `newer`, `behind`. */
  readonly found: string;
  readonly documentCount: number;
  /** Texts that must be found, and were looked for. */
  readonly questionCount: number;
  /** In words, the first ones only; empty when all is well. An index that is missing or out of date is no problem. */
  readonly problems: readonly string[];
}

const PAGE_COUNT = 1_000;
const SAMPLE_COUNT = 200;
const MAX_LISTED = 20;

/** Opens the saved index, lets it catch up in memory, and compares. Writes nothing. Takes about as long as a rebuild. */
export async function checkIndex({ archive, analyzer, folder, createEngine }: Store, logger: Logger): Promise<IndexCheck> {
  const engine = createEngine(folder.engineDirectory);
  try {
    const opened = await engine.open(analyzer.version);
    if (opened.reason === 'damaged') return { found: 'damaged', documentCount: 0, questionCount: 0, problems: ['the saved index is damaged'] };
    if (opened.sequence === 0) return { found: opened.reason, documentCount: 0, questionCount: 0, problems: [] };
    if (opened.sequence > archive.sequence || opened.sequence < archive.horizon) return { found: 'behind', documentCount: 0, questionCount: 0, problems: [] };
    await replay(archive, new Indexer({ engine, analyzer }), opened.sequence, logger);
    const check = new Comparison(engine);
    await check.readDocuments();
    const joined = new JoinedArticles(archive);
    for await (const { id } of archive.liveArticles()) {
      const story = await joined.read(id);
      // A story on several pages is one document, under the id of its first half.
      if (story?.halves[0]?.article.id === id) check.compare(createSearchDocument(story.article, analyzer));
    }
    const questionCount = await check.ask();
    return { found: opened.reason, documentCount: engine.documentCount, questionCount, problems: check.problems() };
  } finally {
    await engine.close();
  }
}

class Comparison {
  readonly #indexed = new Map<string, SearchDocument>();
  readonly #wrong: string[] = [];
  readonly #titles: string[] = [];

  constructor(private readonly engine: SearchEngine) {}

  async readDocuments(): Promise<void> {
    let after: DateKey | undefined;
    for (;;) {
      const { hits } = await this.engine.search({
        ...{ clause: { type: 'all' }, filter: {}, sort: 'newest', standing: { whole: null, runs: [] }, terms: [], facets: [] },
        ...{ first: 0, count: PAGE_COUNT, ...(after === undefined ? {} : { after }) },
      });
      for (const { document } of hits) this.#indexed.set(document.id, document);
      const last = hits.at(-1)?.document;
      if (last === undefined || hits.length < PAGE_COUNT) return;
      after = { date: last.date ?? null, id: last.id };
    }
  }

  compare(wanted: SearchDocument): void {
    const found = this.#indexed.get(wanted.id);
    this.#indexed.delete(wanted.id);
    if (found === undefined) this.#wrong.push(`${wanted.id} is missing`);
    else if (found.text !== wanted.text || found.date !== wanted.date || found.pageNumber !== wanted.pageNumber) this.#wrong.push(`${wanted.id} has another text or place`);
    const title = wanted.text.slice(wanted.fieldStarts[0], wanted.fieldStarts[1]).trim();
    if (title !== '') this.#titles.push(title);
  }

  /** Looks a spread of headlines up; gives their number. */
  async ask(): Promise<number> {
    const step = Math.ceil(this.#titles.length / SAMPLE_COUNT);
    const asked = this.#titles.filter((_, at) => at % step === 0);
    const { counts } = await this.engine.count(asked.map((text) => ({ type: 'phrase', text })), {});
    counts.forEach((count, at) => {
      if (count === 0) this.#wrong.push(`a headline of ${asked[at]!.length} characters is not found`);
    });
    return asked.length;
  }

  problems(): readonly string[] {
    const all = [...this.#wrong, ...[...this.#indexed.keys()].map((id) => `${id} should not be there`)];
    return all.length > MAX_LISTED ? [...all.slice(0, MAX_LISTED), `and ${all.length - MAX_LISTED} more`] : all;
  }
}
