/** The lines of a story -> its paragraphs, by indents, full lines and changes of type. */
import { columns as widthOf } from '../characters.js';
import { beginsItem } from '../layout.js';
import type { Segment } from './columns.js';
import type { PlacedLine } from './placed-line.js';

/** A paragraph in its lines. */
export interface Paragraph {
  readonly lines: readonly PlacedLine[];
  /** Set in type of its own: larger or bolder than the text around it, and short. */
  readonly raised: boolean;
}

/** A line in its column. */
interface Seat {
  readonly line: PlacedLine;
  readonly indent: number;
  /** What is left of the column behind it. */
  readonly room: number;
  readonly width: number;
}

/**
 * Divides what stands in the segments of a story, in reading order; a paragraph may go on from one to the next. `recognised`: sizes that
 * differ a little say nothing.
 */
export function divideParagraphs(segments: readonly Segment[], em: number, recognised: boolean): readonly Paragraph[] {
  const seats = segments.flatMap(({ lines, column }) =>
    lines.map((line): Seat => ({ line, indent: line.x0 - column.x0, room: column.x1 - line.x1, width: column.x1 - column.x0 })),
  );
  const bold = seats.filter(({ line }) => line.bold).length * 2 > seats.length;
  const isRaised = ({ line }: Seat): boolean => (line.bold && !bold) || line.size >= em * (recognised ? 1.12 : 1.06);
  const indents = usesIndents(seats, em);
  const units: Seat[][] = [];
  seats.forEach((seat, at) => {
    const above = seats[at - 1];
    const goesOn =
      above !== undefined &&
      (recognised || isAlike(above.line, seat.line, em)) &&
      (recognised || isRaised(above) === isRaised(seat)) &&
      isToldAlike(above.line, seat.line) &&
      continues(above, seat, units.at(-1)![0]!, { em, indents });
    if (goesOn) units.at(-1)!.push(seat);
    else units.push([seat]);
  });
  return units.map((unit) => ({
    lines: unit.map(({ line }) => line),
    raised: unit.length <= 2 && isRaised(unit[0]!) && unit.reduce((sum, { line }) => sum + line.text.length, 0) <= 30,
  }));
}

function isToldAlike(above: PlacedLine, line: PlacedLine): boolean {
  return above.line.told?.join() === line.line.told?.join();
}

function isAlike(above: PlacedLine, line: PlacedLine, em: number): boolean {
  return Math.abs(above.size - line.size) < em * 0.06;
}

/** Paragraphs begin set in: some lines are, and most of those come after a line that ends early or stand first. */
function usesIndents(seats: readonly Seat[], em: number): boolean {
  const set = seats.filter(({ indent, room }) => indent > em * 1.2 && indent < em * 3.5 && room < em * 2).length;
  return set >= 1;
}

function continues(above: Seat, seat: Seat, first: Seat, { em, indents }: { readonly em: number; readonly indents: boolean }): boolean {
  const leftOut = above.room > slackOf(seat, em);
  if (leftOut) return false;
  if (seat.indent > em * 1.2) return isHanging(first, above, seat, em);
  // A line in the middle of its column is one by itself.
  if (above.indent > em * 1.2 && above.room > em && Math.abs(above.indent - above.room) < em * 0.6) return false;
  return indents || !beginsItem(seat.line.text) || above.room > -em;
}

/** An item whose later lines are set in under its text. */
function isHanging(first: Seat, above: Seat, seat: Seat, em: number): boolean {
  if (first.indent > em * 0.7 || beginsItem(seat.line.text)) return false;
  return above === first
    ? beginsItem(first.line.text) && !/[。！？]$/u.test(above.line.text)
    : Math.abs(above.indent - seat.indent) < em * 0.5;
}

/** How early a full line may end: by a mark, or by the word that did not fit. */
function slackOf({ line, width }: Seat, em: number): number {
  const word = /^[\w./:@?=&%#'’-]+/u.exec(line.text)?.[0];
  return Math.min(width * 0.5, em * 1.3 + (word === undefined ? 0 : widthOf(word) * em * 0.5));
}
