/** Values of JSON that somebody else wrote -> what they are taken for: nothing is missing that is not asked for, nothing throws. */
import type { PageBox } from '../../page/readers/page-reader.js';
import { SearchServiceError } from '../../search-service-error.js';

/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

const NOTHING: JsonObject = {};

/** Corners of an outline that are looked at: programs write four. */
const MOST_CORNERS = 1_000;

/** The text as JSON; undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The text as JSON. Throws PAGE_UNDECODABLE where it is cut off, or none. */
export function wholeJson(text: string): unknown {
  const value = jsonOf(text);
  if (value === undefined)
    throw new SearchServiceError('PAGE_UNDECODABLE', 'The JSON of the file is cut off or damaged. Let the program write it again.');
  return value;
}

/** The object, or an empty one. */
export function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : NOTHING;
}

/** The list, or an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The string, or an empty one. */
export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A number that can be a length; undefined for anything else. */
export function lengthOf(value: unknown): number | undefined {
  return typeof value === 'number' && Math.abs(value) < 1e9 ? value : undefined;
}

/** The box between two corners, `[x0, y0, x1, y1]`, times `scale`; undefined where it has no size. */
export function boxOfCorners(value: unknown, scale = 1): PageBox | undefined {
  const [x0, y0, x1, y1] = listOf(value).map(lengthOf);
  return x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined
    ? undefined
    : boxBetween([x0 * scale, y0 * scale], [x1 * scale, y1 * scale]);
}

/** The box around the points of an outline, `[[x, y], …]`; undefined where they span none. */
export function boxOfOutline(value: unknown): PageBox | undefined {
  const points = listOf(value)
    .slice(0, MOST_CORNERS)
    .flatMap((point) => {
      const [x, y] = listOf(point).map(lengthOf);
      return x === undefined || y === undefined ? [] : [[x, y] as const];
    });
  if (points.length < 2) return undefined;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return boxBetween([Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]);
}

function boxBetween([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): PageBox | undefined {
  return x1 > x0 && y1 > y0 ? [x0, y0, x1 - x0, y1 - y0] : undefined;
}
