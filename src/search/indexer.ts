/** The indexer: archive changes into search documents, in groups, into the engine and what follows beside it. */
import type { Article } from '../article/article.js';
import type { Analyzer } from '../analysis/analyzer.js';
import type { ArticleDigest } from './article-digest.js';
import type { Companion } from './companion.js';
import type { DocumentChange, SearchEngine } from './engine.js';
import { createSearchDocument, type SearchDocument } from './search-document.js';

/** What became of one id: the article to find from now on, or null where it is not searchable any more. */
export interface IndexChange {
  readonly sequence: number;
  readonly id: string;
  readonly article: Article | null;
}

/** What was made of some articles, in their order. */
export interface AnalysedArticles {
  readonly documents: readonly SearchDocument[];
  /** What companions take of them, where it was read with the documents. */
  readonly digests?: readonly ArticleDigest[];
}

/** Analyses articles: here, or in other threads. */
export type Analyse = (articles: readonly Article[]) => Promise<AnalysedArticles>;

/** What an indexer feeds, and how. */
export interface IndexerParts {
  readonly engine: SearchEngine;
  readonly analyzer: Analyzer;
  /** Takes the place of `analyzer` where many articles are to be analysed at once. */
  readonly analyse?: Analyse;
  /** What follows beside the engine. */
  readonly companions?: Pick<Companion, 'apply'> | undefined;
}

/** Feeds one engine, and what follows beside it; one after the other, as a chain that breaks where one fails: see `apply`. */
export class Indexer {
  readonly #analyse: Analyse;
  #applied: Promise<void> = Promise.resolve();

  readonly #parts: IndexerParts;

  constructor(parts: IndexerParts) {
    this.#parts = parts;

    this.#analyse =
      parts.analyse ??
      ((articles) => Promise.resolve({ documents: articles.map((article) => createSearchDocument(article, parts.analyzer)) }));
  }

  /**
   * Analyses and applies changes in order; searchable when it resolves, and known to the companions. Calls may overlap: analysis
   * goes on side by side, and the engine gets the changes in the order of the calls. After a failure every later call fails with
   * it, since the engine must not have what comes behind a gap. The CPU cost is analysis: about 8 MB of text a second.
   */
  async apply(coming: readonly IndexChange[] | Promise<readonly IndexChange[]>): Promise<void> {
    const ready = this.#analysed(coming);
    // Awaited behind the calls before; until then a rejection must not count as unhandled.
    ready.catch(() => undefined);
    this.#applied = this.#applied.then(async () => {
      const { changes, documents, digests } = await ready;
      const last = changes.at(-1);
      if (last !== undefined)
        await Promise.all([
          this.#parts.engine.apply(puts(changes, documents), last.sequence),
          this.#parts.companions?.apply(changes, digests),
        ]);
    });
    await this.#applied;
  }

  async #analysed(
    coming: readonly IndexChange[] | Promise<readonly IndexChange[]>,
  ): Promise<AnalysedArticles & { readonly changes: readonly IndexChange[] }> {
    const changes = await coming;
    return { changes, ...(await this.#analyse(changes.flatMap(({ article }) => (article === null ? [] : [article])))) };
  }
}

function puts(changes: readonly IndexChange[], documents: readonly SearchDocument[]): DocumentChange[] {
  let next = 0;
  return changes.map(({ id, article }) => (article === null ? { type: 'remove', id } : { type: 'put', document: documents[next++]! }));
}
