/** How a request is read: parsed, field clauses that find nothing as words, loosened where nothing has it all. */
import type { Analyzer } from '../analysis/analyzer.js';
import { classAt, ALNUM, HAN } from '../analysis/char-class.js';
import { allOf, type Clause, literal, type LiteralNeedle } from '../query/clause.js';
import { pageKey } from '../query/match-document.js';
import { fieldsAsWords } from '../query/field-clauses.js';
import { parseQuery } from '../query/parse-query.js';
import { readAs } from '../query/read-as.js';
import { wantedClauses } from '../query/wanted-clauses.js';
import { addWarning, type ParseWarning } from '../query/query-warning.js';
import type { Deadline } from './deadline.js';
import type { DocumentFilter, RankTerm, SearchEngine, Standing } from './engine.js';
import { LEAST_UNITS, looseParts, loosened, type LooseParts, type LooseUnit, MORE, RELAXED } from './loosen.js';
import { nearRuns, RECOGNISED } from './near-runs.js';
import { queryTerms } from './ranking/query-terms.js';
import { boundReading, type EstimateReading, mostTexts, textsRead } from './reading-bound.js';
import type { Filters, SearchRequest } from './search-request.js';

/** A request as it is asked of an engine. */
export interface ReadQuery {
  readonly text: string;
  readonly clause: Clause;
  readonly filter: DocumentFilter;
  readonly relaxed: boolean;
  /** Of a loosened query, what may be missing. */
  readonly units: readonly LooseUnit[];
  readonly warnings: readonly ParseWarning[];
  readonly standing: Standing;
  readonly terms: readonly RankTerm[];
}

/** Reads requests over one engine with one analyzer. */
export class QueryReader {
  readonly #estimate: EstimateReading | undefined;

  readonly #engine: SearchEngine;
  readonly analyzer: Analyzer;
  readonly #deadline: Deadline | undefined;

  constructor(engine: SearchEngine, analyzer: Analyzer, deadline?: Deadline) {
    this.#engine = engine;
    this.analyzer = analyzer;
    this.#deadline = deadline;

    this.#estimate = engine.estimate?.bind(engine);
  }

  /** The request as it is asked first; nothing is let go yet. Asks the engine for counts where there are field clauses. */
  async read(request: SearchRequest): Promise<ReadQuery> {
    const parsed = parseQuery(request.text, this.analyzer);
    const filter = documentFilter(request.filters, this.analyzer);
    const warnings = [...parsed.warnings];
    const asked = this.#bounded(parsed.clause, warnings);
    const read = await this.#withoutEmptyFields(asked, filter, warnings);
    const strict = read === asked ? asked : this.#bounded(read, warnings);
    return {
      text: request.text,
      clause: strict,
      filter,
      relaxed: false,
      units: [],
      warnings,
      standing: { whole: wholeQuery(parsed.text, strict, this.analyzer), runs: this.#standing(strict) },
      terms: queryTerms(strict, this.analyzer),
    };
  }

  /** The query with parts let go, for one that finds nothing; not `relaxed` where nothing can be let go, or it would read too much. */
  async loosen(readQuery: ReadQuery): Promise<ReadQuery> {
    const parts = looseParts(readQuery.clause, this.analyzer);
    if (parts === null) return readQuery;
    const counted = await this.#counted(parts);
    if (counted === null)
      return { ...readQuery, warnings: [...readQuery.warnings, { code: 'NOT_LOOSENED', what: `${parts.units.length}` }] };
    return looseQuery(readQuery, loosened(counted.parts, counted.counts, counted.documentCount, RELAXED), counted.parts.units);
  }

  /**
   * What stands beside the few articles that have all of it, none of `found`; null where too little may be missing, or it would read too
   * much.
   */
  async more(readQuery: ReadQuery, found: Clause = readQuery.clause): Promise<ReadQuery | null> {
    const parts = looseParts(readQuery.clause, this.analyzer);
    if (parts === null || parts.units.length < MORE.least) return null;
    const counted = await this.#counted(parts);
    if (counted === null || counted.counts.filter((count) => count > 0).length < LEAST_UNITS) return null;
    const clause = loosened(counted.parts, counted.counts, counted.documentCount, MORE);
    return looseQuery(readQuery, allOf([clause, { type: 'not', clause: found }]), counted.parts.units);
  }

  /**
   * The articles of recognised pages that have all of it but for one inner character of a long run, and are not among `found`; null where
   * no run is long, no page was recognised, or it would read too much.
   */
  async near(readQuery: ReadQuery, found: Clause): Promise<{ readonly query: ReadQuery; readonly shown: Clause } | null> {
    const near = nearRuns(readQuery.clause);
    if (near === null) return null;
    const { counts } = await this.#engine.count([RECOGNISED], {}, this.#deadline);
    if (counts[0] === 0 || this.#reads([near.asked]) > mostTexts(this.#engine.documentCount)) return null;
    const clause = allOf([RECOGNISED, near.asked, { type: 'not', clause: found }]);
    return { query: { ...readQuery, clause, standing: { whole: null, runs: [] } }, shown: near.shown };
  }

  /** The units as they are asked, and how many articles have each; null where that would read too many texts. */
  async #counted(
    parts: LooseParts,
  ): Promise<{ readonly parts: LooseParts; readonly counts: readonly number[]; readonly documentCount: number } | null> {
    const first = await this.#countUnits(parts.units);
    if (first === null) return null;
    const asked = parts.units.map((unit, i) => (first.counts[i] === 0 && unit.pairs.length > 0 ? unit.pairs : [unit]));
    const units = asked.flat();
    if (units.length === parts.units.length && asked.every(([unit], i) => unit === parts.units[i])) return { parts, ...first };
    const second = await this.#countUnits(units);
    return second === null ? null : { parts: { ...parts, units }, ...second };
  }

  async #countUnits(units: readonly LooseUnit[]): Promise<{ counts: readonly number[]; documentCount: number } | null> {
    const clauses = units.map(({ clause }) => clause);
    if (this.#reads(clauses) > mostTexts(this.#engine.documentCount)) return null;
    return this.#engine.count(clauses, {}, this.#deadline);
  }

  /** The clause without what would read too many texts. */
  #bounded(clause: Clause, warnings: ParseWarning[]): Clause {
    if (this.#estimate === undefined) return clause;
    const { clause: kept, leftOut } = boundReading(clause, this.#estimate, mostTexts(this.#engine.documentCount));
    if (leftOut.length > 0) addWarning(warnings, 'READING_CUT', leftOut.map(readAs).join(' '));
    return kept;
  }

  /** The runs that put an article first, as many as half of what may be read tells; the others still count for its score. */
  #standing(clause: Clause): LiteralNeedle[] {
    let left = mostTexts(this.#engine.documentCount) / 2;
    return wantedClauses(clause, 'run')
      .map(({ needle }) => needle)
      .filter((needle) => {
        const reads = this.#reads([{ type: 'exact', needle }]);
        left -= reads;
        return reads === 0 || left >= 0;
      });
  }

  #reads(clauses: readonly Clause[]): number {
    return this.#estimate === undefined ? 0 : textsRead(clauses, this.#estimate);
  }

  async #withoutEmptyFields(clause: Clause, filter: DocumentFilter, warnings: ParseWarning[]): Promise<Clause> {
    const fields = wantedClauses(clause, 'field');
    if (fields.length === 0) return clause;
    const { counts } = await this.#engine.count(fields, filter, this.#deadline);
    const empty = fields.filter((_, i) => counts[i] === 0);
    for (const field of empty) addWarning(warnings, 'FIELD_READ_AS_WORDS', readAs(field));
    return fieldsAsWords(clause, new Set(empty));
  }
}

function looseQuery(readQuery: ReadQuery, clause: Clause, units: readonly LooseUnit[]): ReadQuery {
  // No run may put an article first here: docs/decisions/loosened-order.md.
  // Parts in other writings say too little where most of the query is missing: measured, docs/ranking.md.
  const terms = readQuery.terms.map(({ text, type }): RankTerm => ({ text, type }));
  return { ...readQuery, clause, units, relaxed: true, standing: { whole: null, runs: [] }, terms };
}

/** Filters folded as documents are. */
function documentFilter(filters: Filters, analyzer: Analyzer): DocumentFilter {
  const folded = (values: readonly string[] | undefined): ReadonlySet<string> | undefined =>
    values === undefined ? undefined : new Set(values.map((value) => analyzer.fold(value).text));
  const pages =
    filters.pageNumber === undefined ? undefined : new Set(filters.pageNumber.map((value) => pageKey(analyzer.fold(value).text)));
  const sets = {
    paper: folded(filters.paper),
    section: folded(filters.section),
    pageNumber: pages,
    reporter: folded(filters.reporter),
    kind: folded(filters.kind),
  };
  const given = Object.fromEntries(Object.entries(sets).filter(([, set]) => set !== undefined));
  return { ...given, ...(filters.from !== undefined && { from: filters.from }), ...(filters.to !== undefined && { to: filters.to }) };
}

/** The query as one text, without the punctuation at its ends; null where a single clause says the same. */
function wholeQuery(text: string, clause: Clause, analyzer: Analyzer): LiteralNeedle | null {
  if (clause.type !== 'and') return null;
  const folded = analyzer.fold(text).text;
  const isWord = (at: number): boolean => (classAt(folded, at) & (HAN | ALNUM)) !== 0;
  let [start, end] = [0, folded.length];
  while (start < end && !isWord(start)) start += 1;
  while (end > start && !isWord(end - 1)) end -= 1;
  return start === end ? null : literal(folded.slice(start, end));
}
