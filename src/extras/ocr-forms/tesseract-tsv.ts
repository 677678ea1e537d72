/** The table Tesseract writes, a word a row -> pages of recognised lines. */
import type { RecognisedLine, RecognisedPage, RecognisedWord } from '../../page/geometry/recognised-line.js';
import type { PageBox } from '../../page/readers/page-reader.js';
import { boxOf, numberOf, oneLine } from './markup.js';
import { PageBounds } from './open-page.js';

/** Columns by their place. */
const [LEVEL, PAGE, BLOCK, PAR, LINE, LEFT, TOP, WIDTH, HEIGHT, TEXT] = [0, 1, 2, 3, 4, 6, 7, 8, 9, 11];

/** Levels of rows. */
const [PAGE_ROW, BLOCK_ROW, LINE_ROW, WORD_ROW] = ['1', '2', '4', '5'];

interface OpenLine extends RecognisedLine {
  readonly key: string;
  readonly words: RecognisedWord[];
}

interface OpenPage extends RecognisedPage {
  readonly number: string;
  readonly lines: OpenLine[];
  readonly bounds: PageBounds;
  /** Boxes of blocks without text: rules and pictures, which the table does not tell apart. */
  readonly rules: PageBox[];
  readonly pictures: PageBox[];
  readonly blocks: Map<string, PageBox>;
}

/** Reads the table; its first row names the columns. Throws PAGE_TOO_COMPLEX. One pass. */
export function readTesseractTsv(text: string): readonly RecognisedPage[] {
  const pages: OpenPage[] = [];
  for (const row of text.split('\n').slice(1)) {
    const cells = row.split('\t');
    const number = cells[PAGE];
    if (number === undefined) continue;
    const box = boxOf(cells[LEFT], cells[TOP], cells[WIDTH], cells[HEIGHT]);
    const page = pages.at(-1)?.number === number ? pages.at(-1)! : opened(number, cells);
    if (page !== pages.at(-1)) pages.push(page);
    if (cells[LEVEL] === BLOCK_ROW && box !== undefined) page.blocks.set(cells[BLOCK]!, box);
    if (cells[LEVEL] !== LINE_ROW && cells[LEVEL] !== WORD_ROW) continue;
    const key = [cells[BLOCK], cells[PAR], cells[LINE]].join(' ');
    if (page.lines.at(-1)?.key !== key) {
      page.bounds.line();
      const block = numberOf(cells[BLOCK]);
      const ofLine = cells[LEVEL] === LINE_ROW && box !== undefined;
      page.lines.push({ key, words: [], ...(ofLine && { box }), ...(block !== undefined && { block }) });
    }
    // A text that holds a tab runs over the last column.
    const word = oneLine(cells.slice(TEXT).join(' '));
    if (cells[LEVEL] !== WORD_ROW || word === '') continue;
    page.bounds.word();
    page.blocks.delete(cells[BLOCK]!);
    page.lines.at(-1)!.words.push({ text: word, spaced: true, ...(box && { box }) });
  }
  for (const { blocks, rules, pictures } of pages) {
    rules.push(...blocks.values());
    pictures.push(...blocks.values());
  }
  return pages;
}

function opened(number: string, cells: readonly string[]): OpenPage {
  const [width, height] = cells[LEVEL] === PAGE_ROW ? [numberOf(cells[WIDTH]), numberOf(cells[HEIGHT])] : [];
  return {
    number,
    lines: [],
    bounds: new PageBounds(),
    rules: [],
    pictures: [],
    blocks: new Map(),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  };
}
