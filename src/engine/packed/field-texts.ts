/** Clauses about page, section, paper and date: each value of a column is looked at once, whatever the number of its documents. */
import type { DateClause, TextClause } from '../../query/clause.js';
import { match, NO_MATCH, scopeOf } from '../../query/match-document.js';
import { DocSet } from './doc-set.js';
import type { Segment } from './segment.js';

/** Documents of about this length or more may have been cut inside their last fields; each is looked at itself. */
const LONG_TEXT = 150_000;

export class FieldTexts {
  constructor(private readonly segment: Segment) {}

  /** The documents whose page, section or paper matches. */
  matching(clause: TextClause, field: 'page' | 'section' | 'paper'): DocSet {
    const { arrays, documentCount } = this.segment;
    const column = field === 'page' ? arrays.pageColumn : field === 'section' ? arrays.sectionColumn : arrays.paperColumn;
    const known = new Map<number, boolean>();
    const set = new DocSet(documentCount);
    for (let doc = 0; doc < documentCount; doc += 1) {
      const value = column[doc]!;
      // The folded field of one printed value is the same in every document.
      const own = field !== 'page' && arrays.textLengths[doc]! >= LONG_TEXT;
      let holds = own ? undefined : known.get(value);
      if (holds === undefined) {
        const document = this.segment.document(doc);
        holds = match(clause, document, scopeOf(document, field)) !== NO_MATCH;
        if (!own) known.set(value, holds);
      }
      if (holds) set.add(doc);
    }
    return set;
  }

  /** The documents of a range of days. */
  dated({ from, to }: Pick<DateClause, 'from' | 'to'>): DocSet {
    const { documentCount, arrays } = this.segment;
    if (from === undefined && to === undefined) return DocSet.full(documentCount);
    const [first, last] = dateRange(this.segment, from, to);
    const set = new DocSet(documentCount);
    const column = arrays.dateColumn;
    for (let doc = 0; doc < documentCount; doc += 1) if (column[doc]! >= first && column[doc]! <= last) set.add(doc);
    return set;
  }
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
