/** The printed place of a page: how its parts are compared, and its name as a key. */
import type { PageInfo } from './article.js';

/** The parts of a place, in the order in which they are told. */
export const PLACE_PARTS = ['paper', 'date', 'pageNumber', 'section'] as const satisfies readonly (keyof PageInfo)[];

/** The place of a page or an article: the parts of it that are known. */
export function placeOf(one: PageInfo): PageInfo {
  return Object.fromEntries(PLACE_PARTS.flatMap((part) => (one[part] === undefined ? [] : [[part, one[part]]])));
}

/** A page number as it is compared: `A06`, `a6` and `A-6` are one page. */
export function pageNumberKey(pageNumber: string): string {
  return pageNumber.toUpperCase().replace(/^([A-Z]*)-?0*(?=\d)/u, '$1');
}

/** True where paper, date and page number are known: such a place is that of one page. */
export function isWholePlace({ paper, date, pageNumber }: PageInfo): boolean {
  return paper !== undefined && date !== undefined && pageNumber !== undefined;
}

/** Names a place for a table: pages whose numbers are compared as equal have the same. A part that is missing is a part of its own. */
export function placeKey({ paper, date, pageNumber }: PageInfo): string {
  return JSON.stringify([paper ?? null, date ?? null, pageNumber === undefined ? null : pageNumberKey(pageNumber)]);
}
