/** The outline of an area of a page, as boxes: an L is two of them. */
import type { PageBox } from '../page-reader.js';

/** Attributes in which editions write the corners of an area; in this order they are looked at. */
const CORNERS: readonly string[] = ['coords', 'points', 'xy', 'd'];
/** Corners of one area; no printed outline has as many. */
const MOST_CORNERS = 200;

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Boxes of an area by its attributes; none where it says no corners. Two corners are those of a box (`rect`); curves are taken for their
 * corners. Quadratic in the number of corners, of which there are few.
 */
export function outlineOf(attributes: Readonly<Record<string, string>>): readonly PageBox[] {
  const text = CORNERS.map((name) => attributes[name]).find((value) => value !== undefined && /\d/u.test(value));
  if (text === undefined) return rectangleOf(attributes);
  const numbers = Array.from(text.matchAll(/-?\d+(?:\.\d+)?/gu), ([number]) => Number(number)).slice(0, 2 * MOST_CORNERS);
  const points: Point[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) points.push({ x: numbers[at]!, y: numbers[at + 1]! });
  const [first, second] = points;
  if (points.length === 2)
    return boxes([{ left: Math.min(first!.x, second!.x), right: Math.max(first!.x, second!.x) }], first!.y, second!.y);
  return points.length < 2 ? [] : slabsOf(points);
}

function rectangleOf(attributes: Readonly<Record<string, string>>): readonly PageBox[] {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(attributes[name] ?? Number.NaN));
  return width! > 0 && height! > 0 && Number.isFinite(x) && Number.isFinite(y) ? [[x!, y!, width!, height!]] : [];
}

interface Span {
  readonly left: number;
  readonly right: number;
}

/** Between two heights at which corners stand, the inside is what an even-odd rule says of the middle; equal slabs are one. */
function slabsOf(points: readonly Point[]): readonly PageBox[] {
  const heights = [...new Set(points.map(({ y }) => y))].sort((a, b) => a - b);
  const found: { spans: readonly Span[]; top: number; bottom: number }[] = [];
  for (const [at, top] of heights.slice(0, -1).entries()) {
    const bottom = heights[at + 1]!;
    const spans = spansAt(points, (top + bottom) / 2);
    const before = found.at(-1);
    if (before?.bottom === top && isSame(before.spans, spans)) before.bottom = bottom;
    else found.push({ spans, top, bottom });
  }
  return found.flatMap(({ spans, top, bottom }) => boxes(spans, top, bottom));
}

function spansAt(points: readonly Point[], height: number): readonly Span[] {
  const crossings = points
    .flatMap((from, at) => {
      const to = points[(at + 1) % points.length]!;
      const crosses = from.y < height !== to.y < height;
      return crosses ? [from.x + ((to.x - from.x) * (height - from.y)) / (to.y - from.y)] : [];
    })
    .sort((a, b) => a - b);
  const spans: Span[] = [];
  for (let at = 0; at + 1 < crossings.length; at += 2) spans.push({ left: crossings[at]!, right: crossings[at + 1]! });
  return spans;
}

function isSame(one: readonly Span[], other: readonly Span[]): boolean {
  return one.length === other.length && one.every(({ left, right }, at) => left === other[at]!.left && right === other[at]!.right);
}

function boxes(spans: readonly Span[], from: number, to: number): readonly PageBox[] {
  const [top, height] = [Math.min(from, to), Math.abs(to - from)];
  return spans.flatMap(({ left, right }): readonly PageBox[] => (right > left && height > 0 ? [[left, top, right - left, height]] : []));
}
