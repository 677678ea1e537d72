import type { Seen } from './context.js';
import { comesFrom } from './furniture.js';
import { LABELS, type Label } from './labels.js';

/** Score of a label that no line of the table allows after another: bad, but never impossible, so every page has a reading. */
export const UNLISTED = -12;

/** How well one label follows another. The order of a page: banner, kicker, title, subtitle, byline, text, credit. */
export const TRANSITIONS: Readonly<Record<Label | 'start', Partial<Readonly<Record<Label, number>>>>> = {
  start: {
    banner: -0.5,
    kicker: -0.5,
    title: 0,
    byline: -4,
    paragraph: -4,
    continuation: -3,
    subhead: -6,
    caption: -4,
    list: -4,
    verse: -4,
    credit: -6,
    signature: -7,
    furniture: 0,
  },
  banner: { banner: -4, kicker: -0.5, title: -0.2, byline: -7, furniture: -3 },
  kicker: { banner: -6, kicker: -4, title: 0.8, furniture: -4 },
  title: {
    banner: -9,
    kicker: -9,
    title: -8.4,
    subtitle: -0.2,
    byline: 0.6,
    paragraph: 1.1,
    continuation: -8,
    subhead: -5,
    caption: -1.5,
    list: 0.6,
    verse: -0.1,
    credit: -5,
    signature: -7,
    furniture: -2,
  },
  subtitle: { subtitle: -1.8, byline: 1, paragraph: 1.7, subhead: -4, caption: -1.5, list: -1.4, verse: -0.5, furniture: -2 },
  byline: { subtitle: -3.1, byline: -3, paragraph: 1, subhead: -0.6, caption: -1, list: -1.2, verse: 1, credit: -4, furniture: -2 },
  paragraph: {
    banner: -0.9,
    kicker: -0.7,
    title: -0.3,
    byline: -4.2,
    paragraph: -1.5,
    continuation: 0.7,
    subhead: -1.1,
    caption: -1.5,
    list: -1.1,
    verse: -2.1,
    credit: -0.4,
    signature: -1.2,
    furniture: -0.3,
    inside: -2,
    insideCaption: -2,
  },
  continuation: {
    banner: -0.9,
    kicker: -0.6,
    title: -0.5,
    byline: -4,
    paragraph: 0.4,
    continuation: 2.5,
    subhead: -1.1,
    caption: -1.5,
    list: -0.8,
    verse: -2,
    credit: -0.2,
    signature: -1,
    furniture: -0.3,
    inside: -1.8,
    insideCaption: -2,
  },
  subhead: { byline: -4, paragraph: 0.1, subhead: -5, caption: -2, list: -0.6, verse: -2, furniture: -4 },
  caption: {
    banner: -0.8,
    kicker: -0.8,
    title: -0.8,
    paragraph: 0.3,
    subhead: -1,
    caption: -1,
    list: -2,
    credit: 0.3,
    signature: -3,
    furniture: -0.3,
  },
  list: {
    banner: -1,
    kicker: -1,
    title: -0.5,
    paragraph: -1.2,
    subhead: -2.3,
    caption: -2,
    list: -0.2,
    verse: -3,
    credit: -1.2,
    signature: -0.5,
    furniture: -0.3,
  },
  verse: { banner: -0.8, kicker: -0.9, title: -0.4, paragraph: -2.1, verse: 0, credit: -0.5, signature: -1.5, furniture: -0.3 },
  credit: {
    banner: -0.9,
    kicker: -0.6,
    title: -0.6,
    paragraph: -1.6,
    subhead: -3,
    caption: -2,
    list: -2,
    credit: -1,
    signature: -2,
    furniture: -0.3,
  },
  signature: { banner: -1, kicker: -0.8, title: -0.9, paragraph: -2.5, list: -3, credit: -1, signature: -0.1, furniture: -0.3 },
  furniture: {
    banner: 0,
    kicker: 0.2,
    title: 0.4,
    subtitle: -4,
    byline: -3,
    paragraph: -2.1,
    continuation: -6,
    subhead: -2,
    caption: -1.5,
    list: -2.1,
    verse: -2,
    credit: -1,
    signature: -2,
    furniture: 0,
  },
  inside: { continuation: 1.2, inside: -1, insideCaption: -1 },
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
    weight: -7.1,
    why: 'a paragraph that breaks off in mid-sentence goes on below',
    holds: (before, one) => isUnfinished(before) && !one.own.jump,
  },
  {
    name: 'headlineOfTwoLines',
    from: ['title'],
    to: ['title'],
    weight: 9.9,
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
    weight: 3.1,
    why: 'the number in a series stands below the name of the column',
    holds: (_before, one) => one.own.series,
  },
  {
    name: 'headlinePartsAreApart',
    from: ['kicker', 'title', 'banner'],
    to: ['title', 'subtitle', 'kicker'],
    weight: -1.3,
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
    name: 'restBelowHeadline',
    from: ['title', 'subtitle', 'byline'],
    to: ['furniture'],
    weight: 3,
    why: 'the rest of a story stands under its own headline, never under a sub-headline',
    holds: (_before, one) => one.own.jump && comesFrom(one.own.block.printedText),
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
    weight: 0.9,
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
    weight: 1.2,
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
