import type { BlockFeatures } from './features.js';

/** What the groups of lines between blank lines hold. */
export interface GroupFacts {
  /** Groups that hold several articles. */
  readonly gapless: ReadonlySet<number>;
  /** Groups that hold one article each, headline and all. */
  readonly whole: ReadonlySet<number>;
}

/** Lines of a list between two texts, its heading counted. */
const SHORTEST_LIST = 3;
const LONGEST_LIST = 20;

/** A dispatch opening or a byline that is no picture credit: a story begins. */
export function opensStory(one: BlockFeatures): boolean {
  return one.dispatch !== undefined || (one.byline !== undefined && !one.picture);
}

/**
 * Reads what the groups hold. `gapless`: several stories, so that blank lines part nothing there; told by two sources or bylines below a
 * heading, or by headings in the midst of what is nearly the whole page. `whole`: one story each, as where groups of a headline and
 * text follow each other. Linear in the blocks.
 */
export function readGroups(features: readonly BlockFeatures[]): GroupFacts {
  const groups = new Map<number, { leads: number; heads: number; bodies: number; headed: boolean }>();
  features.forEach((one, index) => {
    const { group, place } = one.block;
    const found = groups.get(group) ?? { leads: 0, heads: 0, bodies: 0, headed: one.headlike };
    groups.set(group, found);
    const named = one.loneName && (one.ornament || one.surnamed);
    const above = features[index - 1];
    if (place > 0 && above?.headlike === true && (opensStory(one) || named)) found.leads += 1;
    if (one.body) found.bodies += 1;
    if (place > 0 && one.body && above?.headlike === true && isHeaded(features, index)) found.heads += 1;
  });
  const all = [...groups];
  const bodies = all.reduce((sum, [, one]) => sum + one.bodies, 0);
  const texts = all.filter(([, one]) => one.bodies > 0);
  const headed = texts.filter(([, one]) => one.headed && one.bodies > 0);
  const parted = texts.length >= 3 && headed.length >= texts.length * 0.7;
  const gapless = all
    .filter(([, one]) => one.leads >= 2 || (!parted && one.heads >= 2 && one.bodies >= bodies * 0.6))
    .map(([group]) => group);
  const whole = parted ? headed.filter(([, one]) => one.leads < 2).map(([group]) => group) : [];
  return { gapless: new Set(gapless), whole: new Set(whole) };
}

/**
 * The line above running text is a heading: it opens its group or the page, or stands below other text, or ends a list below
 * other text.
 */
function isHeaded(features: readonly BlockFeatures[], index: number): boolean {
  const { group, place } = features[index - 1]!.block;
  if (place === 0 || features[index - 2]!.body || (features[index - 2]!.furniture >= 0.75 && place === 1)) return true;
  let from = index - 1;
  while (from > 0 && index - from <= LONGEST_LIST && features[from]!.headlike && features[from]!.block.group === group) from -= 1;
  return index - 1 - from > SHORTEST_LIST && features[from]!.body && features[from]!.block.group === group;
}
