import type { Seen } from './context.js';
import { LABELS, type Label } from './labels.js';

/** Score of a label that no line of the table allows after another: bad, but never impossible, so every page has a reading. */
export const UNLISTED = -12;

const HEADS = { banner: -0.8, kicker: -0.8, title: -0.8, furniture: -0.3 } as const;

/** How well one label follows another. The order of a page: banner, kicker, title, subtitle, byline, text, credit. */
export const TRANSITIONS: Readonly<Record<Label | 'start', Partial<Readonly<Record<Label, number>>>>> = {
  start: {
    furniture: 0,
    banner: -0.5,
    kicker: -0.5,
    title: 0,
    paragraph: -4,
    list: -4,
    verse: -4,
    caption: -4,
    byline: -4,
    continuation: -3,
    subhead: -6,
    credit: -6,
    signature: -7,
  },
  banner: { kicker: 0, title: 0, banner: -4, furniture: -3, byline: -7 },
  kicker: { title: 1, kicker: -4, banner: -6, furniture: -4 },
  title: {
    subtitle: -0.8,
    byline: 0.5,
    paragraph: 0.5,
    list: 0,
    verse: 0,
    caption: -1.5,
    furniture: -2,
    credit: -5,
    signature: -7,
    subhead: -5,
    continuation: -8,
    title: -9,
    banner: -9,
    kicker: -9,
  },
  subtitle: { byline: 0.5, paragraph: 0.5, subtitle: -1.2, list: -0.5, verse: -0.5, caption: -1.5, furniture: -2, subhead: -4 },
  byline: { paragraph: 0.8, verse: 0.5, list: -1, byline: -3, subhead: -0.5, caption: -1, furniture: -2, subtitle: -3, credit: -4 },
  paragraph: {
    ...HEADS,
    paragraph: 0.3,
    continuation: 0,
    subhead: -1,
    list: -0.8,
    verse: -2,
    caption: -1.5,
    credit: -0.3,
    signature: -1,
    byline: -4,
    inside: -2,
    insideCaption: -2,
  },
  continuation: {
    ...HEADS,
    paragraph: 0.3,
    continuation: 0,
    subhead: -1,
    list: -0.8,
    verse: -2,
    caption: -1.5,
    credit: -0.3,
    signature: -1,
    byline: -4,
    inside: -2,
    insideCaption: -2,
  },
  subhead: { paragraph: 0.5, list: -0.5, byline: -4, caption: -2, subhead: -5, furniture: -4, verse: -2 },
  caption: { ...HEADS, paragraph: 0.3, credit: 0.3, caption: -1, subhead: -1, list: -2, signature: -3 },
  list: { ...HEADS, list: 0.6, paragraph: -0.8, signature: -0.5, subhead: -2, credit: -1, verse: -3, caption: -2 },
  verse: { ...HEADS, verse: 0.8, credit: -0.5, signature: -1.5, paragraph: -2 },
  credit: { ...HEADS, paragraph: -1, subhead: -3, caption: -2, signature: -2, list: -2, credit: -1 },
  signature: { ...HEADS, signature: 0, paragraph: -2.5, list: -3, credit: -1 },
  furniture: {
    furniture: 0,
    banner: 0,
    kicker: 0,
    title: 0,
    paragraph: -1.5,
    list: -2,
    verse: -2,
    subhead: -2,
    caption: -1.5,
    credit: -1,
    signature: -2,
    continuation: -6,
    byline: -3,
    subtitle: -4,
  },
  inside: { continuation: 1, inside: -1, insideCaption: -1 },
  insideCaption: { continuation: 1, inside: -1, insideCaption: -1 },
};

/** A rule about two neighbours: what it asks, what it is worth, and why. */
export interface PairRule {
  readonly name: string;
  readonly from: readonly Label[];
  readonly to: readonly Label[];
  readonly weight: number;
  readonly why: string;
  readonly holds: (before: Seen, one: Seen) => boolean;
}

const RESTS: readonly Label[] = ['continuation', 'inside', 'insideCaption'];
const OTHERS = LABELS.filter((label) => !RESTS.includes(label));
const sameGroup = (before: Seen, one: Seen): boolean => before.own.block.group === one.own.block.group;
const isUnfinished = (one: Seen): boolean =>
  one.own.ending === 'open' &&
  one.own.length >= 20 &&
  one.own.block.lastLineFull &&
  one.own.captionCredit === undefined &&
  one.own.byline === undefined;

/** Rules about two neighbouring blocks, beyond the table. */
export const PAIR_RULES: readonly PairRule[] = [
  {
    name: 'unfinishedNeedsItsRest',
    from: ['paragraph', 'continuation'],
    to: OTHERS,
    weight: -7,
    why: 'a paragraph that breaks off in mid-sentence goes on below',
    holds: (before, one) => isUnfinished(before) && !one.own.jump,
  },
  {
    name: 'headlineOfTwoLines',
    from: ['title'],
    to: ['title'],
    weight: 9.7,
    why: 'two lines of like length without a gap are one headline',
    holds: (before, one) =>
      sameGroup(before, one) &&
      !one.tight &&
      one.own.length <= 24 &&
      Math.abs(one.own.length - before.own.length) <= 5 &&
      !one.own.dash &&
      (one.noisy || !one.own.twoParts),
  },
  {
    name: 'seriesBelowColumn',
    from: ['banner'],
    to: ['banner'],
    weight: 3,
    why: 'the number in a series stands below the name of the column',
    holds: (_before, one) => one.own.series,
  },
  {
    name: 'headlinePartsAreApart',
    from: ['kicker', 'title', 'banner'],
    to: ['title', 'subtitle', 'kicker'],
    weight: -1.5,
    why: 'kicker, headline and subtitle are set in different types and mostly apart',
    holds: (before, one) =>
      sameGroup(before, one) &&
      !one.tight &&
      Math.abs(one.own.length - before.own.length) <= 5 &&
      !one.own.twoParts &&
      !before.own.twoParts &&
      !one.own.dash,
  },
  {
    name: 'partBelowHeadline',
    from: ['title', 'subtitle', 'byline'],
    to: ['subhead'],
    weight: 8,
    why: 'a summary or a word of the editors may open a story under its standing name',
    holds: (_before, one) => one.own.part,
  },
  {
    name: 'jumpBelowHeadline',
    from: ['title', 'subtitle', 'byline'],
    to: ['furniture'],
    weight: 2,
    why: 'a story that comes from another page says so under its headline',
    holds: (_before, one) => one.own.jump,
  },
  {
    name: 'textBelowJump',
    from: ['furniture'],
    to: ['paragraph'],
    weight: 2,
    why: 'text below a jump line goes on with the story',
    holds: (before) => before.own.jump,
  },
  {
    name: 'signatureClosesGroup',
    from: ['list', 'paragraph', 'signature'],
    to: ['signature'],
    weight: 1,
    why: 'who signs stands at once below the text',
    holds: sameGroup,
  },
  {
    name: 'dateEndsSignature',
    from: ['signature'],
    to: ['signature'],
    weight: -4,
    why: 'the date is the last line of a signature',
    holds: (before) => before.own.day,
  },
  {
    name: 'stanza',
    from: ['verse'],
    to: ['verse'],
    weight: 0.5,
    why: 'stanzas are alike',
    holds: (before, one) => before.own.block.group !== one.own.block.group && before.run?.type === one.run?.type,
  },
  {
    name: 'listEndsWithGroup',
    from: ['list'],
    to: ['list'],
    weight: -1,
    why: 'the lines of a list stand together',
    holds: (before, one) => !sameGroup(before, one),
  },
];
