/**
 * The engine for thousands to millions of articles on one machine: immutable segments of delta-coded posting lists over pairs
 * of neighbouring characters, verified on the folded texts, which stay in memory. Every write makes a small segment, at once
 * searchable; merges in the background keep their number small. docs/packed.md tells the whole.
 */
import pLimit from 'p-limit';
import type { Clause, FieldName, TextClause } from '../../query/clause.js';
import type { Deadline } from '../../search/deadline.js';
import { isOpenFilter } from '../../search/document-filter.js';
import type {
  CollectionStatistics,
  DocumentChange,
  DocumentFilter,
  EngineAnswer,
  EngineQuery,
  OpenReport,
  SearchEngine,
} from '../../search/engine.js';
import type { ReadingEstimate } from '../../search/reading-bound.js';
import { weightedPairs } from '../../search/ranking/weighted-pairs.js';
import type { RankingWeights } from '../../search/ranking/weights.js';
import { firstGeneration } from '../../search/first-generation.js';
import { cursorExpired, orderKey } from '../../search/order-key.js';
import { type ChangeGroup, groupsOf } from './change-groups.js';
import { addWords, CollectionTotals, wordsOf } from './collection-totals.js';
import { ColumnFilter } from './column-filter.js';
import { type PartHits, topByDate } from './date-order.js';
import { estimateReading } from './estimate-reading.js';
import { FacetTotals } from './facet-totals.js';
import { gainTable } from './impact.js';
import { IndexFiles } from './index-files.js';
import { KeptOrders } from './kept-orders.js';
import { Maintenance, MERGE_LIMITS, type MergeLimits, type MergeTarget } from './maintenance.js';
import { onePass, type PassAnswer } from './one-pass.js';
import { Part } from './part.js';
import type { ReadAhead } from './read-ahead.js';
import { standingOf, topByRelevance } from './relevance-order.js';
import type { Scoring } from './score-documents.js';
import { buildSteps } from './segment-builder.js';
import type { Merged } from './segment-merge.js';
import { inSlices } from './slices.js';
import type { Ranked } from './top-hits.js';
import { WordCollector } from './word-collector.js';

/** Documents that go, looked at in one step; each takes 30 µs. */
const DYING_STEP = 16;

/** What the engine is made of. */
export interface PackedEngineParts {
  /** Folder of the index. */
  readonly directory: string;
  /** What the estimate weighs by. */
  readonly weights: RankingWeights;
  /** Its segments, where they are being read already. */
  readonly ahead?: ReadAhead | undefined;
  /** Called when segments were merged: what is held is the same, and a save would keep it in fewer files. */
  readonly onMerged?: (() => void) | undefined;
  /** When segments are merged; for tests. */
  readonly merges?: MergeLimits;
}

/** The engine, and its merges to be waited for. */
export interface PackedSearchEngine extends SearchEngine {
  /** Segments a query looks at. */
  readonly segmentCount: number;
  /** Merges what would be merged when nothing is written for a while; resolves when it is done. */
  settle(): Promise<void>;
}

/** Nothing is read or written before `open`. */
export function createPackedEngine({ directory, ahead, ...parts }: PackedEngineParts): PackedSearchEngine {
  return new PackedEngine(new IndexFiles(directory, ahead), parts);
}

class PackedEngine implements PackedSearchEngine, MergeTarget {
  readonly name = 'packed';
  parts: Part[] = [];
  #totals = new CollectionTotals();
  #sequence = 0;
  #version = '';
  /** Of the last change; documents are stamped with it. What readers see is behind `firstGeneration`. */
  #generation = 1;
  readonly #firstGeneration = firstGeneration();
  readonly #kept = new KeptOrders();
  readonly #maintenance: Maintenance;
  /** One write after the other, whatever became of the one before. */
  readonly #writes = pLimit(1);
  /** One save or removal of files after the other. */
  readonly #saves = pLimit(1);
  #gains: { readonly key: string; readonly table: Float32Array } = { key: '', table: new Float32Array(0) };

  readonly #files: IndexFiles;
  readonly #options: Omit<PackedEngineParts, 'directory' | 'ahead'>;

  constructor(files: IndexFiles, options: Omit<PackedEngineParts, 'directory' | 'ahead'>) {
    this.#files = files;
    this.#options = options;

    this.#maintenance = new Maintenance(this, options.merges ?? MERGE_LIMITS);
  }

  get documentCount(): number {
    return this.#totals.documentCount;
  }

  get segmentCount(): number {
    return this.parts.length;
  }

  async open(version: string): Promise<OpenReport> {
    this.#version = version;
    const reading = await this.#files.read(version);
    if (!('parts' in reading)) return { sequence: 0, reason: reading.reason };
    this.parts = reading.parts;
    for (const { segment, live } of reading.parts) {
      const dead: number[] = [];
      for (let doc = 0; doc < segment.documentCount; doc += 1) {
        if (live.has(doc)) this.#totals.add(segment.document(doc));
        else dead.push(doc);
      }
      this.#totals.addDeadWords(wordsOf(segment, dead));
    }
    this.#sequence = reading.sequence;
    this.#maintenance.opened();
    return { sequence: reading.sequence, reason: 'loaded' };
  }

  async apply(changes: readonly DocumentChange[], sequence: number): Promise<void> {
    await this.#writes(async () => {
      for (const group of groupsOf(changes)) await this.#change(group);
      this.#sequence = sequence;
      await this.#maintenance.written();
    });
  }

  async search(query: EngineQuery): Promise<EngineAnswer> {
    const generation = query.generation === undefined ? this.#generation : query.generation - this.#firstGeneration;
    const key = query.sort === 'relevance' ? orderKey(query, generation) : '';
    const statistics = this.#statisticsFor(query, generation, key);
    const scoring = query.sort === 'relevance' ? this.#scoringFor(query, statistics) : null;
    const pass = scoring === null || generation !== this.#generation ? null : onePass(this.parts, query, scoring);
    const { total, ranked, facets } = pass ?? this.#evaluated(query, generation, scoring);
    return Promise.resolve({
      total,
      hits: ranked
        .slice(query.first)
        .map((hit) => ({ document: hit.part.segment.documentToRead(hit.doc), standing: scoring === null ? 0 : standingOf(hit) })),
      statistics,
      facets: Object.fromEntries([...facets].map(([totals, facet]) => [facet, totals.top()])),
      generation: this.#firstGeneration + generation,
      partial: false,
    });
  }

  async count(
    clauses: readonly Clause[],
    filter: DocumentFilter,
    deadline?: Deadline,
  ): Promise<{ counts: number[]; documentCount: number }> {
    const isOpen = isOpenFilter(filter);
    const counts = clauses.map((clause) =>
      this.parts.reduce((sum, part) => {
        const listed = isOpen && part.deadCount === 0 ? part.evaluator.lookup.countOf(clause) : null;
        if (listed !== null) return sum + listed;
        const docs = part.evaluator.until(deadline).evaluate(clause).clone().intersect(part.live);
        return sum + (isOpen ? docs : new ColumnFilter(part.segment, docs, filter).passed()).size;
      }, 0),
    );
    return Promise.resolve({ counts, documentCount: this.documentCount });
  }

  estimate(clause: TextClause, field: FieldName | null): ReadingEstimate {
    const each = this.parts.map(({ evaluator }) => estimateReading(evaluator.lookup, clause, field));
    return { matches: each.reduce((sum, { matches }) => sum + matches, 0), reads: each.reduce((sum, { reads }) => sum + reads, 0) };
  }

  async clear(): Promise<void> {
    await this.#writes(() => {
      this.parts = [];
      this.#totals = new CollectionTotals();
      this.#kept.clear();
      this.#sequence = 0;
      this.#generation += 1;
    });
    await this.#saves(() => this.#files.remove());
  }

  async save(): Promise<void> {
    await this.#saves(() => this.#files.write(this.#version, this.parts, this.#sequence));
  }

  async close(): Promise<void> {
    await this.#maintenance.stop();
    await this.#writes(() => undefined);
    await this.#saves(() => undefined);
    this.#kept.clear();
  }

  settle(): Promise<void> {
    return this.#maintenance.settle();
  }

  oldestGeneration(): number {
    return Math.min(this.#generation, this.#kept.oldest());
  }

  replace(old: readonly Part[], { segment, numbers, droppedWords }: Merged): void {
    // Cleared meanwhile.
    if (!old.every((part) => this.parts.includes(part))) return;
    const births = new Uint32Array(segment.documentCount);
    const merged = new Part(segment, births);
    old.forEach((part, i) => {
      for (let doc = 0; doc < part.segment.documentCount; doc += 1) {
        const number = numbers[i]![doc]!;
        if (number < 0) continue;
        births[number] = part.birthOf(doc);
        if (!part.live.has(doc)) merged.kill(number, part.deaths?.[doc] ?? 0);
      }
    });
    this.#totals.forgetDeadWords(droppedWords);
    const others = this.parts.filter((part) => !old.includes(part));
    this.parts = segment.documentCount === 0 ? others : [...others, merged];
    this.#options.onMerged?.();
  }

  /** Takes some changes in; they are seen all at once. */
  async #change({ changes, built }: ChangeGroup): Promise<void> {
    const documents = changes.flatMap(([, document]) => document ?? []);
    const segment = built ?? (documents.length === 0 ? null : (await inSlices(buildSteps(documents)))!);
    const dyingWords = (await inSlices(this.#wordsOfDying(changes.map(([id]) => id))))!;
    this.#generation += 1;
    for (const [id] of changes) this.#kill(id);
    this.#totals.addDeadWords(dyingWords);
    for (const document of documents) this.#totals.add(document);
    if (segment !== null) this.parts = [...this.parts, new Part(segment, this.#generation)];
  }

  /** The words of what will be removed or replaced, counted before, so that the change itself is quick. */
  *#wordsOfDying(ids: readonly string[]): Generator<undefined, WordCollector> {
    const words = new WordCollector();
    for (const [i, id] of ids.entries()) {
      if (i % DYING_STEP === DYING_STEP - 1) yield;
      const place = this.#place(id);
      if (place !== null) addWords(words, i, place.part.segment, place.doc);
    }
    yield;
    return words;
  }

  #kill(id: string): void {
    const place = this.#place(id);
    if (place === null) return;
    this.#totals.remove(place.part.segment.document(place.doc));
    place.part.kill(place.doc, this.#generation);
  }

  /** Where the living document with this id is. */
  #place(id: string): { part: Part; doc: number } | null {
    for (const part of this.parts) {
      const doc = part.find(id);
      if (doc >= 0) return { part, doc };
    }
    return null;
  }

  #statisticsFor(query: EngineQuery, generation: number, key: string): CollectionStatistics {
    if (query.sort !== 'relevance') return this.#totals.statistics(query.terms, this.parts);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    if (generation !== this.#generation) throw cursorExpired();
    const statistics = this.#totals.statistics(query.terms, this.parts);
    this.#kept.set(key, generation, statistics);
    return statistics;
  }

  /** The answer by sets, whatever the clause. `scoring` is null for orders by date. */
  #evaluated(query: EngineQuery, generation: number, scoring: Scoring | null): PassAnswer {
    const matching = this.parts.map((part) => {
      const docs = part.evaluator
        .until(query.deadline)
        .evaluate(query.clause)
        .clone()
        .intersect(scoring !== null && generation !== this.#generation ? part.liveAt(generation) : part.live);
      return { part, filter: new ColumnFilter(part.segment, docs, query.filter) };
    });
    const passing = matching.map(({ part, filter }) => ({ part, docs: filter.passed() }));
    const facets = new Map(query.facets.map((facet) => [new FacetTotals(facet, query.datesBeginning), facet]));
    for (const [totals, facet] of facets) for (const { part, filter } of matching) totals.add(part.segment, filter.passed(facet).toArray());
    return { total: passing.reduce((sum, { docs }) => sum + docs.size, 0), ranked: best(query, passing, scoring), facets };
  }

  #scoringFor(query: EngineQuery, statistics: CollectionStatistics): Scoring {
    return { pairs: weightedPairs(query.terms, statistics, this.#options.weights), gains: this.#gainsFor(statistics) };
  }

  #gainsFor({ meanLengths }: CollectionStatistics): Float32Array {
    const key = meanLengths.join();
    if (this.#gains.key !== key) this.#gains = { key, table: gainTable(this.#options.weights, meanLengths) };
    return this.#gains.table;
  }
}

/** The best of what passes, as far as it is wanted. */
function best(query: EngineQuery, passing: readonly PartHits[], scoring: Scoring | null): readonly Ranked[] {
  const count = query.first + query.count;
  if (query.count === 0) return [];
  return scoring === null
    ? topByDate(passing, { oldestFirst: query.sort === 'oldest', count, after: query.after })
    : topByRelevance(passing, { standing: query.standing, ...scoring, count });
}
