/** Another place for a page: what it is then, and what its articles are with it. */
import type { Article, PageInfo } from '../../article/article.js';
import { DATE_FROM } from '../../article/dated-by-text.js';
import { isWholePlace, PLACE_PARTS, placeKey, placeOf } from '../../article/page-place.js';
import type { PagePatch } from '../../article/page-patch-schema.js';
import type { Archive } from '../../archive/archive.js';
import type { PageDecisions, PageRecord, PlacePart } from '../../archive/archive-change.js';
import { SearchServiceError } from '../../search-service-error.js';

/** The parts a patch changes. */
export function changedParts(before: PageInfo, patch: PagePatch['place']): readonly PlacePart[] {
  return PLACE_PARTS.filter((part) => patch[part] !== undefined && (patch[part] ?? undefined) !== before[part]);
}

/** The place with these parts of another. */
export function movedPlace(before: PageInfo, patch: PagePatch['place']): PageInfo {
  return placeOf(
    Object.fromEntries(PLACE_PARTS.map((part) => [part, patch[part] === undefined ? before[part] : (patch[part] ?? undefined)])),
  );
}

/** An article of a page whose place has changed in these parts; what was corrected of its own place in others stays. */
export function movedArticle(article: Article, parts: readonly PlacePart[], to: PageInfo): Article {
  if (parts.length === 0) return article;
  const placed = Object.fromEntries(parts.flatMap((part) => (to[part] === undefined ? [] : [[part, to[part]]])));
  const moved: Article = { ...withoutFields(article, parts), ...placed };
  // A date that was read out of the text gives way to that of the page.
  return parts.includes('date') && to.date !== undefined && moved.extra !== undefined
    ? { ...moved, extra: withoutFields(moved.extra, [DATE_FROM]) }
    : moved;
}

/** A record without some of its fields, which it may lack. */
export function withoutFields<T extends object>(record: T, names: readonly (keyof T & string)[]): T {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !(names as readonly string[]).includes(name))) as T;
}

/** What people have said of the place, with what is said now. */
export function placeDecisions({ place: earlier = {}, without = [], ...rest }: PageDecisions, patch: PagePatch['place']): PageDecisions {
  const place = movedPlace(earlier, patch);
  const missing = PLACE_PARTS.filter((part) => patch[part] === null || (patch[part] === undefined && without.includes(part)));
  return { ...rest, ...(Object.keys(place).length > 0 && { place }), ...(missing.length > 0 && { without: missing }) };
}

/** A page that gets a place. */
export interface PlacedPage {
  readonly record: PageRecord;
  readonly place: PageInfo;
}

/** Throws PAGE_PLACE_TAKEN where a page would come to stand where another one does. */
export function refuseTaken(archive: Pick<Archive, 'pagesAt'>, pages: readonly PlacedPage[]): void {
  const moved = new Set(pages.map(({ record }) => record.id));
  for (const { record, place } of pages) {
    if (!isWholePlace(place) || placeKey(place) === placeKey(record)) continue;
    const there = archive.pagesAt(place).filter(({ id }) => !moved.has(id));
    const coming = pages.filter((other) => other.record.id !== record.id && placeKey(other.place) === placeKey(place));
    const [other] = [...there.map(({ id }) => id), ...coming.map((one) => one.record.id)];
    if (other !== undefined)
      throw new SearchServiceError(
        'PAGE_PLACE_TAKEN',
        `Another page (${other}) is ${place.paper!} ${place.date!} ${place.pageNumber!}. Nothing was written. Give that one another ` +
          'place, or delete it, first.',
      );
  }
}
