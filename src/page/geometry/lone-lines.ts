/**
 * Lines of a recognised page that stand alone above or beside a headline: kickers, and pieces of it. Their type is hardly larger than
 * running type, or was measured wrong, and they stand at the left of a story, so that nothing but their place says whose they are.
 */
import type { Segment } from './columns.js';
import { around, overlapX, ruledBetween, type Area, type PlacedLine } from './placed-line.js';
import { stackOf, type Stack } from './stacks.js';
import type { Story } from './stories.js';

/** Characters of a line that may be a kicker, and how it does not end. */
const [LONGEST, SENTENCE] = [24, /[。！？，；：、”』」）)]$/u];
/** How far above the headline it stands, and how far under its top, in running type. */
const [ABOVE, BELOW] = [3.2, 0.5];

/** A story with its headline and the text right under it. */
interface Headed {
  readonly story: Story;
  readonly head: Stack;
  readonly text: Area;
  readonly extent: Area;
}

/** Lines that go to the headline of another story, or of the one that had them. */
interface Lone {
  readonly lines: readonly PlacedLine[];
  readonly area: Area;
  readonly from: Story;
  /** A piece of a headline without text; else a short line without a headline. */
  readonly isPiece: boolean;
}

/** The stories, each lone line in the headline it belongs to. `em` is the size of running type. Quadratic in the stories. */
export function adoptLone(
  stories: readonly Story[],
  { em, rules }: { readonly em: number; readonly rules: readonly Area[] },
): readonly Story[] {
  const headed = stories.flatMap((story) => headedOf(story, em) ?? []);
  const segments = stories.flatMap((story) => story.segments);
  const taken = new Set<PlacedLine>();
  const gained = new Map<Story, PlacedLine[]>();
  for (const lone of stories.flatMap((story) => lonesOf(story, segments, em))) {
    const near = headed.filter(({ story }) => story !== lone.from).filter((one) => isAtHead(lone, one, em, rules));
    const best = near.sort((a, b) => distance(lone.area, a.head) - distance(lone.area, b.head))[0];
    if (best === undefined) continue;
    gained.set(best.story, [...(gained.get(best.story) ?? []), ...lone.lines]);
    for (const line of lone.lines) taken.add(line);
  }
  if (taken.size === 0) return stories;
  return stories.flatMap((story) => withLines(story, taken, gained.get(story) ?? []) ?? []);
}

function headedOf(story: Story, em: number): Headed | undefined {
  const { head, segments } = story;
  if (head === undefined || head.across) return undefined;
  const below = segments.filter(({ y0 }) => y0 > head.y1 - em && y0 < head.y1 + em * 4);
  if (below.length === 0) return undefined;
  const text = around(below.map(({ column, y0, y1 }) => ({ ...column, y0, y1 })));
  return { story, head, text, extent: around([head, text]) };
}

function lonesOf(story: Story, segments: readonly Segment[], em: number): readonly Lone[] {
  const { head, captions } = story;
  if (head !== undefined && story.segments.length === 0 && captions.length === 0 && !head.across)
    return [{ lines: head.lines, area: head, from: story, isPiece: true }];
  const goesOn = (segment: Segment): boolean =>
    segments.some((other) => other !== segment && !mayBeKicker(other) && isRightBelow(other, segment, em));
  return story.segments
    .filter((segment) => mayBeKicker(segment) && !goesOn(segment))
    .map((segment) => ({ lines: segment.lines, area: segment, from: story, isPiece: false }));
}

function mayBeKicker({ lines }: Segment): boolean {
  return lines.length <= 2 && lines.every(({ text }) => text.length <= LONGEST && !SENTENCE.test(text));
}

function isRightBelow(other: Area, segment: Area, em: number): boolean {
  return overlapX(other, segment) > 0 && other.y0 >= segment.y1 - em * 0.3 && other.y0 - segment.y1 < em * 1.2;
}

function isAtHead({ area, isPiece }: Lone, { head, text, extent }: Headed, em: number, rules: readonly Area[]): boolean {
  if (area.x0 < extent.x0 - em || area.x1 > extent.x1 + em) return false;
  if (isPiece) return area.y1 <= text.y0 + em * 0.5 && head.y0 - area.y1 < head.size && area.y0 - head.y1 < head.size;
  const isAbove = area.y0 > head.y0 - em * ABOVE && area.y0 < head.y0 + em * BELOW;
  // A rule as long as the line is drawn under it.
  const longer = rules.filter(({ x0, x1 }) => x1 - x0 > area.x1 - area.x0 + em * 2);
  return isAbove && !ruledBetween(longer, area, area.y1, head.y0);
}

function distance(area: Area, head: Area): number {
  return Math.abs(head.y0 - area.y1) + Math.max(0, -overlapX(area, head)) * 0.2;
}

function withLines(story: Story, taken: ReadonlySet<PlacedLine>, gained: readonly PlacedLine[]): Story | undefined {
  const isLeft = (line: PlacedLine): boolean => !taken.has(line);
  const lines = [...(story.head?.lines.filter(isLeft) ?? []), ...gained];
  const segments = story.segments.filter((segment) => segment.lines.every(isLeft));
  const head = lines.length === 0 ? undefined : stackOf(lines);
  return head === undefined && segments.length === 0 && story.captions.length === 0 ? undefined : { ...story, head, segments };
}
