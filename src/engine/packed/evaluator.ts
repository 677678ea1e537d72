/**
 * Clauses over one segment, as exact sets of its documents: the leaves are `leaf-sets.ts`'s, the rest is set algebra, what is
 * rare first, so that it narrows what comes behind. Dead documents are in the sets; whoever asks takes them out.
 */
import { textsHeld } from '../../query/candidates.js';
import { type Clause, type ExactClause, type FieldName, literal, type RunClause, type Variant } from '../../query/clause.js';
import { type Deadline, NO_DEADLINE } from '../../search/deadline.js';
import { DocSet } from '../doc-set.js';
import { datedDocuments } from './field-texts.js';
import { LeafSets } from './leaf-sets.js';
import { isAnsweredByList, isPosted, PostingLookup } from './posting-lookup.js';
import type { Segment } from './segment.js';
import { hasPlainEdges } from './text-checks.js';
import { addWeighed, type WeighedSet } from './weighed-sets.js';

/** Evaluates clauses, one query after the other. */
export class SegmentEvaluator {
  readonly lookup: PostingLookup;
  /** Of text clauses; given up when the evaluation is. */
  readonly leaves: LeafSets;
  #deadline = NO_DEADLINE;

  readonly #segment: Segment;

  constructor(segment: Segment) {
    this.#segment = segment;

    this.lookup = new PostingLookup(segment);
    this.leaves = new LeafSets(segment, this.lookup);
  }

  /** Itself; what is asked of it next is given up, with QUERY_TIMEOUT, when `deadline` is over. */
  until(deadline: Deadline = NO_DEADLINE): this {
    this.#deadline = deadline;
    this.leaves.until(deadline);
    return this;
  }

  /**
   * The documents that match. With `within` only its documents are decided, what is said of others means nothing. The set
   * belongs to the evaluator: clone it before changing it.
   */
  evaluate(clause: Clause, field: FieldName | null = null, within: DocSet | null = null): DocSet {
    this.#deadline.check();
    switch (clause.type) {
      case 'all':
        return this.#full();
      case 'none':
        return this.#empty();
      case 'and':
        return this.#all(clause.clauses, field, within);
      case 'or':
        return this.#any(clause.clauses, field, within);
      case 'not':
        return this.#full().subtract(this.evaluate(clause.clause, field, within));
      case 'field':
        return this.evaluate(clause.clause, clause.field, within);
      case 'date':
        return datedDocuments(this.#segment, clause);
      case 'atLeast':
        return this.#atLeast(clause, field, within);
      case 'run':
        return this.#run(clause, field, within);
      case 'exact':
        return this.leaves.stands(clause.needle, field, within);
    }
  }

  #all(clauses: readonly Clause[], field: FieldName | null, within: DocSet | null): DocSet {
    const order = clauses.map((clause) => ({ clause, bound: this.lookup.bound(clause, field) })).sort((a, b) => a.bound - b.bound);
    return this.#intersection(
      order.map(
        ({ clause }) =>
          (sum: DocSet | null) =>
            this.evaluate(clause, field, sum),
      ),
      this.#proposed(clauses, field, within),
    );
  }

  /** What texts must be read for is looked for last, and only in what was not found yet. */
  #any(clauses: readonly Clause[], field: FieldName | null, within: DocSet | null): DocSet {
    const [listed, read] = [clauses.filter((clause) => !isRead(clause)), clauses.filter(isRead)];
    const sum = listed.reduce((some, one) => some.unite(this.evaluate(one, field, within)), this.#empty());
    for (const one of read) sum.unite(this.evaluate(one, field, sum.isEmpty ? within : (within ?? this.#full()).clone().subtract(sum)));
    return sum;
  }

  /**
   * The documents that hold the parts of all clauses whose texts must be read. Deciding one clause after the other would read
   * texts that a later one has no part of: five seconds for a hundred patterns in 100,000 articles.
   */
  #proposed(clauses: readonly Clause[], field: FieldName | null, within: DocSet | null): DocSet | null {
    if (!isPosted(field)) return within;
    const read = clauses.filter(isRead);
    if (read.length < 2) return within;
    return DocSet.of(
      this.lookup.candidates(
        read.flatMap(({ needle }) => textsHeld(needle)),
        field,
        within,
      ),
      this.#segment.documentCount,
    );
  }

  /** All words somewhere, or the whole run, or the same of another writing. */
  #run(clause: RunClause, field: FieldName | null, within: DocSet | null): DocSet {
    const own = this.#written(
      { text: clause.needle.text, words: clause.words },
      field,
      within,
      (text, among) => this.leaves.stands(literal(text), field, among),
      (word) => field !== null || !isAnsweredByList(word),
    );
    const { variants } = clause;
    if (variants === undefined || field === 'page') return own;
    return variants.reduce((sum, variant) => sum.unite(this.#variant(variant, field, within)), own.clone());
  }

  /** The documents of one other writing; where it counts in some issues only, few are looked at. */
  #variant(variant: Variant, field: FieldName | null, within: DocSet | null): DocSet {
    const { issued } = variant;
    const look = (text: string, among: DocSet | null): DocSet => this.leaves.apart(text, variant, field, among);
    if (issued === undefined) return this.#written(variant, field, within, look);
    const dated = datedDocuments(this.#segment, issued);
    if (within !== null) dated.intersect(within);
    return this.#written(variant, field, dated, look).clone().intersect(dated);
  }

  /**
   * The documents that hold a run, or all its words. `look`: where one text stands, among some documents; `isUnsure`: whether
   * a word must be looked for in documents whose lists have all its parts.
   */
  #written(
    { text, words }: Variant,
    field: FieldName | null,
    within: DocSet | null,
    look: (text: string, among: DocSet | null) => DocSet,
    isUnsure: (word: string) => boolean = () => true,
  ): DocSet {
    if (words.length === 0) return look(text, within);
    // A question has words that no document holds all of: the lists say so before any text is read.
    const among = isPosted(field) ? DocSet.of(this.lookup.candidates(words, field, within, 0), this.#segment.documentCount) : within;
    if (among?.isEmpty === true) return among;
    const looked = words
      .filter((word) => among === within || isUnsure(word))
      .map((word) => ({ word, bound: this.lookup.boundOf(word, field) }))
      .sort((a, b) => a.bound - b.bound);
    const all = this.#intersection(
      looked.map(
        ({ word }) =>
          (sum: DocSet | null) =>
            look(word, sum),
      ),
      among,
    );
    // Where the run stands its words do, but for one that begins or ends inside a word of letters.
    return words.every(hasPlainEdges) ? all : all.clone().unite(look(text, among));
  }

  #intersection(parts: readonly ((within: DocSet | null) => DocSet)[], within: DocSet | null): DocSet {
    let sum = within;
    for (const [i, part] of parts.entries()) {
      if (sum?.isEmpty === true) break;
      const set = part(sum);
      sum = sum === null ? set.clone() : i === 0 ? sum.clone().intersect(set) : sum.intersect(set);
    }
    return sum === within ? (sum?.clone() ?? this.#full()) : sum!;
  }

  /**
   * Documents that hold units worth the share. The lightest units, which together are not enough, bring no candidates (after
   * MaxScore: Turtle and Flood, "Query evaluation: strategies and optimizations", 1995).
   */
  #atLeast(clause: Extract<Clause, { type: 'atLeast' }>, field: FieldName | null, within: DocSet | null): DocSet {
    const units = [...clause.units].sort((a, b) => b.weight - a.weight);
    const left = [...units.keys()].map((i) => units.slice(i).reduce((sum, unit) => sum + unit.weight, 0));
    const owed = { weight: clause.share * (left[0] ?? 0) - 1e-9, count: clause.least ?? 1 };
    const sets: WeighedSet[] = [];
    const some = this.#empty();
    for (const [i, unit] of units.entries()) {
      const isEssential = left[i]! >= owed.weight;
      const docs = this.evaluate(unit.clause, field, isEssential ? within : some);
      sets.push({ docs, weight: unit.weight });
      if (isEssential) some.unite(docs);
    }
    const enough = this.#empty();
    addWeighed(sets, owed, some, enough);
    return enough;
  }

  #full(): DocSet {
    return DocSet.full(this.#segment.documentCount);
  }

  #empty(): DocSet {
    return new DocSet(this.#segment.documentCount);
  }
}

function isRead(clause: Clause): clause is ExactClause {
  return clause.type === 'exact' && clause.needle.type !== 'literal';
}
