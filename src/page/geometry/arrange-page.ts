/** A page's lines by their places -> the same lines in the order they are read, with what their places say they are. */
import type { Label } from '../labels.js';
import type { LaidOutLine, LaidOutPage } from '../readers/page-reader.js';
import { withDropCapitals } from './drop-capitals.js';
import { partPage } from './page-furniture.js';
import { divideParagraphs } from './paragraphs.js';
import { isUpright, overlapX, overlapY, placePage, type PlacedLine } from './placed-line.js';
import { findStories, runningSize, type Story } from './stories.js';
import type { Stack } from './stacks.js';
import { partTold, toldStory } from './told-stories.js';

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
 * Arranges a page whose lines have boxes; what has none is left out. The order of the lines given changes nothing; where the form
 * names articles, their lines stay together. About quadratic in
 * what stands in one frame, some milliseconds for a page.
 */
export function arrangePage(page: LaidOutPage): LaidOutPage {
  const level = placePage(page, false);
  const em = runningSize(level.lines);
  const named = partTold(level.lines);
  const { head, body, foot } = partPage({ ...level, lines: named.others }, em);
  const inside = [...body, ...named.articles.flat()];
  // The head and foot of a page are level whichever way its text goes: only what is between them is turned.
  const placed = isUpright(page) ? placePage({ ...page, lines: inside.map(({ line }) => line) }, true) : { ...level, lines: inside };
  const { articles, others } = partTold(withDropCapitals(placed.lines, em));
  const found = [...findStories({ ...placed, lines: others }, em), ...articles.map((lines) => toldStory(lines, placed, em))];
  const stories = found.map((story) => unitsOf(story, em, level.recognised)).filter((units) => units.length > 0);
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
      const { told } = lines[0]!.line;
      return { lines, labels: within(raised || told?.includes('title') === true ? RAISED : TEXT, told), apart: !short };
    }),
    ...captions.map((lines): Unit => ({ lines, labels: within(CAPTION, lines[0]!.line.told), apart: true })),
  ];
}

/** What the place allows of what the form says; where that is nothing, the form is believed. */
function within(place: readonly Label[], told: readonly Label[] | undefined): readonly Label[] {
  if (told === undefined) return place;
  const both = place.filter((label) => told.includes(label));
  return both.length > 0 ? both : told;
}

/** The largest lines of a stack are its headline; what is above leads to it, what is below goes with it. */
function headUnits({ lines, size }: Stack, recognised: boolean): readonly Unit[] {
  const isLargest = (line: PlacedLine): boolean => line.size >= size * (recognised ? 0.89 : 0.93);
  const largest = lines.filter(isLargest);
  // What was recognised of a torn headline is measured wrong, but stands at its height.
  const isTitle = (line: PlacedLine): boolean => isLargest(line) || (recognised && largest.some((one) => isInRow(line, one)));
  const first = lines.findIndex(isTitle);
  const last = lines.findLastIndex(isTitle);
  const units: (Unit & { readonly lines: PlacedLine[] })[] = [];
  lines.forEach((line, at) => {
    const labels = within(at < first ? ABOVE : at > last ? BELOW : TITLE, line.line.told);
    const before = units.at(-1);
    // Recognition gives a line in pieces; what a printer sets apart at one height it does not.
    if (recognised && before?.labels.join() === labels.join() && isBeside(before.lines.at(-1)!, line)) before.lines.push(line);
    else units.push({ lines: [line], labels, apart: at === 0 });
  });
  return units;
}

function isInRow(line: PlacedLine, row: PlacedLine): boolean {
  const middle = (line.y0 + line.y1) / 2;
  return overlapX(line, row) < line.size * 0.5 && Math.abs(middle - (row.y0 + row.y1) / 2) < row.size * 0.3;
}

function isBeside(left: PlacedLine, right: PlacedLine): boolean {
  return !left.across && overlapY(left, right) > Math.min(left.size, right.size) * 0.5 && overlapX(left, right) < left.size * 0.5;
}
