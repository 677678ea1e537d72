/** How wide a page is by its height, where a form tells places as shares of both sides and not the sides. */
import { squaresOf } from '../../page/geometry/recognised-line.js';
import type { TextBlock } from './text-blocks.js';

/** A sheet of paper, and what is so far from it that it is another: two pages side by side, a clipping. */
const [SHEET, LIKE] = [0.707, 1.2];
/** Height of a line by the width of its characters. */
const LINE = 1.07;
const FEWEST = 3;

/** Width by height, from blocks whose places are shares of both sides: characters of headlines and heads are as wide as high. */
export function shapeOf(blocks: readonly TextBlock[]): number {
  const shapes = blocks
    .flatMap(({ kind, text, box }) => {
      if ((kind !== 'title' && kind !== 'furniture') || box === undefined || text.length < FEWEST) return [];
      return [(box[3] * squaresOf(text)) / box[2] / LINE];
    })
    .sort((a, b) => a - b);
  const shape = shapes[shapes.length >> 1] ?? SHEET;
  return shape > SHEET * LIKE || shape < SHEET / LIKE ? Math.min(3, Math.max(0.3, shape)) : SHEET;
}
