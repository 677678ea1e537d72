/** Articles about the same: one article's telling terms, asked of the engine as a query. */
import type { Analyzer } from '../../analysis/analyzer.js';
import type { Article } from '../../article/article.js';
import { type Clause, literal } from '../../query/clause.js';
import { createHit } from '../create-hit.js';
import type { EngineAnswer, RankTerm, SearchEngine } from '../engine.js';
import { RANK_POOL, rankPage, type RankedHit } from '../ranking/rank-page.js';
import type { RankingWeights } from '../ranking/weights.js';
import type { SearchHit } from '../search-answer.js';
import type { ArticleReader } from '../searcher.js';
import { DifferentTexts } from './different-texts.js';
import { type TellingTerm, tellingTerms } from './telling-terms.js';

/** What is asked, and from where what is shown is read. */
export interface SimilarArticlesParts {
  readonly engine: SearchEngine;
  readonly analyzer: Analyzer;
  readonly articles: ArticleReader;
  readonly weights: RankingWeights;
  /** Ids of articles that print the same dispatch, at most `most` (20 where it is left out); they are no news to its reader. */
  readonly sameAs: (id: string, most?: number) => readonly string[];
}

/** Shares of the terms' weight a similar article holds; the second where the first finds too few. */
const SHARES = [0.25, 0.1] as const;
/** Documents that are looked at; further ones where most of them print what is there already. */
const COUNTS = [RANK_POOL, 10 * RANK_POOL] as const;
const UNMARKED: Clause = { type: 'all' };

/** A ranked document with its article. */
interface Found {
  readonly hit: RankedHit;
  readonly article: Article;
}

/** Answers from one engine. */
export class SimilarArticles {
  readonly #parts: SimilarArticlesParts;

  constructor(parts: SimilarArticlesParts) {
    this.#parts = parts;
  }

  /**
   * At most `limit` articles, the most similar first, as hits without marks; without the article itself and what prints the
   * same dispatch, and each other dispatch once, however many copies there are. Empty where nothing is known of `id`.
   */
  async similar(id: string, limit: number): Promise<readonly SearchHit[]> {
    const [article] = await this.#parts.articles.read([id]);
    if (article === undefined) return [];
    const terms = await tellingTerms(article, this.#parts.engine, this.#parts.analyzer);
    const found = terms.length === 0 ? [] : await this.#find(terms, article, limit);
    return found.map(({ hit: { document, score }, article: other }) => {
      const sameAs = this.#parts.sameAs(document.id);
      const hit = createHit(other, document, UNMARKED, { score, match: 'loosened' }, this.#parts.analyzer);
      return sameAs.length === 0 ? hit : { ...hit, sameAs };
    });
  }

  async #find(terms: readonly TellingTerm[], article: Article, limit: number): Promise<readonly Found[]> {
    let found: readonly Found[] = [];
    for (const share of SHARES) {
      for (const count of COUNTS) {
        const answer = await this.#ask(terms, share, count);
        found = await this.#different(this.#ranked(answer, terms, article.id), article, limit);
        if (found.length >= limit) return found;
        if (answer.total <= count) break;
      }
    }
    return found;
  }

  /** The first documents that hold enough of the terms, in the order of the engine. */
  #ask(terms: readonly TellingTerm[], share: number, count: number): Promise<EngineAnswer> {
    const units = terms.map(({ text, weight }) => ({ clause: { type: 'exact', needle: literal(text) } as const, weight }));
    return this.#parts.engine.search({
      clause: { type: 'atLeast', units, share },
      filter: {},
      sort: 'relevance',
      standing: { whole: null, runs: [] },
      terms: terms.map(rankTerm),
      first: 0,
      count,
      facets: [],
    });
  }

  /** One document of each dispatch that is known, the nearest first. */
  #ranked(answer: EngineAnswer, terms: readonly TellingTerm[], id: string): readonly RankedHit[] {
    const hits = this.#withoutSame(answer.hits, id);
    const wanted = { first: 0, limit: hits.length, reorder: true, explain: false };
    return rankPage({ ...answer, hits }, terms.map(rankTerm), this.#parts.weights, wanted);
  }

  #withoutSame(hits: EngineAnswer['hits'], id: string): EngineAnswer['hits'] {
    const seen = new Set([id, ...this.#parts.sameAs(id, Infinity)]);
    return hits.filter(({ document }) => {
      if (seen.has(document.id)) return false;
      for (const same of [document.id, ...this.#parts.sameAs(document.id, Infinity)]) seen.add(same);
      return true;
    });
  }

  /** The first `limit` whose texts differ: of a text that stands in very many papers not every copy is known as one. */
  async #different(ranked: readonly RankedHit[], article: Article, limit: number): Promise<readonly Found[]> {
    const texts = new DifferentTexts(this.#parts.analyzer);
    texts.take(article);
    const found: Found[] = [];
    for (let start = 0; start < ranked.length && found.length < limit; start += RANK_POOL) {
      const hits = ranked.slice(start, start + RANK_POOL);
      const articles = await this.#parts.articles.read(hits.map(({ document }) => document.id));
      for (const [at, hit] of hits.entries()) {
        const other = articles[at];
        if (found.length < limit && other !== undefined && texts.take(other)) found.push({ hit, article: other });
      }
    }
    return found;
  }
}

function rankTerm({ text }: TellingTerm): RankTerm {
  return { text, type: 'word' };
}
