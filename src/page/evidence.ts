import type { Draft, Part } from './assemble.js';
import { HEADINGS, type Label } from './labels.js';

/** What speaks against the reading of one article; every number between 0 and 1. */
export interface ArticleEvidence {
  /** Doubt whether its heading is one, of the least sure; whether no block of its text is one; and no item of a list or line of verse. */
  readonly doubtfulHead: number;
  readonly doubtfulInside: number;
  readonly doubtfulItem: number;
  /** Doubt whether the first block of the next article begins one. */
  readonly doubtfulEnd: number;
  /** Doubt which line of its heading is the headline. */
  readonly doubtfulTitle: number;
  /** How far it goes beyond eight paragraphs; 1 from forty on. */
  readonly long: number;
  /** A dispatch opening or byline stands below its beginning. */
  readonly leadInside: number;
  /** Share of paragraphs that end without an end of a sentence, and of those under thirty characters. */
  readonly openEnds: number;
  readonly scraps: number;
  /** Its text is set in several measures: a half for two. */
  readonly measures: number;
  /** Sub-heads: 1 from five on. */
  readonly subheads: number;
  /** Lines within that could be headlines: 1 from three on. */
  readonly headsInside: number;
  /** A paragraph within opens as news do: 1 from three on. */
  readonly softLeadInside: number;
  /** Its headline is longer than headlines are, or reads as text. */
  readonly wordyHead: number;
  /** Its text opens without a source, a day or a byline. */
  readonly plainOpening: number;
}

const HEADS: ReadonlySet<Label> = new Set(HEADINGS);
const ITEMS: ReadonlySet<Label> = new Set(['list', 'verse']);
const ENDS = /[。！？!?…：:；;][”’」』）)》】]*$/u;

/** How doubtful one label is, 1 (a toss-up) to 0, from its lead over the next best label. */
function doubtOf(margin: number): number {
  return Math.exp(-Math.max(0, margin) / 2);
}

/** The evidence of each article of a page, in order. Linear in its blocks. */
export function readArticleEvidence(drafts: readonly Draft[]): readonly ArticleEvidence[] {
  return drafts.map((draft, at) => evidenceOf(draft, drafts[at + 1]));
}

function evidenceOf({ title, body, margins }: Draft, next: Draft | undefined): ArticleEvidence {
  const doubtIn = (holds: (label: Label) => boolean): number =>
    mostOf(margins.filter(({ label }) => holds(label)).map(({ limit }) => doubtOf(limit)));
  const texts = body.filter(({ label }) => label === 'paragraph');
  const end = next?.margins[0];
  return {
    doubtfulHead: doubtIn((label) => HEADS.has(label)),
    doubtfulInside: doubtIn((label) => !HEADS.has(label) && !ITEMS.has(label)),
    doubtfulItem: doubtIn((label) => ITEMS.has(label)),
    doubtfulEnd: end === undefined ? 0 : doubtOf(end.limit),
    doubtfulTitle: mostOf(margins.filter(({ label }) => HEADS.has(label)).map(({ margin }) => doubtOf(margin))),
    long: Math.min(1, Math.max(0, body.length - 8) / 32),
    leadInside: Number(texts.slice(1).some(({ seen }) => seen.own.dispatch !== undefined) || hasLateByline(body)),
    openEnds: shareOf(texts, ({ text }) => !ENDS.test(text.slice(-4))),
    scraps: shareOf(texts, ({ text }) => text.length < 30),
    measures: Math.min(1, Math.max(0, measuresOf(texts) - 1) / 2),
    subheads: Math.min(1, body.filter(({ label }) => label === 'subhead').length / 5),
    headsInside: Math.min(1, body.filter(couldBeHead).length / 3),
    softLeadInside: Math.min(1, texts.slice(1).filter(({ seen }) => seen.own.softLead).length / 3),
    wordyHead: Number(title.some(({ text, seen }) => text.length > 26 || seen.own.clauses > 1 || seen.own.body)),
    plainOpening: Number(
      texts[0] !== undefined &&
        !body.some(({ label }) => label === 'byline') &&
        texts[0].seen.own.dispatch === undefined &&
        !texts[0].seen.own.softLead,
    ),
  };
}

function measuresOf(texts: readonly Part[]): number {
  return new Set(texts.filter(({ seen }) => seen.own.block.lines.length > 1).map(({ seen }) => seen.own.block.measure)).size;
}

const NO_HEADS: ReadonlySet<Label> = new Set(['caption', 'signature', ...ITEMS]);

function couldBeHead({ label, seen: { own, touchesText } }: Part): boolean {
  return own.headlike && own.ending === 'open' && own.length >= 6 && touchesText && !NO_HEADS.has(label);
}

/** A byline below the second part of the text. */
function hasLateByline(body: readonly Part[]): boolean {
  return body.some(({ label }, at) => label === 'byline' && at > 1);
}

function mostOf(values: readonly number[]): number {
  return values.reduce((most, one) => Math.max(most, one), 0);
}

function shareOf<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return all.length === 0 ? 0 : all.filter(holds).length / all.length;
}
