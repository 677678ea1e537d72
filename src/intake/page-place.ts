/** Where a page belongs: what was given goes before what the page prints, that before what the file's path says. */
import type { PageInfo } from '../article/article.js';
import { PLACE_PARTS } from '../article/page-place.js';

/** A place and what is to be said of it. */
export interface PagePlace {
  readonly page: PageInfo;
  /** For people: what came from the path, what is not known, and where two sources differ. */
  readonly warnings: readonly string[];
}

/** Parts whose absence is said; few pages have a section of their own. */
const EXPECTED: readonly string[] = ['paper', 'date', 'pageNumber'];

/** Puts the three sources together, part by part. */
export function choosePlace(given: PageInfo, printed: PageInfo, fromPath: PageInfo): PagePlace {
  const page: Partial<Record<(typeof PLACE_PARTS)[number], string>> = {};
  const warnings: string[] = [];
  const missing: string[] = [];
  for (const part of PLACE_PARTS) {
    const value = given[part] ?? printed[part] ?? fromPath[part];
    if (value !== undefined) page[part] = value;
    else if (EXPECTED.includes(part)) missing.push(part);
    warnings.push(...differences(part, given[part], printed[part], fromPath[part]));
  }
  if (missing.length > 0)
    warnings.push(
      `${missing.join(', ')}: not given, not printed, not in the path (PAPER/2023-12-01/03.txt); the page is stored without ` +
        '(give it with --paper, --date, --page, or as parameters of the API)',
    );
  return { page, warnings };
}

function differences(part: string, given: string | undefined, printed: string | undefined, path: string | undefined): readonly string[] {
  if (given !== undefined) {
    return printed === undefined || printed === given ? [] : [`${part}: the page prints ${printed}; ${given} was given and is used`];
  }
  if (path === undefined || path === printed) return [];
  return printed === undefined
    ? [`${part}: ${path}, from the path`]
    : [`${part}: the path says ${path}; the page prints ${printed}, which is used`];
}
