/** The tags docling writes of a document, a place in each -> pages of recognised lines. */
import type { RecognisedPage } from '../../page/geometry/recognised-line.js';
import { withoutEntities } from '../../page/readers/html-text.js';
import type { PageBox } from '../../page/readers/page-reader.js';
import { kindOfBlock, type BlockKind } from './block-kinds.js';
import { boxOfCorners } from './json-values.js';
import { shapeOf } from './page-shape.js';
import { pageOfBlocks, type TextBlock } from './text-blocks.js';

/** Places are counted in so many parts of each side. */
const SIDE = 500;
/** Length of the sides a page is given. */
const HEIGHT = 1_000;
/** Elements within one another that are kept apart. */
const DEEPEST = 30;

const TAG = /<(\/?)([a-z][a-z0-9_]{0,60})>/gu;
const PLACE = /^loc_(\d{1,4})$/u;
/** Elements that only hold others. */
const HOLDERS = new Set(['doctag', 'ordered_list', 'unordered_list', 'list', 'inline', 'group', 'page']);
const BLOCKS = new Set(
  (
    'text paragraph title caption footnote page_header page_footer picture chart list_item otsl code formula document_index ' +
    'checkbox_selected checkbox_unselected form key_value_region reference'
  ).split(' '),
);
const HEADING = /^section_header_level_\d{1,2}$/u;
/** What begins a cell of a table, and what ends a row. */
const [CELL, ROW] = [/^(?:[felux]cel|ched|rhed|srow)$/u, 'nl'];

interface OpenBlock {
  readonly name: string;
  readonly places: number[];
  text: string;
}

/** Reads the tags; what looks like one and is none is text. Throws PAGE_TOO_COMPLEX. One pass. */
export function readDoctags(text: string): readonly RecognisedPage[] {
  const reader = new DoctagsReader();
  let end = 0;
  for (const match of text.matchAll(TAG)) {
    reader.text(text.slice(end, match.index));
    reader.tag(match[2]!, match[1] === '/', match[0]);
    end = match.index + match[0].length;
  }
  reader.text(text.slice(end));
  return reader.end();
}

class DoctagsReader {
  readonly #pages: TextBlock[][] = [[]];
  readonly #open: OpenBlock[] = [];

  text(text: string): void {
    const block = this.#open.at(-1);
    if (block !== undefined) block.text += withoutEntities(text);
  }

  tag(name: string, isEnd: boolean, written: string): void {
    const place = PLACE.exec(name)?.[1];
    if (place !== undefined) this.#open.at(-1)?.places.push(Number(place));
    else if (name === 'page_break') this.#pages.push([]);
    else if (CELL.test(name)) this.text(' ');
    else if (name === ROW) this.text('\n');
    else if (BLOCKS.has(name) || HEADING.test(name)) this.#block(name, isEnd);
    else if (!HOLDERS.has(name)) this.text(written);
  }

  end(): readonly RecognisedPage[] {
    while (this.#open.length > 0) this.#close();
    return this.#pages.map((blocks) => {
      const width = shapeOf(blocks);
      const set = blocks.map((block) => ({ ...block, box: block.box && narrowed(block.box, width) }));
      return pageOfBlocks(set, { width: width * HEIGHT, height: HEIGHT });
    });
  }

  #block(name: string, isEnd: boolean): void {
    if (!isEnd && this.#open.length < DEEPEST) this.#open.push({ name, places: [], text: '' });
    else if (isEnd && this.#open.some((block) => block.name === name)) {
      while (this.#open.at(-1)!.name !== name) this.#close();
      this.#close();
    }
  }

  #close(): void {
    const { name, places, text } = this.#open.pop()!;
    const kind = kindOf(name);
    // A text with several places goes on in the later ones: the form does not say from where.
    const boxes = Array.from({ length: Math.floor(places.length / 4) }, (_, at) =>
      boxOfCorners(places.slice(at * 4, at * 4 + 4), HEIGHT / SIDE),
    ).filter((box) => box !== undefined);
    const own = kind === 'picture' ? '' : text;
    if (own.trim() === '' && kind !== 'picture') return;
    if (boxes.length === 0 && kind === 'picture') return;
    this.#pages.at(-1)!.push({ kind, text: own, box: boxes[0] });
    for (const box of boxes.slice(1)) this.#pages.at(-1)!.push({ kind, text: '', box });
  }
}

function kindOf(name: string): BlockKind {
  if (HEADING.test(name)) return 'title';
  return name === 'otsl' ? 'table' : kindOfBlock(name);
}

function narrowed([x, y, width, height]: PageBox, by: number): PageBox {
  return [x * by, y, width * by, height];
}
