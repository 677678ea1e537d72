/** What posting lists cannot tell of one document: whether a text stands in it where it should. */
import { literalNeedle, TEXT_FIELDS } from '../../query/match-document.js';
import { findNeedle, type Needle } from '../../query/match-text.js';
import { standsNear } from '../../query/stands-near.js';
import type { NearClause } from '../../query/clause.js';
import type { Segment } from './segment.js';

/** What a text is looked for in: everything that is searched, the title, or the people. */
export type PostedField = 'title' | 'reporter' | null;

/** Tells of a document, by its number. */
export type TextCheck = (doc: number) => boolean;

const SEARCHED = TEXT_FIELDS.indexOf('section');
const FIELD_PLACES: Readonly<Record<'title' | 'reporter', number>> = { title: TEXT_FIELDS.indexOf('title'), reporter: TEXT_FIELDS.indexOf('people') };

/** A text that may stand anywhere: one search, a quarter of a microsecond. */
export function plainCheck(segment: Segment, text: string, field: PostedField): TextCheck {
  const [first, end] = fieldPlaces(field);
  return (doc) => {
    const at = segment.textOf(doc).indexOf(text, segment.fieldStart(doc, first));
    return at >= 0 && at + text.length <= segment.fieldStart(doc, end);
  };
}

/** A text or a pattern with its borders: a fifth of a microsecond for each place its first piece stands at. */
export function needleCheck(segment: Segment, needle: Needle, field: PostedField): TextCheck {
  const [first, end] = fieldPlaces(field);
  return (doc) => findNeedle(segment.document(doc), needle, segment.fieldStart(doc, first), segment.fieldStart(doc, end)) !== null;
}

/** As `needleCheck`, for exactly this text. */
export function literalCheck(segment: Segment, text: string, field: PostedField): TextCheck {
  return needleCheck(segment, literalNeedle(text), field);
}

export function nearCheck(segment: Segment, { parts, distance }: NearClause, field: PostedField): TextCheck {
  const [first, end] = fieldPlaces(field);
  return (doc) => standsNear(segment.document(doc), parts, distance, segment.fieldStart(doc, first), segment.fieldStart(doc, end));
}

/** The fields between whose beginnings is looked. */
function fieldPlaces(field: PostedField): [first: number, end: number] {
  return field === null ? [0, SEARCHED] : [FIELD_PLACES[field], FIELD_PLACES[field] + 1];
}
