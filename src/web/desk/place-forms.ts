/** Places as forms of the desk give them, for one page and for many. */
import { PLACE_PARTS } from '../../article/page-place.js';

const DAY_MS = 86_400_000;

/** A whole place as it is typed: what is empty is not known. */
export function placeIn(form: URLSearchParams): object {
  return Object.fromEntries(PLACE_PARTS.map((part) => [part, said(form, part) ?? null]));
}

/** What is typed into a field; undefined where nothing is. */
export function said(form: URLSearchParams, name: string): string | undefined {
  const text = form.get(name)?.trim() ?? '';
  return text === '' ? undefined : text;
}

/**
 * A change for each of `count` pages, in their order: with pages an issue (1 to 999) the date goes on by a day after each issue, with a
 * first page number numbers are counted up, anew for each issue; letters before the number stay. What is empty stays as it is.
 */
export function placesIn(form: URLSearchParams, count: number): readonly object[] {
  const [paper, date] = [said(form, 'paper'), said(form, 'date')];
  const perIssue = wholeNumber(said(form, 'perIssue')) ?? count;
  const first = /^([A-Za-z]{0,3})(\d{1,4})$/.exec(said(form, 'firstNumber') ?? '');
  return Array.from({ length: count }, (_, index) => ({
    ...(paper !== undefined && { paper }),
    ...(date !== undefined && { date: dayAfter(date, Math.floor(index / perIssue)) }),
    ...(first !== null && { pageNumber: `${first[1]!}${Number(first[2]) + (index % perIssue)}` }),
  }));
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,2}$/.test(text) ? Number(text) : undefined;
}

/** A text that is no day stays what it is, so that its fault is said. */
function dayAfter(date: string, days: number): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) || days === 0 ? date : new Date(at + days * DAY_MS).toISOString().slice(0, 10);
}
