/**
 * Clauses into exact sets of slots: leaves by signature and text, the rest by set algebra. A clause's answer is four sets,
 * set `t` holding the slots that match with tier `t` or better.
 */
import { textsHeld } from '../../query/candidates.js';
import { type Clause, type FieldName, literal, type Needle, type TextClause, type Variant } from '../../query/clause.js';
import { isWithin } from '../../query/dates.js';
import { isIssued, match, type MatchDocument, NO_MATCH, scopeOf, wholeOf } from '../../query/match-document.js';
import { variantPieces } from '../../query/match-needle.js';
import { findFirst } from '../../query/match-text.js';
import { type Deadline, NO_DEADLINE } from '../../search/deadline.js';
import { DocSet } from '../doc-set.js';
import type { Signatures } from './signatures.js';

/** By tier: `exact`, `words`, `variant`, `loosened`; each holds the one before. */
export type TierSets = readonly [DocSet, DocSet, DocSet, DocSet];

/** The documents of one moment, by slot. */
export interface Slots {
  readonly documents: readonly (MatchDocument | undefined)[];
  readonly live: DocSet;
  readonly signatures: Signatures;
}

/** Evaluates clauses over one moment; leaves are looked up once. */
export class TierEvaluator {
  readonly #leaves = new Map<string, TierSets>();

  readonly #slots: Slots;
  readonly #deadline: Deadline;

  /** Throws QUERY_TIMEOUT from whatever is asked of it when `deadline` is over. */
  constructor(slots: Slots, deadline: Deadline = NO_DEADLINE) {
    this.#slots = slots;
    this.#deadline = deadline;
  }

  /** The slots that match at all. */
  matching(clause: Clause): DocSet {
    return this.evaluate(clause)[3];
  }

  evaluate(clause: Clause, field: FieldName | null = null): TierSets {
    this.#deadline.check();
    switch (clause.type) {
      case 'all':
        return same(this.#slots.live);
      case 'none':
        return same(this.#empty());
      case 'and':
        return this.#combine(clause.clauses, field, (sum, set) => sum.intersect(set));
      case 'or':
        return this.#combine(clause.clauses, field, (sum, set) => sum.unite(set));
      case 'not':
        return same(this.#slots.live.clone().subtract(this.evaluate(clause.clause, field)[3]));
      case 'field':
        return this.evaluate(clause.clause, clause.field);
      case 'date':
        return same(this.#filter(this.#slots.live, (document) => isWithin(document.date, clause.from, clause.to)));
      case 'atLeast':
        return this.#atLeast(clause, field);
      case 'run':
      case 'exact':
        return this.#leaf(clause, field);
    }
  }

  /** The slots in which a needle stands. */
  standing(needle: Needle, field: FieldName | null = null): DocSet {
    return this.#leaf({ type: 'exact', needle }, field)[0];
  }

  #combine(clauses: readonly Clause[], field: FieldName | null, join: (sum: DocSet, set: DocSet) => DocSet): TierSets {
    const [first, ...rest] = clauses.map((clause) => this.evaluate(clause, field));
    const tiers = [0, 1, 2, 3].map((tier) => rest.reduce((sum, sets) => join(sum, sets[tier]!), first![tier]!.clone()));
    return tiers as unknown as TierSets;
  }

  #atLeast(clause: Extract<Clause, { type: 'atLeast' }>, field: FieldName | null): TierSets {
    const units = clause.units.map((unit) => ({ slots: this.evaluate(unit.clause, field)[3], weight: unit.weight }));
    const some = units.reduce((sum, unit) => sum.unite(unit.slots), this.#empty());
    const owed = clause.share * units.reduce((sum, unit) => sum + unit.weight, 0) - 1e-9;
    const enough = this.#empty();
    for (const slot of some.toArray()) {
      const held = units.filter((unit) => unit.slots.has(slot));
      const weight = held.reduce((sum, unit) => sum + unit.weight, 0);
      if (weight > 0 && weight >= owed && held.length >= (clause.least ?? 1)) enough.add(slot);
    }
    const none = this.#empty();
    return [none, none, none, enough];
  }

  #leaf(clause: TextClause, field: FieldName | null): TierSets {
    const key = JSON.stringify([clause, field]);
    let sets = this.#leaves.get(key);
    if (sets === undefined) this.#leaves.set(key, (sets = this.#lookUp(clause, field)));
    return sets;
  }

  #lookUp(clause: TextClause, field: FieldName | null): TierSets {
    if (field === 'page') return same(this.#verify(this.#slots.live, clause, field));
    const { needle } = clause;
    const exact = this.#verify(this.#candidates(textsHeld(needle)), { type: 'exact', needle }, field);
    if (clause.type === 'exact') return same(exact);
    const words =
      clause.words.length === 0 ? exact : this.#all(clause.words.map((word) => this.standing(literal(word), field))).unite(exact);
    const { variants = [] } = clause;
    if (variants.length === 0) return [exact, words, words, words];
    const all = variants.reduce((sum, variant) => sum.unite(this.#variant(variant, field)), words.clone());
    return [exact, words, all, all];
  }

  #variant(variant: Variant, field: FieldName | null): DocSet {
    const standing = this.#written(variant.text, variant, field);
    const { words } = variant;
    return words.length === 0 ? standing : this.#all(words.map((word) => this.#written(word, variant, field))).unite(standing);
  }

  /** The slots in which a text of a variant stands: touching no numeral, in issues where it counts. */
  #written(text: string, variant: Variant, field: FieldName | null): DocSet {
    const pieces = variantPieces(text, variant);
    return this.#filter(this.#candidates([text]), (document) => {
      if (!isIssued(variant, document)) return false;
      const { from, to } = field === null ? wholeOf(document) : scopeOf(document, field);
      return findFirst(document, pieces, from, to) !== null;
    });
  }

  #all(sets: readonly DocSet[]): DocSet {
    return sets.reduce((sum, set) => sum.intersect(set), this.#slots.live.clone());
  }

  #candidates(pieces: readonly string[]): DocSet {
    const candidates = this.#slots.live.clone();
    for (const piece of pieces) this.#slots.signatures.narrow(candidates, piece);
    return candidates;
  }

  #verify(candidates: DocSet, clause: TextClause, field: FieldName | null): DocSet {
    return this.#filter(
      candidates,
      (document) => match(clause, document, field === null ? wholeOf(document) : scopeOf(document, field)) !== NO_MATCH,
    );
  }

  #filter(candidates: DocSet, test: (document: MatchDocument) => boolean): DocSet {
    const kept = this.#empty();
    for (const [at, slot] of candidates.toArray().entries()) {
      this.#deadline.checkAt(at);
      if (test(this.#slots.documents[slot]!)) kept.add(slot);
    }
    return kept;
  }

  #empty(): DocSet {
    return new DocSet(this.#slots.live.capacity);
  }
}

function same(set: DocSet): TierSets {
  return [set, set, set, set];
}
