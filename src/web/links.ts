/** Addresses of pages. The address is the whole state of a search; this is the only place that writes one. */
import { FILTER_PARAMETERS } from '../http/search-parameters.js';
import type { PagePlace } from '../http/services.js';
import type { Language } from './language.js';
import type { SearchState } from './search-state.js';

/** Results on a page unless the address says otherwise. */
export const DEFAULT_LIMIT = 10;

/** The front page. */
export function homeLink(language: Language | undefined): string {
  return withQuery('/', withLanguage(new URLSearchParams(), language));
}

/** A search's results. */
export function searchLink(state: SearchState): string {
  return withQuery('/', stateParameters(state));
}

/** One article; the search it was found by goes along, so that the way back is known. */
export function articleLink(id: string, language: Language | undefined, state?: SearchState): string {
  const parameters = state === undefined ? withLanguage(new URLSearchParams(), language) : stateParameters(state);
  return withQuery(`/articles/${encodeURIComponent(id)}`, parameters);
}

/** The trail of an article; the search goes along. */
export function trailLink(id: string, language: Language | undefined, state?: SearchState): string {
  return articleLink(id, language, state).replace(/(?=\?|$)/, '/trail');
}

/** Stands in an address for a part of a place that is missing. */
export const MISSING_PART = '-';

/** What the list of pages shows. */
export interface PageListState {
  readonly language?: Language | undefined;
  /** Name of a paper; `-` for the pages that name none. */
  readonly paper?: string | undefined;
  /** `YYYY`, the year of the calendar. */
  readonly year?: string | undefined;
  readonly offset?: number;
}

/** The list of pages. */
export function pageListLink(options: PageListState): string {
  const parameters = new URLSearchParams();
  if (options.paper !== undefined) parameters.set('paper', options.paper);
  if (options.year !== undefined) parameters.set('year', options.year);
  if (options.offset !== undefined && options.offset > 0) {
    parameters.set('offset', String(options.offset));
  }
  return withQuery('/pages', withLanguage(parameters, options.language));
}

/** The pages of one issue. */
export function issueLink({ paper, date }: Pick<PagePlace, 'paper' | 'date'>, language: Language | undefined): string {
  const parts = [paper, date].map((part) => encodeURIComponent(part ?? MISSING_PART));
  return withQuery(`/pages/${parts.join('/')}`, withLanguage(new URLSearchParams(), language));
}

/** Where a withheld article is brought back. */
export function releaseLink(id: string, language: Language | undefined): string {
  return articleLink(id, language).replace(/(?=\?|$)/, '/restore');
}

/** Where pages are added. */
export function addLink(language: Language | undefined): string {
  return withQuery('/add', withLanguage(new URLSearchParams(), language));
}

/** The newest results of a search as an Atom feed. */
export function feedLink(state: SearchState): string {
  return withQuery('/feed.atom', stateParameters({ ...state, sort: 'relevance', limit: DEFAULT_LIMIT, offset: 0 }));
}

/** What a browser reads to add the box to its own. */
export function openSearchLink(language: Language | undefined): string {
  return withQuery('/opensearch.xml', withLanguage(new URLSearchParams(), language));
}

/** One page's articles. */
export function pageLink(place: PagePlace, language: Language | undefined): string {
  const parts = [place.paper, place.date, place.pageNumber].map((part) => encodeURIComponent(part ?? MISSING_PART));
  return withQuery(`/pages/${parts.join('/')}`, withLanguage(new URLSearchParams(), language));
}

function stateParameters({ text, filters, sort, limit, offset, language }: SearchState): URLSearchParams {
  // An empty q stands too: it lists everything, where no q is the front page.
  const parameters = new URLSearchParams({ q: text });
  for (const name of FILTER_PARAMETERS) {
    for (const value of filters[name] ?? []) {
      parameters.append(name, value);
    }
  }
  const singles = { from: filters.from, to: filters.to, sort, limit: String(limit), offset: String(offset) };
  const defaults: Partial<Record<string, string>> = { sort: 'relevance', limit: String(DEFAULT_LIMIT), offset: '0' };
  for (const [name, value] of Object.entries(singles)) {
    if (value !== undefined && value !== defaults[name]) {
      parameters.set(name, value);
    }
  }
  return withLanguage(parameters, language);
}

function withLanguage(parameters: URLSearchParams, language: Language | undefined): URLSearchParams {
  if (language !== undefined) {
    parameters.set('lang', language);
  }
  return parameters;
}

function withQuery(path: string, parameters: URLSearchParams): string {
  const query = parameters.toString();
  return query === '' ? path : `${path}?${query}`;
}
