/** What a page's address says about a search. Kinder than the API: what a form leaves empty or others add is passed over. */
import type { RawParameters } from '../http/parameters.js';
import { FILTER_PARAMETERS, parseSearchParameters } from '../http/search-parameters.js';
import { SearchServiceError } from '../search-service-error.js';
import type { SearchState } from './links.js';

const STATE_PARAMETERS: readonly string[] = ['q', 'limit', 'offset', 'sort', 'from', 'to', ...FILTER_PARAMETERS];

/** True when the address asks for nothing: the front page. */
export function isFrontPage(raw: RawParameters): boolean {
  return !raw.has('q') && known(raw).size === 0;
}

/** The search an address stands for. Throws PARAMETER_INVALID. */
export function readState(raw: RawParameters): SearchState {
  const { text, filters, sort, limit, offset } = parseSearchParameters(known(raw));
  return { text, filters, sort, limit, offset };
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
