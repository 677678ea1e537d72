/** Forms of files by their first bytes, so that one that is not read can be called by its name. */

import { decodeStart } from '../decode.js';
import { isJson } from './ocr-json.js';

/** As much of a text as says that it is JSON. */
const LOOKED_AT = 512;

/** First bytes in Latin-1, and what people call such a file. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF'],
  ['PK\u0003\u0004', 'a zip archive'],
  ['PK\u0005\u0006', 'an empty zip archive'],
  ['\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', 'an old Office document (.doc)'],
  ['{\\rtf', 'a rich text document (.rtf)'],
  ['\u0089PNG\r\n', 'a picture (PNG)'],
  ['\u00ff\u00d8\u00ff', 'a picture (JPEG)'],
  ['GIF8', 'a picture (GIF)'],
  ['II*\0', 'a picture (TIFF)'],
  ['MM\0*', 'a picture (TIFF)'],
  ['\u001f\u008b', 'packed by gzip'],
  ['7z\u00bc\u00af\u0027\u001c', 'a 7z archive'],
  ['Rar!\u001a\u0007', 'a RAR archive'],
];

/** What the bytes are, for people; undefined where their beginning says nothing, as that of a text. */
export function nameOfForm(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1] ?? (isJson(decodeStart(bytes, LOOKED_AT)) ? 'JSON' : undefined);
}
