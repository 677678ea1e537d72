/** The indexer: archive changes into search documents, in groups, into the engine. */
import type { Article } from '../article/article.js';
import type { Analyzer } from '../analysis/analyzer.js';
import type { DocumentChange, SearchEngine } from './engine.js';
import { createSearchDocument, type SearchDocument } from './search-document.js';

/** What became of one id: the article to find from now on, or null where it is not searchable any more. */
export interface IndexChange {
  readonly sequence: number;
  readonly id: string;
  readonly article: Article | null;
}

/** Makes search documents of articles, in their order: here, or in other threads. */
export type Analyse = (articles: readonly Article[]) => Promise<readonly SearchDocument[]>;

/** Feeds one engine. */
export class Indexer {
  private readonly analyse: Analyse;
  private applied: Promise<void> = Promise.resolve();

  /** `analyse` takes the place of `analyzer` where many articles are to be analysed at once. */
  constructor(private readonly parts: { readonly engine: SearchEngine; readonly analyzer: Analyzer; readonly analyse?: Analyse }) {
    this.analyse = parts.analyse ?? ((articles) => Promise.resolve(articles.map((article) => createSearchDocument(article, parts.analyzer))));
  }

  /**
   * Analyses and applies changes in order; searchable when it resolves. Calls may overlap: analysis goes on side by side, and
   * the engine gets the changes in the order of the calls. After a failure every later call fails with it, since the engine
   * must not have what comes behind a gap. The CPU cost is analysis: about 8 MB of text a second.
   */
  async apply(coming: readonly IndexChange[] | Promise<readonly IndexChange[]>): Promise<void> {
    const ready = this.documentsOf(coming);
    // Awaited behind the calls before; until then a rejection must not count as unhandled.
    ready.catch(() => undefined);
    this.applied = this.applied.then(async () => {
      const { changes, sequence } = await ready;
      if (changes.length > 0) await this.parts.engine.apply(changes, sequence);
    });
    await this.applied;
  }

  private async documentsOf(coming: readonly IndexChange[] | Promise<readonly IndexChange[]>): Promise<{ changes: readonly DocumentChange[]; sequence: number }> {
    const changes = await coming;
    const documents = await this.analyse(changes.flatMap(({ article }) => (article === null ? [] : [article])));
    let next = 0;
    const puts = changes.map(({ id, article }): DocumentChange => (article === null ? { type: 'remove', id } : { type: 'put', document: documents[next++]! }));
    return { changes: puts, sequence: changes.at(-1)?.sequence ?? 0 };
  }
}
