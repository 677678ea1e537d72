/** Filters over the columns of one segment: as tests of a document, and as sets. */
import type { DocumentFilter } from '../../search/engine.js';
import { isDateFacet } from '../../search/facets.js';
import type { FacetName } from '../../search/search-request.js';
import { DocSet } from '../doc-set.js';
import { dateRange } from './field-texts.js';
import type { Dictionary, Segment } from './segment.js';

/** A filter: both ends of the dates are one. */
export type FilterName = 'paper' | 'section' | 'pageNumber' | 'reporter' | 'kind' | 'date';

/** One name of a filter, and which documents pass it. */
export interface ColumnTest {
  readonly name: FilterName;
  readonly test: (doc: number) => boolean;
}

/** The filter a facet leaves out when its values are counted. */
export function filterOfFacet(facet: FacetName): FilterName {
  return isDateFacet(facet) ? 'date' : (facet as FilterName);
}

/** The names of a filter over one segment, each a test; a document passes that passes all. */
export function columnTests(segment: Segment, filter: DocumentFilter): ColumnTest[] {
  const { arrays } = segment;
  const tests: ColumnTest[] = [];
  const byColumn = (name: FilterName, wanted: ReadonlySet<string> | undefined, dictionary: Dictionary, column: Uint32Array): void => {
    if (wanted === undefined) return;
    const pass = numbersPassing(dictionary, wanted);
    tests.push({ name, test: (doc) => pass[column[doc]!] === 1 });
  };
  byColumn('paper', filter.paper, segment.papers, arrays.paperColumn);
  byColumn('section', filter.section, segment.sections, arrays.sectionColumn);
  byColumn('pageNumber', filter.pageNumber, segment.pages, arrays.pageColumn);
  byColumn('kind', filter.kind, segment.kinds, arrays.kindColumn);
  if (filter.reporter !== undefined) {
    const pass = numbersPassing(segment.persons, filter.reporter);
    const { peopleStarts, people } = arrays;
    tests.push({
      name: 'reporter',
      test: (doc) => {
        for (let i = peopleStarts[doc]!; i < peopleStarts[doc + 1]!; i += 1) if (pass[people[i]! + 1] === 1) return true;
        return false;
      },
    });
  }
  if (filter.from !== undefined || filter.to !== undefined) {
    const [first, last] = dateRange(segment, filter.from, filter.to);
    const { dateColumn } = arrays;
    tests.push({ name: 'date', test: (doc) => dateColumn[doc]! >= first && dateColumn[doc]! <= last });
  }
  return tests;
}

/** The documents of one set that pass a filter, and those that pass all of it but one name. */
export class ColumnFilter {
  readonly #passing = new Map<FilterName, DocSet>();

  readonly #matching: DocSet;

  constructor(segment: Segment, matching: DocSet, filter: DocumentFilter) {
    this.#matching = matching;

    const tests = columnTests(segment, filter);
    if (tests.length === 0) return;
    const docs = matching.isEmpty ? new Uint32Array(0) : matching.toArray();
    for (const { name, test } of tests) {
      const set = new DocSet(segment.documentCount);
      for (const doc of docs) if (test(doc)) set.add(doc);
      this.#passing.set(name, set);
    }
  }

  /** The documents that pass; for a facet all but the filter of that facet. A set of its own. */
  passed(without?: FacetName): DocSet {
    const left = without === undefined ? undefined : filterOfFacet(without);
    const set = this.#matching.clone();
    for (const [name, passing] of this.#passing) if (name !== left) set.intersect(passing);
    return set;
  }
}

/** 1 at each number, as a column holds it, whose key is wanted. */
function numbersPassing(dictionary: Dictionary, wanted: ReadonlySet<string>): Uint8Array {
  const pass = new Uint8Array(dictionary.keys.size + 1);
  for (const key of wanted) for (const number of dictionary.numbersOf(key)) pass[number + 1] = 1;
  return pass;
}
