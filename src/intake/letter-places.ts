/** Which character of a text stands where on its printed lines. */
import { isWide } from '../page/characters.js';
import type { PlacedText } from '../page/page-layout.js';
import type { PageBox } from '../page/readers/page-reader.js';

/** A line, as far as parts of it have places. */
export interface MeasuredLine {
  /** The box of a part of it; both ends are shares of its length, 0 to 1. */
  part(from: number, to: number): PageBox;
}

/** A character of the text. */
export interface LetterPlace {
  /** Its UTF-16 offset in the text. */
  readonly at: number;
  readonly line: MeasuredLine;
  /** Where it begins and ends, as shares of the line's length. */
  readonly from: number;
  readonly to: number;
}

/** How far ahead a character of a line is looked for in the text: joining lines drops spaces and hyphens, cleaning writes two for one. */
const AHEAD = 6;
/** Width of a character that is no square, in squares. */
const NARROW = 0.5;

/**
 * Follows the lines through the text they were joined to. A line's characters are taken for squares and half squares: their widths are not
 * kept, and Chinese is printed so. Linear.
 */
export function lettersOn(lines: readonly PlacedText[], text: string): readonly LetterPlace[] {
  const letters: LetterPlace[] = [];
  let next = startOf(lines, text);
  for (const { text: printed, box, upright } of lines) {
    const characters = Array.from(printed.trim());
    const widths = characters.map((character) => (isWide(character.charCodeAt(0)) ? 1 : NARROW));
    const whole = widths.reduce((sum, width) => sum + width, 0);
    const line = box === undefined ? undefined : measured(box, upright === true);
    let reached = 0;
    for (const [index, character] of characters.entries()) {
      const from = reached / whole;
      reached += widths[index]!;
      if (character.trim() === '') continue;
      const at = find(character, text, next);
      if (at === undefined) continue;
      next = at + character.length;
      if (line !== undefined) letters.push({ at, line, from, to: reached / whole });
    }
  }
  return letters;
}

/** The second half of a paragraph that was printed on two pages does not begin where the paragraph does. */
function startOf([first]: readonly PlacedText[], text: string): number {
  const head = first?.text.trim().slice(0, AHEAD) ?? '';
  return Math.max(0, text.indexOf(head));
}

/** Where a character stands next; what is read otherwise takes the place of the next one. */
function find(character: string, text: string, from: number): number | undefined {
  const plain = character.normalize('NFKC');
  for (let at = from; at < Math.min(text.length, from + AHEAD); at++)
    if (text.startsWith(character, at) || text.startsWith(plain, at)) return at;
  return from < text.length && /[\p{L}\p{N}]/u.test(character) ? from : undefined;
}

function measured([left, top, width, height]: PageBox, isUpright: boolean): MeasuredLine {
  return {
    part: (from, to) =>
      isUpright ? [left, top + from * height, width, (to - from) * height] : [left + from * width, top, (to - from) * width, height],
  };
}
