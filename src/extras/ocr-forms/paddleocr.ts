/** What PaddleOCR 2 and 3 and their readers of whole pages write -> pages of recognised lines. */
import type { RecognisedPage } from '../../page/geometry/recognised-line.js';
import { kindOfBlock } from './block-kinds.js';
import { BlockPage, type FoundBlock } from './block-page.js';
import { rowsOfTable } from './html-rows.js';
import { boxOfCorners, boxOfOutline, jsonOf, lengthOf, listOf, objectOf, stringOf, wholeJson, type JsonObject } from './json-values.js';
import { pageOfBlocks, type TextBlock } from './text-blocks.js';

/** Reads any of them: the form is told by what stands where. Throws PAGE_TOO_COMPLEX and PAGE_UNDECODABLE. One pass. */
export function readPaddle(text: string): readonly RecognisedPage[] {
  const value = jsonOf(text);
  if (Array.isArray(value)) return value.some(isLine) ? [pageOfLines(value)] : value.map(pageOf);
  if (objectOf(value)['img_idx'] === undefined && value !== undefined) return [pageOf(value)];
  const rows = text.split('\n').filter((row) => row.trim() !== '');
  return rows.some((row) => !/^[[{]/u.test(row)) ? rows.map(pageOfRow) : pagesOfRegions(rows);
}

/** One page of a list: its lines, or the whole of what PaddleOCR 3 writes of it. */
function pageOf(value: unknown): RecognisedPage {
  if (!Array.isArray(value)) return pageOfResult(objectOf(value));
  return pageOfLines(value);
}

/** `[outline, [text, score]]`. */
function isLine(value: unknown): boolean {
  const [outline, read] = listOf(value);
  return boxOfOutline(outline) !== undefined && typeof listOf(read)[0] === 'string';
}

function pageOfLines(lines: readonly unknown[]): RecognisedPage {
  const page = new BlockPage();
  for (const line of lines) {
    const [outline, read] = listOf(line);
    page.line(stringOf(listOf(read)[0]), boxOfOutline(outline));
  }
  return page.page;
}

/** `NAME⇥[{"transcription", "points"}, …]`, a picture a row. */
function pageOfRow(row: string): RecognisedPage {
  const page = new BlockPage();
  for (const line of listOf(wholeJson(row.slice(row.indexOf('\t') + 1)))) {
    const { transcription, points } = objectOf(line);
    page.line(stringOf(transcription), boxOfOutline(points));
  }
  return page.page;
}

/** The regions of PP-Structure 2, one a row; each with its lines, but for pictures and tables. */
function pagesOfRegions(rows: readonly string[]): readonly RecognisedPage[] {
  const pages = new Map<number, BlockPage>();
  for (const row of rows) {
    const { type, bbox, res, img_idx: index } = objectOf(wholeJson(row));
    const at = lengthOf(index) ?? 0;
    const page = pages.get(at) ?? new BlockPage();
    pages.set(at, page);
    const [kind, box] = [kindOfBlock(type), boxOfCorners(bbox)];
    if (box !== undefined) page.stands([{ kind, box }]);
    page.rows(rowsOfTable(stringOf(objectOf(res)['html'])), box);
    for (const line of listOf(res)) {
      const { text, text_region: outline } = objectOf(line);
      page.line(stringOf(text), boxOfOutline(outline), kind);
    }
  }
  return [...pages.values()].map(({ page }) => page);
}

/** PaddleOCR 3: the lines of a page in lists beside each other; PP-StructureV3 has these within, and its blocks. */
function pageOfResult(result: JsonObject): RecognisedPage {
  if (result['overall_ocr_res'] === undefined && result['rec_texts'] === undefined) return pageOfParsed(result);
  const page = new BlockPage(lengthOf(result['width']), lengthOf(result['height']));
  page.stands(blocksOf(result));
  const read = result['overall_ocr_res'] === undefined ? result : objectOf(result['overall_ocr_res']);
  const [boxes, outlines] = [listOf(read['rec_boxes']), listOf(read['rec_polys'])];
  for (const [at, text] of listOf(read['rec_texts']).entries())
    page.line(stringOf(text), boxOfCorners(boxes[at]) ?? boxOfOutline(outlines[at]));
  return page.page;
}

/** Blocks with their text alone, as its readers without lines write them. */
function pageOfParsed(result: JsonObject): RecognisedPage {
  const blocks = listOf(result['parsing_res_list']).map(objectOf);
  return pageOfBlocks(
    blocks.map(({ block_label: label, block_content: content, block_bbox: corners }): TextBlock => {
      const kind = kindOfBlock(label);
      const text = kind === 'picture' ? '' : stringOf(content);
      return { kind, text: kind === 'table' ? rowsOfTable(text) : text, box: boxOfCorners(corners) };
    }),
    { width: lengthOf(result['width']), height: lengthOf(result['height']) },
  );
}

/** Of the blocks the places as they were detected, else as they were cut. */
function blocksOf(result: JsonObject): readonly FoundBlock[] {
  const detected = listOf(objectOf(result['layout_det_res'])['boxes']).map(objectOf);
  const found = detected.map(({ label, coordinate }) => [label, coordinate] as const);
  const cut = listOf(result['parsing_res_list'])
    .map(objectOf)
    .map(({ block_label: label, block_bbox: box }) => [label, box] as const);
  return (found.length > 0 ? found : cut).flatMap(([label, corners]) => {
    const box = boxOfCorners(corners);
    return box === undefined ? [] : [{ kind: kindOfBlock(label), box }];
  });
}
