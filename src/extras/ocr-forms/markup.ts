/** The bytes of an XML or hOCR file -> its text, bounded; and numbers as such files write them. */
import { decodePage } from '../../page/decode.js';
import type { PageBox } from '../../page/readers/page-reader.js';
import { SearchServiceError } from '../../search-service-error.js';

/** As much of a file as declares it. */
const PROLOG = 4_096;
/**
 * Decodes a file by its byte order mark, by the encoding it declares, or as `decodePage` guesses. Throws PAGE_TOO_COMPLEX where it declares
 * entities, and as `decodePage`.
 */
export function markupText(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, PROLOG)).toString('latin1');
  const declared = /^(?:\s*)<\?xml[^>]{0,200}\bencoding\s?=\s?["']([\w.:-]{1,40})["']/u.exec(start)?.[1];
  const text = (declared === undefined ? undefined : decodeDeclared(bytes, declared)) ?? decodePage(bytes).text;
  if (/<!ENTITY\b/iu.test(text.slice(0, 1_000_000)))
    throw new SearchServiceError(
      'PAGE_TOO_COMPLEX',
      'The file declares entities of its own, which are not looked up. Write it without them.',
    );
  return text;
}

/** Only single-byte encodings are believed: what is declared to be UTF-8 or GB2312 is often something else. */
function decodeDeclared(bytes: Uint8Array, name: string): string | undefined {
  if (!/^(?:iso-?8859|windows-|us-ascii|ascii)/iu.test(name)) return undefined;
  try {
    return new TextDecoder(name).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A number of a file, with a point or a comma; undefined where it is none. */
export function numberOf(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === '' ? NaN : Number(text.trim().replace(',', '.'));
  return Number.isFinite(value) && Math.abs(value) < 1e9 ? value : undefined;
}

/** A box of numbers as a file writes them; undefined where one is missing, or it has no size. */
export function boxOf(left?: string, top?: string, width?: string, height?: string): PageBox | undefined {
  const [x, y, w, h] = [numberOf(left), numberOf(top), numberOf(width), numberOf(height)];
  return x === undefined || y === undefined || w === undefined || h === undefined || w <= 0 || h <= 0 ? undefined : [x, y, w, h];
}

/** The box around points of a path, `x,y x,y`; undefined where they span none. */
export function boxOfPoints(points: string): PageBox | undefined {
  const span = spanOfPoints(points);
  return span === undefined || span[2] <= 0 || span[3] <= 0 ? undefined : span;
}

/** The same, flat where they lie on one line; undefined for less than two points. */
export function spanOfPoints(points: string): PageBox | undefined {
  const numbers = (points.slice(0, 20_000).match(/-?\d{1,9}(?:\.\d+)?/gu) ?? []).map(Number);
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const [x, y] = [numbers[at]!, numbers[at + 1]!];
    [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
  }
  return numbers.length < 4 ? undefined : [x0, y0, x1 - x0, y1 - y0];
}

/** A text of a file as one line. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u0085]+/gu, ' ').trim();
}
