/** A searcher over an engine, MiniSearch where none is given, and articles in memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AnalyzerSource } from '../../src/analysis/analyzer.js';
import type { Article } from '../../src/article/article.js';
import { createMiniSearchEngine } from '../../src/engine/minisearch/minisearch-engine.js';
import type { SearchEngine } from '../../src/search/engine.js';
import { Indexer } from '../../src/search/indexer.js';
import type { NamesNear } from '../../src/search/offers.js';
import { Searcher } from '../../src/search/searcher.js';
import type { MarkedText, SearchAnswer, SearchHit } from '../../src/search/search-answer.js';
import type { SearchRequest } from '../../src/search/search-request.js';
import { analyzer } from '../support/analyzer.js';
import { rankingWeights } from '../support/ranking-weights.js';

/** An archive in memory, indexed and searchable. */
export class Library {
  readonly #directory = mkdtempSync(path.join(os.tmpdir(), 'xunbao-search-'));
  readonly #engine: SearchEngine;
  readonly #indexer: Indexer;
  readonly #articles = new Map<string, Article>();
  /** What is said to print the same dispatch. */
  readonly same = new Map<string, readonly string[]>();
  #sequence = 0;
  readonly searcher: Searcher;

  /** `engine` is open, if it must be; it is closed with the library. */
  constructor(engine?: SearchEngine) {
    this.#engine = engine ?? createMiniSearchEngine({ directory: this.#directory });
    this.#indexer = new Indexer({ engine: this.#engine, analyzer });
    this.searcher = this.searcherWith(analyzer);
  }

  static async of(...articles: readonly Article[]): Promise<Library> {
    const library = new Library();
    await library.put(...articles);
    return library;
  }

  async put(...articles: readonly Article[]): Promise<void> {
    for (const article of articles) this.#articles.set(article.id, article);
    await this.#indexer.apply(articles.map((article) => ({ sequence: (this.#sequence += 1), id: article.id, article })));
  }

  async remove(...ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#articles.delete(id);
    await this.#indexer.apply(ids.map((id) => ({ sequence: (this.#sequence += 1), id, article: null })));
  }

  /** A searcher that reads queries with words of its own. */
  searcherWith(words: AnalyzerSource, namesNear?: NamesNear): Searcher {
    return new Searcher({
      engine: this.#engine,
      analyzer: words,
      articles: { read: (ids) => Promise.resolve(ids.map((id) => this.#articles.get(id))) },
      weights: rankingWeights,
      sameAs: (id) => this.same.get(id) ?? [],
      ...(namesNear !== undefined && { namesNear }),
    });
  }

  article(id: string): Article {
    return this.#articles.get(id)!;
  }

  /** An article that may not be shown any more, though the index does not know it yet. */
  hide(id: string): void {
    this.#articles.delete(id);
  }

  async search(text: string, parts: Partial<Omit<SearchRequest, 'text'>> = {}): Promise<SearchAnswer> {
    return this.searcher.search({ text, filters: {}, sort: 'relevance', limit: 10, offset: 0, facets: [], explain: false, ...parts });
  }

  async ids(text: string, parts: Partial<Omit<SearchRequest, 'text'>> = {}): Promise<string[]> {
    return (await this.search(text, { limit: 100, ...parts })).hits.map((hit) => hit.id);
  }

  async close(): Promise<void> {
    await this.#engine.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

/** Every marked text of a hit. */
export function partsOf(hit: SearchHit): MarkedText[] {
  return [hit.title, ...hit.fields, ...hit.snippets];
}

/** The marked characters of a hit, in order. */
export function markedIn(hit: SearchHit): string[] {
  return partsOf(hit).flatMap(({ text, ranges }) => ranges.map(([start, end]) => text.slice(start, end)));
}

export function unescapeHtml(html: string): string {
  return html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

/** Checks what holds for every marked text: ranges ascend, html is the escaped text with exactly those marks and no tag else. */
export function expectSound({ text, ranges, html }: MarkedText): void {
  let last = 0;
  for (const [start, end] of ranges) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThan(start);
    last = end;
  }
  expect(last).toBeLessThanOrEqual(text.length);
  expect(html.replace(/<\/?mark>/g, '')).not.toMatch(/[<>"']/);
  expect(unescapeHtml(html.replace(/<\/?mark>/g, ''))).toBe(text);
  const marked = [...html.matchAll(/<mark>([\s\S]*?)<\/mark>/g)].map((match) => unescapeHtml(match[1]!));
  expect(marked).toEqual(ranges.map(([start, end]) => text.slice(start, end)));
}

/** Checks a hit's texts and where its snippets stand in the article. */
export function expectSoundHit(hit: SearchHit, article: Article): void {
  for (const part of partsOf(hit)) expectSound(part);
  expect(hit.title.text).toBe(article.title);
  expect(hit.snippets.length).toBeLessThanOrEqual(3);
  for (const { paragraph, start, text } of hit.snippets) {
    expect(text).not.toBe('');
    expect(article.paragraphs[paragraph]!.slice(start, start + text.length)).toBe(text);
  }
}
