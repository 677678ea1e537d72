/** The plain matcher: whether a clause holds for an article's folded text, how well, and where. Exact; no index needed. */
import type { FoldedText } from '../analysis/fold.js';
import type { Clause, FieldName, RunClause, TextClause, Variant } from './clause.js';
import { isWithin } from './dates.js';
import { findAll, findNeedle, type Needle, type Span } from './match-text.js';
import { findNear } from './near.js';
import { standsNear } from './stands-near.js';

/** Fields in the order in which a document's text holds them; the last two are not searched without their name. */
export const TEXT_FIELDS = ['title', 'kicker', 'subtitle', 'banner', 'people', 'body', 'section', 'paper'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** An article as the matcher sees it: folded entries, each ended by `\n`, field after field. */
export interface MatchDocument extends FoldedText {
  /** Field `i` of TEXT_FIELDS is the range `[fieldStarts[i], fieldStarts[i + 1])`. */
  readonly fieldStarts: ArrayLike<number>;
  /** Page number without leading zeros, letters upper case. */
  readonly pageNumber?: string;
  readonly date?: string;
}

/** Worst first is wrong here: 0 is the best. The numbers are indexes into MATCH_TIERS; -1 = does not match. */
export type Tier = -1 | 0 | 1 | 2 | 3;
export const NO_MATCH = -1;
const EXACT = 0;
const WORDS = 1;
const VARIANT = 2;
const LOOSENED = 3;

const SEARCHED_FIELDS = TEXT_FIELDS.indexOf('section');
const FIELD_INDEX: Readonly<Record<Exclude<FieldName, 'page'>, number>> = {
  title: TEXT_FIELDS.indexOf('title'),
  reporter: TEXT_FIELDS.indexOf('people'),
  section: TEXT_FIELDS.indexOf('section'),
  paper: TEXT_FIELDS.indexOf('paper'),
};

/** The range of a document a clause looks at. */
export interface Scope {
  readonly from: number;
  readonly to: number;
  readonly isPage: boolean;
}

/** Everything that is searched without a field name. */
export function wholeOf(document: MatchDocument): Scope {
  return { from: 0, to: document.fieldStarts[SEARCHED_FIELDS]!, isPage: false };
}

/** The scope of a field clause. */
export function scopeOf(document: MatchDocument, field: FieldName): Scope {
  if (field === 'page') return { from: 0, to: 0, isPage: true };
  const index = FIELD_INDEX[field];
  return { from: document.fieldStarts[index]!, to: document.fieldStarts[index + 1]!, isPage: false };
}

/** How `document` matches `clause`: the worst an AND needed, the best branch of an OR. */
export function match(clause: Clause, document: MatchDocument, scope: Scope = wholeOf(document)): Tier {
  switch (clause.type) {
    case 'all':
      return EXACT;
    case 'none':
      return NO_MATCH;
    case 'and':
      return matchAll(clause.clauses, document, scope);
    case 'or':
      return matchAny(clause.clauses, document, scope);
    case 'not':
      return match(clause.clause, document, scope) === NO_MATCH ? EXACT : NO_MATCH;
    case 'field':
      return match(clause.clause, document, scopeOf(document, clause.field));
    case 'date':
      return isWithin(document.date, clause.from, clause.to) ? EXACT : NO_MATCH;
    case 'atLeast':
      return matchAtLeast(clause, document, scope);
    case 'run':
    case 'phrase':
    case 'near':
    case 'pattern':
      return matchText(clause, document, scope);
  }
}

function matchAll(clauses: readonly Clause[], document: MatchDocument, scope: Scope): Tier {
  let worst: Tier = EXACT;
  for (const clause of clauses) {
    const tier = match(clause, document, scope);
    if (tier === NO_MATCH) return NO_MATCH;
    if (tier > worst) worst = tier;
  }
  return worst;
}

function matchAny(clauses: readonly Clause[], document: MatchDocument, scope: Scope): Tier {
  let best: Tier = NO_MATCH;
  for (const clause of clauses) {
    const tier = match(clause, document, scope);
    if (tier === EXACT) return EXACT;
    if (tier !== NO_MATCH && (best === NO_MATCH || tier < best)) best = tier;
  }
  return best;
}

function matchAtLeast(clause: Extract<Clause, { type: 'atLeast' }>, document: MatchDocument, scope: Scope): Tier {
  let left = clause.units.reduce((sum, unit) => sum + unit.weight, 0);
  const owed = left * clause.share;
  let held = 0;
  for (const unit of clause.units) {
    if (match(unit.clause, document, scope) !== NO_MATCH) held += unit.weight;
    left -= unit.weight;
    if (isEnough(held, owed)) return LOOSENED;
    if (!isEnough(held + left, owed)) return NO_MATCH;
  }
  return NO_MATCH;
}

/** Sums of weights differ in the last bits with their order. */
function isEnough(held: number, owed: number): boolean {
  return held >= owed - 1e-9;
}

function matchText(clause: TextClause, document: MatchDocument, scope: Scope): Tier {
  if (scope.isPage) return document.pageNumber !== undefined && pageOf(clause) === document.pageNumber ? EXACT : NO_MATCH;
  const { from, to } = scope;
  if (clause.type === 'near') return standsNear(document, clause.parts, clause.distance, from, to) ? EXACT : NO_MATCH;
  if (findNeedle(document, needleOf(clause), from, to) !== null) return EXACT;
  if (clause.type !== 'run') return NO_MATCH;
  if (holdsWords(clause, document, scope)) return WORDS;
  return clause.variants?.some((variant) => holdsVariant(variant, document, scope)) === true ? VARIANT : NO_MATCH;
}

function holdsWords({ words }: RunClause, document: MatchDocument, { from, to }: Scope): boolean {
  return words.length > 0 && words.every((word) => findNeedle(document, literalNeedle(word), from, to) !== null);
}

/** Whether a run stands in this writing, or all its words do. */
function holdsVariant(variant: Variant, document: MatchDocument, { from, to }: Scope): boolean {
  if (!isIssued(variant, document)) return false;
  if (findNeedle(document, variantNeedle(variant.text, variant), from, to) !== null) return true;
  return variant.words.length > 0 && variant.words.every((word) => findNeedle(document, variantNeedle(word, variant), from, to) !== null);
}

/** Whether a variant counts in a document of its day. */
export function isIssued({ issued }: Variant, { date }: Pick<MatchDocument, 'date'>): boolean {
  return issued === undefined || isWithin(date, issued.from, issued.to);
}

/** A page number as filters and `版:` compare it. */
export function pageKey(pageNumber: string): string {
  const text = pageNumber.trim().toUpperCase();
  return /^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text;
}

function pageOf(clause: TextClause): string {
  return clause.type === 'run' || clause.type === 'phrase' ? pageKey(clause.text) : '';
}

/** What a run, a phrase or a pattern looks for as it stands. */
export function needleOf(clause: Exclude<TextClause, { type: 'near' }>): Needle {
  return clause.type === 'pattern' ? clause : literalNeedle(clause.text);
}

/** Exactly this text. */
export function literalNeedle(text: string): Needle {
  return { pieces: [text], openEnd: false };
}

/** Exactly this text, touching no numeral where it begins or ends with one: a variant's text, or a word of it. */
export function variantNeedle(text: string, { issued }: Pick<Variant, 'issued'>): Needle {
  return { pieces: [text], openEnd: false, apart: true, yearless: issued !== undefined };
}

/** Marks of one clause in one article beyond this many are not made. */
const MOST_MARKS = 2000;

/**
 * The folded ranges a reader should see marked: where a run stands, only it; else its words; else the writings that stand, or
 * else their words. Nothing under a NOT. In no order, perhaps overlapping.
 */
export function marksOf(clause: Clause, document: MatchDocument, scope: Scope = wholeOf(document)): Span[] {
  switch (clause.type) {
    case 'and':
      return clause.clauses.flatMap((c) => marksOf(c, document, scope));
    case 'or':
      return marksOfHolding(clause.clauses, document, scope);
    case 'atLeast':
      return marksOfHolding(clause.units.map((unit) => unit.clause), document, scope);
    case 'field':
      return clause.field === 'page' ? [] : marksOf(clause.clause, document, scopeOf(document, clause.field));
    case 'near':
      return findNear(document, clause.parts, clause.distance, scope.from, scope.to)?.flat() ?? [];
    case 'run':
    case 'phrase':
    case 'pattern': {
      const standing = findAll(document, needleOf(clause), scope.from, scope.to, MOST_MARKS);
      return standing.length > 0 || clause.type !== 'run' ? standing : marksOfRun(clause, document, scope);
    }
    case 'not':
    case 'date':
    case 'all':
    case 'none':
      return [];
  }
}

/** The marks of a run that does not stand as it is. */
function marksOfRun(clause: RunClause, document: MatchDocument, scope: Scope): Span[] {
  const { from, to } = scope;
  const places = (needles: readonly Needle[]): Span[] => needles.flatMap((needle) => findAll(document, needle, from, to, MOST_MARKS));
  if (clause.variants === undefined || holdsWords(clause, document, scope)) return places(clause.words.map(literalNeedle));
  const counting = clause.variants.filter((variant) => isIssued(variant, document));
  const standing = places(counting.map((variant) => variantNeedle(variant.text, variant)));
  if (standing.length > 0) return standing;
  const holding = counting.filter((variant) => holdsVariant(variant, document, scope));
  const needles = new Map(holding.flatMap((variant) => variant.words.map((word) => [word, variantNeedle(word, variant)] as const)));
  return places([...needles.values()]);
}

/** A branch that does not hold is no hit, though a word of it may stand somewhere. */
function marksOfHolding(clauses: readonly Clause[], document: MatchDocument, scope: Scope): Span[] {
  return clauses.flatMap((clause) => {
    if (clause.type === 'run' || clause.type === 'phrase' || clause.type === 'pattern') {
      // Where it stands it holds, and these are its marks: most branches need no second look.
      const standing = findAll(document, needleOf(clause), scope.from, scope.to, MOST_MARKS);
      if (standing.length > 0) return standing;
      if (clause.type !== 'run' || (clause.words.length === 0 && clause.variants === undefined)) return [];
    }
    return match(clause, document, scope) === NO_MATCH ? [] : marksOf(clause, document, scope);
  });
}
