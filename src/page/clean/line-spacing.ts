import { columns, endingOf } from '../characters.js';
import { furnitureScore } from '../furniture.js';

/** Fewer lines show no habit. */
const LEAST_LINES = 6;
/** Columns by which a wrapped line may fall short of its measure. */
const SLACK = 5;

/**
 * Which blank lines stand between all lines and part nothing: wrapped text that was set with double spacing. Paragraphs with a blank line
 * between them look alike, but they end like sentences, and their lines are of any length. Where a line is not full, or an indented one
 * follows, a blank line stays: there the text parts.
 */
export function needlessBlanks(lines: readonly string[]): ReadonlySet<number> {
  const filled = lines.flatMap((line, at) => (line.trim() === '' ? [] : [at]));
  const gaps = filled.slice(1).map((at, index) => at - filled[index]! - 1);
  if (filled.length < LEAST_LINES || gaps.filter((gap) => gap === 0).length > gaps.length * 0.05) return new Set();
  const widths = fullWidths(filled.map((at) => lines[at]!));
  if (widths === undefined) return new Set();
  return new Set(
    gaps.flatMap((gap, index) => {
      const [above, below] = [lines[filled[index]!]!, lines[filled[index + 1]!]!];
      const runsOn = gap === 1 && isFull(above.trimEnd(), widths) && !/^\s{2,}|^\u3000/u.test(below) && furnitureScore(above.trim()) < 0.75;
      return runsOn ? [filled[index]! + 1] : [];
    }),
  );
}

/** A mark at its end may hang over the edge. */
function isFull(line: string, widths: ReadonlySet<number>): boolean {
  const width = columns(line);
  return widths.has(width) || (/[，。、；：？！”’」』）》]$/u.test(line) && widths.has(width - 2));
}

/** Widths that wrapped lines have here, with those a little under them; undefined where the lines are not wrapped. */
function fullWidths(lines: readonly string[]): ReadonlySet<number> | undefined {
  const prose = lines.filter((line) => /[，。；、]/u.test(line) && columns(line.trim()) >= 12);
  const cut = prose.filter((line) => endingOf(line) === 'open' || /[，、]\s*$/u.test(line)).map((line) => columns(line.trimEnd()));
  if (prose.length < LEAST_LINES - 2 || cut.length < prose.length * 0.4) return undefined;
  const counts = new Map<number, number>();
  for (const width of cut) counts.set(width, (counts.get(width) ?? 0) + 1);
  const near = (width: number): number => [-2, -1, 0, 1, 2].reduce((sum, by) => sum + (counts.get(width + by) ?? 0), 0);
  const shared = [...counts.keys()].filter((width) => near(width) >= 3);
  const held = shared.reduce((sum, width) => sum + counts.get(width)!, 0);
  if (held < cut.length * 0.7) return undefined;
  return new Set(shared.flatMap((width) => Array.from({ length: SLACK + 1 }, (_, by) => width - by)));
}
