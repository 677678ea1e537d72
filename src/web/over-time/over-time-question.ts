/** What is asked of words over time: the address, and how time is sliced. */
import type { RawParameters } from '../../http/parameters.js';
import type { FiltersView } from '../../http/view-models.js';
import { pageParameters, stateOrNone, type PageParameters } from '../search-state.js';

/** Slices of time, the coarsest first. */
export const UNITS = ['year', 'month', 'day'] as const;
/** One of them. */
export type TimeUnit = (typeof UNITS)[number];

/** Queries that are drawn at once. */
export const MOST_QUERIES = 5;
/** Characters of a query that are read: words, and not whole sentences. */
const MOST_CHARACTERS = 200;

/** What stands in an address. */
export interface OverTimeState {
  /** One to five as they were typed, each once; none for the form alone. */
  readonly queries: readonly string[];
  /** What holds for all of them, dates included. */
  readonly filters: FiltersView;
  /** Absent: chosen by how long the time is. */
  readonly unit?: TimeUnit;
  /** Whether lines are shares of all articles instead of counts. */
  readonly isShare: boolean;
}

/** The state of an address, and what of its dates is passed over. Forgives: what cannot be read is passed over. */
export function readOverTime(raw: RawParameters): { readonly state: OverTimeState; readonly notes: Omit<PageParameters, 'raw'> } {
  const typed = (raw.get('q') ?? []).map((text) => text.trim().slice(0, MOST_CHARACTERS)).filter((text) => text !== '');
  const { raw: asked, ...notes } = pageParameters(new Map([...raw].filter(([name]) => name !== 'q')));
  const unit = UNITS.find((one) => one === raw.get('by')?.[0]);
  return {
    state: {
      queries: [...new Set(typed)].slice(0, MOST_QUERIES),
      filters: stateOrNone(asked)?.filters ?? {},
      ...(unit !== undefined && { unit }),
      isShare: raw.get('as')?.[0] === 'share',
    },
    notes,
  };
}
