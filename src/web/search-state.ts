/** A search as the pages know it: what it is, how an address says it, and what it becomes with one filter more or less. */
import { isBackwards, isDatePrefix, type RawParameters } from '../http/parameters.js';
import { FILTER_PARAMETERS, parseSearchParameters, type FilterParameter } from '../http/search-parameters.js';
import type { SearchQuestion } from '../http/view-models.js';
import { readWrittenDate } from '../notation/written-date.js';
import { SearchServiceError } from '../search-service-error.js';

/** What of a search stands in an address. */
export type SearchState = Pick<SearchQuestion, 'text' | 'filters' | 'sort' | 'limit' | 'offset'>;

/** The API's own bound of `offset`. */
export const MAX_OFFSET = 10_000;

const DATES: readonly string[] = ['from', 'to'];
const STATE_PARAMETERS: readonly string[] = ['q', 'limit', 'offset', 'sort', ...DATES, ...FILTER_PARAMETERS];

/** Parameters of a page, and what they say that is passed over. */
export interface PageParameters {
  readonly raw: RawParameters;
  /** Values of `from` and `to` that are no date. */
  readonly passedOver: readonly string[];
  /** A beginning that is after the end: neither counts. */
  readonly backwards?: { readonly from: string; readonly to: string };
}

/**
 * Dates may be written as people write them. Programs that pass links on write into them under a name of ours (`from=timeline`): on pages,
 * dates that are none are passed over, and so are two that are the wrong way round.
 */
export function pageParameters(raw: RawParameters): PageParameters {
  const said = DATES.map((name) => [name, (raw.get(name) ?? []).filter((value) => value.trim() !== '')] as const);
  if (said.every(([, values]) => values.length === 0)) return { raw, passedOver: [] };
  const passedOver = said.flatMap(([, values]) => values.filter((value) => dateOf(value) === null));
  const dates = said.map(([name, values]) => [name, values.flatMap((value) => dateOf(value) ?? [])] as const);
  const [from, to] = dates.map(([, values]) => values[0]);
  const backwards = from !== undefined && to !== undefined && isBackwards(from, to) ? { from, to } : undefined;
  const kept = backwards === undefined ? dates : dates.map(([name]) => [name, []] as const);
  return { raw: new Map([...raw, ...kept]), passedOver, ...(backwards !== undefined && { backwards }) };
}

/** A date as the search has it; null where it is none. */
export function dateOf(text: string): string | null {
  const date = readWrittenDate(text.normalize('NFKC').replace(/\s/gu, ''));
  return date !== null && isDatePrefix(date) ? date : null;
}

/** True when the address asks for nothing: the front page. */
export function isFrontPage(raw: RawParameters): boolean {
  return !raw.has('q') && known(raw).size === 0;
}

/**
 * The search an address stands for. Kinder than the API: what a form leaves empty or others add is passed over. Throws PARAMETER_INVALID.
 */
export function readState(raw: RawParameters): SearchState {
  const { text, filters, sort, limit, offset } = parseSearchParameters(known(raw));
  return { text, filters, sort, limit, offset: offset > 0 ? offset : offsetOf(raw.get('page')?.[0], limit) };
}

/** Where the page of results begins that a form names, at most the farthest there can be. What is no number is passed over. */
function offsetOf(page: string | undefined, limit: number): number {
  const number = /^\d{1,6}$/.exec((page ?? '').normalize('NFKC').trim());
  return Math.min(Math.max(0, Number(number?.[0] ?? 1) - 1) * limit, MAX_OFFSET - (MAX_OFFSET % limit));
}

/** The same where the search is a side matter: undefined when there is none, or none that can be read. */
export function stateOrNone(raw: RawParameters): SearchState | undefined {
  if (isFrontPage(raw)) {
    return undefined;
  }
  try {
    return readState(raw);
  } catch (error) {
    if (error instanceof SearchServiceError && error.code === 'PARAMETER_INVALID') {
      return undefined;
    }
    throw error;
  }
}

function known(raw: RawParameters): RawParameters {
  return new Map(
    [...raw].flatMap(([name, values]) => {
      const said = values.filter((value) => value.trim() !== '');
      return STATE_PARAMETERS.includes(name) && said.length > 0 ? [[name, said] as const] : [];
    }),
  );
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
