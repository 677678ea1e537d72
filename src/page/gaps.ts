import type { LineGroup } from './lines.js';
import { readMeasures } from './measures.js';

/**
 * Takes blank lines for what they mean on this page. Where one stands after every line, wrapped lines too, they part nothing: the lines
 * stand together again, and only a wider gap parts them. Elsewhere the groups stay as they are. Linear.
 */
export function readGaps(groups: readonly LineGroup[]): readonly LineGroup[] {
  return isDoubleSpaced(groups) ? closeGaps(groups) : groups;
}

/** Hardly any line has another right below it, and most that hold a mark are wrapped: they go on past the gap in lines of one width. */
function isDoubleSpaced(groups: readonly LineGroup[]): boolean {
  if (groups.length < 6) return false;
  const alone = groups.filter((group) => group.lines.length === 1);
  if (alone.length < groups.length * 0.9) return false;
  const lines = groups.flatMap((group) => group.lines);
  const prose = lines.map((line) => /[，。；、]/u.test(line.text));
  const measures = readMeasures(lines, new Set(), () => false);
  const wrapped = measures.filter((measure, at) => prose[at] && measure > 0).length;
  return wrapped >= 8 && wrapped >= prose.filter(Boolean).length * 0.6;
}

function closeGaps(groups: readonly LineGroup[]): readonly LineGroup[] {
  const usual = groups.map((group) => group.blankBefore).sort((a, b) => a - b)[groups.length >> 1]!;
  const joined: { lines: LineGroup['lines'][number][]; blankBefore: number }[] = [];
  for (const { lines, blankBefore } of groups) {
    const open = joined.at(-1);
    if (open && blankBefore <= usual) open.lines.push(...lines);
    else joined.push({ lines: [...lines], blankBefore });
  }
  return joined;
}
