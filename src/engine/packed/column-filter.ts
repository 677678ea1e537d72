/** Filters over the columns of one segment, as sets. */
import type { DocumentFilter } from '../../search/engine.js';
import { isDateFacet } from '../../search/facets.js';
import type { FacetName } from '../../search/search-request.js';
import { DocSet } from '../doc-set.js';
import { dateRange } from './field-texts.js';
import type { Dictionary, Segment } from './segment.js';

/** A filter: both ends of the dates are one. */
type FilterName = 'paper' | 'section' | 'pageNumber' | 'reporter' | 'kind' | 'date';

/** The documents of one set that pass a filter, and those that pass all of it but one name. */
export class ColumnFilter {
  readonly #passing = new Map<FilterName, DocSet>();

  readonly #segment: Segment;
  readonly #matching: DocSet;

  constructor(segment: Segment, matching: DocSet, filter: DocumentFilter) {
    this.#segment = segment;
    this.#matching = matching;

    const docs = matching.isEmpty ? new Uint32Array(0) : null;
    const { arrays } = segment;
    const byColumn = (name: FilterName, wanted: ReadonlySet<string> | undefined, dictionary: Dictionary, column: Uint32Array): void => {
      if (wanted === undefined) return;
      const pass = numbersPassing(dictionary, wanted);
      this.#keep(name, docs, (doc) => pass[column[doc]!] === 1);
    };
    byColumn('paper', filter.paper, segment.papers, arrays.paperColumn);
    byColumn('section', filter.section, segment.sections, arrays.sectionColumn);
    byColumn('pageNumber', filter.pageNumber, segment.pages, arrays.pageColumn);
    byColumn('kind', filter.kind, segment.kinds, arrays.kindColumn);
    if (filter.reporter !== undefined) {
      const pass = numbersPassing(segment.persons, filter.reporter);
      this.#keep('reporter', docs, (doc) => {
        for (let i = arrays.peopleStarts[doc]!; i < arrays.peopleStarts[doc + 1]!; i += 1)
          if (pass[arrays.people[i]! + 1] === 1) return true;
        return false;
      });
    }
    if (filter.from !== undefined || filter.to !== undefined) {
      const [first, last] = dateRange(segment, filter.from, filter.to);
      this.#keep('date', docs, (doc) => arrays.dateColumn[doc]! >= first && arrays.dateColumn[doc]! <= last);
    }
  }

  /** The documents that pass; for a facet all but the filter of that facet. A set of its own. */
  passed(without?: FacetName): DocSet {
    const left = isDateFacet(without) ? 'date' : without;
    const set = this.#matching.clone();
    for (const [name, passing] of this.#passing) if (name !== left) set.intersect(passing);
    return set;
  }

  #keep(name: FilterName, none: Uint32Array | null, test: (doc: number) => boolean): void {
    const set = new DocSet(this.#segment.documentCount);
    for (const doc of none ?? this.#matching.toArray()) if (test(doc)) set.add(doc);
    this.#passing.set(name, set);
  }
}

/** 1 at each number, as a column holds it, whose key is wanted. */
function numbersPassing(dictionary: Dictionary, wanted: ReadonlySet<string>): Uint8Array {
  const pass = new Uint8Array(dictionary.keys.size + 1);
  for (const key of wanted) for (const number of dictionary.numbersOf(key)) pass[number + 1] = 1;
  return pass;
}
