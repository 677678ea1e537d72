/**
 * The index in use, and its replacement while it is in use: a second version is filled from the archive while the first one
 * answers and follows it, then takes its place in one step.
 */
import type { Logger } from 'pino';
import type { Archive } from '../archive/archive.js';
import type { IndexedChange } from '../archive/archive-change.js';
import type { IndexFeed } from './index-feed.js';
import { SearchServiceError } from '../search-service-error.js';
import { closeFed, withNewIndexer } from './fed-engine.js';
import { folderFault, type IndexFolder } from './index-folder.js';
import type { IndexHome } from './index-home.js';
import type { IndexVersion } from './index-version.js';
import { openEmpty, openIndex, replay, resumeAt } from './replay.js';

/** Changes that may be left when a new index takes over: writes wait for them. */
const MOST_LEFT_COUNT = 256;

/** What building an index anew came to. */
export interface RebuildReport {
  readonly documentCount: number;
  readonly seconds: number;
}

/** What the index in use stands between, and how another is made. */
export interface LiveIndexParts {
  readonly archive: Archive;
  readonly folder: IndexFolder;
  readonly home: IndexHome;
  readonly logger: Logger;
  /** Which engine a new index is built with, as things stand; `present` = the one in use. */
  readonly chooseEngine: (present: string) => string;
  /** An unopened version in a folder, with the word files as they stand; `before` lends its dictionary where it is the same. */
  readonly create: (engine: string, directory: string, before: IndexVersion) => IndexVersion;
  /** A new index is brought into the shape it takes in time before it is saved and takes over: nobody waits for it. Default false. */
  readonly settlesFirst?: boolean;
  /** Called when a rebuild begins and when it has ended. */
  readonly onState: () => void;
}

/** Holds the version in use, and changes it. */
export class LiveIndex {
  #current: IndexVersion;
  #folder: IndexFolder;
  #rebuild: Promise<RebuildReport> | undefined;
  readonly #closing = new AbortController();

  readonly #parts: LiveIndexParts;

  constructor(first: IndexVersion, parts: LiveIndexParts) {
    this.#parts = parts;

    this.#current = first;
    this.#folder = parts.folder;
  }

  /** The one that answers. Take it once for what must not be mixed. */
  get current(): IndexVersion {
    return this.#current;
  }

  get isRebuilding(): boolean {
    return this.#rebuild !== undefined;
  }

  /**
   * Builds the index anew from the archive, with the dictionary as it stands, while the old one answers and follows the
   * archive; then takes its place in one step. Takes about as long as indexing, and as much memory again. Calls meanwhile
   * get the one that is under way. Throws NOT_READY when the service stops, STORAGE_FULL, DICTIONARY_INVALID; then the old
   * one stays.
   */
  rebuild(feed: Pick<IndexFeed, 'replaceIndex'>): Promise<RebuildReport> {
    this.#rebuild ??= this.#build(feed).finally(() => {
      this.#rebuild = undefined;
      this.#parts.onState();
    });
    this.#parts.onState();
    return this.#rebuild;
  }

  /** Applies changes in order: the index knows them when it resolves, and its companions do. */
  async apply(coming: Promise<readonly IndexedChange[]>): Promise<void> {
    await this.#current.indexer.apply(coming);
  }

  /**
   * Brings index and companions into the shape they take by themselves in time, once nothing is written any more: then the next start has
   * nothing to do.
   */
  async settle(): Promise<void> {
    const { engine, companions, pool } = this.#current;
    await companions?.settled();
    // What its threads hold is worth more to the merges.
    await pool.close();
    await engine.settle?.();
  }

  /**
   * Brings an index that could not follow the archive up to it, while nothing else is applied: what was lost on the way is read
   * from the archive again. Gives the number of changes. Throws what the engine does; then the feed stays as it was.
   */
  async catchUp(feed: Pick<IndexFeed, 'replaceIndex'>): Promise<number> {
    let count = 0;
    await feed.replaceIndex(async () => {
      const { archive, logger } = this.#parts;
      const { engine, analyzer } = this.#current;
      const { from } = await openIndex(engine, analyzer.version, archive);
      this.#current = withNewIndexer(this.#current);
      count = await replay({ archive, indexer: this.#current.indexer, from, logger, signal: this.#closing.signal });
      return 0;
    });
    return count;
  }

  /** Waits until no rebuild is under way, however the last one ended. */
  async afterRebuild(): Promise<void> {
    while (this.#rebuild !== undefined) await this.#rebuild.catch(() => undefined);
  }

  /** Gives a rebuild up; no other begins. */
  async stopRebuild(): Promise<void> {
    this.#closing.abort(new SearchServiceError('NOT_READY', 'the service is stopping; the index was not built anew. Run it again.'));
    await this.afterRebuild();
  }

  /** Closes the index; it is not saved. */
  async close(): Promise<void> {
    await closeFed(this.#current);
  }

  async #build(feed: Pick<IndexFeed, 'replaceIndex'>): Promise<RebuildReport> {
    const startMs = performance.now();
    this.#closing.signal.throwIfAborted();
    await this.#parts.archive.checkHeld();
    const engine = this.#parts.chooseEngine(this.#current.engine.name);
    const aside = await this.#parts.home.aside(this.#folder, engine);
    const next = this.#parts.create(engine, aside.engineDirectory, this.#current);
    try {
      await openEmpty(next.engine, next.analyzer.version);
      await next.companions?.open(0);
      const from = await this.#fill(next);
      if (this.#parts.settlesFirst === true) await next.engine.settle?.();
      await next.engine.save();
      await feed.replaceIndex(() => this.#takeOver(next, aside, from));
    } catch (error) {
      await this.#parts.home.retire(aside, () => closeFed(next));
      throw folderFault(aside.directory, error);
    }
    const report = { documentCount: next.engine.documentCount, seconds: Math.round(performance.now() - startMs) / 1000 };
    this.#parts.logger.info({ event: 'index-rebuilt', engine, ...report }, 'the index was built anew and has taken over');
    return report;
  }

  /** Replays until little is left, for writes go on meanwhile; gives the sequence that was reached. */
  async #fill(next: IndexVersion): Promise<number> {
    const { archive } = this.#parts;
    let from = 0;
    for (;;) {
      const reached = archive.sequence;
      await this.#follow(next, from);
      from = reached;
      if (archive.sequence - reached <= MOST_LEFT_COUNT) return from;
    }
  }

  async #follow(next: IndexVersion, from: number): Promise<number> {
    const { archive, logger } = this.#parts;
    // A compaction meanwhile has forgotten what was removed since: begin again.
    const start = resumeAt(from, archive);
    if (start < from) {
      await next.engine.clear();
      await next.companions?.restart();
    }
    return replay({ archive, indexer: next.indexer, from: start, logger, signal: this.#closing.signal });
  }

  /**
   * While nothing is applied: what is left, then the new one is the index, in its folder and here. Gives the number of changes not saved.
   */
  async #takeOver(next: IndexVersion, aside: IndexFolder, from: number): Promise<number> {
    const count = await this.#follow(next, from);
    await this.#parts.archive.checkHeld();
    const [before, beforeFolder] = [this.#current, this.#folder];
    await this.#parts.home.take(aside);
    this.#current = next;
    this.#folder = aside;
    await before.companions?.discard();
    next.companions?.start();
    await this.#parts.home.retire(beforeFolder, () => closeFed(before));
    return count;
  }
}
