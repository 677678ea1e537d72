/** Which characters of a page are set one under the other. No PDF says so: each stands upright at a place of its own. */
import type { Glyph } from '../../../pdf/page-objects.js';
import { isWide } from '../../characters.js';

/** How far off its place a neighbour may stand, in its size. */
const OFF = 0.25;
/** Share of characters with a neighbour on their right from which a page is level. */
const LEVEL = 0.6;

/** Numbers of the glyphs that have a neighbour below or above and none beside. Linear in their number. */
export function findUpright(glyphs: readonly Glyph[]): ReadonlySet<number> {
  const grid = new NeighbourGrid(glyphs);
  const beside = glyphs.map((glyph, at) => grid.hasAt(glyph, 1, 0, at + 1));
  const across = count(glyphs, (at) => beside[at]!);
  if (across >= glyphs.length * LEVEL) return stacksOnly(glyphs, uprightAmong(glyphs, beside, grid), false);
  const below = glyphs.map((glyph, at) => grid.hasAt(glyph, 0, 1, at + 1));
  const under = glyphs.map((glyph) => grid.hasAt(glyph, 0, -1));
  const before = glyphs.map((glyph) => grid.hasAt(glyph, -1, 0));
  const down = count(glyphs, (at) => below[at]!);
  const mostlyDown = down > across;
  const upright = new Set<number>();
  glyphs.forEach((_, at) => {
    const vertical = below[at]! || under[at]!;
    const horizontal = beside[at]! || before[at]!;
    // Marks are set closer than an em, so that one may have no neighbour at all.
    if ((vertical && (!horizontal || mostlyDown)) || (mostlyDown && !horizontal && isWide(glyphs[at]!.text.charCodeAt(0)))) upright.add(at);
  });
  return stacksOnly(glyphs, upright, mostlyDown);
}

/** Those of a level page. */
function uprightAmong(glyphs: readonly Glyph[], beside: readonly boolean[], grid: NeighbourGrid): ReadonlySet<number> {
  const upright = new Set<number>();
  glyphs.forEach((glyph, at) => {
    if (!beside[at]! && (grid.hasAt(glyph, 0, 1) || grid.hasAt(glyph, 0, -1)) && !grid.hasAt(glyph, -1, 0)) upright.add(at);
  });
  return upright;
}

function count(glyphs: readonly Glyph[], holds: (at: number) => boolean): number {
  return glyphs.reduce((sum, _, at) => sum + Number(holds(at)), 0);
}

/** Of two single characters one below the other nothing can be said; and lone marks go with what they stand under. */
function stacksOnly(glyphs: readonly Glyph[], upright: ReadonlySet<number>, mostlyDown: boolean): ReadonlySet<number> {
  const kept = new Set<number>();
  const columns = new Map<string, number[]>();
  for (const at of upright) {
    const { x, size } = glyphs[at]!;
    const key = `${Math.round(x / size)} ${Math.round(size)}`;
    columns.set(key, [...(columns.get(key) ?? []), at]);
  }
  for (const column of columns.values()) if (mostlyDown || column.length >= 4) for (const at of column) kept.add(at);
  return kept;
}

class NeighbourGrid {
  readonly #cells = new Map<number, number[]>();
  readonly #cell = 16;

  readonly #glyphs: readonly Glyph[];

  constructor(glyphs: readonly Glyph[]) {
    this.#glyphs = glyphs;
    glyphs.forEach(({ x, y }, at) => {
      const key = this.#key(x, y);
      const there = this.#cells.get(key);
      if (there === undefined) this.#cells.set(key, [at]);
      else there.push(at);
    });
  }

  #key(x: number, y: number): number {
    return Math.floor(x / this.#cell) * 65_536 + Math.floor(y / this.#cell);
  }

  /** True where a glyph of this size stands one em away in that direction; the one numbered `likely` is looked at first. */
  hasAt({ x, y, size }: Glyph, right: number, down: number, likely = -1): boolean {
    const [aimX, aimY] = [x + right * size, y + down * size];
    const slack = size * OFF;
    if (likely >= 0 && likely < this.#glyphs.length && this.#stands(likely, aimX, aimY, size)) return true;
    for (let gridX = Math.floor((aimX - slack) / this.#cell); gridX <= Math.floor((aimX + slack) / this.#cell); gridX += 1) {
      for (let gridY = Math.floor((aimY - slack) / this.#cell); gridY <= Math.floor((aimY + slack) / this.#cell); gridY += 1) {
        const there = this.#cells.get(gridX * 65_536 + gridY);
        if (there === undefined) continue;
        for (const at of there) if (this.#stands(at, aimX, aimY, size)) return true;
      }
    }
    return false;
  }

  #stands(at: number, x: number, y: number, size: number): boolean {
    const glyph = this.#glyphs[at]!;
    const slack = size * OFF;
    return Math.abs(glyph.x - x) <= slack && Math.abs(glyph.y - y) <= slack && Math.abs(glyph.size - size) <= size * 0.15;
  }
}
