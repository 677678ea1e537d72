/** Where the recognised rows around a gap begin, end and go through: what tells a gutter from a gap in the writing. */
import type { PageBox } from '../readers/page-reader.js';
import { firstAt } from './first-at.js';

/** A row along its direction. */
export interface Row {
  readonly upright: boolean;
  readonly from: number;
  readonly to: number;
  /** Its middle across the writing, and how thick it is. */
  readonly middle: number;
  readonly thickness: number;
  /** What of it is written on. */
  readonly inked: readonly { readonly from: number; readonly to: number }[];
}

/** The row a box is; it is written on all along where it is not said what of it is. */
export function rowOf([x, y, width, height]: PageBox, upright: boolean, inked?: Row['inked']): Row {
  const [from, length, across, thickness] = upright ? [y, height, x, width] : [x, width, y, height];
  const to = from + length;
  return { upright, from, to, middle: across + thickness / 2, thickness, inked: inked ?? [{ from, to }] };
}

/** Rows that must begin, and end, at a gutter. */
const FEWEST = 3;
/** How far around a gap, in the size of its type, rows say whether it is a gutter: some columns are broken further down. */
const AROUND = 24;
/** How far away, in the same, the rows right above and below stand. */
const NEXT = 2.6;
/** Rows of other type say nothing of a gap: columns stand under the gaps between headlines. */
const ALIKE = 1.3;

/** Rows above one, and below it, that are looked at: more stand around it in tables alone. */
const MOST = 400;

/** Rows of a page by their middles. */
export class RowEdges {
  /** How thick most rows are; 0 without any. */
  readonly usual: number;
  readonly #level: readonly Row[];
  readonly #upright: readonly Row[];

  constructor(rows: readonly Row[]) {
    const sorted = (down: boolean): readonly Row[] => rows.filter(({ upright }) => upright === down).sort((a, b) => a.middle - b.middle);
    this.#level = sorted(false);
    this.#upright = sorted(true);
    const thicknesses = rows.map(({ thickness }) => thickness).sort((a, b) => a - b);
    this.usual = thicknesses[thicknesses.length >> 1] ?? 0;
  }

  /** True where rows around end at the left of a gap, and begin at its right; `type` is the size of the row's type. */
  isGutter(left: number, right: number, type: number, row: Row): boolean {
    let [starts, set, ends] = [0, 0, 0];
    for (const { from, to } of this.#around(row, type * AROUND)) {
      if (Math.abs(from - right) < type * 0.6) starts += 1;
      // Where a paragraph begins, its column begins two squares before.
      else if (Math.abs(from - right + type * 2) < type * 0.6) set += 1;
      if (Math.abs(to - left) < type * 0.7) ends += 1;
    }
    return Math.max(starts, set) >= FEWEST && ends >= FEWEST;
  }

  /** True where columns part within a gap, wherever in it. */
  holdsGutter(left: number, right: number, type: number, row: Row): boolean {
    let [starts, ends] = [0, 0];
    for (const { from, to } of this.#around(row, type * AROUND)) {
      if (from > left && from < right + type * 0.3) starts += 1;
      if (to > left - type * 0.3 && to < right) ends += 1;
    }
    return starts >= FEWEST && ends >= FEWEST;
  }

  /** True where the rows of like type above and below are written on through the gap: then it is one in the writing. */
  isBridged(left: number, right: number, type: number, row: Row): boolean {
    const middle = (left + right) / 2;
    let [through, open] = [0, 0];
    for (const one of this.#around(row, type * NEXT)) {
      if (one === row || Math.max(one.thickness, row.thickness) > Math.min(one.thickness, row.thickness) * ALIKE) continue;
      if (one.inked.some(({ from, to }) => from < middle && to > middle)) through += 1;
      else if (one.from < right && one.to > left) open += 1;
    }
    return through >= 2 && through > open;
  }

  *#around({ upright, middle }: Row, reach: number): Iterable<Row> {
    const rows = upright ? this.#upright : this.#level;
    const before = (height: number) => (at: number) => rows[at]!.middle < height;
    const own = firstAt(rows.length, before(middle));
    const last = Math.min(rows.length, own + MOST);
    for (
      let at = Math.max(own - MOST, firstAt(rows.length, before(middle - reach)));
      at < last && rows[at]!.middle <= middle + reach;
      at += 1
    )
      yield rows[at]!;
  }
}
