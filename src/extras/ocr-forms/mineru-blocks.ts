/** The files of MinerU that tell blocks without their lines: content lists of both kinds, and what version 4 writes. */
import type { RecognisedPage } from '../../page/geometry/recognised-line.js';
import { plainOf } from '../../page/clean/markdown.js';
import type { PageBox } from '../../page/readers/page-reader.js';
import { kindOfBlock, type BlockKind } from './block-kinds.js';
import { rowsOfTable } from './html-rows.js';
import { boxOfCorners, lengthOf, listOf, objectOf, stringOf, type JsonObject } from './json-values.js';
import { shapeOf } from './page-shape.js';
import { pageOfBlocks, type TextBlock } from './text-blocks.js';

/** Values within one another that are looked into. */
const DEEPEST = 6;
/** Places are shares of each side; a page is made so high. */
const HEIGHT = 1_000;
/** A formula within a text, between its marks. */
const FORMULA = /(?<!\\)\$([^$\n]{1,300}?)(?<!\\)\$/gu;

/** How a file tells places and texts. */
interface Manner {
  /** What a side of the page counts. */
  readonly side: number;
  /** Its texts are Markdown. */
  readonly isMarkdown: boolean;
}

/** Reads a list of blocks, a list of pages of blocks, or an object of pages. Throws PAGE_TOO_COMPLEX. One pass. */
export function readBlockLists(value: unknown): readonly RecognisedPage[] {
  const { pages } = objectOf(value);
  if (pages !== undefined) return listOf(pages).map((page) => pageOf(listOf(objectOf(page)['blocks']), { side: 1, isMarkdown: false }));
  const list = listOf(value);
  if (list.some(Array.isArray)) return list.map((page) => pageOf(listOf(page), { side: HEIGHT, isMarkdown: false }));
  const byPage = new Map<number, unknown[]>();
  for (const block of list) {
    const at = lengthOf(objectOf(block)['page_idx']) ?? 0;
    const page = byPage.get(at) ?? [];
    page.push(block);
    byPage.set(at, page);
  }
  return [...byPage.values()].map((page) => pageOf(page, { side: HEIGHT, isMarkdown: true }));
}

function pageOf(told: readonly unknown[], manner: Manner): RecognisedPage {
  const blocks = told.flatMap((block) => blocksOf(objectOf(block), manner, 0));
  const width = shapeOf(blocks);
  return pageOfBlocks(
    blocks.map((block) => ({ ...block, box: block.box && narrowed(block.box, width) })),
    { width: width * HEIGHT, height: HEIGHT },
  );
}

function narrowed([x, y, width, height]: PageBox, by: number): PageBox {
  return [x * by, y, width * by, height];
}

/** The blocks of one, in thousandths of each side: itself, what stands in it, its captions. */
function blocksOf(block: JsonObject, manner: Manner, depth: number): readonly TextBlock[] {
  const kind: BlockKind = block['text_level'] === undefined ? kindOfBlock(block['type']) : 'title';
  const box = boxOfCorners(block['bbox'], HEIGHT / manner.side);
  const within = [...listOf(block['content']), ...listOf(block['captions']), ...listOf(block['footnotes'])].map(objectOf);
  const placed = within.filter(({ bbox }) => bbox !== undefined);
  const captions = captionsOf(block, manner);
  const own = placed.some(({ type }) => type !== undefined) ? [] : ownBlocks(block, kind, box, captions, manner);
  if (depth >= DEEPEST) return own;
  return [...own, ...placed.flatMap((one) => blocksOf({ type: 'caption', ...one }, manner, depth + 1))];
}

function ownBlocks(block: JsonObject, kind: BlockKind, box: PageBox | undefined, captions: string, manner: Manner): readonly TextBlock[] {
  if (kind === 'picture') return box === undefined && captions === '' ? [] : [{ kind, box, text: captions }];
  const text = [captions, textOf(block, manner)].filter(Boolean).join('\n');
  return [{ kind, box, text, continues: block['continues_prev'] === true }];
}

/** Captions and notes that are told without a place. */
function captionsOf(block: JsonObject, manner: Manner): string {
  return [block, objectOf(block['content'])]
    .flatMap((one) => Object.entries(one).filter(([key]) => /_(?:caption|footnote)$/u.test(key)))
    .map(([, value]) =>
      stringsOf(value, 0)
        .map((text) => plain(text, manner))
        .join(' '),
    )
    .filter(Boolean)
    .join('\n');
}

/** The text of a block; its items and rows are parted by line feeds. */
function textOf(block: JsonObject, manner: Manner): string {
  const content = objectOf(block['content']);
  const table = stringOf(block['table_body']) || stringOf(content['html']) || stringOf(block['html']);
  if (table !== '') return rowsOfTable(table);
  const items = [...listOf(block['list_items']), ...listOf(content['list_items'])];
  if (items.length > 0) return items.map((item) => plain(stringsOf(item, 0).join(''), manner)).join('\n');
  const named = Object.entries(content).find(([key]) => key.endsWith('_content') || key === 'content')?.[1];
  const told = block['text'] ?? block['code_body'] ?? named ?? block['content'];
  return plain(stringsOf(told, 0).join(''), manner);
}

/** Texts of a value, whatever they stand in: strings, or parts that have their content. */
function stringsOf(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return [value];
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((one) => stringsOf(one, depth + 1));
  const { content, text, item_content: item } = objectOf(value);
  return stringsOf(content ?? text ?? item ?? [], depth + 1);
}

function plain(text: string, { isMarkdown }: Manner): string {
  return isMarkdown ? plainOf(text.replace(FORMULA, '$1')) : text;
}
