import { endingOf } from './characters.js';
import type { Line } from './lines.js';

/** A line may fall this many columns short of the measure and still be full: a mark or a character was carried down. */
export const SLACK = 5;
/** Closing marks may hang over the edge by this many columns. */
export const HANG = 4;

/** No line of print is narrower or wider, in half-width columns. */
const NARROWEST = 12;
const WIDEST = 160;
/** The commonest widths of a page that are tried; of real pages the one with most measures has nine. */
const MOST_MEASURES = 32;
/** What another measure costs, below a blank line and elsewhere: two full lines have to speak for it. */
const CHANGE = 2.2;
const CHANGE_AT_GAP = 1.4;

/** What one line shows of the measure it was set in. */
interface LineShape {
  readonly width: number;
  /** Holds a mark inside: prose rather than display type. */
  readonly prose: boolean;
  /** Breaks off in mid-sentence. */
  readonly open: boolean;
  readonly closed: boolean;
  /** A mark at its end may hang over the edge. */
  readonly marked: boolean;
  readonly furniture: boolean;
  readonly gap: boolean;
}

/**
 * For each line the width of a full line where it stands, in half-width columns; 0 where lines are as long as their paragraphs.
 * Articles of one page are set in different measures, so the lines are parted into runs of one measure each: the cheapest sequence of
 * measures, where a full line that breaks off in mid-sentence speaks for its width, prose that runs past a measure against it, and every
 * change costs (Viterbi, 1967). `gaps` has the lines that blank lines stand above, `furniture` those that are the page's own.
 * `old` has `、` for every stop. Linear in the lines.
 */
export function readMeasures(
  lines: readonly Line[],
  gaps: ReadonlySet<Line>,
  furniture: (line: Line) => boolean,
  old = false,
): readonly number[] {
  const shapes = lines.map((line) => shapeOf(line, gaps.has(line), furniture(line)));
  const measures = [0, ...candidates(shapes)];
  if (measures.length === 1) return lines.map(() => 0);
  return withoutTables(shapes, cheapest(shapes, measures, old), old);
}

function shapeOf(line: Line, gap: boolean, furniture: boolean): LineShape {
  const ending = endingOf(line.text);
  const last = line.text.slice(-1);
  return {
    width: line.width,
    prose: '，、；'.includes(last) || /[，。；？！、][^\s]/u.test(line.text),
    open: ending === 'open',
    closed: ending === 'closed',
    marked: '，。、；：？！”’」』）》'.includes(last),
    furniture,
    gap,
  };
}

/** Widths of lines that break off in mid-sentence, the commonest first, ascending. */
function candidates(shapes: readonly LineShape[]): readonly number[] {
  const counts = new Map<number, number>();
  shapes.forEach((one, at) => {
    const next = shapes[at + 1];
    if (one.furniture || one.closed || next === undefined || one.width < NARROWEST || one.width > WIDEST) return;
    counts.set(one.width, (counts.get(one.width) ?? 0) + (one.prose ? 2 : 1));
  });
  return [...counts]
    .filter(([, count]) => count >= 2)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_MEASURES)
    .map(([width]) => width)
    .sort((a, b) => a - b);
}

function cheapest(shapes: readonly LineShape[], measures: readonly number[], old: boolean): readonly number[] {
  const count = measures.length;
  const size = shapes.length;
  const came = new Uint8Array(size * count);
  let score = new Float64Array(count);
  let next = new Float64Array(count);
  for (let at = 0; at < size; at += 1) {
    const one = shapes[at]!;
    const above = shapes[at - 1];
    let best = 0;
    for (let from = 1; from < count; from += 1) if (score[from]! > score[best]!) best = from;
    const change = score[best]! - (at === 0 ? 0 : one.gap ? CHANGE_AT_GAP : CHANGE);
    for (let to = 0; to < count; to += 1) {
      const stays = score[to]! >= change;
      came[at * count + to] = stays ? to : best;
      next[to] = (stays ? score[to]! : change) + fit(one, above, measures[to]!, old);
    }
    [score, next] = [next, score];
  }
  const found = new Array<number>(size);
  let state = score.reduce((best, value, at) => (value > score[best]! ? at : best), 0);
  for (let at = size - 1; at >= 0; at -= 1) {
    found[at] = measures[state]!;
    state = came[at * count + state]!;
  }
  return found;
}

/** Wrapped lines without an end of a sentence are text from this many on; fewer are lines of a headline that happen to share a width. */
const FEWEST_OPEN = 4;

/** Rows of a table and lines of verse share a width too: wrapped prose has marks inside its lines and breaks off in mid-sentence. */
function withoutTables(shapes: readonly LineShape[], measures: readonly number[], old: boolean): readonly number[] {
  const found = [...measures];
  for (let from = 0, to = 0; from < found.length; from = to) {
    const measure = measures[from]!;
    while (to < measures.length && measures[to] === measure) to += 1;
    const run = shapes.slice(from, to);
    const full = run.filter((one) => !one.furniture && one.width >= measure - SLACK && one.width <= measure + HANG);
    const prose = full.filter((one) => one.prose).length;
    const cut = full.filter((one) => !one.closed).length;
    const below = shapes[to];
    const ends = below === undefined || below.gap || below.width > measure + HANG;
    const display = ends && !old && full.length < FEWEST_OPEN && !run.some((one) => one.closed);
    if (measure > 0 && (display || prose < full.length * 0.3 || cut < full.length * 0.4 || cut < 1)) found.fill(0, from, to);
  }
  return found;
}

/** How well a line fits a measure, 0 = lines are not wrapped. */
function fit(one: LineShape, above: LineShape | undefined, measure: number, old: boolean): number {
  if (one.furniture) return 0;
  if (measure === 0) return fitUnwrapped(one);
  const over = one.width - measure;
  if (over > HANG || (over > 0 && !one.marked)) return one.prose ? -3 : -0.2;
  if (over < -SLACK) return fitShort(one, above, measure, old);
  const exact = over >= -1 ? 1 : over >= -3 ? 0.8 : 0.5;
  if (one.closed) return 0.2 * exact;
  return (one.prose ? 1 : 0.35) * exact;
}

function fitUnwrapped(one: LineShape): number {
  if (one.closed) return one.width > 100 ? 1 : 0.1;
  return one.prose && one.open && one.width <= WIDEST ? -1 : 0;
}

/** The last line of a paragraph ends a sentence; prose that breaks off short of the edge was set in another measure. */
function fitShort(one: LineShape, above: LineShape | undefined, measure: number, old: boolean): number {
  if (one.closed || (old && one.marked)) return above !== undefined && Math.abs(above.width - measure) <= SLACK && !above.closed ? 0.3 : 0;
  return one.prose && one.open ? -1 : -0.1;
}
