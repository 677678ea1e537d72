import { endingOf, squeeze } from './characters.js';
import type { PageLine } from './clean/clean-lines.js';
import { furnitureScore } from './furniture.js';
import { joinText } from './join-text.js';
import type { Block, Layout } from './layout.js';
import { readLine, type Line } from './lines.js';
import { plainTwin } from './plain-twin.js';
import type { LinePart } from './readers/page-reader.js';

/** A line that was arranged by its place, and the number of blank lines above it. */
interface ArrangedLine {
  readonly line: Line;
  readonly part: LinePart;
  readonly blankBefore: number;
}

/** Blocks of a page whose lines were arranged by their places: what stands where is known, only what it says is not. Linear. */
export function layOutArranged(lines: readonly PageLine[]): Layout {
  const units: ArrangedLine[][] = [];
  for (const one of arrangedLines(lines)) {
    if (units.at(-1)?.[0]!.part.unit === one.part.unit) units.at(-1)!.push(one);
    else units.push([one]);
  }
  const groups: ArrangedLine[][][] = [];
  for (const unit of units) {
    if (unit[0]!.blankBefore > 0 || groups.length === 0) groups.push([unit]);
    else groups.at(-1)!.push(unit);
  }
  const blocks = groups.flatMap((group, index) =>
    group.map((unit, place) => blockOf(unit, { group: index, place, groupSize: group.length })),
  );
  return { blocks: blocks.map((block, at) => ({ ...block, printed: { ...block.printed!, ...begins(units, at) } })) };
}

function arrangedLines(lines: readonly PageLine[]): readonly ArrangedLine[] {
  let blankBefore = 0;
  return lines.flatMap((pageLine) => {
    const line = readLine(pageLine);
    if (line === undefined || pageLine.part === undefined) {
      blankBefore += 1;
      return [];
    }
    const arranged = { line, part: pageLine.part, blankBefore };
    blankBefore = 0;
    return [arranged];
  });
}

function begins(units: readonly (readonly ArrangedLine[])[], at: number): { readonly beginsStory: boolean } {
  return { beginsStory: units[at]![0]!.part.story !== units[at - 1]?.[0]!.part.story };
}

function blockOf(unit: readonly ArrangedLine[], place: Pick<Block, 'group' | 'place' | 'groupSize'>): Block {
  const printedText = unit.reduce((joined, { line }) => (joined === '' ? line.text : joinText(joined, line.text)), '');
  const text = plainTwin(printedText);
  const { part, blankBefore } = unit[0]!;
  return {
    lines: unit.map(({ line }) => line),
    text,
    printedText,
    length: squeeze(text).length,
    ...place,
    blankBefore: place.place === 0 ? blankBefore : 0,
    indents: false,
    indented: false,
    ending: endingOf(text),
    old: false,
    heading: 0,
    measure: 0,
    lastLineFull: true,
    furniture: unit.length === 1 && part.labels?.includes('furniture') === true ? furnitureScore(text) : 0,
    printed: { labels: part.labels, beginsStory: false, ...(part.author !== undefined && { author: part.author }) },
  };
}
