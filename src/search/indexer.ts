/** The indexer: archive changes into search documents, in groups, into the engine. */
import type { Article } from '../article/article.js';
import type { Analyzer } from '../analysis/analyzer.js';
import type { DocumentChange, SearchEngine } from './engine.js';
import { createSearchDocument } from './search-document.js';

/** What became of one id: the article to find from now on, or null where it is not searchable any more. */
export interface IndexChange {
  readonly sequence: number;
  readonly id: string;
  readonly article: Article | null;
}

export class Indexer {
  constructor(private readonly parts: { readonly engine: SearchEngine; readonly analyzer: Analyzer }) {}

  /** Analyses and applies changes in order; searchable when it resolves. The CPU cost is analysis: about 8 MB of text a second. */
  async apply(changes: readonly IndexChange[]): Promise<void> {
    if (changes.length === 0) return;
    const { engine, analyzer } = this.parts;
    const documents = changes.map(({ id, article }): DocumentChange =>
      article === null ? { type: 'remove', id } : { type: 'put', document: createSearchDocument(article, analyzer) });
    await engine.apply(documents, changes.at(-1)!.sequence);
  }
}
