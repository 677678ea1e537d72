/** Which blocks are the two halves of one paragraph, cut at the end of a column: by their text and places, whatever order they come in. */
import type { PageBox } from '../../page/readers/page-reader.js';
import type { TextBlock } from './text-blocks.js';

/** A block that has a place. */
export type PlacedBlock = TextBlock & { readonly box: PageBox };

/** What ends a sentence, or a line that is none. */
const ENDED = /[。！？…．.!?：:”’」』）)》】]$/u;
/** Characters from which a text may be one of several lines, and of a line of a column. */
const [LONG, LINE] = [20, 6];
/** Blocks so many times as high as a line apart do not stand below each other. */
const NEAR = 1.5;

/** Blocks of a column that are looked at. */
const MOST_TOPS = 40;

/** Second halves, each with its first. `step`: from one line to the next. About quadratic in the paragraphs that are cut, which are few. */
export function halvesOf(blocks: readonly PlacedBlock[], step: number): ReadonlyMap<PlacedBlock, PlacedBlock> {
  const halves = new Map<PlacedBlock, PlacedBlock>();
  const texts = blocks.filter(({ kind, text }) => kind === 'text' && text !== '');
  texts.forEach((block, at) => {
    const before = texts[at - 1];
    if (block.continues === true && before !== undefined) halves.set(block, before);
  });
  const cut = new Set(halves.values());
  texts.forEach((first, at) => {
    if (cut.has(first) || !mayBeCut(first, texts, step)) return;
    const free = texts.filter((block) => block !== first && !halves.has(block) && block.text.length > 1);
    const second = topOfNext(first, free, blocks, step) ?? (isElsewhere(texts[at + 1], first) ? texts[at + 1] : undefined);
    if (second !== undefined && !halves.has(second)) halves.set(second, first);
  });
  return halves;
}

/** It ends within a sentence, and not before its column does. */
function mayBeCut(block: PlacedBlock, texts: readonly PlacedBlock[], step: number): boolean {
  if (ENDED.test(block.text) || block.text.length < LINE) return false;
  if (block.text.length >= LONG) return true;
  return texts.some((above) => standsOver(above, block, step) && Math.abs(cornersOf(above)[2] - cornersOf(block)[2]) < step * 0.7);
}

/** What begins the next column on the right: of what no text stands on, the lowest that begins above the end of the first half. */
function topOfNext(first: PlacedBlock, texts: readonly PlacedBlock[], all: readonly PlacedBlock[], step: number): PlacedBlock | undefined {
  const [, , right, bottom] = cornersOf(first);
  const beside = texts.filter(({ box }) => box[0] > right - step * 0.3 && box[1] < bottom - step * 0.5);
  const nearest = Math.min(...beside.map(({ box }) => box[0]));
  const column = beside.filter(({ box }) => box[0] < nearest + step * NEAR * 2 && box[0] - right < step * NEAR * 3);
  return column
    .sort((a, b) => b.box[1] - a.box[1])
    .slice(0, MOST_TOPS)
    .find((block) => !all.some((other) => other.kind === 'text' && standsOver(other, block, step)));
}

function standsOver(upper: PlacedBlock, block: PlacedBlock, step: number): boolean {
  const [left, , right, bottom] = cornersOf(upper);
  const [x0, y0, x1] = cornersOf(block);
  return upper !== block && bottom <= y0 + step * 0.4 && y0 - bottom < step * NEAR && Math.min(right, x1) - Math.max(left, x0) > step;
}

function isElsewhere(block: PlacedBlock | undefined, first: PlacedBlock): boolean {
  if (block === undefined) return false;
  const [left, top, right, bottom] = cornersOf(first);
  const [x0, y0, x1, y1] = cornersOf(block);
  return x0 >= right || x1 <= left || (y0 < bottom && y1 <= top);
}

function cornersOf({ box: [x, y, width, height] }: PlacedBlock): readonly [number, number, number, number] {
  return [x, y, x + width, y + height];
}
