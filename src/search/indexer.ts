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

export class Indexer {
  private readonly analyse: Analyse;

  /** `analyse` takes the place of `analyzer` where many articles are to be analysed at once. */
  constructor(private readonly parts: { readonly engine: SearchEngine; readonly analyzer: Analyzer; readonly analyse?: Analyse }) {
    this.analyse = parts.analyse ?? ((articles) => Promise.resolve(articles.map((article) => createSearchDocument(article, parts.analyzer))));
  }

  /** Analyses and applies changes in order; searchable when it resolves. The CPU cost is analysis: about 8 MB of text a second. */
  async apply(changes: readonly IndexChange[]): Promise<void> {
    if (changes.length === 0) return;
    const documents = await this.analyse(changes.flatMap(({ article }) => (article === null ? [] : [article])));
    let next = 0;
    const puts = changes.map(({ id, article }): DocumentChange => (article === null ? { type: 'remove', id } : { type: 'put', document: documents[next++]! }));
    await this.parts.engine.apply(puts, changes.at(-1)!.sequence);
  }
}
