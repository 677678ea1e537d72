/** The JSON recognition programs write, known by its keys at the beginning; articles and what else is JSON is not meant. */

import { decodeStart } from '../decode.js';

/** As much of a file as is looked at, in bytes. */
export const JSON_LOOKED_AT = 16_384;

/** Names of the forms: a program's, whatever its version writes. */
export type OcrJsonForm = 'paddleocr' | 'mineru' | 'docling';

/** Numbers of one corner, as an outline begins. */
const CORNER = String.raw`\[\s{0,40}-?\d[\d.e+-]{0,30}\s{0,40},\s{0,40}-?\d[\d.e+-]{0,30}\s{0,40}\]`;

const FORMS: readonly (readonly [OcrJsonForm, RegExp])[] = [
  // Pages of lines, or one page's; pages without text before it are null.
  ['paddleocr', new RegExp(String.raw`^\[\s{0,40}(?:null\s{0,40},\s{0,40}){0,50}(?:\[\s{0,40}){2,3}${CORNER}`, 'u')],
  ['paddleocr', /^[^\t\n{}[\]]{1,1000}\t\[\{"transcription": ?"/u],
  ['paddleocr', /^\{"type": ?"[a-z_]{1,40}", ?"bbox": ?\[[^\]]{1,200}\], ?"(?:res|img)": ?[[{]/u],
  ['paddleocr', /^(?:\[\s{0,40})?\{\s{0,40}"input_path"\s{0,40}:[^]*"(?:dt_polys|rec_texts|parsing_res_list|layout_det_res)"\s{0,40}:/u],
  ['mineru', /^\{\s{0,40}"pdf_info"\s{0,40}:\s{0,40}\[/u],
  ['mineru', /^\[\s{0,40}\{\s{0,40}"layout_dets"\s{0,40}:/u],
  // Lists of blocks: what a block is comes before where it stands.
  ['mineru', /^(?:\[\s{0,40}){1,2}\{\s{0,40}"type"\s{0,40}:\s{0,40}"[a-z_]{1,40}"\s{0,40},[^]*"(?:bbox|page_idx)"\s{0,40}:/u],
  ['mineru', /^\{[^]*"pages"\s{0,40}:\s{0,40}\[\s{0,40}\{\s{0,40}"page_idx"\s{0,40}:\s{0,40}\d{1,6}\s{0,40},\s{0,40}"blocks"\s{0,40}:/u],
  ['docling', /^\{\s{0,40}"schema_name"\s{0,40}:\s{0,40}"DoclingDocument"/u],
];

/** How an object, or a list of objects or lists, begins; no printed page does. */
const JSON_TEXT =
  /^(?:(?:\[\s{0,100}){0,8}\{\s{0,100}(?:\}|"(?:[^"\\\n]|\\.){0,200}"\s{0,40}:)|\[\s{0,100}(?:null\s{0,40},\s{0,40})?\[\s{0,100}[\d"[-])/u;

/** True for the beginning of a JSON document whatever it says, but for a list of numbers or texts, which a page may begin like. */
export function isJson(start: string): boolean {
  return JSON_TEXT.test(bare(start));
}

/** True for bytes that a recognition program wrote as JSON. */
export function isPageJson(bytes: Uint8Array): boolean {
  return ocrJsonForm(decodeStart(bytes, JSON_LOOKED_AT)) !== undefined;
}

/** The form of a JSON by its beginning; undefined for any other. Linear. */
export function ocrJsonForm(start: string): OcrJsonForm | undefined {
  const text = bare(start);
  return FORMS.find(([, pattern]) => pattern.test(text))?.[0];
}

function bare(start: string): string {
  return start.replace(/^\ufeff/u, '').trimStart();
}
