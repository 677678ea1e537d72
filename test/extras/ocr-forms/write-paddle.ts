/** A page as PaddleOCR and its readers of whole pages write it. */
import type { Block, BlockLine, BlockPage, Corners } from './print-blocks.js';

const scaled = (box: Corners, by: number): Corners => [box[0] * by, box[1] * by, box[2] * by, box[3] * by];
const whole = (box: Corners): Corners => [Math.floor(box[0]), Math.floor(box[1]), Math.ceil(box[2]), Math.ceil(box[3])];
const around = ([x0, y0, x1, y1]: Corners): Corners => [x0 - 3, y0 - 3, x1 + 3, y1 + 3];
const outline = ([x0, y0, x1, y1]: Corners): readonly (readonly [number, number])[] => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
];

/** Pixels of a point, as a page is scanned. */
const PIXELS = 200 / 72;

/** Row by row over all columns, as it sorts what it finds. */
function rowByRow(page: BlockPage): readonly BlockLine[] {
  return page.blocks
    .flatMap(({ lines }) => lines)
    .map(({ text, box }) => ({ text, box: scaled(box, PIXELS) }))
    .sort((a, b) => (Math.abs(a.box[1] - b.box[1]) < 10 ? a.box[0] - b.box[0] : a.box[1] - b.box[1]));
}

/** What `PaddleOCR.ocr` of version 2 returns; a page without text is null. */
export function writeOcr(pages: readonly BlockPage[]): string {
  const written = pages.map((page) => rowByRow(page).map(({ text, box }) => [outline(box), [text, 0.98]]));
  return JSON.stringify(written.map((lines) => (lines.length === 0 ? null : lines)));
}

/** `system_results.txt` of version 2. */
export function writeSystemResults(pages: readonly BlockPage[]): string {
  const row = (page: BlockPage): string =>
    JSON.stringify(rowByRow(page).map(({ text, box }) => ({ transcription: text, points: outline(whole(box)) })));
  return pages.map((page, at) => `scan-${at + 1}.png\t${row(page)}\n`).join('');
}

const NAMES: Readonly<Record<Block['kind'], readonly [string, string]>> = {
  header: ['header', 'header'],
  footer: ['footer', 'footer'],
  number: ['header', 'number'],
  title: ['title', 'paragraph_title'],
  text: ['text', 'text'],
  picture: ['figure', 'image'],
  caption: ['figure_caption', 'figure_title'],
};
const escaped = (text: string): string =>
  text.replace(/[\u0080-\uffff]/gu, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** `res_0.txt` of PP-Structure 2: as detected, in no order. A line at the edge of two regions stands in both. */
export function writeRegions(pages: readonly BlockPage[]): string {
  return pages
    .flatMap(({ blocks }, index) =>
      blocks.toReversed().map(({ kind, box, lines }, at, all) => {
        const beside = all[at + 1]?.kind === 'text' && kind === 'text' ? all[at + 1]!.lines.slice(-1) : [];
        const res = [...beside, ...lines].map(({ text, box: own }) => ({
          text,
          confidence: 0.97,
          text_region: outline(scaled(own, PIXELS)),
        }));
        return escaped(JSON.stringify({ type: NAMES[kind][0], bbox: whole(scaled(box, PIXELS)), res, img_idx: index, score: 0.9 }));
      }),
    )
    .join('\n');
}

function readLines(page: BlockPage): object {
  const lines = rowByRow(page).map(({ text, box }) => ({ text, box: whole(around(box)) }));
  return {
    dt_polys: [...lines.map(({ box }) => outline(box)), outline([1, 1, 9, 9])],
    text_type: 'general',
    rec_texts: lines.map(({ text }) => text),
    rec_scores: lines.map(() => 0.97),
    rec_polys: lines.map(({ box }) => outline(box)),
    rec_boxes: lines.map(({ box }) => box),
  };
}

/** `NAME_res.json` of version 3. */
export function writeResult(page: BlockPage): string {
  return JSON.stringify({ input_path: 'scan.png', page_index: null, model_settings: {}, ...readLines(page) }, undefined, 4);
}

/** `NAME_res.json` of PP-StructureV3; its order of reading is a wrong one. */
export function writeStructure(page: BlockPage): string {
  return JSON.stringify(structureOf(page), undefined, 4);
}

/** The same without lines and what was detected: blocks alone. */
export function writeParsed(page: BlockPage): string {
  return JSON.stringify({ ...structureOf(page), overall_ocr_res: undefined, layout_det_res: undefined });
}

function structureOf(page: BlockPage): object {
  const blocks = page.blocks.map(({ kind, box, lines }) => ({ kind, box: scaled(box, PIXELS), lines }));
  return {
    input_path: 'scan.png',
    page_index: null,
    width: Math.round(page.width * PIXELS),
    height: Math.round(page.height * PIXELS),
    parsing_res_list: blocks
      .toReversed()
      .map(({ kind, box, lines }, at) => ({
        block_label: NAMES[kind][1],
        block_content: lines.map(({ text }) => text).join(''),
        block_bbox: whole(box),
        block_order: kind === 'text' || kind === 'title' ? at : null,
      })),
    layout_det_res: { boxes: blocks.map(({ kind, box }) => ({ label: NAMES[kind][1], score: 0.9, coordinate: around(box) })) },
    overall_ocr_res: readLines(page),
  };
}
