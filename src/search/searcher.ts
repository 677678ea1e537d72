/**
 * The searcher: a reader's text into an answer. Parses, asks the engine, loosens where nothing has it all, ranks, and cuts
 * snippets out of the archive's articles. It knows no engine by name and no face.
 */
import { LRUCache } from 'lru-cache';
import type { Article } from '../article/article.js';
import type { Analyzer, AnalyzerSource } from '../analysis/analyzer.js';
import { anyOf, type Clause } from '../query/clause.js';
import { match, NO_MATCH } from '../query/match-document.js';
import { parseQuery } from '../query/parse-query.js';
import { readAs } from '../query/read-as.js';
import { SearchServiceError } from '../search-service-error.js';
import { createHit, markArticle } from './create-hit.js';
import { type Cursor, readCursor, requestDigest, writeCursor } from './cursor.js';
import { Deadline } from './deadline.js';
import type { EngineAnswer, EngineHit, SearchEngine } from './engine.js';
import { rankPage, type RankedHit, RANK_POOL } from './ranking/rank-page.js';
import type { RankingWeights } from './ranking/weights.js';
import { type ReadQuery, QueryReader } from './read-query.js';
import { FEW_HITS, missingWords } from './loosen.js';
import { type NamesNear, offersFor } from './offers.js';
import {
  type ArticleMarks,
  type Explanation,
  MATCH_TIERS,
  type MatchTier,
  type MoreHits,
  type Offer,
  type SearchAnswer,
  type SearchHit,
} from './search-answer.js';
import type { SearchRequest, Sort } from './search-request.js';
import { takenArticle, type TakenSlice, type TakenText } from './taken-article.js';
import { warningMessage } from './warning-message.js';
import { Laps, writeAnswer, type WrittenAnswer } from './written-answer.js';

/** Where the searcher reads the articles it shows; undefined = not to be shown (any more). */
export interface ArticleReader {
  read(ids: readonly string[]): Promise<readonly (Article | undefined)[]>;
}

/** What a searcher works with. */
export interface SearcherParts {
  readonly engine: SearchEngine;
  /** Asked once a search: an answer is read and shown with the words of one moment. */
  readonly analyzer: AnalyzerSource;
  readonly articles: ArticleReader;
  readonly weights: RankingWeights;
  /** Ids of articles that print the same dispatch, to be told with each hit; without it none are. */
  readonly sameAs?: (id: string) => readonly string[];
  /** Names of the archive near to what was typed; without it none are offered. */
  readonly namesNear?: NamesNear;
}

/** How much a search may take. */
export interface SearchBounds {
  /** Milliseconds after which it is given up; absent = none. */
  readonly timeMs?: number;
}

/**
 * Queries kept for later pages, and for how long; by the characters of their queries too: each grows with them, to about 260 bytes
 * each.
 */
const MOST_READINGS = 10_000;
const MOST_READING_CHARACTERS = 500_000;
const READING_LIFETIME_MS = 10 * 60_000;

/** Answers from one engine. */
export class Searcher {
  readonly #readQueries = new LRUCache<string, ReadQuery>({
    max: MOST_READINGS,
    ttl: READING_LIFETIME_MS,
    maxSize: MOST_READING_CHARACTERS,
    sizeCalculation: ({ text }) => text.length + 1,
  });

  readonly #parts: SearcherParts;

  constructor(parts: SearcherParts) {
    this.#parts = parts;
  }

  /** Answers a request. Throws CURSOR_INVALID, CURSOR_EXPIRED, and QUERY_TIMEOUT beyond the bounds; never for anything in the query. */
  search(request: SearchRequest, bounds: SearchBounds = {}): Promise<SearchAnswer> {
    return this.#answer(request, new Deadline(bounds.timeMs ?? Infinity), new Laps());
  }

  /** The same as JSON, with the time of its parts. */
  async written(request: SearchRequest, bounds: SearchBounds = {}): Promise<WrittenAnswer> {
    const laps = new Laps();
    return writeAnswer(await this.#answer(request, new Deadline(bounds.timeMs ?? Infinity), laps), laps);
  }

  /**
   * The articles of a page of a search as they are taken away: nothing is marked, and what stands beside an answer is left out. Throws
   * as `search` does.
   */
  async slice(request: SearchRequest, text: TakenText, bounds: SearchBounds = {}): Promise<TakenSlice> {
    const { answer, ranked, cursor } = await this.#find(request, new Deadline(bounds.timeMs ?? Infinity), new Laps());
    const articles = await this.#parts.articles.read(ranked.map((hit) => hit.document.id));
    return {
      total: answer.total,
      cursor,
      articles: articles.flatMap((article) => (article === undefined ? [] : [takenArticle(article, text)])),
    };
  }

  /** Every mark a query makes in one article. */
  marks(article: Article, text: string): ArticleMarks {
    const analyzer = this.#parts.analyzer.current();
    return markArticle(article, parseQuery(text, analyzer).clause, analyzer);
  }

  async #answer(request: SearchRequest, deadline: Deadline, laps: Laps): Promise<SearchAnswer> {
    const started = performance.now();
    const { reader, strict, readQuery, asked, answer, ranked, cursor } = await this.#find(request, deadline, laps);
    const { analyzer } = reader;
    const { offset } = asked;
    const hits = await this.#show(ranked, { readQuery, analyzer, deadline, explain: request.explain });
    laps.end('snippets');
    const more = request.more === true ? { more: await this.#more(reader, strict, { readQuery, total: answer.total }, asked, laps) } : {};
    return {
      query: {
        text: readQuery.text,
        readAs: readAs(readQuery.clause),
        relaxed: readQuery.relaxed,
        warnings: readQuery.warnings.map(warningMessage),
        offers: await this.#offers(strict, readQuery.relaxed ? 0 : answer.total, { analyzer, deadline, offset }),
      },
      total: answer.total,
      limit: request.limit,
      offset,
      cursor,
      tookMs: Math.round((performance.now() - started) * 100) / 100,
      partial: answer.partial,
      hits,
      ...(request.facets.length > 0 && { facets: answer.facets }),
      ...more,
    };
  }

  /** Which articles there are, in which order, and where it goes on. */
  async #find(request: SearchRequest, deadline: Deadline, laps: Laps): Promise<Found> {
    const analyzer = this.#parts.analyzer.current();
    const reader = new QueryReader(this.#parts.engine, analyzer, deadline);
    const digest = requestDigest(request);
    const cursor = request.cursor === undefined ? null : readCursor(request.cursor, digest);
    if (cursor !== null && request.offset > 0) {
      throw new SearchServiceError('CURSOR_INVALID', '`cursor` already knows its place; leave out `offset`.');
    }
    const offset = cursor?.offset ?? request.offset;
    const kept = cursor === null ? undefined : this.#readQueries.get(`${digest} ${cursor.generation}`);
    const strict = kept ?? (await reader.read(request));
    const sort: Sort = strict.clause.type === 'all' && request.sort === 'relevance' ? 'newest' : request.sort;
    const asked: Asked = { request, sort, offset, cursor, deadline, isInPool: sort === 'relevance' && offset < RANK_POOL };
    laps.end('parse');
    const first = await this.#ask(strict, asked);
    // The query of an earlier page goes on as it was: loosening does not begin between two pages.
    const { readQuery, answer } =
      first.total > 0 || kept !== undefined ? { readQuery: strict, answer: first } : await this.#askLoosened(reader, strict, first, asked);
    laps.end('engine');
    const ranked = this.#rank(readQuery, answer, asked);
    laps.end('rank');
    const end = offset + ranked.length;
    const hasMore = followsMore(sort, end, answer, ranked);
    if (hasMore) this.#readQueries.set(`${digest} ${answer.generation}`, readQuery);
    return {
      reader,
      strict,
      readQuery,
      asked,
      answer,
      ranked,
      cursor: hasMore ? writeCursor(nextCursor(sort, end, answer, ranked), digest) : null,
    };
  }

  /** Names that may be meant, where few articles have all of the query; on the first page. */
  #offers(
    { clause }: ReadQuery,
    total: number,
    { analyzer, deadline, offset }: Pick<Shown, 'analyzer' | 'deadline'> & { offset: number },
  ): Promise<readonly Offer[]> {
    const { engine, namesNear } = this.#parts;
    if (namesNear === undefined || total > FEW_HITS || offset > 0) return Promise.resolve([]);
    return offersFor(clause, { engine, analyzer, namesNear, deadline });
  }

  /**
   * What stands beside the few articles that have all of a query: those of recognised pages one character off, then those that hold most
   * of it. Null where there are none, or the answer is no first page by relevance.
   */
  async #more(reader: QueryReader, strict: ReadQuery, first: FirstAnswer, asked: Asked, laps: Laps): Promise<MoreHits | null> {
    const isFirst = asked.sort === 'relevance' && asked.cursor === null && asked.offset === 0;
    const { readQuery, total } = first;
    if (!isFirst || (!readQuery.relaxed && total > FEW_HITS)) return null;
    const near = await reader.near(strict, readQuery.clause);
    const nearHits = near === null ? null : await this.#moreOf(reader, near.query, near.shown, asked, laps);
    const found: Clause = nearHits === null ? readQuery.clause : anyOf([readQuery.clause, near!.query.clause]);
    const loose = readQuery.relaxed || total === 0 ? null : await reader.more(readQuery, found);
    const looseHits = loose === null ? null : await this.#moreOf(reader, loose, loose.clause, asked, laps);
    if (nearHits === null || looseHits === null) return nearHits ?? looseHits;
    return {
      total: nearHits.total + looseHits.total,
      readAs: `${nearHits.readAs} OR ${looseHits.readAs}`,
      hits: [...nearHits.hits, ...looseHits.hits].slice(0, asked.request.limit),
    };
  }

  /** The articles of one list beside the hits, marked by `shown`; null where there are none. */
  async #moreOf(reader: QueryReader, readQuery: ReadQuery, shown: Clause, asked: Asked, laps: Laps): Promise<MoreHits | null> {
    const answer = await this.#ask(readQuery, { ...asked, request: { ...asked.request, facets: [] } });
    laps.end('engine');
    if (answer.total === 0) return null;
    const ranked = this.#rank(readQuery, answer, asked);
    laps.end('rank');
    const { deadline, request } = asked;
    const match = readQuery.relaxed ? undefined : 'near';
    const hits = await this.#show(ranked, {
      readQuery: { ...readQuery, clause: shown },
      analyzer: reader.analyzer,
      deadline,
      explain: request.explain,
      ...(match !== undefined && { match }),
    });
    laps.end('snippets');
    return { total: answer.total, readAs: match === undefined ? readAs(readQuery.clause) : `≈ ${readAs(shown)}`, hits };
  }

  async #ask(readQuery: ReadQuery, { request, sort, offset, cursor, deadline, isInPool }: Asked): Promise<EngineAnswer> {
    const byDate = sort !== 'relevance';
    const after = byDate ? cursor?.after : undefined;
    return this.#parts.engine.search({
      clause: readQuery.clause,
      filter: readQuery.filter,
      sort,
      standing: readQuery.standing,
      terms: byDate && !request.explain ? [] : readQuery.terms,
      first: isInPool || after !== undefined ? 0 : offset,
      // By date one more than is shown: under writes only that tells whether anything follows.
      count: isInPool ? Math.max(RANK_POOL, offset + request.limit) : request.limit + (byDate ? 1 : 0),
      facets: request.facets,
      ...(request.datesBeginning !== undefined && { datesBeginning: request.datesBeginning }),
      deadline,
      ...(after !== undefined && { after }),
      ...(!byDate && cursor !== null && { generation: cursor.generation }),
    });
  }

  /** The loosened query and its answer; the strict ones where that finds nothing either. */
  async #askLoosened(
    reader: QueryReader,
    strict: ReadQuery,
    first: EngineAnswer,
    asked: Asked,
  ): Promise<{ readQuery: ReadQuery; answer: EngineAnswer }> {
    const readQuery = await reader.loosen(strict);
    if (!readQuery.relaxed) return { readQuery, answer: first };
    const answer = await this.#ask(readQuery, asked);
    return answer.total > 0 ? { readQuery, answer } : { readQuery: strict, answer: first };
  }

  #rank(readQuery: ReadQuery, answer: EngineAnswer, { offset, request: { limit, explain }, deadline, isInPool }: Asked): RankedHit[] {
    return rankPage(answer, readQuery.terms, this.#parts.weights, {
      first: isInPool ? offset : 0,
      limit,
      reorder: isInPool,
      explain,
      deadline,
    });
  }

  async #show(ranked: readonly RankedHit[], { readQuery, analyzer, deadline, explain, match: as }: Shown): Promise<SearchHit[]> {
    const articles = await this.#parts.articles.read(ranked.map((hit) => hit.document.id));
    return ranked.flatMap((hit, i) => {
      const article = articles[i];
      if (article === undefined) return [];
      deadline.check();
      const rank = { score: hit.score, match: as ?? tierOf(readQuery, hit) };
      const shown = createHit(article, hit.document, readQuery.clause, rank, analyzer);
      const sameAs = this.#parts.sameAs?.(article.id) ?? [];
      const missing = readQuery.relaxed && { missing: missingWords(readQuery.units, hit.document) };
      return [{ ...shown, ...missing, ...(sameAs.length > 0 && { sameAs }), ...(explain && { explanation: hit.explanation ?? UNSCORED }) }];
    });
  }
}

/** How a hit matches; a loosened query loosens all of them. */
function tierOf({ clause, relaxed }: ReadQuery, { document }: RankedHit): MatchTier {
  if (relaxed) return 'loosened';
  const tier = match(clause, document);
  return MATCH_TIERS[tier === NO_MATCH ? 0 : tier];
}

/** The explanation of a hit of a query without words: nothing to score. */
const UNSCORED: Explanation = { value: 0, description: '没有检索词，不计分 no words to score', details: [] };

/** What one call asks beside its query. */
interface Asked {
  readonly request: SearchRequest;
  readonly sort: Sort;
  readonly offset: number;
  readonly cursor: Cursor | null;
  readonly deadline: Deadline;
  /** Whether the page begins in the pool, which is asked for whole and ordered here. */
  readonly isInPool: boolean;
}

/** The articles of one page, not read yet. */
interface Found {
  readonly reader: QueryReader;
  /** The query as it was read, and as it was asked in the end. */
  readonly strict: ReadQuery;
  readonly readQuery: ReadQuery;
  readonly asked: Asked;
  readonly answer: EngineAnswer;
  readonly ranked: readonly RankedHit[];
  /** Of the next page; null where none follows. */
  readonly cursor: string | null;
}

/** How hits are shown. */
interface Shown {
  readonly readQuery: ReadQuery;
  readonly analyzer: Analyzer;
  readonly deadline: Deadline;
  readonly explain: boolean;
  /** How all of them match; missing = as the clause says. */
  readonly match?: MatchTier;
}

/** What the reader's query found. */
interface FirstAnswer {
  readonly readQuery: ReadQuery;
  readonly total: number;
}

function followsMore(sort: Sort, end: number, answer: EngineAnswer, ranked: readonly EngineHit[]): boolean {
  return ranked.length > 0 && (sort === 'relevance' ? end < answer.total : answer.hits.length > ranked.length);
}

function nextCursor(sort: Sort, end: number, answer: EngineAnswer, ranked: readonly EngineHit[]): Cursor {
  const { document } = ranked.at(-1)!;
  const after = sort === 'relevance' ? {} : { after: { date: document.date ?? null, id: document.id } };
  return { offset: end, generation: answer.generation, ...after };
}
