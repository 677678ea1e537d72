/** Lines of wrapped text that are as wide as its columns and no part of a paragraph: headings and bylines. */
import { readBylineLine, readDispatch } from './byline.js';
import { endingOf } from './characters.js';
import { overlapOf } from './lexical-ties.js';
import { hasRoom } from './line-facts.js';
import type { Line } from './lines.js';
import { HANG, SLACK } from './measures.js';
import { SOFT_LEAD, WEAK_LEAD } from './vocabulary.js';

/** Two clauses of four characters and more with a gap between them, as head lines have and prose has not. */
const GAP = /^[^\s]{4,24}[ \u3000]{1,2}[^\s]{4,24}$/u;
/** Share of a heading's character pairs in the text below from which it says the same; below a gap or above a new story less will do. */
const SAYS_THE_SAME = 0.45;
const SAYS_SOME = 0.2;
/** Below a line that could be the heading itself. */
const BELOW_A_HEADING = 0.6;
/** UTF-16 units of the text below that are looked at. */
const AHEAD = 120;

/** A line well short of the measure that ends no sentence and holds none: the last line of a paragraph would end one. */
export function isShortHead({ text, width }: Line, measure: number): boolean {
  return width < measure - SLACK && isPlain(text);
}

/** The first of two lines of a heading: full, without a mark, above a short one without. */
export function beginsHeading(line: Line, below: Line | undefined, measure: number): boolean {
  return (
    below !== undefined &&
    line.width >= measure - SLACK &&
    line.width <= measure + HANG &&
    isPlain(line.text) &&
    isShortHead(below, measure)
  );
}

/**
 * A line that begins a unit heads the text below it: it has no mark of prose, and the text says the same again, or opens as stories do.
 * `at` is its place in `lines`. Looks at 120 units of its paragraph.
 */
export function headsTextBelow(lines: readonly Line[], at: number, measure: number): boolean {
  const [one, next] = [lines[at]!, lines[at + 1]];
  if (
    next === undefined ||
    one.text.length < 6 ||
    /[，。；、,]/u.test(one.text) ||
    endingOf(one.text) === 'semi' ||
    isShortHead(next, measure)
  )
    return false;
  const opening = one.text + next.text;
  if (readDispatch(opening) !== undefined || isBylineLine(lines[at - 1]?.text ?? '')) return false;
  const hinted = GAP.test(one.text) || (SOFT_LEAD.test(next.text) && !WEAK_LEAD.test(next.text));
  const above = lines[at - 1];
  const least = above !== undefined && endingOf(above.text) === 'open' ? BELOW_A_HEADING : hinted ? SAYS_SOME : SAYS_THE_SAME;
  return overlapOf(one.text, textBelow(lines, at + 1, measure)) >= least;
}

/**
 * Two head lines of different form, though the upper one is about as wide as a column: one of them has two clauses, and the upper one room
 * for what follows, or the lower begins with a dash.
 */
export function partHead(above: Line, line: Line, measure: number): boolean {
  if (!isPlain(above.text) || !/\p{Script=Han}/u.test(above.text)) return false;
  if (/^(?:——|──)/u.test(line.text)) return true;
  return isPlain(line.text) && GAP.test(above.text) !== GAP.test(line.text) && hasRoom(above, line, measure);
}

/** The text from a line on, up to the end of its paragraph. */
function textBelow(lines: readonly Line[], from: number, measure: number): string {
  let text = '';
  for (let at = from; at < lines.length && text.length < AHEAD; at += 1) {
    text += lines[at]!.text;
    if (lines[at]!.width < measure - SLACK) break;
  }
  return text.slice(0, AHEAD);
}

/** Who wrote it, on a line of its own. */
export function isBylineLine(text: string): boolean {
  return text.length <= 40 && /^(?:[□■◎]|本[报報]|[记記]者|通[讯訊]员|通訊員)/u.test(text) && readBylineLine(text) !== undefined;
}

function isPlain(text: string): boolean {
  return text.length >= 2 && endingOf(text) === 'open' && !/[，。、；：,;:]/u.test(text);
}
