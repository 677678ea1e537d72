/** A page's lines by their places -> the same lines in the order they are read, with what their places say they are. */
import type { Label } from '../labels.js';
import type { LaidOutLine, LaidOutPage } from '../readers/page-reader.js';
import { partPage } from './page-furniture.js';
import { divideParagraphs } from './paragraphs.js';
import { isUpright, overlapX, overlapY, placePage, type PlacedLine } from './placed-line.js';
import { findStories, runningSize, type Story } from './stories.js';
import type { Stack } from './stacks.js';

const FURNITURE: readonly Label[] = ['furniture'];
const TITLE: readonly Label[] = ['title'];
const ABOVE: readonly Label[] = ['kicker', 'banner'];
const BELOW: readonly Label[] = ['subtitle', 'byline'];
const CAPTION: readonly Label[] = ['caption', 'credit'];
const RAISED: readonly Label[] = ['subhead', 'byline'];
const TEXT: readonly Label[] = ['paragraph', 'subhead', 'list', 'verse', 'byline', 'credit', 'signature', 'caption', 'furniture'];

/** Lines of one unit of a story. */
interface Unit {
  readonly lines: readonly PlacedLine[];
  readonly labels: readonly Label[];
  /** Blank line above it. */
  readonly apart: boolean;
}

/**
 * Arranges a page whose lines have boxes; what has none is left out. The order of the lines given changes nothing. About quadratic in
 * what stands in one frame, some milliseconds for a page.
 */
export function arrangePage(page: LaidOutPage): LaidOutPage {
  const level = placePage(page, false);
  const em = runningSize(level.lines);
  const { head, body, foot } = partPage(level, em);
  // The head and foot of a page are level whichever way its text goes: only what is between them is turned.
  const placed = isUpright(page) ? placePage({ ...page, lines: body.map(({ line }) => line) }, true) : { ...level, lines: body };
  const stories = findStories(placed, em).map((story) => unitsOf(story, em, level.recognised));
  const order = (units: readonly Unit[]): PlacedLine => units[0]!.lines[0]!;
  const rows = [...stories].sort((a, b) => order(a).y0 - order(b).y0 || order(a).x0 - order(b).x0);
  const furniture = (lines: readonly PlacedLine[]): readonly Unit[] =>
    lines.map((line) => ({ lines: [line], labels: FURNITURE, apart: false }));
  const lines: LaidOutLine[] = [];
  let unit = 0;
  [furniture(head), ...rows, furniture(foot)].forEach((units, story) => {
    units.forEach(({ lines: own, labels, apart }, at) => {
      if (lines.length > 0 && (at === 0 || apart)) lines.push({ text: '' });
      for (const { line } of own) lines.push({ ...line, part: { unit, story, labels } });
      unit += 1;
    });
  });
  return { ...page, lines };
}

function unitsOf({ head, segments, captions }: Story, em: number, recognised: boolean): readonly Unit[] {
  const paragraphs = divideParagraphs(segments, em, recognised);
  return [
    ...(head === undefined ? [] : headUnits(head, recognised)),
    ...paragraphs.map(({ lines, raised }, at): Unit => {
      const short = lines.length === 1 && paragraphs[at - 1]?.lines.length === 1;
      return { lines, labels: raised ? RAISED : TEXT, apart: !short };
    }),
    ...captions.map((lines): Unit => ({ lines, labels: CAPTION, apart: true })),
  ];
}

/** The largest lines of a stack are its headline; what is above leads to it, what is below goes with it. */
function headUnits({ lines, size }: Stack, recognised: boolean): readonly Unit[] {
  const isTitle = (line: PlacedLine): boolean => line.size >= size * (recognised ? 0.87 : 0.93);
  const first = lines.findIndex(isTitle);
  const last = lines.findLastIndex(isTitle);
  const units: (Unit & { readonly lines: PlacedLine[] })[] = [];
  lines.forEach((line, at) => {
    const labels = at < first ? ABOVE : at > last ? BELOW : TITLE;
    const before = units.at(-1);
    // Recognition gives a line in pieces; what a printer sets apart at one height it does not.
    if (recognised && before?.labels === labels && isBeside(before.lines.at(-1)!, line)) before.lines.push(line);
    else units.push({ lines: [line], labels, apart: at === 0 });
  });
  return units;
}

function isBeside(left: PlacedLine, right: PlacedLine): boolean {
  return !left.across && overlapY(left, right) > Math.min(left.size, right.size) * 0.5 && overlapX(left, right) < left.size * 0.5;
}
