import { readAllFeatures, type BlockFeatures } from './features.js';
import type { Layout } from './layout.js';
import { echoOf } from './echoes.js';
import { readGroups } from './line-groups.js';
import { readRuns, type LineRun } from './line-runs.js';
import { isSiteFrame } from './site-frame.js';
import { cohesionOf, overlapOf, readThemes } from './lexical-ties.js';

/** A block with what its neighbours and the whole page tell about it. Rules look at nothing else. */
export interface Seen {
  /** What it shows by itself. */
  readonly own: BlockFeatures;
  /** Nothing but headings and furniture stands above it, or nothing but furniture below. */
  readonly top: boolean;
  readonly bottom: boolean;
  /** How the running text above it ends, furniture and captions skipped; `none` when a heading or a jump is in between. */
  readonly above: BlockFeatures['ending'] | 'none';
  /** A dispatch opening or a byline line comes before any other running text. */
  readonly leadSoon: boolean;
  /** The next block is running text, a byline, verse or a list. */
  readonly touchesText: boolean;
  /** The next running text opens as news stories do. */
  readonly softLeadNext: boolean;
  /** The next running text opens without any sign of a new story. */
  readonly plainNext: boolean;
  /** A picture credit follows the next running text at once. */
  readonly creditSoon: boolean;
  readonly nextIsDay: boolean;
  readonly nextIsHeadlike: boolean;
  readonly extraBlank: boolean;
  /** Another short line of like length stands between paragraphs of the same story: 1, or 2 where both are built alike. */
  readonly echoed: 0 | 1 | 2;
  readonly run: LineRun | undefined;
  /** How much more of it stands in the first sentences below than of the other line of its head, -1 to 1; 0 where there is none. */
  readonly sharesMore: number;
  /** Share of its character pairs that the next running text has, 0 to 1. */
  readonly overlap: number;
  /** Ties between the running text above and below it: -1 none, 0 unknown, 1 many. */
  readonly cohesion: number;
  /** Its words stand in other articles of the page and not in the next one. */
  readonly theme: boolean;
  /** Several articles stand in its group: on this page no blank line parts them. */
  readonly gapless: boolean;
  /** First of a group on a page where blank lines part articles. */
  readonly opensArticle: boolean;
  /** Within a group on such a page. */
  readonly insideArticle: boolean;
  /** The running text below is set in another measure than that above: -1 the same, 0 unknown, 1 another. */
  readonly newMeasure: -1 | 0 | 1;
  /** Running text follows in its group: no gap parts headlines from text, nor from each other. */
  readonly tight: boolean;
  /** Two paragraphs or more with the same mark before them stand right below. */
  readonly headsItems: boolean;
  /** The next block addresses somebody, as letters do. */
  readonly nextIsSalutation: boolean;
  /** All other lines of its group are furniture. */
  readonly amidFurniture: boolean;
  /** The same line stands elsewhere on the page. */
  readonly repeated: boolean;
  /** On a page of about 1920 a short line that ends no sentence: the first of several, or one below it. */
  readonly oldHead: 'first' | 'below' | undefined;
  /** A number alone on its line stands above it, one of several. */
  readonly belowNumber: boolean;
  /** A line that programs put around a page's text stands right above or below it. */
  readonly besideFrame: boolean;
  /** Recognition put spaces between the characters of the page. */
  readonly noisy: boolean;
}

/** True when recognition noise has put spaces into running text all over the page. */
function isNoisy(features: readonly BlockFeatures[]): boolean {
  let spaces = 0;
  let characters = 0;
  for (const { body, block } of features) {
    if (!body) continue;
    const part = block.text.slice(0, 1000);
    characters += part.length;
    spaces += (part.match(/(?<=[\p{Script=Han}，。、])[ \u3000]+(?=[\p{Script=Han}，。、])/gu) ?? []).length;
  }
  return characters > 200 && spaces > characters / 60;
}

/** Head lines that differ less in what they share with the text are alike in it. */
const CLEARLY_MORE = 0.2;

/** What is known of a page before its blocks are looked at one by one. */
interface PageFacts {
  readonly features: readonly BlockFeatures[];
  readonly runs: readonly (LineRun | undefined)[];
  readonly themes: ReadonlySet<number>;
  /** How often each short line stands on the page. */
  readonly counts: ReadonlyMap<string, number>;
  readonly firstBody: number;
  readonly lastBody: number;
  readonly usualBlank: number;
  /** Two numbers or more stand alone on their lines. */
  readonly numbered: boolean;
  /** Groups of lines that hold several articles. */
  readonly gapless: ReadonlySet<number>;
  /** Groups that hold one article each, headline and all. */
  readonly whole: ReadonlySet<number>;
  readonly above: readonly Seen['above'][];
  /** Share of the character pairs of each heading that the next running text has. */
  readonly overlaps: readonly number[];
  readonly next: readonly (number | undefined)[];
}

/** Reads every block in its surroundings. Linear in the number of blocks and the text. */
export function seeBlocks(layout: Layout): readonly Seen[] {
  const facts = readFacts(layout);
  const noisy = isNoisy(facts.features);
  return facts.features.map((own, index): Seen => {
    const place = readPlace(facts, index);
    const below = readBelow(facts, index);
    const ties = readTies(facts, index);
    // One literal, for speed: see readBlockFeatures.
    return {
      own,
      noisy,
      top: place.top,
      bottom: place.bottom,
      above: place.above,
      extraBlank: place.extraBlank,
      echoed: place.echoed,
      run: place.run,
      theme: place.theme,
      repeated: place.repeated,
      amidFurniture: place.amidFurniture,
      gapless: place.gapless,
      opensArticle: place.opensArticle,
      insideArticle: place.insideArticle,
      oldHead: place.oldHead,
      belowNumber: place.belowNumber,
      besideFrame: place.besideFrame,
      newMeasure: place.newMeasure,
      tight: below.tight,
      headsItems: below.headsItems,
      nextIsSalutation: below.nextIsSalutation,
      leadSoon: below.leadSoon,
      touchesText: below.touchesText,
      creditSoon: below.creditSoon,
      nextIsDay: below.nextIsDay,
      nextIsHeadlike: below.nextIsHeadlike,
      softLeadNext: ties.softLeadNext,
      plainNext: ties.plainNext,
      overlap: ties.overlap,
      sharesMore: ties.sharesMore,
      cohesion: ties.cohesion,
    };
  });
}

function readFacts(layout: Layout): PageFacts {
  const plain = readAllFeatures(layout);
  const groups = readGroups(plain);
  const runs = readRuns(plain, groups.gapless);
  // A line of verse may end in a full stop and is no paragraph for that.
  const features = plain.map((one, index) => (runs[index]?.type === 'verse' && one.length <= 18 ? { ...one, body: false } : one));
  const next = nextBodies(features);
  const counts = new Map<string, number>();
  for (const one of features) if (one.length <= 30) counts.set(one.block.text, (counts.get(one.block.text) ?? 0) + 1);
  return {
    features,
    runs,
    counts,
    themes: readThemes(features),
    firstBody: features.findIndex((one) => one.body),
    lastBody: features.findLastIndex((one, index) => one.body || one.picture || runs[index] !== undefined),
    usualBlank: usualBlankOf(features),
    numbered: features.filter(isNumber).length >= 2,
    gapless: groups.gapless,
    whole: groups.whole,
    above: endingsAbove(features),
    overlaps: features.map((one, index) => overlapWith(one, features[next[index] ?? -1])),
    next,
  };
}

type Place = Pick<
  Seen,
  | 'top'
  | 'bottom'
  | 'above'
  | 'extraBlank'
  | 'echoed'
  | 'run'
  | 'theme'
  | 'repeated'
  | 'amidFurniture'
  | 'gapless'
  | 'opensArticle'
  | 'insideArticle'
  | 'oldHead'
  | 'belowNumber'
  | 'besideFrame'
  | 'newMeasure'
>;

function readPlace(facts: PageFacts, index: number): Place {
  const { features, firstBody, lastBody } = facts;
  const one = features[index]!;
  return {
    top: firstBody === -1 || index < firstBody,
    bottom: index > lastBody,
    above: facts.above[index]!,
    extraBlank: one.block.blankBefore > facts.usualBlank,
    echoed: echoOf(features, index),
    run: facts.runs[index],
    theme: facts.themes.has(index),
    repeated: (facts.counts.get(one.block.text) ?? 0) > 1,
    amidFurniture: isAmidFurniture(features, index),
    gapless: facts.gapless.has(one.block.group),
    opensArticle: one.block.place === 0 && facts.whole.has(one.block.group),
    insideArticle: one.block.place > 0 && facts.whole.has(one.block.group),
    oldHead: oldHeadOf(features, index),
    belowNumber: facts.numbered && index > firstBody && isNumber(features[index - 1]),
    besideFrame: isFrame(features[index - 1]) || isFrame(features[index + 1]),
    newMeasure: measureChanges(features, index, facts.next[index]),
  };
}

/** Compares the measures of the running text above, at most eight blocks away, and below. */
function measureChanges(features: readonly BlockFeatures[], index: number, next: number | undefined): Seen['newMeasure'] {
  if (next === undefined || features[index]!.body) return 0;
  let above = index - 1;
  while (above >= 0 && above > index - 8 && !features[above]!.body) above -= 1;
  const [before, after] = [features[above]?.body === true ? features[above]!.block.measure : 0, features[next]!.block.measure];
  if (before === 0 || after === 0) return 0;
  return Math.abs(before - after) > 2 ? 1 : -1;
}

type Below = Pick<
  Seen,
  'leadSoon' | 'touchesText' | 'creditSoon' | 'nextIsDay' | 'nextIsHeadlike' | 'headsItems' | 'nextIsSalutation' | 'tight'
>;

function readBelow(facts: PageFacts, index: number): Below {
  const { features, runs } = facts;
  const body = facts.next[index];
  const after = features[index + 1];
  const lines = runs[index + 1];
  const byName = after !== undefined && (after.byline !== undefined || (after.loneName && after.surnamed));
  return {
    leadSoon: leadsSoon(features, index, body),
    touchesText: after !== undefined && (after.body || byName || lines !== undefined),
    creditSoon: body !== undefined && body - index <= 2 && creditFollows(features, body),
    nextIsDay: after?.day ?? false,
    tight: body !== undefined && features[body]!.block.group === features[index]!.block.group,
    headsItems: headsItems(features, index),
    nextIsSalutation: after?.salutation ?? false,
    nextIsHeadlike: after !== undefined && after.headlike && !(lines !== undefined && lines.size >= 3 && !lines.beforeLead),
  };
}

function readTies(facts: PageFacts, index: number): Pick<Seen, 'softLeadNext' | 'plainNext' | 'overlap' | 'sharesMore' | 'cohesion'> {
  const { features } = facts;
  const body = facts.next[index];
  const one = features[index]!;
  const lead = body === undefined ? undefined : features[body];
  if (body === undefined || lead === undefined) return { softLeadNext: false, plainNext: false, overlap: 0, sharesMore: 0, cohesion: 0 };
  // Lines between the heading and the text belong to the heading; the text is then another matter.
  const direct = (facts.runs[index + 1]?.size ?? 0) < 3;
  // Ties are asked for only where they can decide: a heading right below text, with no byline or dispatch to come.
  const below = one.headlike && direct && features[index - 1]?.ending === 'closed' && !leadsSoon(features, index, body);
  return {
    softLeadNext: direct && lead.softLead && !lead.weakLead,
    plainNext: body === index + 1 && !lead.softLead && lead.dispatch === undefined,
    overlap: facts.overlaps[index]!,
    sharesMore: sharesMore(facts, index),
    cohesion: below ? cohesionOf(features, index, body) : 0,
  };
}

function overlapWith(one: BlockFeatures, lead: BlockFeatures | undefined): number {
  return one.headlike && lead !== undefined ? overlapOf(one.block.text, lead.block.text) : 0;
}

/**
 * Compares a heading with the one right above or below it that heads the same text. A line with a comma is no measure: it may
 * be a play on words.
 */
function sharesMore({ features, overlaps, next }: PageFacts, index: number): number {
  const isHead = (at: number): boolean =>
    features[at] !== undefined &&
    features[at].headlike &&
    features[at].length >= 7 &&
    features[at].clauses === 0 &&
    next[at] === next[index];
  if (!isHead(index)) return 0;
  const others = [index - 1, index + 1].filter(isHead).map((at) => overlaps[at]!);
  const more = others.length === 0 ? 0 : overlaps[index]! - Math.max(...others);
  return Math.abs(more) < CLEARLY_MORE ? 0 : more;
}

/** A short line above paragraphs that all begin with one mark heads news in brief. */
function headsItems(features: readonly BlockFeatures[], index: number): boolean {
  const [one, first, second] = [features[index]!, features[index + 1], features[index + 2]];
  return (
    one.headlike &&
    !one.ornament &&
    first !== undefined &&
    second !== undefined &&
    first.ornament &&
    second.ornament &&
    first.body &&
    second.body &&
    first.block.text.charAt(0) === second.block.text.charAt(0)
  );
}

/** Its neighbours in the group, two at most on either side, are furniture, and there is at least one. */
function isAmidFurniture(features: readonly BlockFeatures[], index: number): boolean {
  const { group, groupSize } = features[index]!.block;
  if (groupSize < 2 || groupSize > 6) return false;
  const near = features
    .slice(Math.max(0, index - 5), index + 6)
    .filter((one, at) => one.block.group === group && at !== Math.min(index, 5));
  return near.every((one) => one.furniture >= 0.65);
}

/** Papers about 1920 had one line of headline; what stands between it and the text is of the text. */
function oldHeadOf(features: readonly BlockFeatures[], index: number): Seen['oldHead'] {
  const [above, one] = [features[index - 1], features[index]!];
  if (!one.block.old || one.body || one.furniture >= 0.75 || one.ending === 'closed') return undefined;
  const opens = above === undefined || above.body || above.furniture >= 0.75 || above.ending === 'closed';
  return opens ? 'first' : 'below';
}

/** The number of a part, on a line of its own: `01`, `Part 2`. */
function isNumber(one: BlockFeatures | undefined): boolean {
  return one !== undefined && one.length <= 7 && /^(?:(?:part|no)\.?\s?)?\d{1,2}$/iu.test(one.block.text);
}

function isFrame(one: BlockFeatures | undefined): boolean {
  return one !== undefined && one.furniture >= 0.75 && isSiteFrame(one.block.text);
}

/** A picture credit comes right below a paragraph, all its pieces counted. */
function creditFollows(features: readonly BlockFeatures[], body: number): boolean {
  let at = body;
  while (at < body + 4 && features[at]!.ending === 'open' && (features[at + 1]?.ending === 'closed' || (features[at + 1]?.body ?? false)))
    at += 1;
  return features[at + 1]?.picture ?? false;
}

function usualBlankOf(features: readonly BlockFeatures[]): number {
  const counts = features
    .map((one) => one.block.blankBefore)
    .filter((blank) => blank > 0)
    .sort((a, b) => a - b);
  return counts[counts.length >> 1] ?? 1;
}

function endingsAbove(features: readonly BlockFeatures[]): readonly Seen['above'][] {
  let last: Seen['above'] = 'none';
  return features.map((one) => {
    const found = last;
    if (one.captionCredit !== undefined) return found;
    if (one.body || (last === 'open' && one.ending === 'open' && one.length > 20 && one.byline === undefined)) {
      last = one.ending === 'open' && !one.block.lastLineFull ? 'closed' : one.ending;
    } else if (one.jump) last = 'none';
    else if (one.furniture < 0.75 && !one.marks) last = one.ending === 'closed' ? 'closed' : 'none';
    return found;
  });
}

/** For each block the index of the next running text below it, at most eight blocks away. */
function nextBodies(features: readonly BlockFeatures[]): readonly (number | undefined)[] {
  const found: (number | undefined)[] = [];
  let next: number | undefined;
  for (let index = features.length - 1; index >= 0; index -= 1) {
    found[index] = next !== undefined && next - index <= 8 ? next : undefined;
    if (features[index]!.body) next = index;
  }
  return found;
}

function leadsSoon(features: readonly BlockFeatures[], index: number, body: number | undefined): boolean {
  const until = Math.min(body ?? index + 5, index + 5);
  for (let at = index + 1; at <= until; at += 1) {
    const one = features[at];
    if (!one) return false;
    if (one.dispatch !== undefined) return true;
    if (one.byline !== undefined && !one.picture) return true;
    if (one.byline !== undefined && one.byline.reporters.length > 0 && at < (body ?? 0)) return true;
  }
  return false;
}
