/** A page's lines as geometry looks at them: writing goes to the right and lines go down, whichever way they were printed. */
import type { LaidOutLine, LaidOutPage, PageBox } from '../readers/page-reader.js';

/** A rectangle on the page as it is looked at. */
export interface Area {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** A printed line with its place. */
export interface PlacedLine extends Area {
  readonly line: LaidOutLine;
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
  /** Set across the direction of the page: a headline that stands upright beside its story. */
  readonly across: boolean;
}

/** A page to be arranged. */
export interface PlacedPage {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PlacedLine[];
  readonly rules: readonly Area[];
  readonly pictures: readonly Area[];
  /** Recognised in a picture: the height of a line says little of its type. */
  readonly recognised: boolean;
}

/** True for a page most of whose text goes from top to bottom. */
export function isUpright({ lines }: LaidOutPage): boolean {
  const upright = lines.reduce((sum, line) => sum + (line.upright === true ? line.text.length : 0), 0);
  return upright * 2 > lines.reduce((sum, { text }) => sum + text.length, 0);
}

/** Places the lines that have a box; `isTurned`: a quarter to the left, so that what goes down goes to the right. */
export function placePage(page: LaidOutPage, isTurned: boolean): PlacedPage {
  const { lines, width = rightmost(lines), height = lowest(lines) } = page;
  const place = (box: PageBox): Area =>
    isTurned ? turned(box, width) : { x0: box[0], y0: box[1], x1: box[0] + box[2], y1: box[1] + box[3] };
  return {
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    lines: lines.flatMap((line) => (line.box === undefined ? [] : [placeLine(line, place(line.box), isTurned)])),
    rules: (page.rules ?? []).map(place),
    pictures: (page.pictures ?? []).map(place),
    recognised: page.recognised === true,
  };
}

function placeLine(line: LaidOutLine, area: Area, isTurned: boolean): PlacedLine {
  const across = (line.upright === true) !== isTurned;
  const size = line.size ?? (across ? area.x1 - area.x0 : area.y1 - area.y0);
  const { x0, y0, x1, y1 } = area;
  return { x0, y0, x1, y1, line, text: line.text, size, bold: line.bold === true, across };
}

function turned([x, y, w, h]: PageBox, width: number): Area {
  return { x0: y, y0: width - x - w, x1: y + h, y1: width - x };
}

function rightmost(lines: readonly LaidOutLine[]): number {
  return lines.reduce((right, { box }) => Math.max(right, box === undefined ? 0 : box[0] + box[2]), 1);
}

function lowest(lines: readonly LaidOutLine[]): number {
  return lines.reduce((low, { box }) => Math.max(low, box === undefined ? 0 : box[1] + box[3]), 1);
}

/** How far two areas lie over each other from left to right; negative = the gap between them. */
export function overlapX(one: Area, other: Area): number {
  return Math.min(one.x1, other.x1) - Math.max(one.x0, other.x0);
}

/** The same from top to bottom. */
export function overlapY(one: Area, other: Area): number {
  return Math.min(one.y1, other.y1) - Math.max(one.y0, other.y0);
}

/** The smallest area around all of them; at least one. */
export function around(areas: readonly Area[]): Area {
  return areas.reduce((all, one) => ({
    x0: Math.min(all.x0, one.x0),
    y0: Math.min(all.y0, one.y0),
    x1: Math.max(all.x1, one.x1),
    y1: Math.max(all.y1, one.y1),
  }));
}

/** True for a rule that lies between two heights and over at least half of an area's width. */
export function ruledBetween(rules: readonly Area[], area: Area, top: number, bottom: number): boolean {
  return rules.some(
    (rule) =>
      rule.y1 - rule.y0 < rule.x1 - rule.x0 && rule.y0 >= top - 1 && rule.y1 <= bottom + 1 && overlapX(rule, area) * 2 >= area.x1 - area.x0,
  );
}
