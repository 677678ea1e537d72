/**
 * Clauses over one segment, as exact sets of its documents. A leaf takes its candidates from the posting lists, rarest first,
 * and verifies on the folded text only what the lists cannot tell: longer needles, borders of letters and digits, fields. The
 * rest is set algebra. Dead documents are in the sets; whoever asks takes them out.
 */
import type { Clause, FieldName, NearClause, PatternClause, RunClause, TextClause, Variant } from '../../query/clause.js';
import { type Deadline, NO_DEADLINE } from '../../search/deadline.js';
import { scopeOf, variantNeedle } from '../../query/match-document.js';
import { findNeedle, type Needle } from '../../query/match-text.js';
import { DocSet } from '../doc-set.js';
import { FieldTexts } from './field-texts.js';
import { HEADS_CODE, TITLE_CODE } from './impact.js';
import { KeptSets } from './kept-sets.js';
import type { PostingList } from './posting-reader.js';
import type { Segment } from './segment.js';
import { hasPlainEdges, literalCheck, nearCheck, needleCheck, patternCheck, plainCheck, type PostedField, type TextCheck } from './text-checks.js';
import { addWeighed, type WeighedSet } from './weighed-sets.js';

/** Leaves that are kept for the documents they were decided for, beside those decided for all. */
const MOST_LEAVES = 128;
/** A list so many times longer than what it is asked for is skipped through. */
const SKIP_RATIO = 4;
/** Lists in a smaller share of the documents than one in so many are read in less time than it takes to decide. */
const WORTH_SKIPPING = 64;
/** A list in a smaller share of the documents than one in so many is short. */
const SHORT_SHARE = 32;
/** So few candidates are quicker verified than narrowed further. */
const FEW = 16;

const LEAST_CODES: Readonly<Record<'title' | 'reporter', number>> = { title: TITLE_CODE, reporter: HEADS_CODE };

interface Leaf {
  readonly set: DocSet;
  /** The documents it was decided for. */
  readonly within: DocSet;
}

export class SegmentEvaluator {
  private readonly leaves: KeptSets;
  private readonly partial = new Map<string, Leaf>();
  private readonly fieldTexts: FieldTexts;
  private deadline = NO_DEADLINE;

  constructor(private readonly segment: Segment) {
    this.fieldTexts = new FieldTexts(segment);
    this.leaves = new KeptSets(segment.documentCount);
  }

  /** Itself; what is asked of it next is given up, with QUERY_TIMEOUT, when `deadline` is over. */
  until(deadline: Deadline = NO_DEADLINE): this {
    this.deadline = deadline;
    return this;
  }

  /**
   * The documents that match. With `within` only its documents are decided, what is said of others means nothing. The set
   * belongs to the evaluator: clone it before changing it.
   */
  evaluate(clause: Clause, field: FieldName | null = null, within: DocSet | null = null): DocSet {
    this.deadline.check();
    switch (clause.type) {
      case 'all':
        return this.full();
      case 'none':
        return this.empty();
      case 'and':
        return this.all(clause.clauses, field, within);
      case 'or':
        return this.any(clause.clauses, field, within);
      case 'not':
        return this.full().subtract(this.evaluate(clause.clause, field, within));
      case 'field':
        return this.evaluate(clause.clause, clause.field, within);
      case 'date':
        return this.fieldTexts.dated(clause);
      case 'atLeast':
        return this.atLeast(clause, field, within);
      case 'run':
        return this.run(clause, field, within);
      case 'phrase':
      case 'near':
      case 'pattern':
        return this.stands(clause, field, within);
    }
  }

  /** The documents in which a text clause stands as it is: the exact tier. As `evaluate` otherwise. */
  stands(clause: TextClause, field: FieldName | null, within: DocSet | null): DocSet {
    const exact: TextClause = clause.type === 'run' ? { type: 'run', text: clause.text, words: [] } : clause;
    if (!isPosted(field)) return this.cached(`${field} ${JSON.stringify(exact)}`, () => this.fieldTexts.matching(exact, field));
    if (exact.type === 'pattern' && isPlainBeginning(exact)) return this.literal(exact.pieces[0]!, field, within);
    if (exact.type === 'run' || exact.type === 'phrase') return this.literal(exact.text, field, within);
    const check = exact.type === 'near' ? nearCheck(this.segment, exact, field) : patternCheck(this.segment, exact, field);
    return this.cached(`${field ?? ''} ${JSON.stringify(exact)}`, () => this.verified(this.candidates(piecesOf(exact), field, within), check), within);
  }

  /** An upper bound of the documents that match; no list is decoded. */
  bound(clause: Clause, field: FieldName | null = null): number {
    switch (clause.type) {
      case 'none':
        return 0;
      case 'and':
        return Math.min(...clause.clauses.map((one) => this.bound(one, field)));
      case 'or':
        return clause.clauses.reduce((sum, one) => sum + this.bound(one, field), 0);
      case 'field':
        return this.bound(clause.clause, clause.field);
      case 'run': {
        const { variants = [] } = clause;
        return [clause, ...variants].reduce((sum, { text, words }) => sum + this.writtenBound(text, words, field), 0);
      }
      case 'phrase':
        return this.literalBound(clause.text, field);
      case 'near':
      case 'pattern':
        return Math.min(...piecesOf(clause).map((piece) => this.literalBound(piece, field)));
      default:
        return this.segment.documentCount;
    }
  }

  /** How many documents, dead ones too, hold the clause, where a single list says it; else null. */
  countOf(clause: Clause): number | null {
    if (clause.type !== 'phrase' && !(clause.type === 'run' && clause.words.length === 0 && clause.variants === undefined)) return null;
    if (!isAnsweredByList(clause.text)) return null;
    return this.lists([clause.text])?.[0]?.df ?? 0;
  }

  private all(clauses: readonly Clause[], field: FieldName | null, within: DocSet | null): DocSet {
    const order = clauses.map((clause) => ({ clause, bound: this.bound(clause, field) })).sort((a, b) => a.bound - b.bound);
    return this.intersection(order.map(({ clause }) => (sum: DocSet | null) => this.evaluate(clause, field, sum)), this.proposed(clauses, field, within));
  }

  /** What texts must be read for is looked for last, and only in what was not found yet. */
  private any(clauses: readonly Clause[], field: FieldName | null, within: DocSet | null): DocSet {
    const [listed, read] = [clauses.filter((clause) => !isRead(clause)), clauses.filter(isRead)];
    const sum = listed.reduce((some, one) => some.unite(this.evaluate(one, field, within)), this.empty());
    for (const one of read) sum.unite(this.evaluate(one, field, sum.isEmpty ? within : (within ?? this.full()).clone().subtract(sum)));
    return sum;
  }

  /**
   * The documents that hold the parts of all clauses whose texts must be read. Deciding one clause after the other would read
   * texts that a later one has no part of: five seconds for a hundred patterns in 100,000 articles.
   */
  private proposed(clauses: readonly Clause[], field: FieldName | null, within: DocSet | null): DocSet | null {
    if (!isPosted(field)) return within;
    const read = clauses.filter(isRead);
    if (read.length < 2) return within;
    return this.setOf(this.candidates(read.flatMap(piecesOf), field, within));
  }

  /** All words somewhere, or the whole run, or the same of another writing. */
  private run(clause: RunClause, field: FieldName | null, within: DocSet | null): DocSet {
    const own = this.written(clause, field, within, (text, among) => this.stands({ type: 'phrase', text }, field, among), (word) => field !== null || !isAnsweredByList(word));
    const { variants } = clause;
    if (variants === undefined || field === 'page') return own;
    return variants.reduce((sum, variant) => sum.unite(this.variant(variant, field, within)), own.clone());
  }

  /** The documents of one other writing; where it counts in some issues only, few are looked at. */
  private variant(variant: Variant, field: FieldName | null, within: DocSet | null): DocSet {
    const { issued } = variant;
    const look = (text: string, among: DocSet | null): DocSet => this.apart(text, variant, field, among);
    if (issued === undefined) return this.written(variant, field, within, look);
    const dated = this.fieldTexts.dated(issued);
    if (within !== null) dated.intersect(within);
    return this.written(variant, field, dated, look).clone().intersect(dated);
  }

  /**
   * The documents that hold a run, or all its words. `look`: where one text stands, among some documents; `isUnsure`: whether
   * a word must be looked for in documents whose lists have all its parts.
   */
  private written({ text, words }: Variant, field: FieldName | null, within: DocSet | null, look: (text: string, among: DocSet | null) => DocSet, isUnsure: (word: string) => boolean = () => true): DocSet {
    if (words.length === 0) return look(text, within);
    // A question has words that no document holds all of: the lists say so before any text is read.
    const among = isPosted(field) ? this.setOf(this.candidates(words, field, within, 0)) : within;
    if (among?.isEmpty === true) return among;
    const looked = words.filter((word) => among === within || isUnsure(word)).map((word) => ({ word, bound: this.literalBound(word, field) })).sort((a, b) => a.bound - b.bound);
    const all = this.intersection(looked.map(({ word }) => (sum: DocSet | null) => look(word, sum)), among);
    // Where the run stands its words do, but for one that begins or ends inside a word of letters.
    return words.every(hasPlainEdges) ? all : all.clone().unite(look(text, among));
  }

  /** The documents in which a text stands as a variant does, touching no numeral. */
  private apart(text: string, variant: Variant, field: FieldName | null, within: DocSet | null): DocSet {
    const needle = variantNeedle(text, variant);
    const key = `${field ?? ''} variant:${needle.yearless === true ? 'yearless ' : ''}${text}`;
    if (!isPosted(field)) return this.cached(key, () => this.verified((within ?? this.full()).toArray(), (doc) => this.standsInColumn(needle, doc, field)), within);
    return this.cached(key, () => this.verified(this.candidates([text], field, within), needleCheck(this.segment, needle, field)), within);
  }

  private standsInColumn(needle: Needle, doc: number, field: FieldName): boolean {
    const document = this.segment.document(doc);
    const { from, to } = scopeOf(document, field);
    return findNeedle(document, needle, from, to) !== null;
  }

  private intersection(parts: readonly ((within: DocSet | null) => DocSet)[], within: DocSet | null): DocSet {
    let sum = within;
    for (const [i, part] of parts.entries()) {
      if (sum?.isEmpty === true) break;
      const set = part(sum);
      sum = sum === null ? set.clone() : i === 0 ? sum.clone().intersect(set) : sum.intersect(set);
    }
    return sum === within ? (sum?.clone() ?? this.full()) : sum!;
  }

  /**
   * Documents that hold units worth the share. The lightest units, which together are not enough, bring no candidates (after
   * MaxScore: Turtle and Flood, "Query evaluation: strategies and optimizations", 1995).
   */
  private atLeast(clause: Extract<Clause, { type: 'atLeast' }>, field: FieldName | null, within: DocSet | null): DocSet {
    const units = [...clause.units].sort((a, b) => b.weight - a.weight);
    const left = [...units.keys()].map((i) => units.slice(i).reduce((sum, unit) => sum + unit.weight, 0));
    const owed = clause.share * (left[0] ?? 0) - 1e-9;
    const sets: WeighedSet[] = [];
    const some = this.empty();
    for (const [i, unit] of units.entries()) {
      const isEssential = left[i]! >= owed;
      const docs = this.evaluate(unit.clause, field, isEssential ? within : some);
      sets.push({ docs, weight: unit.weight });
      if (isEssential) some.unite(docs);
    }
    const enough = this.empty();
    addWeighed(sets, owed, some, enough);
    return enough;
  }

  private literal(text: string, field: PostedField, within: DocSet | null): DocSet {
    const isListed = field === null && isAnsweredByList(text);
    const among = isListed && !this.isSkipped(text, within) ? null : within;
    if (isListed && among === null && this.isShort(text)) return this.listed(text, null);
    return this.cached(`${field ?? ''}:${text}`, () => (isListed ? this.listed(text, among) : this.lookUpLiteral(text, field, among)), among);
  }

  /** Whether the list of a text is so much longer than what it is asked for that it is better skipped through than read. */
  private isSkipped(text: string, within: DocSet | null): within is DocSet {
    const list = within === null ? undefined : this.lists([text])?.[0];
    return list !== undefined && list.df * WORTH_SKIPPING > this.segment.documentCount && !list.dense && list.df > within!.size * SKIP_RATIO;
  }

  /** Whether the one list of a text is read in less time than it takes to keep and find what it says. */
  private isShort(text: string): boolean {
    return (this.lists([text])?.[0]?.df ?? 0) * SHORT_SHARE < this.segment.documentCount;
  }

  /** The documents in whose one list a text is, for a text that is answered by it. */
  private listed(text: string, within: DocSet | null): DocSet {
    if (within !== null) return this.setOf(this.candidates([text], null, within));
    const set = this.empty();
    this.lists([text])?.[0]?.addTo(set);
    return set;
  }

  private lookUpLiteral(text: string, field: PostedField, within: DocSet | null): DocSet {
    const candidates = this.candidates([text], field, within);
    if (field === 'title' && isAnsweredByList(text)) return this.setOf(candidates);
    if (!hasPlainEdges(text)) return this.verified(candidates, literalCheck(this.segment, text, field));
    const known = field === null && candidates.length > FEW ? this.holdingWord(text) : null;
    const stands = plainCheck(this.segment, text, field);
    return this.verified(candidates, (doc) => known?.has(doc) === true || stands(doc));
  }

  /** The documents that hold a text as a word: most of those in which it stands. Null where no list says so. */
  private holdingWord(text: string): DocSet | null {
    const list = this.segment.wordList(text);
    if (list === null) return null;
    const set = this.empty();
    list.addTo(set);
    return set;
  }

  private verified(candidates: Uint32Array, test: TextCheck): DocSet {
    const kept = this.empty();
    for (let i = 0; i < candidates.length; i += 1) {
      this.deadline.checkAt(i);
      if (test(candidates[i]!)) kept.add(candidates[i]!);
    }
    return kept;
  }

  /**
   * Documents that hold every pair of the pieces, and the single characters of short ones; perhaps not where they should. Where
   * `few` or less are left, the lists still to come are not looked at.
   */
  private candidates(pieces: readonly string[], field: PostedField, within: DocSet | null, few = FEW): Uint32Array {
    const lists = this.lists(pieces);
    if (lists === null) return new Uint32Array(0);
    const leastCode = field === null ? 0 : LEAST_CODES[field];
    if (lists.length === 0) return (within ?? this.full()).toArray();
    const isNarrow = within !== null && within.size < lists[0]!.df;
    const docs = isNarrow ? within.toArray() : lists[0]!.toArray(leastCode);
    let count = docs.length;
    if (within !== null && !isNarrow) {
      count = 0;
      for (const doc of docs) if (within.has(doc)) docs[count++] = doc;
    }
    for (let i = isNarrow ? 0 : 1; i < lists.length && (i === 0 || count > few); i += 1) count = lists[i]!.retain(docs, count, leastCode);
    return docs.subarray(0, count);
  }

  /** The lists a document of the pieces is in, rarest first; null where one of them is missing, so that there is none. */
  private lists(pieces: readonly string[]): PostingList[] | null {
    const lists = new Map<number, PostingList>();
    for (const piece of pieces) {
      // What crosses the end of an entry is in no list.
      if (piece.includes('\n')) continue;
      const single = piece.length === 1;
      for (let i = single ? 0 : 1; i < piece.length; i += 1) {
        const unit = piece.charCodeAt(i);
        const before = single ? 0 : piece.charCodeAt(i - 1);
        const key = before * 0x10000 + unit;
        if (lists.has(key)) continue;
        const list = single ? this.segment.single(unit) : this.segment.pair(before, unit);
        if (list === null) return null;
        lists.set(key, list);
      }
    }
    return [...lists.values()].sort((a, b) => a.df - b.df);
  }

  private writtenBound(text: string, words: readonly string[], field: FieldName | null): number {
    const whole = this.literalBound(text, field);
    return words.length === 0 ? whole : whole + Math.min(...words.map((word) => this.literalBound(word, field)));
  }

  private literalBound(text: string, field: FieldName | null): number {
    if (!isPosted(field)) return this.segment.documentCount;
    const lists = this.lists([text]);
    return lists === null ? 0 : (lists[0]?.df ?? this.segment.documentCount);
  }

  /**
   * A leaf's set, kept for those it was decided for: a query asks for its leaves again when it orders what it found. `within`
   * is kept as it is; what becomes of it later only makes it smaller.
   */
  private cached(key: string, make: () => DocSet, within: DocSet | null = null): DocSet {
    const known = this.leaves.get(key);
    if (known !== undefined) return known;
    const partial = this.partial.get(key);
    if (partial !== undefined && within?.isWithin(partial.within) === true) return partial.set;
    const set = make();
    if (within === null) {
      this.leaves.keep(key, set);
      return set;
    }
    this.partial.delete(key);
    if (this.partial.size >= MOST_LEAVES) for (const oldest of this.partial.keys()) {
      this.partial.delete(oldest);
      break;
    }
    this.partial.set(key, { set, within });
    return set;
  }

  private setOf(docs: Uint32Array): DocSet {
    const set = this.empty();
    for (const doc of docs) set.add(doc);
    return set;
  }

  private full(): DocSet {
    return DocSet.full(this.segment.documentCount);
  }

  private empty(): DocSet {
    return new DocSet(this.segment.documentCount);
  }
}

function isRead(clause: Clause): clause is NearClause | PatternClause {
  return clause.type === 'near' || clause.type === 'pattern';
}

/** The texts a document must hold for a clause to be worth a look. */
function piecesOf(clause: NearClause | PatternClause): readonly string[] {
  return clause.type === 'near' ? clause.parts : clause.pieces;
}

/** A beginning that may stand anywhere is found wherever it stands. */
export function isPlainBeginning({ pieces }: PatternClause): boolean {
  return pieces.length === 1 && hasPlainEdges(pieces[0]!);
}

/** Whether what stands in a field is in the lists. */
function isPosted(field: FieldName | null): field is PostedField {
  return field === null || field === 'title' || field === 'reporter';
}

/** Whether the one list of a text is its answer: nothing of it must be verified. */
export function isAnsweredByList(text: string): boolean {
  return text.length > 0 && text.length <= 2 && !text.includes('\n') && hasPlainEdges(text);
}
