/** What MinerU 3 and 4 write -> pages of recognised lines. */
import type { RecognisedPage } from '../../page/geometry/recognised-line.js';
import { kindOfBlock, type BlockKind } from './block-kinds.js';
import { BlockPage, type FoundBlock } from './block-page.js';
import { rowsOfTable } from './html-rows.js';
import { boxOfCorners, lengthOf, listOf, objectOf, stringOf, wholeJson, type JsonObject } from './json-values.js';
import { readBlockLists } from './mineru-blocks.js';

/** Blocks within one another that are looked into. */
const DEEPEST = 5;

/** Reads any of its files: the form is told by what stands where. Throws PAGE_TOO_COMPLEX and PAGE_UNDECODABLE. One pass. */
export function readMineru(text: string): readonly RecognisedPage[] {
  const value = wholeJson(text);
  const { pdf_info: pages } = objectOf(value);
  if (pages !== undefined) return listOf(pages).map((page) => pageOfMiddle(objectOf(page)));
  const list = listOf(value);
  if (list.some((page) => objectOf(page)['layout_dets'] !== undefined)) return list.map((page) => pageOfModel(objectOf(page)));
  return readBlockLists(value);
}

/** `middle.json`: lines with their spans. Those of joined paragraphs stand where they were printed, outside of their block. */
function pageOfMiddle(told: JsonObject): RecognisedPage {
  const [width, height] = listOf(told['page_size']).map(lengthOf);
  const page = new BlockPage(width, height);
  const blocks = [told['para_blocks'] ?? told['preproc_blocks'], told['discarded_blocks']].flatMap(listOf);
  for (const block of blocks) middleBlock(page, objectOf(block), 'text', 0);
  return page.page;
}

function middleBlock(page: BlockPage, block: JsonObject, outer: BlockKind, depth: number): void {
  const own = kindOfBlock(block['type']);
  // What is within a list or a picture, and nothing else itself, is what that is.
  const kind = own === 'text' && outer !== 'picture' ? outer : own;
  const box = boxOfCorners(block['bbox']);
  const within = listOf(block['blocks']);
  if (kind === 'picture' && within.length === 0 && box !== undefined) page.stands([{ kind, box }]);
  if (depth < DEEPEST) for (const one of within) middleBlock(page, objectOf(one), kind, depth + 1);
  for (const line of listOf(block['lines'])) middleLine(page, objectOf(line), kind);
}

function middleLine(page: BlockPage, line: JsonObject, kind: BlockKind): void {
  const spans = listOf(line['spans']).map(objectOf);
  const box = boxOfCorners(line['bbox']);
  for (const { html } of spans) page.rows(rowsOfTable(stringOf(html)), box);
  const words = spans.flatMap((span) => {
    const [text, own] = [stringOf(span['content']).trim(), boxOfCorners(span['bbox'])];
    return text === '' || span['type'] === 'image' ? [] : [{ text, whole: true as const, ...(own && { box: own }) }];
  });
  page.line(words.map(({ text }) => text).join(' '), box, kind, words.length > 1 ? { words } : {});
}

/** `model.json`: what was detected, blocks and lines in one list. */
function pageOfModel(told: JsonObject): RecognisedPage {
  const { width, height } = objectOf(told['page_info']);
  const page = new BlockPage(lengthOf(width), lengthOf(height));
  const found = listOf(told['layout_dets']).map(objectOf);
  const lines = found.filter(({ label }) => label === 'ocr_text');
  page.stands(
    found.flatMap(({ label, bbox }): readonly FoundBlock[] => {
      const box = boxOfCorners(bbox);
      return box === undefined || label === 'ocr_text' ? [] : [{ kind: kindOfBlock(label), box }];
    }),
  );
  for (const { text, bbox } of lines) page.line(stringOf(text), boxOfCorners(bbox));
  for (const { html, bbox } of found) page.rows(rowsOfTable(stringOf(html)), boxOfCorners(bbox));
  return page.page;
}
