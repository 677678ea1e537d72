/** Lines and blocks that a program found on a picture -> a page of recognised lines; what its blocks are called is kept as evidence. */
import type { RecognisedLine } from '../../page/geometry/recognised-line.js';
import type { PageBox } from '../../page/readers/page-reader.js';
import { roleOf, type BlockKind } from './block-kinds.js';
import { oneLine } from './markup.js';
import { openPage, PageBounds, type OpenPage } from './open-page.js';

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
  #blocks: readonly FoundBlock[] = [];

  constructor(width?: number, height?: number) {
    this.page = openPage(width, height);
  }

  /** The blocks of lines that come after; pictures among them are those of the page. */
  stands(blocks: readonly FoundBlock[]): void {
    this.#blocks = [...this.#blocks, ...blocks];
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
