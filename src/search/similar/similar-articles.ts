/** Articles about the same: one article's telling terms, asked of the engine as a query. */
import type { Analyzer } from '../../analysis/analyzer.js';
import { type Clause, literal } from '../../query/clause.js';
import { createHit } from '../create-hit.js';
import type { SearchEngine } from '../engine.js';
import { RANK_POOL, rankPage, type RankedHit } from '../ranking/rank-page.js';
import type { RankingWeights } from '../ranking/weights.js';
import type { SearchHit } from '../search-answer.js';
import type { ArticleReader } from '../searcher.js';
import { type TellingTerm, tellingTerms } from './telling-terms.js';

/** What is asked, and from where what is shown is read. */
export interface SimilarArticlesParts {
  readonly engine: SearchEngine;
  readonly analyzer: Analyzer;
  readonly articles: ArticleReader;
  readonly weights: RankingWeights;
  /** Ids of articles that print the same dispatch; they are no news to its reader. */
  readonly sameAs: (id: string) => readonly string[];
}

/** Shares of the terms' weight a similar article holds; the second where the first finds too few. */
const SHARES = [0.25, 0.1] as const;
const UNMARKED: Clause = { type: 'all' };

/** Answers from one engine. */
export class SimilarArticles {
  readonly #parts: SimilarArticlesParts;

  constructor(parts: SimilarArticlesParts) {
    this.#parts = parts;
  }

  /**
   * At most `limit` articles, the most similar first, as hits without marks; without the article itself and what prints the
   * same dispatch, and each other dispatch once. Empty where nothing is known of `id`.
   */
  async similar(id: string, limit: number): Promise<readonly SearchHit[]> {
    const [article] = await this.#parts.articles.read([id]);
    if (article === undefined) return [];
    const terms = await tellingTerms(article, this.#parts.engine, this.#parts.analyzer);
    const ranked = this.#withoutSame(await this.#ask(terms, id, limit), id).slice(0, limit);
    const articles = await this.#parts.articles.read(ranked.map(({ document }) => document.id));
    return ranked.flatMap(({ document, score }, i) => {
      const found = articles[i];
      if (found === undefined) return [];
      const sameAs = this.#parts.sameAs(document.id);
      const hit = createHit(found, document, UNMARKED, { score, match: 'loosened' }, this.#parts.analyzer);
      return [sameAs.length === 0 ? hit : { ...hit, sameAs }];
    });
  }

  /** The ranked pool of the articles that hold enough of the terms. */
  async #ask(terms: readonly TellingTerm[], id: string, limit: number): Promise<readonly RankedHit[]> {
    if (terms.length === 0) return [];
    let ranked: readonly RankedHit[] = [];
    for (const share of SHARES) {
      ranked = await this.#askShare(terms, share);
      if (this.#withoutSame(ranked, id).length >= limit) break;
    }
    return ranked;
  }

  async #askShare(terms: readonly TellingTerm[], share: number): Promise<readonly RankedHit[]> {
    const units = terms.map(({ text, weight }) => ({ clause: { type: 'exact', needle: literal(text) } as const, weight }));
    const rankTerms = terms.map(({ text }) => ({ text, type: 'word' }) as const);
    const answer = await this.#parts.engine.search({
      clause: { type: 'atLeast', units, share },
      filter: {},
      sort: 'relevance',
      standing: { whole: null, runs: [] },
      terms: rankTerms,
      first: 0,
      count: RANK_POOL,
      facets: [],
    });
    return rankPage(answer, rankTerms, this.#parts.weights, { first: 0, limit: RANK_POOL, reorder: true, explain: false });
  }

  #withoutSame(ranked: readonly RankedHit[], id: string): RankedHit[] {
    const seen = new Set([id, ...this.#parts.sameAs(id)]);
    return ranked.filter(({ document }) => {
      if (seen.has(document.id)) return false;
      for (const same of [document.id, ...this.#parts.sameAs(document.id)]) seen.add(same);
      return true;
    });
  }
}
