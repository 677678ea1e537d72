import { squeeze } from './characters.js';
import type { BlockFeatures } from './features.js';

/** A short word, then others. */
const ROW = /^[^\s，。]{2,6}[ \u3000]+\S/u;
/** Fewer rows are no list. */
const LEAST_ROWS = 3;

/** Short lines that stand together: a list, verse, a signature, or a headline of several lines. */
export interface LineRun {
  readonly size: number;
  /** Place in the run, from 0. */
  readonly place: number;
  readonly type: 'verse' | 'list' | 'lines';
  /** A dispatch opening or a byline comes right below the run: then it may be a headline of several lines. */
  readonly beforeLead: boolean;
  /** Its first line has as many parts as the second, two at least: it is one of them and heads none. */
  readonly even: boolean;
}

/**
 * Finds, for each block, the run of short lines within its group that it belongs to; undefined for all others. In groups of several
 * articles (`gapless`) the last line above running text heads that text and is none of them.
 */
export function readRuns(features: readonly BlockFeatures[], gapless: ReadonlySet<number> = new Set()): readonly (LineRun | undefined)[] {
  const runs: (LineRun | undefined)[] = features.map(() => undefined);
  const apart = linesApart(features);
  const ends = rowsEnd(features);
  let start = 0;
  for (let at = 0; at <= features.length; at += 1) {
    const one = features[at];
    const before = features[at - 1];
    const isApart = apart.has(at);
    const isShort = one !== undefined && (isApart || isShortLine(one)) && !isNameBelowTitle(features, at);
    if (isShort && (at === start || (!ends.has(at) && (before!.block.group === one.block.group || (isApart && apart.has(at - 1))))))
      continue;
    const end = headsText(features, start, at, gapless) ? at - 1 : at;
    if (end - start >= 2) fill(runs, features, start, end);
    start = isShort ? at : at + 1;
  }
  return runs;
}

/**
 * Where something else begins below rows: a heading, a banner, verse. The rows of one list may have a line without a gap among them, and
 * one at the end of their group.
 */
function rowsEnd(features: readonly BlockFeatures[]): ReadonlySet<number> {
  const ends = new Set<number>();
  let rows = 0;
  features.forEach((one, at) => {
    const isRow = isRowAt(one);
    const heads = at > 0 && !isRow && one.headlike && !one.digits && isRowAt(features[at + 1]) && isRowAt(features[at + 2]);
    if (heads || (!isRow && rows >= LEAST_ROWS && one.block.place < one.block.groupSize - 1 && !isRowAt(features[at + 1]))) ends.add(at);
    rows = isRow ? rows + 1 : 0;
  });
  return ends;
}

function isRowAt(one: BlockFeatures | undefined): boolean {
  return one !== undefined && one.length <= 24 && ROW.test(one.block.text);
}

/** Rows and lines of verse that blank lines part from each other, as where one stands after every line: several alike in a row. */
function linesApart(features: readonly BlockFeatures[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [isLine, least] of [
    [isRowAlone, 3],
    [isVerseAlone, 4],
  ] as const) {
    let start = 0;
    for (let at = 0; at <= features.length; at += 1) {
      if (at < features.length && isLine(features[at]!)) continue;
      if (at - start >= least) for (let line = start; line < at; line += 1) found.add(line);
      start = at + 1;
    }
  }
  return found;
}

function isAlone({ block, body, furniture, byline, dispatch, ending }: BlockFeatures): boolean {
  return (
    block.groupSize === 1 &&
    block.lines.length === 1 &&
    !body &&
    furniture < 0.75 &&
    byline === undefined &&
    dispatch === undefined &&
    ending === 'open'
  );
}

/** A short word, then others: `东队 3：1 西队`. */
function isRowAlone(one: BlockFeatures): boolean {
  return isAlone(one) && isRowAt(one);
}

function isVerseAlone(one: BlockFeatures): boolean {
  return (
    isAlone(one) && one.length >= 4 && one.length <= 12 && one.clauses === 0 && !one.digits && !one.ornament && !/\s/u.test(one.block.text)
  );
}

function fill(runs: (LineRun | undefined)[], features: readonly BlockFeatures[], start: number, end: number): void {
  const lines = features.slice(start, end);
  const type = typeOf(lines);
  const below = features[end];
  const beforeLead =
    below !== undefined &&
    (below.dispatch !== undefined || endsHeadline(below) || (below.byline !== undefined && lines[0]!.block.group !== below.block.group));
  const parts = lines.slice(0, 2).map((one) => one.block.text.split(/\s+/u).length);
  const even = parts[0]! >= 2 && parts[0] === parts[1];
  for (let at = start; at < end; at += 1) runs[at] = { size: end - start, place: at - start, type, beforeLead, even };
}

/** The last of three lines or more stands right above running text of the same group, which needs a headline. */
function headsText(features: readonly BlockFeatures[], start: number, end: number, gapless: ReadonlySet<number>): boolean {
  const [last, below] = [features[end - 1], features[end]];
  if (end - start < 3 || last === undefined || below?.body !== true || below.block.group !== last.block.group || last.block.old)
    return false;
  return gapless.has(last.block.group) && last.length >= 4 && !last.item && !last.ornament && !last.cells;
}

function isShortLine(one: BlockFeatures): boolean {
  if (
    one.block.lines.length > 1 ||
    one.block.groupSize < 2 ||
    one.furniture >= 0.75 ||
    one.byline !== undefined ||
    one.dispatch !== undefined
  )
    return false;
  if (one.block.measure > 0 && !one.block.indented && one.block.lines[0]!.width > one.block.measure - 6) return false;
  if (one.speech || one.salutation || (one.loneName && one.ornament) || endsHeadline(one)) return false;
  return one.length <= 40 && (one.ending !== 'closed' || one.length <= 18 || one.item);
}

/** The second line of a group that begins an article: a name there is the author's, and the line above it the headline. */
function isNameBelowTitle(features: readonly BlockFeatures[], at: number): boolean {
  const { loneName, surnamed, block } = features[at]!;
  return block.place === 1 && loneName && surnamed && !(features[at - 2]?.headlike ?? false) && features[at - 1]!.headlike;
}

/** A name that ends a group of few lines is the author's, and the lines above it are the headline. */
function endsHeadline(one: BlockFeatures): boolean {
  return one.loneName && one.surnamed && one.block.place === one.block.groupSize - 1 && one.block.groupSize <= 4;
}

function typeOf(lines: readonly BlockFeatures[]): LineRun['type'] {
  if (lines.length < 3) return 'lines';
  const texts = lines.map((one) => squeeze(one.block.text));
  const plain = lines.filter((one) => !one.digits && !one.ornament && !/[\s:：;；|]/u.test(one.block.text.trim())).length;
  const long = Math.max(...texts.slice(0, 400).map((text) => text.length));
  const average = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  const least = Math.min(...texts.slice(0, 400).map((text) => text.length));
  // Lines of old poems are of one length and end in marks; others are short.
  const even = long - least <= 1 && long <= 18 && lines.every((one) => /[，。；！？]$/u.test(one.block.text));
  return plain >= lines.length * 0.85 && ((average <= 14 && long <= 22) || even) ? 'verse' : 'list';
}
