/** The analyzer of a running service: query words take effect while it runs, the dictionary with the next rebuild. */
import type { Analyzer, AnalyzerSource } from './analyzer.js';
import { readWordFiles, stampOf, type WordFolders } from './word-folders.js';

/** What is told about edits of the word files. */
export interface WordFileEvents {
  /** The words of queries are others from now on. */
  readonly onQueryWords: () => void;
  /** A dictionary file has changed; it takes effect when the index is built anew. */
  readonly onDictionary: () => void;
  /** A changed file cannot be used: the words stay as they were. A DICTIONARY_INVALID, or a fault of the disk. */
  readonly onFault: (fault: unknown) => void;
}

/** The files are looked at this often at most, and only when a query comes. */
const INTERVAL_MS = 1000;

/**
 * Gives the analyzer with the query words as they stand in the files. Every analyzer it gives has the dictionary of the first
 * one, which is the index's. The cost is a look at ten files a second; after an edit about 20 ms for 10,000 lines.
 */
export class WatchedAnalyzer implements AnalyzerSource {
  #stamp: string;
  #looked: number;
  #saidVersion: string;

  #analyzer: Analyzer;
  readonly #folders: WordFolders;
  readonly #events: WordFileEvents;
  readonly #nowMs: () => number;

  /** `analyzer` was loaded from `folders` just now. `nowMs`: a clock that never goes back. */
  constructor(analyzer: Analyzer, folders: WordFolders, events: WordFileEvents, nowMs: () => number = () => performance.now()) {
    this.#analyzer = analyzer;
    this.#folders = folders;
    this.#events = events;
    this.#nowMs = nowMs;

    this.#stamp = stampOf(folders);
    this.#looked = nowMs();
    this.#saidVersion = analyzer.version;
    // What changed between loading and this look is not missed.
    this.#take();
  }

  current(): Analyzer {
    const now = this.#nowMs();
    if (now - this.#looked < INTERVAL_MS) return this.#analyzer;
    this.#looked = now;
    try {
      const stamp = stampOf(this.#folders);
      if (stamp !== this.#stamp) {
        this.#stamp = stamp;
        this.#take();
      }
    } catch (fault) {
      this.#events.onFault(fault);
    }
    return this.#analyzer;
  }

  #take(): void {
    try {
      const files = readWordFiles(this.#folders);
      const version = this.#analyzer.checkedVersion(files);
      const next = this.#analyzer.withQueryWords(files);
      if (next !== this.#analyzer) {
        this.#analyzer = next;
        this.#events.onQueryWords();
      }
      if (version !== this.#saidVersion) {
        this.#saidVersion = version;
        this.#events.onDictionary();
      }
    } catch (fault) {
      this.#events.onFault(fault);
    }
  }
}
