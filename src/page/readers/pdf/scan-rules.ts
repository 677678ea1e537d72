/** Rules in the picture of a scan: its text layer tells of none, and they say which story goes on. Long dark runs with paper beside them. */
import type { Bounds } from '../../../pdf/page-objects.js';
import type { GrayPicture } from '../../../pdf/gray-png.js';

/** Darker is ink: thin rules turn gray when a picture is made smaller. */
const INK = 190;
/** Points of a run, and of a whole rule, at the least. */
const [RUN, RULE] = [36, 80];
/** Points without ink in a run that do not end it, and how thick a rule is at most. */
const [HOLE, THICK] = [2, 4];
/** Share of a run beside which paper must lie on both sides. */
const BARE = 0.75;
/** How far behind the end of a piece of a slanting rule the next one begins, and how far beside it. */
const [BEHIND, BESIDE] = [8, 3];
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
  const level = rulesIn(width, height, (along, row) => points[row * width + along]! < INK);
  const upright = rulesIn(height, width, (along, row) => points[along * width + row]! < INK);
  return [
    ...level.map(({ from, to, first, last }): Bounds => [from, first, to, last + 1]),
    ...upright.map(({ from, to, first, last }): Bounds => [first, from, last + 1, to]),
  ];
}

interface FoundRule {
  from: number;
  to: number;
  first: number;
  last: number;
  row: number;
}

function rulesIn(length: number, rows: number, isInk: (along: number, row: number) => boolean): readonly FoundRule[] {
  const rules: FoundRule[] = [];
  for (const run of runsIn(length, rows, isInk)) {
    const rule = rules.findLast(
      (one) => Math.abs(one.row - run.row) <= BESIDE && run.from <= one.to + BEHIND && run.to >= one.from - BEHIND,
    );
    if (rule === undefined) rules.push({ from: run.from, to: run.to, first: run.row, last: run.row, row: run.row });
    else {
      [rule.from, rule.to] = [Math.min(rule.from, run.from), Math.max(rule.to, run.to)];
      [rule.last, rule.row] = [run.row, run.row];
    }
  }
  return rules.filter(({ from, to, first, last }) => to - from >= RULE && last - first <= THICK + (to - from) * 0.01);
}

function runsIn(length: number, rows: number, isInk: (along: number, row: number) => boolean): readonly Run[] {
  const runs: Run[] = [];
  for (let row = 0; row < rows && runs.length < MOST_RUNS; row += 1) {
    let from = -1;
    let last = -1;
    for (let at = 0; at <= length; at += 1) {
      if (at < length && isInk(at, row)) {
        if (from < 0) from = at;
        last = at;
      } else if (from >= 0 && (at === length || at - last > HOLE)) {
        if (last - from >= RUN && isBare({ from, to: last + 1, row }, rows, isInk)) runs.push({ from, to: last + 1, row });
        from = -1;
      }
    }
  }
  return runs;
}

/** True where paper lies beside a run: a row of characters, or a picture, has ink there. */
function isBare({ from, to, row }: Run, rows: number, isInk: (along: number, row: number) => boolean): boolean {
  const bare = (other: number): boolean => {
    if (other < 0 || other >= rows) return true;
    let ink = 0;
    for (let at = from; at < to; at += 1) if (isInk(at, other)) ink += 1;
    return ink <= (to - from) * (1 - BARE);
  };
  return bare(row - THICK) && bare(row + THICK);
}
