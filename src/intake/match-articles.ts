/**
 * Which article of a page is which when the page is read again: by the printed lines both readings cover where the text
 * is the same, else by the words they share. Ids and hand corrections follow this match.
 */
import { WorkSlices } from '../archive/work-slices.js';

import type { PrintedArticle } from './printed-article.js';

/** Characters of a run that two readings must share for it to count; long enough that stock phrases weigh little. */
const RUN_CHARACTERS = 8;
/** Share of the shorter reading that must be found in the other one. */
const LEAST_SHARE = 0.5;

interface Overlap {
  readonly before: number;
  readonly after: number;
  readonly shared: number;
}

/**
 * For each article of the new reading the index of the old one it continues, or undefined. One to one, the largest
 * overlap first; of equal overlaps the earlier article wins. Linear in the characters of the page, in slices.
 */
export async function matchArticles(
  before: readonly PrintedArticle[],
  after: readonly PrintedArticle[],
  slices = new WorkSlices(),
): Promise<readonly (number | undefined)[]> {
  if (before.length === 0) return after.map(() => undefined);
  const byLines = [...before, ...after].every(({ lines }) => lines !== undefined && lines.length > 0);
  const marksOf = byLines ? lineMarks : runMarks;
  const matched = byLines ? new Array<number | undefined>(after.length).fill(undefined) : copies(before, after);
  const taken = new Set(matched.filter((index) => index !== undefined));
  for (const overlap of await overlapsOf(await marksOfEach(before, marksOf, slices), await marksOfEach(after, marksOf, slices), slices)) {
    if (matched[overlap.after] === undefined && !taken.has(overlap.before)) {
      matched[overlap.after] = overlap.before;
      taken.add(overlap.before);
    }
  }
  return matched;
}

/** Index of the text that shares most with `after`, where together they hold at least half of its runs; otherwise undefined. */
export function holderOf(texts: readonly PrintedArticle[], after: PrintedArticle): number | undefined {
  const marks = [...runMarks(after)];
  const shared = texts.map((text) => {
    const own = runMarks(text);
    return new Set(marks.filter((mark) => own.has(mark)));
  });
  const found = new Set(shared.flatMap((some) => [...some]));
  if (found.size === 0 || found.size < LEAST_SHARE * marks.length) return undefined;
  return shared.reduce((best, some, index) => (some.size > shared[best]!.size ? index : best), 0);
}

/** Index of the first text of which at least half the runs stand in `after`, and fewer did in `before`; otherwise undefined. */
export function takenInBy(texts: readonly PrintedArticle[], after: PrintedArticle, before: PrintedArticle | undefined): number | undefined {
  const [now, then] = [runMarks(after), before === undefined ? new Set<string>() : runMarks(before)];
  const found = texts.findIndex((text) => {
    const own = [...runMarks(text)];
    const enough = LEAST_SHARE * own.length;
    return own.length > 0 && own.filter((mark) => now.has(mark)).length >= enough && own.filter((mark) => then.has(mark)).length < enough;
  });
  return found < 0 ? undefined : found;
}

function lineMarks({ lines = [] }: PrintedArticle): ReadonlySet<string> {
  return new Set(lines.map(String));
}

/** The runs of characters a text is compared by. Linear. */
export function runMarks({ parts }: PrintedArticle): ReadonlySet<string> {
  const marks = new Set<string>();
  for (const part of parts) {
    const text = part.replace(/\s+/gu, '');
    if (text.length > 0 && text.length < RUN_CHARACTERS) marks.add(text);
    for (let start = 0; start + RUN_CHARACTERS <= text.length; start += 1) marks.add(text.slice(start, start + RUN_CHARACTERS));
  }
  return marks;
}

/** Articles of one reading that a mark is known of; what stands in more tells none from another. */
const MOST_HOLDERS = 64;

/** Texts that stand more often than their marks are known of: each copy continues the one in its place among them. */
function copies(before: readonly PrintedArticle[], after: readonly PrintedArticle[]): (number | undefined)[] {
  const places = new Map<string, number[]>();
  for (const [index, { parts }] of before.entries()) {
    const key = parts.join('\n');
    places.set(key, places.get(key) ?? []);
    places.get(key)!.push(index);
  }
  const seen = new Map<string, number>();
  return after.map(({ parts }) => {
    const key = parts.join('\n');
    const held = places.get(key) ?? [];
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return held.length > MOST_HOLDERS ? held[count] : undefined;
  });
}

async function marksOfEach(
  articles: readonly PrintedArticle[],
  marksOf: (article: PrintedArticle) => ReadonlySet<string>,
  slices: WorkSlices,
): Promise<readonly ReadonlySet<string>[]> {
  const marks: ReadonlySet<string>[] = [];
  for (const article of articles) {
    marks.push(marksOf(article));
    await slices.rest();
  }
  return marks;
}

/** Marks looked at between two looks at the clock: one article may have 150,000. */
const RUN_OF_MARKS = 4_096;

/** Pairs that share enough, best first. */
async function overlapsOf(
  before: readonly ReadonlySet<string>[],
  after: readonly ReadonlySet<string>[],
  slices: WorkSlices,
): Promise<readonly Overlap[]> {
  let looked = 0;
  const holders = new Map<string, number[]>();
  for (const [index, marks] of before.entries()) {
    for (const mark of marks) {
      const list = holders.get(mark);
      if (list === undefined) holders.set(mark, [index]);
      else if (list.length < MOST_HOLDERS) list.push(index);
      if (++looked % RUN_OF_MARKS === 0) await slices.rest();
    }
    await slices.rest();
  }
  const overlaps: Overlap[] = [];
  const counts = new Uint32Array(before.length);
  for (const [index, marks] of after.entries()) {
    const met: number[] = [];
    for (const mark of marks) {
      for (const holder of holders.get(mark) ?? []) if (counts[holder]!++ === 0) met.push(holder);
      if (++looked % RUN_OF_MARKS === 0) await slices.rest();
    }
    for (const holder of met) {
      const shared = counts[holder]!;
      counts[holder] = 0;
      if (shared >= LEAST_SHARE * Math.min(before[holder]!.size, marks.size)) overlaps.push({ before: holder, after: index, shared });
    }
    await slices.rest();
  }
  return overlaps.sort((a, b) => b.shared - a.shared || a.before - b.before || a.after - b.after);
}
