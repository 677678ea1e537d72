/** What deciding a text clause over one segment takes, told by the lengths of its lists. */
import type { FieldName, Needle, TextClause, Variant } from '../../query/clause.js';
import type { ReadingEstimate } from '../../search/reading-bound.js';
import { plainTextOf } from './leaf-sets.js';
import { isAnsweredByList, type PostingLookup } from './posting-lookup.js';

/** What reading a text for one thing costs, a scan for a pattern being 1: a literal is found by one quick search. */
const LITERAL_COST = 0.5;
/** Each part of near words. */
const PART_COST = 0.5;
/** Of the texts that hold something, those that hold it in their headline or among their people: few, whatever it is. */
const FIELD_SHARE = 0.1;

/** A microsecond for each text of the clause; nothing is decoded. */
export function estimateReading(lookup: PostingLookup, clause: TextClause, field: FieldName | null): ReadingEstimate {
  const matches = lookup.bound(clause, field) * (field === null ? 1 : FIELD_SHARE);
  if (field === 'page' || field === 'section' || field === 'paper') return { matches: Infinity, reads: 0 };
  if (clause.type === 'exact') return { matches, reads: needleReads(lookup, clause.needle, field, matches) };
  const {
    needle: { text },
    words,
    variants = [],
  } = clause;
  const own = writtenReads(lookup, { text, words }, field, literalReads);
  return { matches, reads: variants.reduce((sum, variant) => sum + writtenReads(lookup, variant, field, apartReads), own) };
}

/** Of a needle, which can stand in so many documents. */
function needleReads(lookup: PostingLookup, needle: Needle, field: FieldName | null, matches: number): number {
  const text = plainTextOf(needle);
  if (text !== null) return literalReads(lookup, text, field);
  return needle.type === 'near' ? matches * PART_COST * new Set(needle.parts).size : matches;
}

type TextReads = (lookup: PostingLookup, text: string, field: FieldName | null) => number;

/** Of words, each is looked for where the rarest is. */
function writtenReads(
  lookup: PostingLookup,
  { text, words }: Pick<Variant, 'text' | 'words'>,
  field: FieldName | null,
  reads: TextReads,
): number {
  const rarest = Math.min(...words.map((word) => boundOf(lookup, word, field)));
  return words.reduce((sum, word) => sum + Math.min(rarest, reads(lookup, word, field)), reads(lookup, text, field));
}

function literalReads(lookup: PostingLookup, text: string, field: FieldName | null): number {
  return (field === null || field === 'title') && isAnsweredByList(text) ? 0 : LITERAL_COST * boundOf(lookup, text, field);
}

/** A variant touches no numeral, which no list tells. */
function apartReads(lookup: PostingLookup, text: string, field: FieldName | null): number {
  return LITERAL_COST * boundOf(lookup, text, field);
}

function boundOf(lookup: PostingLookup, text: string, field: FieldName | null): number {
  return lookup.boundOf(text, field) * (field === null ? 1 : FIELD_SHARE);
}
