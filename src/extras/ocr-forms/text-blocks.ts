/** Blocks whose lines a program does not tell -> a page of recognised lines: each block's text is set in its box again. */
import type { RecognisedPage } from '../../page/geometry/recognised-line.js';
import type { PageBox } from '../../page/readers/page-reader.js';
import { squaresOf } from '../../page/geometry/recognised-line.js';
import { roleOf, type BlockKind } from './block-kinds.js';
import { BlockPage } from './block-page.js';
import { flowText, linesAt } from './flow-text.js';
import { boundBlocks } from './open-page.js';
import { halvesOf, type PlacedBlock } from './halved-paragraphs.js';
import { oneLine } from './markup.js';
import { runningTypeOf, type RunningType } from './running-type.js';

/** A block as a program tells it, in any of the orders programs have. */
export interface TextBlock {
  readonly kind: BlockKind;
  /** Undefined where the form tells none. */
  readonly box: PageBox | undefined;
  /**
   * A line feed parts paragraphs, items and rows. Empty where the text was joined to that of the block before; of a picture its
   * caption, where that has no place.
   */
  readonly text: string;
  /** It is the second half of a paragraph, as the program says. */
  readonly continues?: boolean;
}

/** Length and width of a page in one unit. */
export interface PageSize {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** Characters from which a text is one of several lines. */
const LONG = 20;
/** Squares a paragraph is set in by. */
const INDENT = 2;
/** A caption's type by the running type, and the most of a picture's height that is its. */
const [CAPTION, STRIP] = [0.85, 0.4];
/** Size of type where a page has no running text, by its height. */
const SMALL = 0.01;

/** Sets the blocks; where one has no place, all stay in their order. Throws PAGE_TOO_COMPLEX. About linear. */
export function pageOfBlocks(told: readonly TextBlock[], { width, height }: PageSize): RecognisedPage {
  boundBlocks(told.length);
  const page = new BlockPage(width, height);
  const blocks = told.map((block) => ({ ...block, text: block.text.split('\n').map(oneLine).filter(Boolean).join('\n') }));
  if (!blocks.every(isPlaced)) {
    blocks.forEach(({ text }, at) => {
      for (const line of text.split('\n')) page.unplaced(line, at);
    });
    return page.page;
  }
  const emptied = emptiedBehind(blocks);
  // What was joined from several boxes says nothing of the first one's type.
  const whole = blocks.filter((block) => block.kind === 'text' && !emptied.has(block) && /^[^\n]+$/u.test(block.text));
  const running = runningTypeOf(whole);
  const parted = blocks.flatMap((block) => withoutCaption(block, running, height ?? 1_000));
  page.stands(parted);
  const set = spread(parted, emptied, running);
  const halves = halvesOf(set, running?.step ?? (height ?? 1_000) * SMALL * 1.5);
  const cut = new Set(halves.values());
  set.forEach((block, at) => {
    const setting = {
      running: roleOf(block.kind) === undefined ? running : undefined,
      indented: block.kind === 'text' && !halves.has(block),
      full: cut.has(block),
      centred: block.kind === 'title',
    };
    for (const { text, box, size, upright } of flowText(block, setting))
      page.line(text, box, block.kind, { block: at, size, ...(upright && { upright }) });
  });
  return page.page;
}

function isPlaced(block: TextBlock): block is PlacedBlock {
  return block.box !== undefined;
}

/** A picture whose caption has no place of its own: the caption is given its lowest part. */
function withoutCaption(block: PlacedBlock, running: RunningType | undefined, pageHeight: number): readonly PlacedBlock[] {
  if (block.kind !== 'picture' || block.text === '') return [block];
  const [x, y, width, height] = block.box;
  const size = (running?.em ?? pageHeight * SMALL) * CAPTION;
  const length = squaresOf(block.text) * size;
  const strip = Math.min(height * STRIP, size * (Math.ceil(length / width) * 1.4 - 0.4));
  const picture = height - strip - Math.min(size * 0.4, height * 0.05);
  return [
    { ...block, text: '', box: [x, y, width, picture] },
    { kind: 'caption', text: block.text, box: [x, y + height - strip, Math.min(width, length), strip] },
  ];
}

/** The boxes without text behind a block, whose text was joined to its. */
function emptiedBehind(blocks: readonly PlacedBlock[]): ReadonlyMap<PlacedBlock, readonly PageBox[]> {
  const boxesOf = new Map<PlacedBlock, PageBox[]>();
  let last: PlacedBlock | undefined;
  for (const block of blocks) {
    if (block.kind !== 'text') continue;
    if (block.text === '' && last !== undefined) boxesOf.set(last, [...(boxesOf.get(last) ?? []), block.box]);
    else if (block.text !== '') last = block;
  }
  return boxesOf;
}

/** Blocks with one stretch of text each: items one below the other, and texts that were joined over the boxes they were taken from. */
function spread(
  blocks: readonly PlacedBlock[],
  emptied: ReadonlyMap<PlacedBlock, readonly PageBox[]>,
  running: RunningType | undefined,
): readonly PlacedBlock[] {
  return blocks.flatMap((block) => {
    const more = emptied.get(block);
    if (block.text.includes('\n')) return itemsOf(block);
    if (more !== undefined && running !== undefined) return overBoxes(block, [block.box, ...more], running);
    return block.text === '' ? [] : [block];
  });
}

/** Each line feed's part with as much of the height as of the text. */
function itemsOf(block: PlacedBlock): readonly PlacedBlock[] {
  const [x, y, width, height] = block.box;
  const items = block.text.split('\n');
  const longest = Math.max(...items.map(({ length }) => length));
  const shares = items.map(({ length }) => Math.max(1, Math.ceil(length / Math.min(longest, LONG))));
  const share = height / shares.reduce((sum, one) => sum + one, 0);
  let top = y;
  return items.map((text, at) => {
    const box: PageBox = [x, top, width, share * shares[at]! * 0.9];
    top += share * shares[at]!;
    return { ...block, text, box };
  });
}

/** The text over its box and the boxes it was joined from, each filled before the next; the last line of the last may be short. */
function overBoxes(block: PlacedBlock, boxes: readonly PageBox[], running: RunningType): readonly PlacedBlock[] {
  const rows = boxes.map((box) => box[2] / running.em);
  const rooms = boxes.map((box, at) => rows[at]! * linesAt(box[3], running));
  const characters = [...block.text];
  const parts: PlacedBlock[] = [];
  let from = 0;
  boxes.forEach((box, at) => {
    const left = characters.length - from;
    const later = rooms.slice(at + 1).reduce((sum, room) => sum + room, 0);
    const room = rooms[at]! - (at === 0 ? INDENT : 0);
    const taken = later === 0 ? left : Math.min(Math.max(room, left - later), left - later + rows.at(-1)! - 1);
    const to = Math.min(characters.length, from + Math.max(1, Math.round(taken)));
    const text = characters.slice(from, to).join('');
    from = to;
    if (text !== '') parts.push({ ...block, text, box, continues: at > 0 });
  });
  return parts;
}
