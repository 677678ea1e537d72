/** Rules in the picture of a scan, of which its text layer tells nothing: long runs of ink with paper beside them. */
import type { Bounds } from '../../../pdf/page-objects.js';
import type { GrayPicture } from '../../../pdf/gray-png.js';

/** Share of the way from paper to the darkest ink where ink begins: thin rules turn gray when a picture is made smaller. */
const INK = 0.25;
/** Ink is so much darker than paper, in shades, and there is so much of it, in points. */
const [DARKER, LEAST] = [48, 60];
/** Points of a run, and of a whole rule, at the least. */
const [RUN, RULE] = [36, 80];
/** Points without ink in a run that do not end it, and how thick a rule is at most. */
const [HOLE, THICK] = [2, 4];
/** Share of a run beside which paper must lie on both sides. */
const BARE = 0.75;
/** How far behind the end of a piece of a slanting rule the next one begins, and how far beside it. */
const [BEHIND, BESIDE] = [8, 3];
/** Rules that a run may belong to: the last ones. */
const LATEST = 64;
/** Runs of one direction; more are no page. */
const MOST_RUNS = 20_000;

/** A piece of a rule: from where to where, and on which row. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly row: number;
}

/** Rules that lie level or stand upright, also a little aslant; in points of the picture. Linear in its points. */
export function findScanRules({ width, height, points }: GrayPicture): readonly Bounds[] {
  const limit = inkLimit(points);
  if (limit === undefined) return [];
  const ink = points.map((shade) => Number(shade < limit));
  const turned = new Uint8Array(ink.length);
  for (let row = 0; row < height; row += 1) for (let at = 0; at < width; at += 1) turned[at * height + row] = ink[row * width + at]!;
  return [
    ...rulesIn(width, height, ink).map(({ from, to, first, last }): Bounds => [from, first, to, last + 1]),
    ...rulesIn(height, width, turned).map(({ from, to, first, last }): Bounds => [first, from, last + 1, to]),
  ];
}

/** The shade below which a point is ink; undefined where the picture is of one shade. Most of a page is paper, however yellow. */
function inkLimit(points: Uint8Array): number | undefined {
  const counts = new Uint32Array(256);
  for (const shade of points) counts[shade]! += 1;
  const reaches = (count: number): number => {
    let [shade, sum] = [0, counts[0]!];
    while (sum < count && shade < 255) sum += counts[(shade += 1)]!;
    return shade;
  };
  const [darkest, paper] = [reaches(LEAST), reaches(points.length / 2)];
  return paper - darkest < DARKER ? undefined : paper - (paper - darkest) * INK;
}

interface FoundRule {
  from: number;
  to: number;
  first: number;
  last: number;
  row: number;
}

function rulesIn(length: number, rows: number, ink: Uint8Array): readonly FoundRule[] {
  const rules: FoundRule[] = [];
  for (const run of runsIn(length, rows, ink)) {
    const rule = rules
      .slice(-LATEST)
      .findLast((one) => Math.abs(one.row - run.row) <= BESIDE && run.from <= one.to + BEHIND && run.to >= one.from - BEHIND);
    if (rule === undefined) rules.push({ from: run.from, to: run.to, first: run.row, last: run.row, row: run.row });
    else {
      [rule.from, rule.to] = [Math.min(rule.from, run.from), Math.max(rule.to, run.to)];
      [rule.last, rule.row] = [run.row, run.row];
    }
  }
  return rules.filter(({ from, to, first, last }) => to - from >= RULE && last - first <= THICK + (to - from) * 0.01);
}

function runsIn(length: number, rows: number, ink: Uint8Array): readonly Run[] {
  const runs: Run[] = [];
  for (let row = 0; row < rows && runs.length < MOST_RUNS; row += 1) {
    let from = -1;
    let last = -1;
    for (let at = 0; at <= length; at += 1) {
      if (at < length && ink[row * length + at] === 1) {
        if (from < 0) from = at;
        last = at;
      } else if (from >= 0 && (at === length || at - last > HOLE)) {
        if (last - from >= RUN && isBare({ from, to: last + 1, row }, length, rows, ink)) runs.push({ from, to: last + 1, row });
        from = -1;
      }
    }
  }
  return runs;
}

/** True where paper lies beside a run: a row of characters, or a picture, has ink there. */
function isBare({ from, to, row }: Run, length: number, rows: number, ink: Uint8Array): boolean {
  const bare = (other: number): boolean => {
    if (other < 0 || other >= rows) return true;
    let dark = 0;
    for (let at = other * length + from; at < other * length + to; at += 1) dark += ink[at]!;
    return dark <= (to - from) * (1 - BARE);
  };
  return bare(row - THICK) && bare(row + THICK);
}
