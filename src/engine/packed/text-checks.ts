/** What posting lists cannot tell of one document: whether a text stands in it where it should. */
import { ALNUM, classAt, classOfUnit } from '../../analysis/char-class.js';
import type { Needle, NearNeedle, PatternNeedle } from '../../query/clause.js';
import { TEXT_FIELDS } from '../../query/match-document.js';
import { literalPieces, stands } from '../../query/match-needle.js';
import { findFirst, type Pieces } from '../../query/match-text.js';
import { standsNear } from '../../query/stands-near.js';
import { findWord, holdsNearUnits, holdsPattern, unitPattern, type UnitRange } from '../../query/unit-scan.js';
import type { Segment } from './segment.js';

/** What a text is looked for in: everything that is searched, the title, or the people. */
export type PostedField = 'title' | 'reporter' | null;

/** Tells of a document, by its number. */
export type TextCheck = (doc: number) => boolean;

const SEARCHED = TEXT_FIELDS.indexOf('section');
const FIELD_PLACES: Readonly<Record<'title' | 'reporter', number>> = {
  title: TEXT_FIELDS.indexOf('title'),
  reporter: TEXT_FIELDS.indexOf('people'),
};

/** A text that may stand anywhere: one search, a quarter of a microsecond. */
export function plainCheck(segment: Segment, text: string, field: PostedField): TextCheck {
  const [first, end] = fieldPlaces(field);
  return (doc) => {
    const at = segment.textOf(doc).indexOf(text, segment.fieldStart(doc, first));
    return at >= 0 && at + text.length <= segment.fieldStart(doc, end);
  };
}

/** Any needle: in a quicker way where there is one, else by the matcher. */
export function needleCheck(segment: Segment, needle: Needle, field: PostedField): TextCheck {
  if (needle.type === 'pattern') return patternCheck(segment, needle, field);
  if (needle.type === 'near') return nearCheck(segment, needle, field);
  const [first, end] = fieldPlaces(field);
  return (doc) => stands(segment.document(doc), needle, segment.fieldStart(doc, first), segment.fieldStart(doc, end));
}

/** A pattern; one that may stand anywhere is looked for unit by unit. */
function patternCheck(segment: Segment, pattern: PatternNeedle, field: PostedField): TextCheck {
  const [first, end] = fieldPlaces(field);
  const { pieces, openEnd } = pattern;
  const isPlain = startsPlain(pieces[0]!) && (openEnd || endsPlain(pieces.at(-1)!));
  if (!isPlain) return piecesCheck(segment, pattern, field);
  const units = unitPattern(pieces);
  return (doc) => holdsPattern(rangeOf(segment, doc, first, end), units);
}

/** A text or a pattern with its borders; in texts where a word of letters or digits surely stands nowhere no more is looked at. */
export function piecesCheck(segment: Segment, needle: Pieces, field: PostedField): TextCheck {
  const [first, end] = fieldPlaces(field);
  const isThere: TextCheck = (doc) =>
    findFirst(segment.document(doc), needle, segment.fieldStart(doc, first), segment.fieldStart(doc, end)) !== null;
  const [word = ''] = needle.pieces;
  if (needle.pieces.length > 1 || needle.openEnd || !isWordOfUnits(word)) return isThere;
  return (doc) => {
    const found = findWord(rangeOf(segment, doc, first, end), word, segment.hasBorders(doc));
    return found !== 'nowhere' && ((found === 'stands' && needle.apart !== true) || isThere(doc));
  };
}

/** As `piecesCheck`, for exactly this text. */
export function literalCheck(segment: Segment, text: string, field: PostedField): TextCheck {
  return piecesCheck(segment, literalPieces(text), field);
}

/** Whether a text begins and ends with a letter or digit of the first plane. */
function isWordOfUnits(text: string): boolean {
  return (classOfUnit(text.charCodeAt(0)) & classOfUnit(text.charCodeAt(text.length - 1)) & ALNUM) !== 0;
}

/** Near words; two single characters of a plain kind are looked for unit by unit. */
function nearCheck(segment: Segment, { parts, distance }: NearNeedle, field: PostedField): TextCheck {
  const [first, end] = fieldPlaces(field);
  const [one = '', other = ''] = parts;
  if (parts.length === 2 && one !== other && one.length === 1 && other.length === 1 && hasPlainEdges(one) && hasPlainEdges(other)) {
    const units = [one.charCodeAt(0), other.charCodeAt(0)] as const;
    return (doc) => holdsNearUnits(rangeOf(segment, doc, first, end), units, distance);
  }
  return (doc) => standsNear(segment.document(doc), parts, distance, segment.fieldStart(doc, first), segment.fieldStart(doc, end));
}

/** Whether a text may stand anywhere: it neither begins nor ends with a letter or digit or half a character. */
export function hasPlainEdges(text: string): boolean {
  return startsPlain(text) && endsPlain(text);
}

function startsPlain(text: string): boolean {
  return text !== '' && !(classAt(text, 0) & ALNUM) && (text.charCodeAt(0) & 0xfc00) !== 0xdc00;
}

function endsPlain(text: string): boolean {
  return text !== '' && !(classAt(text, text.length - 1) & ALNUM) && (text.charCodeAt(text.length - 1) & 0xfc00) !== 0xd800;
}

function rangeOf(segment: Segment, doc: number, first: number, end: number): UnitRange {
  const { chunk, offset } = segment.placeOf(doc);
  return { text: chunk, from: offset + segment.fieldStart(doc, first), to: offset + segment.fieldStart(doc, end) };
}

/** The fields between whose beginnings is looked. */
function fieldPlaces(field: PostedField): [first: number, end: number] {
  return field === null ? [0, SEARCHED] : [FIELD_PLACES[field], FIELD_PLACES[field] + 1];
}
