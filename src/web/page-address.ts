/** Which page a link to a page names. */
import { isWholePlace } from '../article/page-place.js';
import type { PageInfo } from '../article/article.js';
import type { PageAddress } from '../http/services.js';

/** The place of a page, with its id where it stands alone: by default where the place is not whole. */
export function addressOf({ id, paper, date, pageNumber }: PageInfo & { readonly id?: string }, alone?: boolean): PageAddress {
  const place = {
    ...(paper !== undefined && { paper }),
    ...(date !== undefined && { date }),
    ...(pageNumber !== undefined && { pageNumber }),
  };
  return id !== undefined && (alone ?? !isWholePlace(place)) ? { ...place, id } : place;
}
