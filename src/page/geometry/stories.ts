/** The stories of a page or of a frame on it: each a headline, the stretches of text under it in reading order, and its captions. */
import { findSegments, type Segment } from './columns.js';
import { findFrames, isInside, isSideOf } from './frames.js';
import { headColumns } from './head-columns.js';
import { adoptLone } from './lone-lines.js';
import { around, overlapX, type Area, type PlacedLine, type PlacedPage } from './placed-line.js';
import { absorbLines, findStacks, raisedBeside, type Stack } from './stacks.js';
import { Owners, type Thing } from './things.js';

/** A story as it lies on the page. */
export interface Story {
  readonly head: Stack | undefined;
  readonly segments: readonly Segment[];
  readonly captions: readonly (readonly PlacedLine[])[];
  /** It stands in a frame. */
  readonly framed: boolean;
}

/** Type so much larger than running type is display type. */
export const DISPLAY = 1.25;

/** Size of the running type of a page: that of most of its characters. */
export function runningSize(lines: readonly PlacedLine[]): number {
  const counts = new Map<number, number>();
  for (const { size, text } of lines) {
    const key = Math.round(size * 4);
    counts.set(key, (counts.get(key) ?? 0) + text.length);
  }
  const near = (key: number): number => (counts.get(key - 1) ?? 0) + 2 * counts.get(key)! + (counts.get(key + 1) ?? 0);
  const [best] = [...counts.keys()].sort((a, b) => near(b) - near(a));
  return (best ?? 40) / 4;
}

/** Finds the stories of a page whose furniture is taken out, those in frames each by itself. */
export function findStories(page: PlacedPage, em: number): readonly Story[] {
  const frames = findFrames(page.rules, page);
  const insides = new Map<Area, PlacedLine[]>();
  const outside: PlacedLine[] = [];
  for (const line of page.lines) {
    const frame = frames.find((one) => isInside(line, one));
    if (frame === undefined) outside.push(line);
    else insides.set(frame, [...(insides.get(frame) ?? []), line]);
  }
  const within = (frame: Area | undefined) => (area: Area) => frames.find((one) => isInside(area, one)) === frame;
  const partOf = (lines: readonly PlacedLine[], frame: Area | undefined): Container => ({
    lines,
    rules: page.rules.filter((rule) => within(frame)(rule) && !frames.some((one) => isSideOf(rule, one))),
    pictures: page.pictures.filter(within(frame)),
    frames: [...insides.keys()].filter((one) => one !== frame && within(frame)(middleOf(one, frames))),
    framed: frame !== undefined,
    recognised: page.recognised,
    display: em * DISPLAY,
    edge: frame?.x1 ?? page.width,
  });
  return [outside, ...insides.values()].flatMap((lines, at) =>
    storiesOf(partOf(lines, at === 0 ? undefined : [...insides.keys()][at - 1]), em),
  );
}

/** A point of a frame that lies in no smaller one, so that what it lies in itself can be asked. */
function middleOf(frame: Area, frames: readonly Area[]): Area {
  const outer = frames.find((one) => one !== frame && isInside(frame, one) && one.x1 - one.x0 > frame.x1 - frame.x0);
  return outer === undefined
    ? { x0: -1, x1: -1, y0: -1, y1: -1 }
    : { x0: outer.x0 + 1, x1: outer.x0 + 1, y0: outer.y0 + 1, y1: outer.y0 + 1 };
}

interface Container {
  readonly lines: readonly PlacedLine[];
  readonly rules: readonly Area[];
  readonly pictures: readonly Area[];
  readonly frames: readonly Area[];
  readonly framed: boolean;
  readonly recognised: boolean;
  /** Its right edge. */
  readonly edge: number;
  /** Size from which type is display type. */
  readonly display: number;
}

function storiesOf(container: Container, em: number): readonly Story[] {
  const { rules, pictures, frames, framed, edge, recognised } = container;
  const large = container.lines.filter((line) => line.size >= container.display || line.across);
  const small = container.lines.filter((line) => !large.includes(line));
  const raised = raisedBeside(large, small, em);
  const display = [...large, ...raised];
  const running = small.filter((line) => !raised.has(line));
  const captions = captionsOf(running, pictures, em);
  const text = running.filter((line) => !captions.some(({ lines }) => lines.includes(line)));
  const found = findSegments(text, em, [...display, ...pictures, ...frames, ...captions], rules);
  const { stacks, segments } = absorbLines(findStacks(display, { running, rules, recognised }), found, em, rules);
  const things: Thing[] = [
    ...segments.map(textThing(em)),
    ...pictures.map((area) => boxThing(area, 'picture')),
    ...captions.map((area) => boxThing(area, 'caption')),
    ...frames.map((area) => boxThing(area, 'frame')),
  ];
  return adoptLone(gather({ things, stacks, rules, em, captions, framed, edge }), { em, rules });
}

/** Segments as they are read: column by column, each from above. */
export function segmentsInOrder(segments: readonly Segment[], em: number): readonly Segment[] {
  return inReadingOrder(segments.map(textThing(em)), em).flatMap(({ segment }) => segment ?? []);
}

function textThing(em: number): (segment: Segment) => Thing {
  return (segment) => {
    const [first, last] = [segment.lines[0]!, segment.lines.at(-1)!];
    const { x0, x1 } = segment.column;
    return {
      x0: segment.x0,
      y0: segment.y0,
      x1: segment.x1,
      y1: segment.y1,
      type: 'text',
      left: x0,
      right: x1,
      segment,
      beginsMidway: first.x0 < x0 + em * 0.8 && first.x1 > x1 - em * 2,
      endsParagraph: last.x1 < x1 - em * 1.2,
    };
  };
}

function boxThing(area: Area, type: Thing['type']): Thing {
  return {
    x0: area.x0,
    y0: area.y0,
    x1: area.x1,
    y1: area.y1,
    type,
    left: area.x0,
    right: area.x1,
    beginsMidway: false,
    endsParagraph: false,
  };
}

/** Lines under a picture that say what it shows. */
export interface Caption extends Area {
  readonly lines: readonly PlacedLine[];
}

/** Lines close under a picture, no wider than it. */
export function captionsOf(running: readonly PlacedLine[], pictures: readonly Area[], em: number): readonly Caption[] {
  return pictures.flatMap((picture) => {
    const lines: PlacedLine[] = [];
    let bottom = picture.y1;
    for (const line of [...running].sort((a, b) => a.y0 - b.y0)) {
      if (line.x0 < picture.x0 - em || line.x1 > picture.x1 + em || line.y0 < picture.y1 - em * 0.3) continue;
      if (line.y0 - bottom > em * (lines.length === 0 ? 1.2 : 0.75) || lines.length >= 5) break;
      lines.push(line);
      bottom = line.y1;
    }
    const long = lines.length >= 5;
    return lines.length === 0 || long ? [] : [{ ...around(lines), lines }];
  });
}

interface Gathering {
  readonly things: readonly Thing[];
  readonly stacks: readonly Stack[];
  readonly rules: readonly Area[];
  readonly em: number;
  readonly captions: readonly Caption[];
  readonly framed: boolean;
  readonly edge: number;
}

function gather({ things, stacks, rules, em, captions, framed, edge }: Gathering): readonly Story[] {
  const headed = new Map([
    ...besideUpright(stacks, things, em),
    ...headColumns(
      stacks.filter((one) => !one.across),
      things,
      { em, rules, edge },
    ),
  ]);
  const owners = new Owners({ things, stacks, rules, em }, headed);
  const stories = new Map<Stack | Thing, Thing[]>(stacks.map((stack) => [stack, []]));
  const orphans: Thing[] = [];
  for (const thing of things) {
    const owner = owners.of(thing);
    if (owner === undefined) orphans.push(thing);
    else stories.get(owner)!.push(thing);
  }
  for (const group of groupOrphans(orphans, em)) stories.set(group[0]!, group);
  return [...stories].flatMap(([key, own]) => {
    const segments = inReadingOrder(own, em).flatMap(({ segment }) => segment ?? []);
    const story = {
      head: 'lines' in key ? key : undefined,
      segments,
      captions: captions
        .filter((caption) => own.some((one) => one.type === 'caption' && one.x0 === caption.x0 && one.y0 === caption.y0))
        .map(({ lines }) => lines),
      framed,
    };
    return story.head === undefined && segments.length === 0 && story.captions.length === 0 ? [] : [story];
  });
}

/** Text that no headline claims: what begins at one height, column beside column, is one story. */
function groupOrphans(orphans: readonly Thing[], em: number): readonly Thing[][] {
  const groups: Thing[][] = [];
  for (const thing of inReadingOrder(orphans, em)) {
    const group = groups.find((one) => {
      const last = one.at(-1)!;
      const beside = Math.abs(last.y0 - thing.y0) < em * 2 && thing.left > last.left && thing.left - last.right < em * 3;
      return beside && (thing.beginsMidway || !last.endsParagraph);
    });
    if (group === undefined) groups.push([thing]);
    else group.push(thing);
  }
  return groups;
}

/** What stands beside an upright headline, on its right or else on its left. */
function besideUpright(stacks: readonly Stack[], things: readonly Thing[], em: number): readonly (readonly [Thing, Stack])[] {
  return stacks
    .filter(({ across }) => across)
    .flatMap((stack) => {
      const beside = (gap: (thing: Thing) => number): readonly Thing[] =>
        things.filter(
          (thing) => gap(thing) > -em && gap(thing) < em * 3 && thing.y0 < stack.y1 && thing.y1 > stack.y0 && thing.y0 > stack.y0 - em * 3,
        );
      const right = beside((thing) => thing.left - stack.x1);
      const own = right.length > 0 ? right : beside((thing) => stack.x0 - thing.right);
      return own.map((thing) => [thing, stack] as const);
    });
}

/** Column by column, each from above. */
function inReadingOrder(things: readonly Thing[], em: number): readonly Thing[] {
  const columns: { left: number; right: number; things: Thing[] }[] = [];
  for (const thing of [...things].sort((a, b) => a.left - b.left)) {
    const column = columns.find(
      (one) =>
        Math.abs(one.left - thing.left) < em * 1.5 ||
        overlapX(area(one), area(thing)) > Math.min(one.right - one.left, thing.right - thing.left) * 0.6,
    );
    if (column === undefined) columns.push({ left: thing.left, right: thing.right, things: [thing] });
    else column.things.push(thing);
  }
  return columns.flatMap((column) => column.things.sort((a, b) => a.y0 - b.y0));
}

function area({ left, right }: { readonly left: number; readonly right: number }): Area {
  return { x0: left, x1: right, y0: 0, y1: 0 };
}
