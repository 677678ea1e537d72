/** Addresses of pages. The address is the whole state of a search; this is the only place that writes one. */
import type { PagePlace } from '../http/services.js';
import type { SearchQuestion } from '../http/view-models.js';
import { FILTER_PARAMETERS, type FilterParameter } from '../http/search-parameters.js';
import type { Language } from './language.js';

/** Results on a page unless the address says otherwise. */
export const DEFAULT_LIMIT = 10;

/** What of a search stands in an address, and the language where it was chosen by address too. */
export type SearchState = Pick<SearchQuestion, 'text' | 'filters' | 'sort' | 'limit' | 'offset'> & {
  readonly language?: Language | undefined;
};

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
  const parts = [paper, date].map((part) => encodeURIComponent(part ?? '-'));
  return withQuery(`/pages/${parts.join('/')}`, withLanguage(new URLSearchParams(), language));
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
  const parts = [place.paper, place.date, place.pageNumber].map((part) => encodeURIComponent(part ?? '-'));
  return withQuery(`/pages/${parts.join('/')}`, withLanguage(new URLSearchParams(), language));
}

/** The state without one value of a filter, or without a bound of the dates; paging begins anew. */
export function withoutFilter(state: SearchState, name: FilterParameter | 'from' | 'to', value: string): SearchState {
  const { [name]: dropped, ...others } = state.filters;
  const rest = Array.isArray(dropped) ? dropped.filter((other) => other !== value) : [];
  return { ...state, offset: 0, filters: rest.length === 0 ? others : { ...others, [name]: rest } };
}

/** The state with one value more in a filter; paging begins anew. */
export function withFilter(state: SearchState, name: FilterParameter, value: string): SearchState {
  return { ...state, offset: 0, filters: { ...state.filters, [name]: [...(state.filters[name] ?? []), value] } };
}

/** The state with these bounds of the dates, both inclusive, or with none; paging begins anew. */
export function withDates(state: SearchState, dates?: { readonly from: string; readonly to: string }): SearchState {
  const dateless = withoutFilter(withoutFilter(state, 'from', ''), 'to', '');
  return { ...dateless, filters: { ...dateless.filters, ...dates } };
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
