/** The JSON docling writes of a document -> pages of recognised lines. */
import type { RecognisedPage } from '../../page/geometry/recognised-line.js';
import type { PageBox } from '../../page/readers/page-reader.js';
import { kindOfBlock } from './block-kinds.js';
import { lengthOf, listOf, objectOf, stringOf, wholeJson, type JsonObject } from './json-values.js';
import { pageOfBlocks, type PageSize, type TextBlock } from './text-blocks.js';

/** Items within one another; docling's own are under ten. */
const DEEPEST = 60;
/** Lists of items in a document, each named by where it stands: `#/texts/3`. */
const LISTS = ['texts', 'pictures', 'tables', 'key_value_items', 'form_items'] as const;
/** Cells of a table that are read. */
const MOST_CELLS = 20_000;

/** Reads the document. Throws PAGE_TOO_COMPLEX and PAGE_UNDECODABLE. One pass. */
export function readDocling(text: string): readonly RecognisedPage[] {
  const document = objectOf(wholeJson(text));
  const sizes = new Map<number, PageSize>();
  const pages = new Map<number, TextBlock[]>();
  for (const [key, page] of Object.entries(objectOf(document['pages']))) {
    const { size, page_no: number } = objectOf(page);
    const at = lengthOf(number) ?? Number(key);
    const { width, height } = objectOf(size);
    sizes.set(at, { width: lengthOf(width), height: lengthOf(height) });
    pages.set(at, []);
  }
  for (const item of itemsOf(document)) {
    for (const [at, block] of blocksOf(item, sizes)) {
      const blocks = pages.get(at) ?? [];
      blocks.push(block);
      pages.set(at, blocks);
    }
  }
  return [...pages].sort(([a], [b]) => a - b).map(([at, blocks]) => pageOfBlocks(blocks, sizes.get(at) ?? {}));
}

/** All items: those the body and the furniture lead to in their order, then the others. */
function itemsOf(document: JsonObject): readonly JsonObject[] {
  const seen = new Set<JsonObject>();
  const visit = (value: unknown, depth: number): void => {
    const [, list, index] = /^#\/(\w{1,40})\/(\d{1,9})$/u.exec(stringOf(objectOf(value)['$ref'])) ?? [];
    const item = list === undefined ? undefined : listOf(document[list])[Number(index)];
    const object = objectOf(item);
    if (item === undefined || seen.has(object) || depth > DEEPEST) return;
    seen.add(object);
    for (const child of listOf(object['children'])) visit(child, depth + 1);
  };
  for (const root of ['body', 'furniture']) for (const child of listOf(objectOf(document[root])['children'])) visit(child, 0);
  for (const list of LISTS) for (const item of listOf(document[list])) seen.add(objectOf(item));
  return [...seen];
}

/** The block of an item on each page it stands on; of a text that goes on elsewhere, the part that stands there. */
function blocksOf(item: JsonObject, sizes: ReadonlyMap<number, PageSize>): readonly (readonly [number, TextBlock])[] {
  const isFurniture = item['content_layer'] === 'furniture';
  const kind = isFurniture ? 'furniture' : kindOfBlock(item['label']);
  const whole = kind === 'table' ? rowsOf(item) : stringOf(item['text']);
  const places = listOf(item['prov']).map(objectOf);
  if (places.length === 0) return whole === '' ? [] : [[firstOf(sizes), { kind, text: whole, box: undefined }]];
  const characters = [...whole];
  let from = 0;
  return places.map(({ page_no: number, bbox, charspan }, at) => {
    const end = lengthOf(listOf(charspan)[1]) ?? characters.length;
    const to = at === places.length - 1 || kind === 'table' ? characters.length : Math.max(from, Math.min(end, characters.length));
    const text = characters.slice(from, to).join('');
    from = to;
    const page = lengthOf(number) ?? firstOf(sizes);
    return [page, { kind, text, box: boxOf(objectOf(bbox), sizes.get(page)?.height), continues: at > 0 }] as const;
  });
}

function firstOf(sizes: ReadonlyMap<number, PageSize>): number {
  return [...sizes.keys()][0] ?? 1;
}

/** The origin is the lower left corner of the page, or the upper left one. */
function boxOf({ l, t, r, b, coord_origin: origin }: JsonObject, pageHeight = 0): PageBox | undefined {
  const [left, top, right, bottom] = [l, t, r, b].map(lengthOf);
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return undefined;
  const y = origin === 'BOTTOMLEFT' ? pageHeight - Math.max(top, bottom) : Math.min(top, bottom);
  const [width, height] = [right - left, Math.abs(bottom - top)];
  return width > 0 && height > 0 ? [left, y, width, height] : undefined;
}

/** Rows of a table, their cells from the left. */
function rowsOf({ data }: JsonObject): string {
  const rows = new Map<number, string[]>();
  const cells = listOf(objectOf(data)['table_cells']).slice(0, MOST_CELLS).map(objectOf);
  for (const { text, start_row_offset_idx: at } of cells) {
    const row = rows.get(lengthOf(at) ?? 0) ?? [];
    row.push(stringOf(text));
    rows.set(lengthOf(at) ?? 0, row);
  }
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([, texts]) => texts.filter(Boolean).join(' '))
    .join('\n');
}
