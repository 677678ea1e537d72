/** What the parts of the engine contract share: invented articles, ways to ask, folders that go away again. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Article } from '../../src/article/article.js';
import { type Clause, literal, type LiteralNeedle } from '../../src/query/clause.js';
import { parseQuery } from '../../src/query/parse-query.js';
import type { DocumentChange, DocumentFilter, EngineAnswer, EngineQuery, SearchEngine } from '../../src/search/engine.js';
import { queryTerms } from '../../src/search/ranking/query-terms.js';
import { createSearchDocument } from '../../src/search/search-document.js';
import { FACETS, type Filters } from '../../src/search/search-request.js';
import { analyzer } from '../support/analyzer.js';

/** Makes an engine over an index folder that may or may not hold something. */
export type CreateEngine = (parts: { readonly directory: string }) => SearchEngine;

/** The version of the analyzer the suite says it has. */
export const VERSION = 'contract-1';

/** What one part of the suite works with. */
export interface ContractSuite {
  /** An `it` that the engine's skips may turn off. */
  readonly test: (name: string, body: () => Promise<void>) => void;
  /** An open engine over an empty folder; closed, and its folder removed, after the test. */
  readonly open: () => Promise<SearchEngine>;
  /** An engine over `directory`, not opened; closed after the test. */
  readonly create: (directory: string) => SearchEngine;
  /** An empty folder, removed after the test. */
  readonly folder: () => Promise<string>;
  /** How many of so many random runs this engine does. */
  readonly runs: (count: number) => number;
}

/** Engines and folders of one test. */
export class Workshop {
  readonly #engines: SearchEngine[] = [];
  readonly #folders: string[] = [];

  readonly #createEngine: CreateEngine;

  constructor(createEngine: CreateEngine) {
    this.#createEngine = createEngine;
  }

  create(directory: string): SearchEngine {
    const engine = this.#createEngine({ directory });
    this.#engines.push(engine);
    return engine;
  }

  async folder(): Promise<string> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'xunbao-engine-'));
    this.#folders.push(folder);
    return folder;
  }

  async clean(): Promise<void> {
    await Promise.all(this.#engines.splice(0).map((engine) => engine.close()));
    await Promise.all(this.#folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

type ArticleParts = Partial<Omit<Article, 'byline'>> & { readonly byline?: Partial<Article['byline']> };

/** An article of an invented paper; what is not said is empty. */
export function article(id: string, { byline, ...parts }: ArticleParts = {}): Article {
  return {
    id,
    title: '',
    kicker: [],
    subtitle: [],
    paragraphs: [],
    kind: 'news',
    ...parts,
    byline: { reporters: [], correspondents: [], photographers: [], ...byline },
  };
}

export function put(...articles: readonly Article[]): DocumentChange[] {
  return articles.map((a) => ({ type: 'put', document: createSearchDocument(a, analyzer) }));
}

export function remove(...ids: readonly string[]): DocumentChange[] {
  return ids.map((id) => ({ type: 'remove', id }));
}

/** The clause of a reader's text. */
export function clauseOf(text: string): Clause {
  return parseQuery(text, analyzer).clause;
}

/** Asks with a query text or a clause, everything else plain. */
export async function ask(
  engine: SearchEngine,
  query: string | Clause,
  parts: Partial<Omit<EngineQuery, 'clause'>> = {},
): Promise<EngineAnswer> {
  const clause = typeof query === 'string' ? clauseOf(query) : query;
  return engine.search({
    clause,
    filter: {},
    sort: 'relevance',
    standing: { whole: null, runs: [] },
    terms: [],
    first: 0,
    count: 1000,
    facets: [],
    ...parts,
  });
}

export function idsOf(answer: EngineAnswer): string[] {
  return answer.hits.map((hit) => hit.document.id);
}

/** Ids found for a query, sorted, after a check that `total` is their number. */
export async function found(engine: SearchEngine, query: string | Clause, filter: DocumentFilter = {}): Promise<string[]> {
  const answer = await ask(engine, query, { filter });
  expect(answer.total).toBe(answer.hits.length);
  return idsOf(answer).sort();
}

/** Filters as a reader gives them, as engines take them. */
export function filterOf({ from, to, ...named }: Filters): DocumentFilter {
  const folded = (name: string, value: string): string => {
    const text = analyzer.fold(value).text;
    return name === 'pageNumber' ? text.toUpperCase().replace(/^0+(?=[0-9]+$)/, '') : text;
  };
  const sets = Object.entries(named).map(([name, values]) => [name, new Set(values.map((value) => folded(name, value)))] as const);
  return { ...Object.fromEntries(sets), ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** A reader's question as a search asks it, with its terms, every facet, and its run first. */
export function withEveryFacet(question: { readonly query: string; readonly filters: Filters; readonly sort: EngineQuery['sort'] }): {
  readonly clause: Clause;
  readonly query: Pick<EngineQuery, 'filter' | 'sort' | 'facets' | 'terms' | 'standing'>;
} {
  const clause = clauseOf(question.query);
  const runs = clause.type === 'run' ? [clause.needle] : [];
  return {
    clause,
    query: {
      filter: filterOf(question.filters),
      sort: question.sort,
      facets: FACETS,
      terms: queryTerms(clause, analyzer),
      standing: { whole: null, runs },
    },
  };
}

/** What puts documents first: `whole` as a phrase, and `runs`. */
export function standing(whole: string | null, ...runs: readonly string[]): { whole: LiteralNeedle | null; runs: LiteralNeedle[] } {
  return { whole: whole === null ? null : literal(whole), runs: runs.map(literal) };
}
