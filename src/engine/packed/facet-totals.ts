/** Facets over columns, added up over segments: the same counts and shown forms as `src/search/facets.ts` gives. */
import { chooseValues, isDateFacet } from '../../search/facets.js';
import type { FacetValue } from '../../search/search-answer.js';
import type { FacetName } from '../../search/search-request.js';
import type { Dictionary, Segment } from './segment.js';

const DATE_LENGTHS: Readonly<Partial<Record<FacetName, number>>> = { year: 4, month: 7, day: 10 };

interface Total {
  count: number;
  /** As the document of the lowest id prints it. */
  shown: string;
  id: string;
}

/** Counts one facet. */
export class FacetTotals {
  readonly #totals = new Map<string, Total>();

  readonly #facet: FacetName;
  readonly #datesBeginning: string | undefined;

  /** With `datesBeginning` a date facet counts only the dates that begin so, and gives them all. */
  constructor(facet: FacetName, datesBeginning?: string) {
    this.#facet = facet;
    this.#datesBeginning = datesBeginning;
  }

  /** Adds the documents of one segment. */
  add(segment: Segment, docs: Uint32Array): void {
    const { arrays } = segment;
    switch (this.#facet) {
      case 'year':
      case 'month':
      case 'day':
        this.#addDates(segment, docs);
        break;
      case 'paper':
        this.#addColumn(segment, docs, segment.papers, arrays.paperColumn);
        break;
      case 'section':
        this.#addColumn(segment, docs, segment.sections, arrays.sectionColumn);
        break;
      case 'pageNumber':
        this.#addColumn(segment, docs, segment.pages, arrays.pageColumn);
        break;
      case 'kind':
        this.#addColumn(segment, docs, segment.kinds, arrays.kindColumn);
        break;
      case 'reporter':
        this.#addPeople(segment, docs);
    }
  }

  /** What was counted, as `chooseValues` says. */
  top(): FacetValue[] {
    return chooseValues(this.#totals, this.#datesBeginning !== undefined && isDateFacet(this.#facet));
  }

  #addDates({ dates, arrays }: Segment, docs: Uint32Array): void {
    const counts = new Uint32Array(dates.keys.size + 1);
    for (const doc of docs) counts[arrays.dateColumn[doc]!]! += 1;
    for (let number = 1; number < counts.length; number += 1) {
      if (counts[number] === 0) continue;
      const date = dates.keys.get(number - 1);
      if (!date.startsWith(this.#datesBeginning ?? '')) continue;
      const value = date.slice(0, DATE_LENGTHS[this.#facet]);
      this.#raise(value, counts[number]!, value, '');
    }
  }

  #addColumn(segment: Segment, docs: Uint32Array, dictionary: Dictionary, column: Uint32Array): void {
    const tally = new Tally(dictionary.keys.size + 1);
    const { idRanks } = segment.arrays;
    for (const doc of docs) tally.add(column[doc]!, idRanks[doc]!);
    for (let number = 1; number <= dictionary.keys.size; number += 1)
      this.#take(segment, dictionary, number - 1, tally.counts[number]!, tally.ranks[number]!);
  }

  #addPeople(segment: Segment, docs: Uint32Array): void {
    const { peopleStarts, people, idRanks } = segment.arrays;
    const firstOf = segment.persons.firstOf();
    const tally = new Tally(firstOf.length);
    for (const doc of docs) {
      const from = peopleStarts[doc]!;
      for (let i = from; i < peopleStarts[doc + 1]!; i += 1) {
        let again = false;
        for (let k = from; k < i && !again; k += 1) again = firstOf[people[k]!] === firstOf[people[i]!];
        if (!again) tally.add(people[i]!, idRanks[doc]!);
      }
    }
    for (let number = 0; number < firstOf.length; number += 1)
      this.#take(segment, segment.persons, number, tally.counts[number]!, tally.ranks[number]!);
  }

  #take(segment: Segment, dictionary: Dictionary, number: number, count: number, rank: number): void {
    if (count === 0) return;
    this.#raise(dictionary.keys.get(number), count, dictionary.shown.get(number), segment.ids.get(segment.arrays.idOrder[rank]!));
  }

  #raise(key: string, count: number, shown: string, id: string): void {
    const total = this.#totals.get(key);
    if (total === undefined) {
      this.#totals.set(key, { count, shown, id });
      return;
    }
    total.count += count;
    if (id < total.id) Object.assign(total, { shown, id });
  }
}

/** Counts by number, with the lowest rank by id that was counted. */
class Tally {
  readonly counts: Uint32Array;
  readonly ranks: Uint32Array;

  constructor(size: number) {
    this.counts = new Uint32Array(size);
    this.ranks = new Uint32Array(size).fill(0xffffffff);
  }

  add(number: number, rank: number): void {
    this.counts[number]! += 1;
    if (rank < this.ranks[number]!) this.ranks[number] = rank;
  }
}
