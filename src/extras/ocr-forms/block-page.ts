/** Lines and blocks that a program found on a picture -> a page of recognised lines; what its blocks are called is kept as evidence. */
import type { RecognisedLine } from '../../page/geometry/recognised-line.js';
import type { PageBox } from '../../page/readers/page-reader.js';
import { roleOf, type BlockKind } from './block-kinds.js';
import { oneLine } from './markup.js';
import { boundBlocks, openPage, PageBounds, type OpenPage } from './open-page.js';

/** A block the program found. */
export interface FoundBlock {
  readonly kind: BlockKind;
  readonly box: PageBox;
}

/** Fills a page. Throws PAGE_TOO_COMPLEX. */
export class BlockPage {
  readonly page: OpenPage;
  readonly #bounds = new PageBounds();
  /** Text and box of the lines so far: one that touches two blocks is told twice. */
  readonly #seen = new Set<string>();
  readonly #blocks: FoundBlock[] = [];

  constructor(width?: number, height?: number) {
    this.page = openPage(width, height);
  }

  /** The blocks of lines that come after; pictures among them are those of the page. */
  stands(blocks: readonly FoundBlock[]): void {
    this.#blocks.push(...blocks);
    boundBlocks(this.#blocks.length);
    for (const { kind, box } of blocks) if (kind === 'picture') this.page.pictures.push(box);
  }

  /** A line; its kind is told with it or is that of the smallest block it stands in. Without a text or a box it is none. */
  line(text: string, box: PageBox | undefined, kind?: BlockKind, more: Partial<RecognisedLine> = {}): void {
    const printed = oneLine(text);
    if (printed === '' || box === undefined) return;
    const key = `${box.join(' ')} ${printed}`;
    if (this.#seen.has(key)) return;
    this.#bounds.line();
    this.#bounds.word();
    this.#seen.add(key);
    const role = roleOf(kind ?? this.#kindAt(box));
    this.page.lines.push({ words: [{ text: printed, box, whole: true }], box, ...(role !== undefined && { role }), ...more });
  }

  /** Rows of a table, one below the other in its box. */
  rows(text: string, box: PageBox | undefined): void {
    if (text === '' || box === undefined) return;
    const rows = text.split('\n');
    const height = box[3] / rows.length;
    rows.forEach((row, at) => {
      this.line(row, [box[0], box[1] + at * height, box[2], height * 0.8], 'table');
    });
  }

  /** A line whose place is not told; then the order of the lines is that of the page. */
  unplaced(text: string, block: number): void {
    const printed = oneLine(text);
    if (printed === '') return;
    this.#bounds.line();
    this.page.lines.push({ words: [{ text: printed, whole: true }], block });
  }

  #kindAt(box: PageBox): BlockKind {
    const [x, y] = [box[0] + box[2] / 2, box[1] + box[3] / 2];
    let best: FoundBlock | undefined;
    for (const block of this.#blocks) {
      const [left, top, width, height] = block.box;
      const holds = x >= left && x <= left + width && y >= top && y <= top + height;
      if (holds && (best === undefined || width * height < best.box[2] * best.box[3])) best = block;
    }
    return best?.kind ?? 'text';
  }
}
