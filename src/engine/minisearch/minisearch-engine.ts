/**
 * The engine for a small archive (up to a few thousand articles): jieba's words in a MiniSearch index estimate which
 * documents suit best; recall is completed, and every match verified, on the folded texts, which stay in memory.
 */
import { LRUCache } from 'lru-cache';
import type { Clause } from '../../query/clause.js';
import type { Deadline } from '../../search/deadline.js';
import { isOpenFilter, passesFilter } from '../../search/document-filter.js';
import type {
  CollectionStatistics,
  DocumentChange,
  DocumentFilter,
  EngineAnswer,
  EngineHit,
  EngineQuery,
  OpenReport,
  SearchEngine,
} from '../../search/engine.js';
import { FacetCounter } from '../../search/facets.js';
import { firstGeneration } from '../../search/first-generation.js';
import type { SearchDocument } from '../../search/search-document.js';
import { DocSet } from '../doc-set.js';
import { cursorExpired, orderKey } from '../../search/order-key.js';
import { Collection } from './collection.js';
import { compareByDate, compareByStanding, isBehind, type RankedSlot } from './order.js';
import { readSnapshot, removeSnapshot, writeSnapshot } from './snapshot-file.js';
import { TermIndex } from './term-index.js';
import { TierEvaluator } from './tier-sets.js';

/** How long the order of a query by relevance is kept for its next pages, whatever is written meanwhile. */
const VIEW_LIFETIME_MS = 10 * 60_000;
/** Hits kept in all views together, about 40 bytes each; beyond it the oldest views go. */
const MOST_VIEW_HITS = 1_000_000;

/** What an answer by relevance was made of: its hits in order, and the numbers they were ordered by. */
interface View {
  readonly hits: readonly EngineHit[];
  readonly statistics: CollectionStatistics;
}

/** `directory` is the index folder; nothing is read or written before `open`. */
export function createMiniSearchEngine({ directory }: { readonly directory: string }): SearchEngine {
  return new MiniSearchEngine(directory);
}

class MiniSearchEngine implements SearchEngine {
  readonly name = 'minisearch';
  #collection = new Collection();
  readonly #terms = new TermIndex();
  /** MiniSearch's id of each slot; null where it could not take the document. They are never used again; slots are. */
  readonly #termIdOf: (number | null)[] = [];
  #nextTermId = 0;
  #sequence = 0;
  #generation = firstGeneration();
  #version = '';
  readonly #views = new LRUCache<string, View>({
    maxSize: MOST_VIEW_HITS,
    sizeCalculation: (view) => view.hits.length + 1,
    ttl: VIEW_LIFETIME_MS,
  });

  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  get documentCount(): number {
    return this.#collection.size;
  }

  async open(version: string): Promise<OpenReport> {
    this.#version = version;
    const reading = await readSnapshot(this.#directory, version);
    if (!('snapshot' in reading)) return { sequence: 0, reason: reading.reason };
    const { documents, terms, sequence } = reading.snapshot;
    try {
      this.#terms.load(
        terms,
        documents.flatMap(({ termId }) => (termId === null ? [] : [termId])),
      );
    } catch {
      return { sequence: 0, reason: 'damaged' };
    }
    for (const { document, termId } of documents) {
      this.#termIdOf[this.#collection.add(document)] = termId;
      this.#nextTermId = Math.max(this.#nextTermId, (termId ?? -1) + 1);
    }
    this.#sequence = sequence;
    return { sequence, reason: 'loaded' };
  }

  async apply(changes: readonly DocumentChange[], sequence: number): Promise<void> {
    for (const change of changes) {
      const slot = this.#collection.slot(change.type === 'put' ? change.document.id : change.id);
      if (slot !== undefined) this.#forget(slot);
      if (change.type === 'put') this.#put(change.document);
    }
    this.#sequence = sequence;
    this.#generation += 1;
    return Promise.resolve();
  }

  async search(query: EngineQuery): Promise<EngineAnswer> {
    const evaluator = new TierEvaluator(this.#collection, query.deadline);
    const matching = evaluator.matching(query.clause);
    const passing = this.#passing(matching, query.filter);
    const facets = Object.fromEntries(
      query.facets.map((facet) => {
        const counter = new FacetCounter(facet, query.datesBeginning);
        for (const slot of matching.toArray()) {
          const document = this.#document(slot);
          if (passesFilter(document, query.filter, facet)) counter.add(document);
        }
        return [facet, counter.top()];
      }),
    );
    const view = query.sort === 'relevance' ? this.#view(query, evaluator, passing) : this.#byDate(query, passing);
    return Promise.resolve({
      total: query.sort === 'relevance' ? view.hits.length : passing.size,
      hits: view.hits.slice(query.first, query.first + query.count),
      statistics: view.statistics,
      facets,
      generation: query.generation ?? this.#generation,
      partial: false,
    });
  }

  async count(
    clauses: readonly Clause[],
    filter: DocumentFilter,
    deadline?: Deadline,
  ): Promise<{ counts: number[]; documentCount: number }> {
    const evaluator = new TierEvaluator(this.#collection, deadline);
    return Promise.resolve({
      counts: clauses.map((clause) => this.#passing(evaluator.matching(clause), filter).size),
      documentCount: this.documentCount,
    });
  }

  async clear(): Promise<void> {
    this.#reset();
    this.#sequence = 0;
    this.#generation += 1;
    await removeSnapshot(this.#directory);
  }

  async save(): Promise<void> {
    const documents = Array.from(this.#collection.live.toArray(), (slot) => ({
      document: this.#document(slot),
      termId: this.#termIdOf[slot] ?? null,
    }));
    await writeSnapshot(this.#directory, this.#version, { sequence: this.#sequence, documents, terms: this.#terms.toJSON() });
  }

  async close(): Promise<void> {
    this.#views.clear();
    return Promise.resolve();
  }

  #document(slot: number): SearchDocument {
    return this.#collection.documents[slot]!;
  }

  #put(document: SearchDocument): void {
    const slot = this.#collection.add(document);
    try {
      this.#addTerms(slot);
    } catch {
      // MiniSearch is broken for every later call then. The document is found all the same, by its text.
      this.#termIdOf[slot] = null;
      this.#refill();
    }
  }

  #addTerms(slot: number): void {
    const id = this.#nextTermId;
    this.#nextTermId += 1;
    this.#termIdOf[slot] = id;
    this.#terms.add(id, this.#document(slot));
  }

  #forget(slot: number): void {
    const termId = this.#termIdOf[slot] ?? null;
    this.#collection.remove(slot);
    if (termId !== null) this.#terms.remove(termId);
  }

  /** Fills MiniSearch anew with every document it can take. */
  #refill(): void {
    this.#terms.clear();
    for (const slot of this.#collection.live.toArray()) if (this.#termIdOf[slot] !== null) this.#addTerms(slot);
  }

  #reset(): void {
    this.#collection = new Collection();
    this.#terms.clear();
    this.#termIdOf.length = 0;
    this.#nextTermId = 0;
    this.#views.clear();
  }

  #passing(matching: DocSet, filter: DocumentFilter): DocSet {
    if (isOpenFilter(filter)) return matching;
    const passing = new DocSet(matching.capacity);
    for (const slot of matching.toArray()) if (passesFilter(this.#document(slot), filter)) passing.add(slot);
    return passing;
  }

  #byDate(query: EngineQuery, passing: DocSet): View {
    const compare = compareByDate(query.sort === 'oldest');
    const { after } = query;
    const documents = Array.from(passing.toArray(), (slot) => this.#document(slot));
    const wanted = after === undefined ? documents : documents.filter((document) => isBehind(document, after, compare));
    return {
      hits: wanted.sort(compare).map((document) => ({ document, standing: 0 })),
      statistics: this.#collection.statistics(query.terms),
    };
  }

  #view(query: EngineQuery, evaluator: TierEvaluator, passing: DocSet): View {
    const key = orderKey(query, query.generation ?? this.#generation);
    const kept = this.#views.get(key);
    if (kept !== undefined) return kept;
    if (query.generation !== undefined && query.generation !== this.#generation) throw cursorExpired();
    const view = { hits: this.#byRelevance(query, evaluator, passing), statistics: this.#collection.statistics(query.terms) };
    this.#views.set(key, view);
    return view;
  }

  #byRelevance(query: EngineQuery, evaluator: TierEvaluator, passing: DocSet): EngineHit[] {
    const { whole, runs } = query.standing;
    const words = query.terms.filter((term) => term.type === 'word').map((term) => term.text);
    const estimates = words.length === 0 ? new Map<number, number>() : this.#terms.estimate(words);
    const standing = runs.map((run) => evaluator.standing(run));
    const standsWhole = whole === null ? null : evaluator.standing(whole);
    const ranked = Array.from(passing.toArray(), (slot): RankedSlot => ({
      document: this.#document(slot),
      standing: standing.reduce((sum, set) => sum + (set.has(slot) ? 1 : 0), 0) + (standsWhole?.has(slot) === true ? runs.length + 1 : 0),
      estimate: estimates.get(this.#termIdOf[slot] ?? -1) ?? 0,
    }));
    return ranked.sort(compareByStanding).map(({ document, standing: count }) => ({ document, standing: count }));
  }
}
