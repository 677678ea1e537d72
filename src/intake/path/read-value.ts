/** Days and page numbers as people write them into tables and patterns. */
import { DAY_MARK, markDays, type PathDay } from './path-days.js';
import { barePage, markPages, PAGE_MARK } from './path-pages.js';

/** The day a text is and nothing more, however it is written, which may be none of the calendar; undefined for any other text. */
export function writtenDay(text: string): PathDay | undefined {
  const { text: marked, days } = markDays(text.normalize('NFKC').trim());
  return marked === DAY_MARK ? days[0] : undefined;
}

/** The same as `YYYY-MM-DD`, where the calendar has it. */
export function readDay(text: string): string | undefined {
  return writtenDay(text)?.date;
}

/** The page a text is and nothing more, as readers say it: `第03版` and `03` are `3`, `a05` is `A05`; undefined for any other text. */
export function readNumber(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim();
  const bare = barePage(plain);
  if (bare !== undefined) return bare.rest === '' ? bare.page : undefined;
  const { text: marked, pages } = markPages(plain, true);
  return marked === PAGE_MARK && pages.length === 1 ? pages[0] : undefined;
}
