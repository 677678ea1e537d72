/** Files -> intake: pages and articles, many at once within bounds, one bad file or line passed over. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArticleInput } from '../article/article-schema.js';
import type { PageInfo } from '../article/article.js';
import type { Intake, PageReceipt, WriteStatus } from '../intake/intake.js';
import { placeFromPath } from '../intake/page-place.js';
import { SearchServiceError } from '../search-service-error.js';
import type { FoundFiles, InputFile } from './input-files.js';
import type { Progress } from './progress.js';
import { readArticles, type ArticleEntry } from './read-articles.js';
import { readWhole, unpackedBytes } from './read-input.js';
import { codeOf, reasonOf } from './report-error.js';
import { WorkWindow } from './work-window.js';

export interface ImportFailure {
  readonly file: string;
  readonly line?: number;
  readonly code: string;
  readonly reason: string;
}

/** A page that went in and that somebody should look at. */
export interface ImportWarning {
  readonly file: string;
  readonly reason: string;
}

/** What an import did; counts are articles. */
export interface ImportSummary {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly failed: readonly ImportFailure[];
  /** Pages that were read with low confidence; absent when there are none. */
  readonly warnings?: readonly ImportWarning[];
  readonly seconds: number;
}

export interface ImportPorts {
  readonly intake: Pick<Intake, 'addPages' | 'putArticle'>;
  readonly progress: Progress;
  /** Page data that goes before what files say. */
  readonly given: PageInfo;
  /** Ends the import after what is under way. */
  readonly signal?: AbortSignal;
}

/** Articles under way at once: enough for one sync to carry many; and their characters, so that memory stays bounded. */
const WINDOW = { count: 256, size: 16_000_000 };
/** Faults of the store: every further file would meet the same. */
const FATAL: readonly string[] = ['STORAGE_FULL', 'ARCHIVE_WRITE_FAILED', 'NOT_READY', 'INTERNAL'];

/** Imports every file, in order. Never rejects for a bad file; a fault of the store ends it, and is in the summary. */
export async function importFiles(found: FoundFiles, ports: ImportPorts): Promise<ImportSummary> {
  const run = new ImportRun(ports);
  return run.run(found);
}

class ImportRun {
  readonly #counts: Record<WriteStatus | 'removed', number> = { created: 0, updated: 0, unchanged: 0, removed: 0 };
  readonly #failed: ImportFailure[] = [];
  readonly #warnings: ImportWarning[] = [];
  readonly #window = new WorkWindow(WINDOW);
  readonly #pageFiles = new Map<string, string>();
  #ended = false;

  constructor(private readonly ports: ImportPorts) {}

  async run({ files, faults }: FoundFiles): Promise<ImportSummary> {
    const startMs = performance.now();
    for (const { file, error } of faults) this.#fail(error, file);
    for (const file of files) {
      if (this.#isOver()) break;
      try {
        await (file.kind === 'page' ? this.#page(file) : this.#articles(file));
      } catch (error) {
        this.#fail(error, file.file);
      }
    }
    await this.#window.drain();
    const { created, updated, unchanged, removed } = this.#counts;
    const seconds = Math.round(performance.now() - startMs) / 1000;
    return { added: created, updated, unchanged, removed, failed: this.#failed, ...(this.#warnings.length > 0 && { warnings: this.#warnings }), seconds };
  }

  async #page(file: InputFile): Promise<void> {
    const { intake, given, progress } = this.ports;
    const bytes = await readWhole(unpackedBytes(file, (count) => { progress.read(count); }), file.file, 'PAGE_TOO_LARGE');
    await this.#window.add(bytes.length, async () => {
      try {
        const receipts = await intake.addPages({
          bytes,
          given,
          fromPath: placeFromPath(path.resolve(file.file)),
          source: path.resolve(file.file),
          claim: (pageId) => { this.#claim(pageId, file.file); },
        });
        for (const receipt of receipts) this.#count(receipt, file.file);
      } catch (error) {
        this.#fail(error, file.file);
      }
    });
  }

  /** Two files of one import that say they are the same page would take each other's place at every run. */
  #claim(pageId: string, file: string): void {
    const other = this.#pageFiles.get(pageId);
    if (other !== undefined) {
      throw new SearchServiceError('PARAMETER_INVALID', `${file} says it is the same page as ${other}, which went in. Correct the page data: --paper, --date, --page, or the path.`);
    }
    this.#pageFiles.set(pageId, file);
  }

  #count({ articles, removedIds, warnings, unsure }: PageReceipt, file: string): void {
    for (const { status } of articles) this.#counts[status] += 1;
    this.#counts.removed += removedIds.length;
    this.ports.progress.done(articles.length);
    for (const reason of unsure) this.#warnings.push({ file, reason });
    for (const warning of warnings) this.ports.progress.say(`${file}: ${warning}`);
  }

  async #articles(file: InputFile): Promise<void> {
    const { progress } = this.ports;
    for await (const entry of readArticles(file, (count) => { progress.read(count); })) {
      if (this.#isOver()) return;
      if (entry.error === undefined) await this.#window.add(entry.sizeBytes, () => this.#article(entry, file));
      else this.#fail(entry.error, file.file, entry.line);
    }
  }

  async #article({ value, line }: ArticleEntry, file: InputFile): Promise<void> {
    const { intake, given, progress } = this.ports;
    try {
      const input = typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, ...given } : value;
      const { status } = await intake.putArticle(parseArticleInput(input, { unknown: 'extra' }), path.resolve(file.file));
      this.#counts[status] += 1;
      progress.done(1);
    } catch (error) {
      this.#fail(error, file.file, line);
    }
  }

  #fail(error: unknown, file: string, line?: number): void {
    const code = codeOf(error);
    if (FATAL.includes(code)) this.#ended = true;
    const failure = { file, ...(line === undefined ? {} : { line }), code, reason: reasonOf(error) };
    this.#failed.push(failure);
    this.ports.progress.say(`${file}${line === undefined ? '' : `:${line}`}: ${code}: ${failure.reason}`);
  }

  #isOver(): boolean {
    return this.#ended || this.ports.signal?.aborted === true;
  }
}

/** Sources below the folders whose files are gone. */
export function goneSources(sources: readonly string[], folders: readonly string[]): readonly string[] {
  return sources.filter((source) => folders.some((folder) => source.startsWith(folder + path.sep)) && !existsSync(source));
}
