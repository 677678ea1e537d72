/** A first character so large that it takes two lines or three: text, and no headline. */
import { isWide } from '../characters.js';
import { overlapY, type PlacedLine } from './placed-line.js';

/** Its size in running type. */
const [SMALLEST, LARGEST] = [1.7, 4.5];
/** Gap to the lines beside it, in running type. */
const [CLOSEST, WIDEST] = [-0.4, 1.2];
/** Lines that must stand beside it. */
const FEWEST = 2;

/**
 * The lines with each such character as wide as the first line beside it, and the lines beside it as if they began where it does. `em` is
 * the size of running type. About linear: such characters are few.
 */
export function withDropCapitals(lines: readonly PlacedLine[], em: number): readonly PlacedLine[] {
  const moved = new Map<PlacedLine, PlacedLine>();
  for (const capital of lines) {
    if (!mayBeCapital(capital, em)) continue;
    const beside = lines.filter((line) => isBeside(line, capital, em)).sort((a, b) => a.y0 - b.y0);
    const [first, ...others] = beside;
    if (first === undefined || beside.length < FEWEST || Math.abs(first.y0 - capital.y0) > em) continue;
    moved.set(capital, { ...capital, x1: first.x1, y0: first.y0, y1: first.y1, size: first.size });
    // Of two that begin at one place the first is read first.
    moved.set(first, { ...first, x0: capital.x0 + em * 0.01 });
    for (const line of others) moved.set(line, { ...line, x0: capital.x0 });
  }
  return moved.size === 0 ? lines : lines.map((line) => moved.get(line) ?? line);
}

function mayBeCapital({ text, size, across, line }: PlacedLine, em: number): boolean {
  const code = text.trim().codePointAt(0);
  const isOne = code !== undefined && String.fromCodePoint(code) === text.trim() && isWide(code);
  return isOne && !across && line.told === undefined && size >= em * SMALLEST && size <= em * LARGEST;
}

function isBeside(line: PlacedLine, capital: PlacedLine, em: number): boolean {
  const gap = line.x0 - capital.x1;
  const isRunning = line !== capital && !line.across && line.size < em * 1.15 && line.text.length >= 3;
  return isRunning && gap > em * CLOSEST && gap < em * WIDEST && overlapY(line, capital) > (line.y1 - line.y0) * 0.5;
}
