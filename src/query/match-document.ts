/** The plain matcher: whether a clause holds for an article's folded text, how well, and where. Exact; no index needed. */
import { parseInteger } from '../notation/chinese-integer.js';
import type { AtLeastClause, Clause, FieldName, RunClause, TextClause, Variant } from './clause.js';
import { isWithin } from './dates.js';
import { literalPieces, stands, variantPieces } from './match-needle.js';
import { findFirst, type SearchedText } from './match-text.js';

/** Fields in the order in which a document's text holds them; the last two are not searched without their name. */
export const TEXT_FIELDS = ['title', 'kicker', 'subtitle', 'banner', 'people', 'body', 'section', 'paper'] as const;
/** One of `TEXT_FIELDS`. */
export type TextField = (typeof TEXT_FIELDS)[number];

/** An article as the matcher sees it: folded entries, each ended by `\n`, field after field. */
export interface MatchDocument extends SearchedText {
  /** Field `i` of TEXT_FIELDS is the range `[fieldStarts[i], fieldStarts[i + 1])`. */
  readonly fieldStarts: ArrayLike<number>;
  /** As `pageKey` gives it. */
  readonly pageNumber?: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
}

/** How well a clause holds: 0 is the best, the numbers are indexes into MATCH_TIERS of an answer; NO_MATCH = it does not hold. */
export type Tier = -1 | 0 | 1 | 2 | 3;
/** The tier of what does not match. */
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

/** The folded range `[from, to)` of a document a clause looks at. */
export interface Scope {
  readonly from: number;
  readonly to: number;
  /** True where the page number is looked at, and the text not at all. */
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
    case 'exact':
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

function matchAtLeast(clause: AtLeastClause, document: MatchDocument, scope: Scope): Tier {
  let left = clause.units.reduce((sum, unit) => sum + unit.weight, 0);
  const owed = left * clause.share;
  const least = clause.least ?? 1;
  let [held, count] = [0, 0];
  for (const unit of clause.units) {
    if (match(unit.clause, document, scope) !== NO_MATCH) {
      held += unit.weight;
      count += 1;
    }
    left -= unit.weight;
    if (count >= least && held > 0 && isEnough(held, owed)) return LOOSENED;
    if (!isEnough(held + left, owed)) return NO_MATCH;
  }
  return NO_MATCH;
}

/** Sums of weights differ in the last bits with their order. */
function isEnough(held: number, owed: number): boolean {
  return held >= owed - 1e-9;
}

function matchText(clause: TextClause, document: MatchDocument, scope: Scope): Tier {
  if (scope.isPage) return document.pageNumber !== undefined && pagesAsked(clause).includes(document.pageNumber) ? EXACT : NO_MATCH;
  const { from, to } = scope;
  if (stands(document, clause.needle, from, to)) return EXACT;
  if (clause.type === 'exact') return NO_MATCH;
  if (holdsWords(clause, document, scope)) return WORDS;
  return clause.variants?.some((variant) => holdsVariant(variant, document, scope)) === true ? VARIANT : NO_MATCH;
}

/** Whether all words a run is asked by stand, each as it stands. */
export function holdsWords({ words }: RunClause, document: MatchDocument, { from, to }: Scope): boolean {
  return words.length > 0 && words.every((word) => findFirst(document, literalPieces(word), from, to) !== null);
}

/** Whether a run stands in this writing, or all its words do. */
export function holdsVariant(variant: Variant, document: MatchDocument, { from, to }: Scope): boolean {
  if (!isIssued(variant, document)) return false;
  if (findFirst(document, variantPieces(variant.text, variant), from, to) !== null) return true;
  return variant.words.length > 0 && variant.words.every((word) => findFirst(document, variantPieces(word, variant), from, to) !== null);
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

/** 第三版, 十二版. */
function chinesePage(text: string): string | undefined {
  const written = /^(?:第([一二三四五六七八九十百]{1,5})版?|([一二三四五六七八九十百]{1,5})版)$/.exec(text);
  return written === null ? undefined : parseInteger(written[1] ?? written[2]!)?.toString();
}

/**
 * The page numbers a clause asks for, as `pageKey` gives them; none where it asks for none. A number is taken out of 第3版; behind a
 * letter zeros may stand or not: A3 is A03.
 */
export function pagesAsked({ needle }: TextClause): readonly string[] {
  if (needle.type !== 'literal') return [];
  const asked = pageKey(/^第?([a-z]?\d{1,4})[版页]?$/.exec(needle.text)?.[1] ?? chinesePage(needle.text) ?? needle.text);
  const lettered = /^([A-Z])0*(\d+)$/.exec(asked);
  if (lettered === null) return [asked];
  const [, letter = '', digits = ''] = lettered;
  return ['', '0', '00'].map((zeros) => `${letter}${zeros}${digits}`);
}
