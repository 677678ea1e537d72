/** Stretches of letters and digits in a folded text: each is one word, with the punctuation that belongs to it. */
import { ALNUM, classAt, DIGIT } from './char-class.js';

/** ×: joins two numbers. */
const TIMES = 0xd7;

/**
 * End of the stretch that begins at `start`, where a letter or digit stands: letters and digits, single ASCII punctuation
 * between two of them (`3.6.3`, `news@example.com`), × between digits, `%` `‰` `°c` behind a digit, `+` `#` behind a letter (`c++`).
 * `isBorder(i)` tells a border that folding kept (full-width punctuation never belongs to a word).
 */
export function stretchEnd(text: string, start: number, isBorder: (offset: number) => boolean): number {
  let end = start;
  while (end < text.length) {
    if (classAt(text, end) & ALNUM) {
      end += 1;
    } else if (isJoining(text, end) && !isBorder(end) && classAt(text, end + 1) & ALNUM) {
      end += 1;
    } else if (text.charCodeAt(end) === TIMES && classAt(text, end - 1) & classAt(text, end + 1) & DIGIT) {
      end += 1;
    } else {
      return end + suffixLength(text, end);
    }
  }
  return end;
}

function isJoining(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit > 0x20 && unit < 0x7f && classAt(text, at) === 0;
}

function suffixLength(text: string, at: number): number {
  const next = text[at];
  if (classAt(text, at - 1) & DIGIT) {
    if (next === '%' || next === '‰') return 1;
    if (next === '°' && (text[at + 1] === 'c' || text[at + 1] === 'f') && !(classAt(text, at + 2) & ALNUM)) return 2;
    return 0;
  }
  let length = 0;
  while (text[at + length] === '+' || text[at + length] === '#') length += 1;
  return length;
}
