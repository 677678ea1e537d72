/** Stories that a form names by itself: which lines are one article is known, and often their order; columns and paragraphs are not. */
import { findSegments, type Segment } from './columns.js';
import { around, type PlacedLine, type PlacedPage } from './placed-line.js';
import { findStacks, stackOf, type Stack } from './stacks.js';
import { captionsOf, DISPLAY, segmentsInOrder, type Caption, type Story } from './stories.js';

/** The lines of a page parted by what its form says of them. */
export interface ToldLines {
  /** Those of each article it names. */
  readonly articles: readonly (readonly PlacedLine[])[];
  /** Those whose place must say where they belong. */
  readonly others: readonly PlacedLine[];
}

/** Parts lines. What was taken for furniture belongs to no article. */
export function partTold(lines: readonly PlacedLine[]): ToldLines {
  const articles = new Map<number, PlacedLine[]>();
  const others: PlacedLine[] = [];
  for (const one of lines) {
    const { article, role } = one.line;
    if (article === undefined || role === 'furniture' || role === 'noise') others.push(one);
    else if (articles.has(article)) articles.get(article)!.push(one);
    else articles.set(article, [one]);
  }
  return { articles: [...articles.values()], others };
}

/** The story of one article a form names; its lines lie on `page`, `em` is the size of running type. About quadratic in the lines. */
export function toldStory(lines: readonly PlacedLine[], page: PlacedPage, em: number): Story {
  const { rules, pictures, recognised } = page;
  const told = lines.filter(isHeading);
  const display = told.length > 0 ? told : lines.filter((line) => isLarge(line, em));
  const running = lines.filter((line) => !display.includes(line) && !isCaption(line));
  const head = headOf(lines, display, (large) => findStacks(large, { running, rules, recognised }));
  const captions = [
    ...toldCaptions(lines),
    ...captionsOf(
      running.filter(({ line }) => line.told === undefined),
      pictures,
      em,
    ),
  ];
  const taken = new Set([...(head?.lines ?? []), ...captions.flatMap((caption) => caption.lines)]);
  const text = lines.filter((line) => !taken.has(line));
  const breaks = [...(head === undefined ? [] : [head]), ...pictures, ...captions];
  const segments = segmentsInOrder(findSegments(text, em, breaks, rules), em);
  return { head, segments: inToldOrder(segments), captions: captions.map((caption) => caption.lines), framed: false };
}

function isHeading({ line }: PlacedLine): boolean {
  return line.told?.includes('title') === true || line.told?.includes('kicker') === true || line.told?.includes('subtitle') === true;
}

function isLarge({ size, across, line }: PlacedLine, em: number): boolean {
  return line.told === undefined && (size >= em * DISPLAY || across);
}

function isCaption({ line }: PlacedLine): boolean {
  return line.told?.includes('caption') === true;
}

/** The headings before all else where the order is told; else those that stand together and are the largest. */
function headOf(
  lines: readonly PlacedLine[],
  display: readonly PlacedLine[],
  stacksOf: (display: readonly PlacedLine[]) => readonly Stack[],
): Stack | undefined {
  if (display.length === 0) return undefined;
  const others = lines.filter((line) => !display.includes(line) && !isCaption(line));
  const first = Math.min(...others.map(orderOf));
  const leading = display.filter((line) => orderOf(line) < first);
  if (leading.length > 0 && Number.isFinite(Math.min(...leading.map(orderOf)))) return stackOf(leading);
  return [...stacksOf(display)].sort((a, b) => b.size - a.size || a.y0 - b.y0)[0];
}

function orderOf({ line }: PlacedLine): number {
  return line.order ?? Infinity;
}

/** The lines of a block that says it tells of a picture. */
function toldCaptions(lines: readonly PlacedLine[]): readonly Caption[] {
  const blocks = new Map<number | undefined, PlacedLine[]>();
  for (const one of lines) if (isCaption(one)) blocks.set(one.line.block, [...(blocks.get(one.line.block) ?? []), one]);
  return [...blocks.values()].map((own) => ({ ...around(own), lines: stackOf(own).lines }));
}

/** Where each line has its place in the order, the lines of one place after those of the one before, each in its column still. */
function inToldOrder(segments: readonly Segment[]): readonly Segment[] {
  const places = new Set(segments.flatMap(({ lines }) => lines.map(orderOf)));
  if (places.has(Infinity)) return segments;
  return [...places]
    .sort((a, b) => a - b)
    .flatMap((place) =>
      segments.flatMap((segment) => {
        const lines = segment.lines.filter((line) => orderOf(line) === place);
        return lines.length === 0 ? [] : [{ ...segment, ...around(lines), lines }];
      }),
    );
}
