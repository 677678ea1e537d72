import { layOutArranged } from './arranged-layout.js';
import type { PageLine } from './clean/clean-lines.js';
import { seeBlocks, type Seen } from './context.js';
import { labelBlocks, type Labelled } from './label-sequence.js';
import { layOut } from './layout.js';
import { groupLines, type LineGroup } from './lines.js';
import { withMasthead } from './masthead.js';
import { partColumns } from './side-by-side.js';

/** More lines than this are read in stretches: no printed page has so many, and memory stays bounded. */
const STRETCH_LINES = 3000;

/** The blocks of a page in their surroundings, and their labels. */
export interface LabelledPage {
  readonly blocks: readonly Seen[];
  readonly labels: readonly Labelled[];
}

/** Clean lines to labelled blocks: masthead, groups, layout, features, labels. Linear in the text. */
export function labelPage(printed: readonly PageLine[]): LabelledPage {
  const lines = withMasthead(printed);
  if (lines.some(({ part }) => part !== undefined)) {
    const blocks = seeBlocks(layOutArranged(lines));
    return { blocks, labels: labelBlocks(blocks) };
  }
  const stretches = cutStretches(partColumns(groupLines(lines))).map((groups) => {
    const blocks = seeBlocks(layOut(groups));
    return { blocks, labels: labelBlocks(blocks) };
  });
  if (stretches.length === 1) return stretches[0]!;
  return { blocks: stretches.flatMap((one) => one.blocks), labels: stretches.flatMap((one) => one.labels) };
}

function cutStretches(groups: readonly LineGroup[]): readonly (readonly LineGroup[])[] {
  const stretches: LineGroup[][] = [[]];
  let size = 0;
  for (const group of groups.flatMap(cutGroup)) {
    if (size + group.lines.length > STRETCH_LINES && size > 0) {
      stretches.push([]);
      size = 0;
    }
    stretches.at(-1)!.push(group);
    size += group.lines.length;
  }
  return stretches;
}

function cutGroup(group: LineGroup): readonly LineGroup[] {
  if (group.lines.length <= STRETCH_LINES) return [group];
  const parts: LineGroup[] = [];
  for (let at = 0; at < group.lines.length; at += STRETCH_LINES) {
    parts.push({ lines: group.lines.slice(at, at + STRETCH_LINES), blankBefore: at === 0 ? group.blankBefore : 0 });
  }
  return parts;
}
