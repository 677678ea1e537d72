import iconv from 'iconv-lite';
import { SearchServiceError } from '../search-service-error.js';

/** Encodings a page may come in, as `TextDecoder` names them; UTF-16 only with its byte order mark. */
export type PageEncoding = 'utf-8' | 'gb18030' | 'big5' | 'utf-16le' | 'utf-16be';

/** A page's text with LF line ends, and the encoding it was read from. */
export interface DecodedPage {
  readonly text: string;
  readonly encoding: PageEncoding;
}

// The fifty or so characters that make up a quarter of any Chinese text, in both scripts.
const COMMON = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所' +
    '民得经十三之进着等部度家更想样理心她本去现什把那報這個國來時們會對說過為後經學發動與裡麼樣從還點沒開間問題於將其日月第版' +
    '市新一二四五六七八九零「」，。、：“”（）',
);

/**
 * Decodes the bytes of a page, judged on the whole file: a byte order mark, else strict UTF-8, else GB18030 or Big5 by
 * which makes more common characters. Throws PAGE_EMPTY, PAGE_BINARY or PAGE_UNDECODABLE.
 */
export function decodePage(bytes: Uint8Array): DecodedPage {
  const decoded = decodeMarked(bytes) ?? decodeUnmarked(bytes);
  const text = decoded.text.replace(/^\ufeff/u, '').replace(/\r\n?/gu, '\n');
  if (isBinary(text))
    throw new SearchServiceError('PAGE_BINARY', 'The file holds control characters and is no text; give the page as plain text.');
  if (text.trim() === '') throw new SearchServiceError('PAGE_EMPTY', 'The page holds nothing but white space; give a page with text.');
  return { text, encoding: decoded.encoding };
}

/** The beginning of a text, decoded as far as that can be told from its first bytes; for a look at it. */
export function decodeStart(bytes: Uint8Array, length: number): string {
  const start = bytes.subarray(0, length);
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le').decode(start);
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder('utf-16le').decode(swapPairs(start));
  return new TextDecoder('utf-8').decode(start);
}

function decodeMarked(bytes: Uint8Array): DecodedPage | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    const text = strict(bytes, 'utf-8');
    if (text === undefined) throw undecodable('The file begins as UTF-8 but is damaged further on');
    return { text, encoding: 'utf-8' };
  }
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
  if (wide === undefined) return undefined;
  const text = wide === 'utf-16le' ? strict(bytes, wide) : strict(swapPairs(bytes), 'utf-16le');
  if (text === undefined) throw undecodable('The file begins as UTF-16 but is damaged further on');
  return { text, encoding: wide };
}

function decodeUnmarked(bytes: Uint8Array): DecodedPage {
  if (bytes.includes(0))
    throw new SearchServiceError('PAGE_BINARY', 'The file holds zero bytes and is no text; give the page as plain text.');
  const utf8 = strict(bytes, 'utf-8');
  if (utf8 !== undefined) return { text: utf8, encoding: 'utf-8' };
  const gb = readable(strict(bytes, 'gb18030'));
  const big = readable(decodeBig5(bytes));
  if (gb === undefined && big === undefined) throw undecodable('The file is neither UTF-8 nor GB18030 nor Big5');
  if (gb === undefined) return { text: big!, encoding: 'big5' };
  if (big === undefined || commonShare(gb) >= commonShare(big)) return { text: gb, encoding: 'gb18030' };
  return { text: big, encoding: 'big5' };
}

function strict(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Big5 as it is used in Hong Kong too: Node's decoder has private characters, or none, for what HKSCS added. */
function decodeBig5(bytes: Uint8Array): string | undefined {
  const text = strict(bytes, 'big5');
  if (text !== undefined && !/[\ue000-\uf8ff]/u.test(text)) return text;
  const extended = iconv.decode(Buffer.from(bytes), 'big5hkscs');
  return /[\ufffd\ue000-\uf8ff]/u.test(extended) ? text : extended;
}

/** Decoders give private characters for bytes that stand for nothing; a text full of them was never in that encoding. */
function readable(text: string | undefined): string | undefined {
  const marks = text?.match(/[\ue000-\uf8ff]/gu)?.length ?? 0;
  return text !== undefined && marks > text.length / 10 ? undefined : text;
}

function swapPairs(bytes: Uint8Array): Uint8Array {
  const swapped = new Uint8Array(bytes.length - (bytes.length % 2));
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    swapped[at] = bytes[at + 1]!;
    swapped[at + 1] = bytes[at]!;
  }
  return swapped;
}

/** Share of common characters among all beyond ASCII. */
function commonShare(text: string): number {
  let common = 0;
  let all = 0;
  for (const c of text) {
    if (c < '\u0080') continue;
    all += 1;
    if (COMMON.has(c)) common += 1;
  }
  return all === 0 ? 0 : common / all;
}

function isBinary(text: string): boolean {
  const found = text.match(/[\u0000-\u0008\u000e-\u001f\u007f]/gu)?.length ?? 0;
  return text.includes('\0') || found > text.length / 200;
}

function undecodable(what: string): SearchServiceError {
  return new SearchServiceError('PAGE_UNDECODABLE', `${what}; save the page as UTF-8, GB18030 or Big5.`);
}
