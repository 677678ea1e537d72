/** Blocks of text without lines -> the type their page is set in: what size and what step fit the heights of most. */
import { squaresOf } from '../../page/geometry/recognised-line.js';
import type { PageBox } from '../../page/readers/page-reader.js';

/** Size of the running type, and from one of its lines to the next. */
export interface RunningType {
  readonly em: number;
  readonly step: number;
}

/** A stretch of text and where it stands. */
export interface SetText {
  readonly text: string;
  readonly box: PageBox;
}

/** Squares a text has from which it runs over several lines of most columns. */
const LONG = 24;
/** From line to line in sizes of the type, as pages are set, and how far from it others are. */
const [USUAL, SPREAD] = [1.5, 0.25];
/** Sizes tried: from so much of the likeliest to so much of it. */
const [LEAST, MOST, TRIES] = [0.72, 1.36, 65];
/** Blocks that are looked at. */
const ENOUGH = 400;
const INDENT = 2;

interface Measured {
  readonly width: number;
  readonly height: number;
  readonly squares: number;
}

/**
 * Finds the type. Heights of blocks are steps of their lines and one line more, so that the blocks of a page together tell both: few sizes
 * give each block a whole number of lines. Undefined where no block is long. Linear.
 */
export function runningTypeOf(texts: readonly SetText[]): RunningType | undefined {
  const long = texts
    .map(({ text, box }): Measured => ({ width: box[2], height: box[3], squares: squaresOf(text) }))
    .filter(({ squares, width, height }) => squares >= LONG && (height * squares) / width > 2)
    .slice(0, ENOUGH);
  if (long.length === 0) return undefined;
  const likely = middleOf(long.map(({ width, height, squares }) => Math.sqrt((width * height) / (squares * USUAL))));
  let best: RunningType | undefined;
  let least = Infinity;
  for (let at = 0; at < TRIES; at += 1) {
    const em = likely * (LEAST + ((MOST - LEAST) * at) / (TRIES - 1));
    const step = stepOf(long, em);
    const cost = costOf(long, em, step);
    if (cost >= least) continue;
    least = cost;
    best = { em, step };
  }
  return best;
}

/** Lines a text needs in a column. */
function linesIn({ width, squares }: Measured, em: number): number {
  return Math.max(1, Math.ceil((squares + INDENT) / Math.max(1, width / em) - 0.1));
}

/** The step that gives the blocks their heights. */
function stepOf(long: readonly Measured[], em: number): number {
  let [up, down] = [0, 0];
  for (const block of long) {
    const more = linesIn(block, em) - 1;
    up += more * (block.height - em);
    down += more * more;
  }
  return down === 0 ? em * USUAL : Math.max(em, up / down);
}

function costOf(long: readonly Measured[], em: number, step: number): number {
  const missed = long.reduce((sum, block) => {
    const off = (block.height - em - (linesIn(block, em) - 1) * step) / step;
    return sum + Math.min(1, off * off);
  }, 0);
  return missed / long.length + 0.05 * ((step / em - USUAL) / SPREAD) ** 2;
}

function middleOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
