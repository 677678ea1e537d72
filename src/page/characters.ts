/**
 * What single characters tell about printed Chinese text: widths, ends of sentences, scripts. The lowest layer of the
 * page room: strings in, facts out.
 */

const WHITE = /\s+/gu;
const STOPS = '。！？!?…';
const CLOSERS = '”’」』）)》】"〗';
const CANNOT_BEGIN = /^[，。、；：？！”’」』）》】…％‰,;:?!)\]%]/u;

/** The text without any white space. */
export function squeeze(text: string): string {
  return text.replace(WHITE, '');
}

/** True for Han characters of the planes in use (not punctuation, not kana). */
export function isHan(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    code === 0x3007 ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0x20000 && code <= 0x3ffff)
  );
}

/** True for a UTF-16 unit of East Asian scripts and their marks, or of a pair: set in a square of its own. */
export function isWide(unit: number): boolean {
  return unit >= 0x2e80;
}

/** True when the text is nothing but Han characters. */
export function isAllHan(text: string): boolean {
  return /^[\u3400-\u4dbf\u4e00-\u9fff\u3007\uf900-\ufaff\u{20000}-\u{3ffff}]+$/u.test(text);
}

/** Printed width in half-width columns: 1 for ASCII, 2 for everything else. */
export function columns(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // The second half of a surrogate pair adds nothing: the pair is one wide character.
    if (unit < 0x80) width += 1;
    else if (unit < 0xdc00 || unit > 0xdfff) width += 2;
  }
  return width;
}

/** How a stretch of text ends: `closed` = a sentence is over; `semi` = a mark that may also stand in mid-sentence; `open`. */
export type Ending = 'closed' | 'semi' | 'open';

/**
 * Reads how a text ends; white space does not count, nor do marks that close a quotation or bracket behind a stop. Looks at
 * twelve units.
 */
export function endingOf(text: string): Ending {
  let last = '';
  for (let at = text.length - 1; at >= 0 && at >= text.length - 12; at -= 1) {
    const mark = text.charAt(at);
    if (mark.trim() === '') continue;
    if (last === '') last = mark;
    if (STOPS.includes(mark)) return 'closed';
    if (!CLOSERS.includes(mark) && mark !== "'") break;
  }
  return last !== '' && (CLOSERS.includes(last) || '；;：:'.includes(last)) ? 'semi' : 'open';
}

/** True when no paragraph could begin so: the text starts with a closing or parting mark. */
export function beginsInside(text: string): boolean {
  return CANNOT_BEGIN.test(text);
}

/** Half-width forms of full-width letters, digits and marks: `２０３１` -> `2031`. Han marks such as `，` stay. */
export function narrow(text: string): string {
  return text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0d\uff0e\uff0f\uff1a\uff08\uff09]/gu, (c) =>
    String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  );
}

/** How often any of the given marks stands in the text; Han characters cannot be asked for. */
export function countOf(text: string, wanted: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Most characters are Han: one comparison is enough for them.
    if ((unit < 0x3100 || unit > 0xfaff) && wanted.includes(text.charAt(at))) count += 1;
  }
  return count;
}
