/** Clauses about page, section, paper and date: each value of a column is looked at once, whatever the number of its documents. */
import type { DateClause, TextClause } from '../../query/clause.js';
import { match, NO_MATCH, scopeOf } from '../../query/match-document.js';
import { DocSet } from '../doc-set.js';
import type { Segment } from './segment.js';

/** Documents of about this length or more may have been cut inside their last fields; each is looked at itself. */
const LONG_TEXT = 150_000;

interface ColumnValues {
  readonly column: Uint32Array;
  /** By value the first document that has it; -1 where none of those that are cut nowhere does. */
  readonly firsts: Int32Array;
  readonly long: readonly number[];
}

/** Decides clauses about page, section and paper. */
export class FieldTexts {
  readonly #values = new Map<'page' | 'section' | 'paper', ColumnValues>();

  readonly #segment: Segment;

  constructor(segment: Segment) {
    this.#segment = segment;
  }

  /** The documents whose page, section or paper matches: a look at each value, then one at the column. */
  matching(clause: TextClause, field: 'page' | 'section' | 'paper'): DocSet {
    const { documentCount } = this.#segment;
    const { column, firsts, long } = this.#valuesOf(field);
    const holds = (doc: number): boolean => {
      const document = this.#segment.document(doc);
      return match(clause, document, scopeOf(document, field)) !== NO_MATCH;
    };
    const passing = Uint8Array.from(firsts, (doc) => (doc >= 0 && holds(doc) ? 1 : 0));
    const set = new DocSet(documentCount);
    if (passing.includes(1)) for (let doc = 0; doc < documentCount; doc += 1) if (passing[column[doc]!] === 1) set.add(doc);
    for (const doc of long) {
      if (holds(doc)) set.add(doc);
      else set.delete(doc);
    }
    return set;
  }

  /** A column, the first document of each of its values, and the documents that may be no example of theirs. */
  #valuesOf(field: 'page' | 'section' | 'paper'): ColumnValues {
    let values = this.#values.get(field);
    if (values === undefined) {
      const { arrays, pages, sections, papers, documentCount } = this.#segment;
      const [column, { keys }] =
        field === 'page'
          ? [arrays.pageColumn, pages]
          : field === 'section'
            ? [arrays.sectionColumn, sections]
            : [arrays.paperColumn, papers];
      const firsts = new Int32Array(keys.size + 1).fill(-1);
      const long: number[] = [];
      for (let doc = documentCount - 1; doc >= 0; doc -= 1) {
        // The folded field of one printed value is the same in every document.
        if (field !== 'page' && arrays.textLengths[doc]! >= LONG_TEXT) long.push(doc);
        else firsts[column[doc]!] = doc;
      }
      values = { column, firsts, long };
      this.#values.set(field, values);
    }
    return values;
  }
}

/** The documents of a range of days; none without a date, where an end is given. Linear in the documents. */
export function datedDocuments(segment: Segment, { from, to }: Pick<DateClause, 'from' | 'to'>): DocSet {
  const { documentCount, arrays } = segment;
  if (from === undefined && to === undefined) return DocSet.full(documentCount);
  const [first, last] = dateRange(segment, from, to);
  const set = new DocSet(documentCount);
  const column = arrays.dateColumn;
  for (let doc = 0; doc < documentCount; doc += 1) if (column[doc]! >= first && column[doc]! <= last) set.add(doc);
  return set;
}

/** The numbers, as the column holds them, of the days from `from` to `to`, both included; none where the first is beyond the last. */
export function dateRange({ dates }: Segment, from: string | undefined, to: string | undefined): [first: number, last: number] {
  const { keys } = dates;
  const first = from === undefined ? 0 : partition(keys.size, (i) => keys.get(i) < from);
  const last = to === undefined ? keys.size : partition(keys.size, (i) => keys.get(i).slice(0, to.length) <= to);
  return [first + 1, last];
}

/** How many of `0 … size - 1` hold; those that do come first. */
function partition(size: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
