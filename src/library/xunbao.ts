/**
 * xunbao as a library: the door of the package (`import { parsePage, openArchive } from 'xunbao'`). What it gives is what the
 * API gives, in this process: no port, no pages. Its names change only with the major version; every other file of the package is its own
 * business.
 */
import type { Article, PageInfo, PageReading } from '../article/article.js';
import { openApp, type App } from '../service/app.js';
import { createLogger } from '../cli/command-context.js';
import { importFiles } from '../cli/import-files.js';
import type { ImportSummary } from '../cli/import-summary.js';
import { gatherFiles } from '../cli/gather-editions.js';
import { loadConfig } from '../config.js';
import { parseSearchParameters } from '../http/search-parameters.js';
import type { PageReceipt } from '../intake/write-receipt.js';
import { dividePage } from '../intake/read-page.js';
import type { SearchAnswer } from '../search/search-answer.js';
import type { FacetName, Sort } from '../search/search-request.js';

export type { Article, ArticleContent, ArticleKind, ArticleLines, Byline, PageInfo, PageReading, ParsedPage } from '../article/article.js';
export type { ImportFailure, ImportSummary, ImportWarning } from '../cli/import-summary.js';
export type { SkipCode, SkippedFile } from '../cli/input-files.js';
export type { PageReceipt, WriteStatus } from '../intake/write-receipt.js';
export type {
  ArticleHead,
  Explanation,
  FacetValue,
  MarkedField,
  MarkedText,
  MatchTier,
  MoreHits,
  QueryWarning,
  Range,
  SearchAnswer,
  SearchHit,
  Snippet,
} from '../search/search-answer.js';
export type { FacetName, Sort } from '../search/search-request.js';
export { SearchServiceError, type ErrorCode } from '../search-service-error.js';

/** Where an archive lies. What is not said here is said by the environment, `xunbao.config.json` or the defaults, as for the command. */
export interface ArchiveOptions {
  /** Folder of the archive, made when it does not exist; default `XUNBAO_DATA`, else `data/archive`. */
  readonly data?: string;
  /** Folder of the index, which can be built again; default `XUNBAO_INDEX`, else `index`. */
  readonly index?: string;
}

/** The parameters of `GET /api/v1/search` beside the query; docs/api.md tells what each means. */
export interface SearchOptions {
  /** 1–100; default 10. */
  readonly limit?: number;
  /** 0–10,000; default 0. Not together with `cursor`. */
  readonly offset?: number;
  /** What the answer before gave as `cursor`. */
  readonly cursor?: string;
  /** Default `relevance`. */
  readonly sort?: Sort;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, inclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly paper?: string | readonly string[];
  readonly section?: string | readonly string[];
  readonly pageNumber?: string | readonly string[];
  readonly reporter?: string | readonly string[];
  readonly kind?: string | readonly string[];
  readonly facets?: readonly FacetName[];
  /** Adds `explanation` to every hit. */
  readonly explain?: boolean;
  /** False leaves out the articles that hold most of the query; default true by relevance and on the first page. */
  readonly more?: boolean;
}

/** An archive that is open for reading and writing here, and nowhere else until it is closed. */
export interface OpenArchive {
  /** Searches; the query never throws, bad options do (PARAMETER_INVALID). */
  search(query: string, options?: SearchOptions): Promise<SearchAnswer>;
  /** The whole article; undefined where there is none, or it is withheld or deleted. */
  article(id: string): Promise<Article | undefined>;
  /**
   * Segments and stores one raw page (UTF-8, GB18030 or Big5). The same page again replaces the one before. Durable and searchable when
   * it resolves. Throws PAGE_… codes.
   */
  addPage(page: Uint8Array | string, given?: PageInfo): Promise<PageReceipt>;
  /** Files and folders as `xunbao index` takes them. A bad file is in `failed`, the rest goes in. */
  addFiles(paths: readonly string[]): Promise<ImportSummary>;
  /** Finishes what is under way, saves the index, gives the folders back. Close it, or the process does not end. */
  close(): Promise<void>;
}

/**
 * Segments one raw page; `given` goes before what the page prints. A text stands for its UTF-8. Throws PAGE_EMPTY, PAGE_BINARY,
 * PAGE_UNDECODABLE.
 */
export async function parsePage(page: Uint8Array | string, given: PageInfo = {}): Promise<PageReading> {
  return dividePage(bytesOf(page), given);
}

/**
 * Opens an archive and its index, and makes them where they do not exist. Takes about a second: the dictionary is loaded. Warnings go to
 * stderr as JSON lines. Throws ARCHIVE_LOCKED while a service or another program has it, CONFIG_INVALID, FOLDER_NOT_OURS, ARCHIVE_CORRUPT.
 */
export async function openArchive({ data, index }: ArchiveOptions = {}): Promise<OpenArchive> {
  const config = loadConfig({ options: { XUNBAO_DATA: data, XUNBAO_INDEX: index } });
  const app = await openApp(config, createLogger(config, { serving: false }));
  return {
    search: async (query, options = {}) => app.searcher.search(parseSearchParameters(parametersOf(query, options)), {}),
    article: async (id) => {
      const found = await app.articles.find(id);
      return found.type === 'present' ? found.article : undefined;
    },
    addPage: (page, given = {}) => app.intake.addPage({ bytes: bytesOf(page), given, source: 'api' }),
    addFiles: (paths) => addFiles(app, paths),
    close: () => app.close(),
  };
}

async function addFiles(app: App, paths: readonly string[]): Promise<ImportSummary> {
  const summary = await importFiles(await gatherFiles(paths), {
    intake: app.intake,
    given: {},
    progress: { read: ignore, done: ignore, say: ignore, stop: ignore },
  });
  await app.compactIfDue();
  return summary;
}

function ignore(): void {
  // The summary tells what there was.
}

/** As the parameters of the API, so that what is checked there is checked here. */
function parametersOf(
  query: string,
  { facets = [], explain = false, more, ...options }: SearchOptions,
): ReadonlyMap<string, readonly string[]> {
  const raw = new Map<string, readonly string[]>([['q', [query]]]);
  for (const [name, value] of Object.entries(options) as [string, string | number | readonly string[] | undefined][]) {
    const values = value === undefined || typeof value === 'object' ? (value ?? []) : [String(value)];
    if (values.length > 0) raw.set(name, values);
  }
  if (facets.length > 0) raw.set('facets', [facets.join(',')]);
  if (explain) raw.set('explain', ['1']);
  if (more !== undefined) raw.set('more', [more ? '1' : '0']);
  return raw;
}

function bytesOf(page: Uint8Array | string): Uint8Array {
  return typeof page === 'string' ? new TextEncoder().encode(page) : page;
}
