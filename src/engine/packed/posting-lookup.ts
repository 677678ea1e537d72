/**
 * What the posting lists of one segment say of texts: which documents can hold them, and how many at most. Of one or two plain
 * characters that is the answer; of all others the texts decide. Dead documents are among them.
 */
import { textsHeld } from '../../query/candidates.js';
import type { Clause, FieldName } from '../../query/clause.js';
import { DocSet } from '../doc-set.js';
import { HEADS_CODE, TITLE_CODE } from './impact.js';
import { PostingProbe } from './posting-probe.js';
import type { PostingList } from './posting-reader.js';
import type { Segment } from './segment.js';
import { hasPlainEdges, type PostedField } from './text-checks.js';

/** So few candidates are quicker verified than narrowed further. */
export const FEW = 16;

const LEAST_CODES: Readonly<Record<'title' | 'reporter', number>> = { title: TITLE_CODE, reporter: HEADS_CODE };

/** Looks texts up in the lists of a segment. */
export class PostingLookup {
  readonly #segment: Segment;

  constructor(segment: Segment) {
    this.#segment = segment;
  }

  /**
   * Documents that hold every pair of the pieces, and the single characters of short ones; perhaps not where they should. Where
   * `few` or less are left, the lists still to come are not looked at.
   */
  candidates(pieces: readonly string[], field: PostedField, within: DocSet | null, few = FEW): Uint32Array {
    const lists = this.#lists(pieces);
    if (lists === null) return new Uint32Array(0);
    const leastCode = field === null ? 0 : LEAST_CODES[field];
    if (lists.length === 0) return (within ?? DocSet.full(this.#segment.documentCount)).toArray();
    const isNarrow = within !== null && within.size < lists[0]!.df;
    const docs = isNarrow ? within.toArray() : lists[0]!.toArray(leastCode);
    let count = docs.length;
    if (within !== null && !isNarrow) {
      count = 0;
      for (const doc of docs) if (within.has(doc)) docs[count++] = doc;
    }
    for (let i = isNarrow ? 0 : 1; i < lists.length && (i === 0 || count > few); i += 1)
      count = new PostingProbe(lists[i]!).retain(docs, count, leastCode);
    return docs.subarray(0, count);
  }

  /** The rarest list of a text; for one that is answered by a list, that list. Undefined where no document holds the text. */
  listOf(text: string): PostingList | undefined {
    return this.#lists([text])?.[0];
  }

  /** How many documents hold the clause, where a single list says it; else null. */
  countOf(clause: Clause): number | null {
    if (clause.type !== 'exact' && !(clause.type === 'run' && clause.words.length === 0 && clause.variants === undefined)) return null;
    const { needle } = clause;
    return needle.type === 'literal' && isAnsweredByList(needle.text) ? (this.listOf(needle.text)?.df ?? 0) : null;
  }

  /** An upper bound of the documents that match a clause; no list is decoded. */
  bound(clause: Clause, field: FieldName | null): number {
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
        const {
          needle: { text },
          words,
          variants = [],
        } = clause;
        return [{ text, words }, ...variants].reduce((sum, { text, words }) => sum + this.#boundOfWritten(text, words, field), 0);
      }
      case 'exact':
        return Math.min(...textsHeld(clause.needle).map((text) => this.boundOf(text, field)), this.#segment.documentCount);
      default:
        return this.#segment.documentCount;
    }
  }

  /** The same for a text. */
  boundOf(text: string, field: FieldName | null): number {
    if (!isPosted(field)) return this.#segment.documentCount;
    const lists = this.#lists([text]);
    return lists === null ? 0 : (lists[0]?.df ?? this.#segment.documentCount);
  }

  #boundOfWritten(text: string, words: readonly string[], field: FieldName | null): number {
    const whole = this.boundOf(text, field);
    return words.length === 0 ? whole : whole + Math.min(...words.map((word) => this.boundOf(word, field)));
  }

  /** The lists a document of the pieces is in, rarest first; null where one of them is missing, so that there is none. */
  #lists(pieces: readonly string[]): PostingList[] | null {
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
        const list = single ? this.#segment.single(unit) : this.#segment.pair(before, unit);
        if (list === null) return null;
        lists.set(key, list);
      }
    }
    return [...lists.values()].sort((a, b) => a.df - b.df);
  }
}

/** Whether what stands in a field is in the lists. */
export function isPosted(field: FieldName | null): field is PostedField {
  return field === null || field === 'title' || field === 'reporter';
}

/** Whether the one list of a text is its answer: nothing of it must be verified. */
export function isAnsweredByList(text: string): boolean {
  return text.length > 0 && text.length <= 2 && !text.includes('\n') && hasPlainEdges(text);
}
