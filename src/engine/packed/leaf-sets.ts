/**
 * Text clauses over one segment, as exact sets of its documents. Candidates come from the posting lists, rarest first; verified
 * on the folded text is only what the lists cannot tell: longer needles, borders of letters and digits, fields. Dead documents
 * are in the sets.
 */
import { textsHeld } from '../../query/candidates.js';
import type { FieldName, Needle, Variant } from '../../query/clause.js';
import { scopeOf } from '../../query/match-document.js';
import { variantPieces } from '../../query/match-needle.js';
import { findFirst, type Pieces } from '../../query/match-text.js';
import { type Deadline, NO_DEADLINE } from '../../search/deadline.js';
import { DocSet } from '../doc-set.js';
import { FieldTexts } from './field-texts.js';
import { KeptSets } from './kept-sets.js';
import { FEW, isAnsweredByList, isPosted, type PostingLookup } from './posting-lookup.js';
import type { Segment } from './segment.js';
import { hasPlainEdges, literalCheck, needleCheck, piecesCheck, plainCheck, type PostedField, type TextCheck } from './text-checks.js';

/** A list so many times longer than what it is asked for is skipped through. */
const SKIP_RATIO = 4;
/** Lists in a smaller share of the documents than one in so many are read in less time than it takes to decide. */
const WORTH_SKIPPING = 64;
/** A list in a smaller share of the documents than one in so many is short. */
const SHORT_SHARE = 32;

/**
 * Decides text clauses. What is said of documents outside `within`, where that is given, means nothing. A set that is answered
 * belongs to this: clone it before changing it.
 */
export class LeafSets {
  readonly #kept: KeptSets;
  readonly #fieldTexts: FieldTexts;
  #deadline = NO_DEADLINE;

  readonly #segment: Segment;
  readonly #lookup: PostingLookup;

  constructor(segment: Segment, lookup: PostingLookup) {
    this.#segment = segment;
    this.#lookup = lookup;

    this.#kept = new KeptSets(segment.documentCount);
    this.#fieldTexts = new FieldTexts(segment);
  }

  /** What is asked next is given up, with QUERY_TIMEOUT, when `deadline` is over. */
  until(deadline: Deadline): void {
    this.#deadline = deadline;
  }

  /** The documents in which a needle stands. */
  stands(needle: Needle, field: FieldName | null, within: DocSet | null): DocSet {
    if (!isPosted(field))
      return this.#kept.decided(`${field} ${JSON.stringify(needle)}`, null, () =>
        this.#fieldTexts.matching({ type: 'exact', needle }, field),
      );
    const text = plainTextOf(needle);
    if (text !== null) return this.#literal(text, field, within);
    const check = needleCheck(this.#segment, needle, field);
    return this.#kept.decided(`${field ?? ''} ${JSON.stringify(needle)}`, within, () =>
      this.#verified(this.#lookup.candidates(textsHeld(needle), field, within), check),
    );
  }

  /** The documents in which a text stands as a variant does, touching no numeral. */
  apart(text: string, variant: Variant, field: FieldName | null, within: DocSet | null): DocSet {
    const pieces = variantPieces(text, variant);
    const needs = `${pieces.dropped?.join() ?? ''};${pieces.wordEdges?.join() ?? ''}`;
    const key = `${field ?? ''} variant:${pieces.yearless === true ? 'yearless ' : ''}${needs} ${text}`;
    return this.#kept.decided(key, within, () =>
      isPosted(field)
        ? this.#verified(this.#lookup.candidates([text], field, within), piecesCheck(this.#segment, pieces, field))
        : this.#verified((within ?? DocSet.full(this.#segment.documentCount)).toArray(), (doc) => this.#standsInColumn(pieces, doc, field)),
    );
  }

  #standsInColumn(pieces: Pieces, doc: number, field: FieldName): boolean {
    const document = this.#segment.document(doc);
    const { from, to } = scopeOf(document, field);
    return findFirst(document, pieces, from, to) !== null;
  }

  #literal(text: string, field: PostedField, within: DocSet | null): DocSet {
    const isListed = field === null && isAnsweredByList(text);
    const among = isListed && !this.#isSkipped(text, within) ? null : within;
    if (isListed && among === null && this.#isShort(text)) return this.#listed(text, null);
    return this.#kept.decided(`${field ?? ''}:${text}`, among, () =>
      isListed ? this.#listed(text, among) : this.#lookUpLiteral(text, field, among),
    );
  }

  /** Whether the list of a text is so much longer than what it is asked for that it is better skipped through than read. */
  #isSkipped(text: string, within: DocSet | null): within is DocSet {
    const list = within === null ? undefined : this.#lookup.listOf(text);
    return (
      list !== undefined && list.df * WORTH_SKIPPING > this.#segment.documentCount && !list.dense && list.df > within!.size * SKIP_RATIO
    );
  }

  /** Whether the one list of a text is read in less time than it takes to keep and find what it says. */
  #isShort(text: string): boolean {
    return (this.#lookup.listOf(text)?.df ?? 0) * SHORT_SHARE < this.#segment.documentCount;
  }

  /** The documents in whose one list a text is, for a text that is answered by it. */
  #listed(text: string, within: DocSet | null): DocSet {
    if (within !== null) return this.#setOf(this.#lookup.candidates([text], null, within));
    const set = this.#empty();
    this.#lookup.listOf(text)?.addTo(set);
    return set;
  }

  #lookUpLiteral(text: string, field: PostedField, within: DocSet | null): DocSet {
    const candidates = this.#lookup.candidates([text], field, within);
    if (field === 'title' && isAnsweredByList(text)) return this.#setOf(candidates);
    if (!hasPlainEdges(text)) return this.#verified(candidates, literalCheck(this.#segment, text, field));
    const known = field === null && candidates.length > FEW ? this.#holdingWord(text) : null;
    const stands = plainCheck(this.#segment, text, field);
    return this.#verified(candidates, (doc) => known?.has(doc) === true || stands(doc));
  }

  /** The documents that hold a text as a word: most of those in which it stands. Null where no list says so. */
  #holdingWord(text: string): DocSet | null {
    const list = this.#segment.wordList(text);
    if (list === null) return null;
    const set = this.#empty();
    list.addTo(set);
    return set;
  }

  #verified(candidates: Uint32Array, test: TextCheck): DocSet {
    const kept = this.#empty();
    for (let i = 0; i < candidates.length; i += 1) {
      this.#deadline.checkAt(i);
      if (test(candidates[i]!)) kept.add(candidates[i]!);
    }
    return kept;
  }

  #setOf(docs: Uint32Array): DocSet {
    return DocSet.of(docs, this.#segment.documentCount);
  }

  #empty(): DocSet {
    return new DocSet(this.#segment.documentCount);
  }
}

/** The text a needle stands with, wherever it does: its own, or a beginning that may stand anywhere. Null for all others. */
export function plainTextOf(needle: Needle): string | null {
  if (needle.type === 'literal') return needle.text;
  const isPlainBeginning = needle.type === 'pattern' && needle.pieces.length === 1 && hasPlainEdges(needle.pieces[0]!);
  return isPlainBeginning ? needle.pieces[0]! : null;
}
