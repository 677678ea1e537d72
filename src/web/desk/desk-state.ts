/** What the desk's list shows, as its address says it. */
import type { RawParameters } from '../../http/parameters.js';
import { wholeNumberOr } from '../../http/parameters.js';
import { DESK_SORTS, DESK_WANTS, type DeskQuestion, type DeskSort, type DeskWant } from '../../http/desk-service.js';
import { MISSING_PART, type DeskListState } from '../links.js';

/** Pages of one part of the list. */
export const ROWS_A_PAGE = 50;

/** Reads it; what is none of ours is passed over. */
export function readDeskState(raw: RawParameters): DeskListState {
  const [want, paper, sort] = ['want', 'paper', 'sort'].map((name) => raw.get(name)?.[0]);
  const known: DeskWant | undefined = DESK_WANTS.find((one) => one === want);
  return {
    ...(known !== undefined && { want: known }),
    ...(paper !== undefined && paper !== '' && { paper: paper.slice(0, 200) }),
    sort: DESK_SORTS.find((one) => one === sort) ?? DEFAULT_SORT,
    offset: wholeNumberOr(0, raw.get('offset')?.[0]),
  };
}

const DEFAULT_SORT: DeskSort = 'sureness';

/** The question it asks. */
export function questionOf({ want, paper, sort = DEFAULT_SORT }: DeskListState): DeskQuestion {
  return { sort, ...(want !== undefined && { want }), ...(paper !== undefined && { paper: paper === MISSING_PART ? null : paper }) };
}
