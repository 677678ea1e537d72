/** The columns of a page, and the stretches of lines that stand in them without a break. */
import { firstAt } from './first-at.js';
import { around, overlapX, overlapY, ruledBetween, type Area, type PlacedLine } from './placed-line.js';

/** Left and right edge of a column. */
export interface Column {
  readonly x0: number;
  readonly x1: number;
}

/** Lines of one column with nothing between them. */
export interface Segment extends Area {
  readonly column: Column;
  readonly lines: readonly PlacedLine[];
}

/** A column with the lines whose edges made it. */
type FoundColumn = Column & { readonly members: readonly PlacedLine[] };

/** Lines with like edges that make a column. */
const FEWEST = 2;
/** Widest gutter, in the size of running type. */
const WIDEST_GUTTER = 3;

/** Finds the columns that lines of running type share. `em` is the size of that type. */
export function findColumns(lines: readonly PlacedLine[], em: number): readonly FoundColumn[] {
  const groups: { x0: number; x1: number; members: PlacedLine[] }[] = [];
  for (const line of [...lines].sort((a, b) => a.x0 - b.x0)) {
    const group = groups.find(({ x0, x1 }) => Math.abs(x0 - line.x0) <= em * 0.5 && Math.abs(x1 - line.x1) <= em * 0.9);
    if (group === undefined) groups.push({ x0: line.x0, x1: line.x1, members: [line] });
    else group.members.push(line);
  }
  const full = groups.filter(({ members }) => members.length >= FEWEST).map(({ members }) => ({ ...edgesOf(members), members }));
  const columns = full.filter((one) => !full.some((other) => other !== one && isPartOf(one, other, lines, em)));
  const whole = columns.map((column) => withIndent(column, columns, em));
  return [...whole, ...loneColumns(lines, whole, em)];
}

/** A column all of whose lines are set in begins where the gutter beside it ends. */
function withIndent(column: FoundColumn, columns: readonly FoundColumn[], em: number): FoundColumn {
  const gutter = gutterOf(columns, em);
  const left = columns.map(({ x1 }) => x1).filter((x1) => x1 < column.x0);
  const indent = column.x0 - Math.max(-Infinity, ...left) - gutter;
  return indent > em * 1.2 && indent < em * 2.8 ? { ...column, x0: column.x0 - indent } : column;
}

function edgesOf(members: readonly PlacedLine[]): Column {
  const left = members.map(({ x0 }) => x0).sort((a, b) => a - b);
  const right = members.map(({ x1 }) => x1).sort((a, b) => a - b);
  return { x0: left[left.length >> 1]!, x1: right[right.length >> 1]! };
}

/** Lines that are set in or end early, all alike, make no column of their own: nothing stands beside them in the wider one. */
function isPartOf(inner: FoundColumn, outer: FoundColumn, lines: readonly PlacedLine[], em: number): boolean {
  if (outer.x0 > inner.x0 + em * 0.5 || outer.x1 < inner.x1 - em * 0.5) return false;
  if (outer.x1 - outer.x0 <= inner.x1 - inner.x0 + em * 0.5) return false;
  const alone = inner.members.filter(
    (line) =>
      !lines.some(
        (other) => other !== line && isBeside(other, line) && overlapX(other, { ...other, ...outer }) > 0 && overlapX(other, line) < 1,
      ),
  );
  return alone.length * 5 >= inner.members.length * 3;
}

function isBeside(one: Area, other: Area): boolean {
  return overlapY(one, other) > (other.y1 - other.y0) * 0.5;
}

/** A single line beside a column's is the beginning of the next column, as wide as that one. */
function loneColumns(lines: readonly PlacedLine[], columns: readonly FoundColumn[], em: number): readonly FoundColumn[] {
  const gutter = gutterOf(columns, em);
  const lone: FoundColumn[] = [];
  for (const line of [...lines].sort((a, b) => a.x0 - b.x0)) {
    if (columns.some((column) => isIn(line, column, em))) continue;
    const known = [...columns, ...lone];
    const left = known.find(({ x1, members }) => {
      const gap = line.x0 - x1;
      return gap > em * 0.3 && gap < em * WIDEST_GUTTER + em * 2 && members.some((member) => isBeside(member, line));
    });
    if (left === undefined) continue;
    const x0 = line.x0 - (left.x1 + gutter) > em * 0.8 ? left.x1 + gutter : line.x0;
    const column = { x0, x1: x0 + left.x1 - left.x0, members: [line] };
    if (isIn(line, column, em)) lone.push(column);
  }
  return lone;
}

function gutterOf(columns: readonly Column[], em: number): number {
  const gaps = columns.flatMap(({ x1 }) => columns.map(({ x0 }) => x0 - x1)).filter((gap) => gap > em * 0.3 && gap < em * WIDEST_GUTTER);
  return gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? em * 1.2;
}

function isIn(line: PlacedLine, { x0, x1 }: Column, em: number): boolean {
  return line.x0 >= x0 - em * 0.7 && line.x1 <= x1 + em * 1.1;
}

/**
 * Parts the running lines into segments. What stands between two lines of a column ends one: a rule, a `break` (display type, a
 * picture, a frame), a gap.
 */
export function findSegments(
  lines: readonly PlacedLine[],
  em: number,
  breaks: readonly Area[],
  rules: readonly Area[],
): readonly Segment[] {
  const columns = findColumns(lines, em);
  const inColumns = new Map<Column, PlacedLine[]>();
  for (const line of lines) {
    const column = columnOf(line, columns, em) ?? { x0: line.x0, x1: line.x1 };
    inColumns.set(column, [...(inColumns.get(column) ?? []), line]);
  }
  const segments: Segment[] = [];
  const surroundings = new Middles([...breaks, ...lines]);
  for (const [column, members] of inColumns) segments.push(...runsOf(column, rowsOf(members), { em, breaks: surroundings, rules }));
  return joinLoose(segments, em, { breaks: new Middles(breaks), rules });
}

function columnOf(line: PlacedLine, columns: ReturnType<typeof findColumns>, em: number): Column | undefined {
  let best: Column | undefined;
  let least = Infinity;
  for (const column of columns) {
    if (!isIn(line, column, em)) continue;
    const away = column.members.reduce((nearest, member) => Math.min(nearest, Math.abs(member.y0 - line.y0)), Infinity);
    // Of two that hold it the nearer, and of two as near the narrower.
    const cost = Math.round(away / em) * em + (column.x1 - column.x0) * 0.01;
    if (cost < least) {
      least = cost;
      best = column;
    }
  }
  return best;
}

/** Pieces at one height of a column as one line. */
function rowsOf(lines: readonly PlacedLine[]): readonly (readonly PlacedLine[])[] {
  const rows: PlacedLine[][] = [];
  for (const line of [...lines].sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0)) {
    const row = rows.at(-1);
    if (row !== undefined && line.y0 - row[0]!.y0 < Math.min(line.size, row[0]!.size) * 0.5) row.push(line);
    else rows.push([line]);
  }
  return rows.map((row) => row.sort((a, b) => a.x0 - b.x0));
}

interface Surroundings {
  readonly em: number;
  /** What may stand between two lines, other lines too. */
  readonly breaks: Middles;
  readonly rules: readonly Area[];
}

function runsOf(column: Column, rows: readonly (readonly PlacedLine[])[], surroundings: Surroundings): readonly Segment[] {
  const { em, breaks, rules } = surroundings;
  const pitch = pitchOf(rows, em);
  const runs: PlacedLine[][] = [];
  let last: Area | undefined;
  for (const row of rows) {
    const area = around(row);
    const broken =
      last === undefined ||
      area.y0 - last.y0 > pitch * 1.75 + (area.y1 - area.y0 - em) ||
      isBroken(column, last, area, breaks) ||
      ruledBetween(rules, { ...area, ...column }, last.y1, area.y0);
    if (broken) runs.push([...row]);
    else runs.at(-1)!.push(...row);
    last = area;
  }
  return runs.map((run) => ({ ...around(run), column, lines: run }));
}

function isBroken({ x0, x1 }: Column, above: Area, below: Area, things: Middles): boolean {
  const [top, bottom] = [above.y0 + (above.y1 - above.y0) * 0.6, below.y1 - (below.y1 - below.y0) * 0.6];
  return things.between(top, bottom).some((one) => Math.min(one.x1, x1) - Math.max(one.x0, x0) > 2);
}

/** Areas by their middles. */
class Middles {
  readonly #sorted: readonly Area[];
  readonly #middles: readonly number[];

  constructor(areas: readonly Area[]) {
    this.#sorted = [...areas].sort((a, b) => a.y0 + a.y1 - b.y0 - b.y1);
    this.#middles = this.#sorted.map(({ y0, y1 }) => (y0 + y1) / 2);
  }

  /** Those whose middles lie between two heights. */
  between(top: number, bottom: number): readonly Area[] {
    const middles = this.#middles;
    const from = firstAt(middles.length, (at) => middles[at]! <= top);
    return this.#sorted.slice(
      from,
      firstAt(middles.length, (at) => middles[at]! < bottom),
    );
  }
}

function pitchOf(rows: readonly (readonly PlacedLine[])[], em: number): number {
  const steps = rows.slice(1).map((row, at) => row[0]!.y0 - rows[at]![0]!.y0);
  const likely = steps.filter((step) => step < em * 3).sort((a, b) => a - b);
  return likely[likely.length >> 1] ?? em * 1.6;
}

/** Lines of no column that stand close under each other are one piece. */
function joinLoose(segments: readonly Segment[], em: number, { breaks, rules }: Omit<Surroundings, 'em'>): readonly Segment[] {
  const joined: Segment[] = [];
  for (const segment of [...segments].sort((a, b) => a.y0 - b.y0)) {
    const above = joined.findLast((one) => isLoose(one) && isLoose(segment) && overlapX(one, segment) > 0);
    const near =
      above !== undefined &&
      segment.y0 - above.y1 < em &&
      segment.y0 >= above.y1 - em * 0.3 &&
      !isBroken({ x0: Math.max(above.x0, segment.x0), x1: Math.min(above.x1, segment.x1) }, above, segment, breaks) &&
      !ruledBetween(rules, segment, above.y1, segment.y0);
    if (!near) {
      joined.push(segment);
      continue;
    }
    const lines = [...above.lines, ...segment.lines];
    const area = around(lines);
    joined[joined.indexOf(above)] = { ...area, column: { x0: area.x0, x1: area.x1 }, lines };
  }
  return joined;
}

function isLoose({ lines, column, x0, x1 }: Segment): boolean {
  return lines.length <= FEWEST && column.x0 === x0 && column.x1 === x1;
}
