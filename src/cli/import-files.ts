/** Files -> intake: pages and articles, many at once within bounds, one bad file or line passed over. */
import path from 'node:path';
import pLimit from 'p-limit';
import { parseArticleInput } from '../article/article-schema.js';
import type { PageInfo } from '../article/article.js';
import type { ArticleReceipt, Intake, PageInput, SourcedArticle } from '../intake/intake.js';
import type { PageReceipt, WriteStatus } from '../intake/write-receipt.js';
import type { PathDoubt } from '../intake/path/read-path.js';
import { SearchServiceError } from '../search-service-error.js';
import { Batches } from './batches.js';
import { packedEdition } from './gather-editions.js';
import { endsImport, type ImportFailure, type ImportSummary, type ImportWarning } from './import-summary.js';
import type { FoundFiles, InputFile, SkippedFile } from './input-files.js';
import { NO_PLACES, UNLIKE, type PagePlaces } from './page-places.js';
import type { Progress } from './progress.js';
import { readArticles } from './read-articles.js';
import { foundBytes, readWhole } from './read-input.js';
import { codeOf, reasonOf } from './report-error.js';
import { recognise } from './recognise.js';
import { WorkWindow } from './work-window.js';

/** Where the files go, and who is told. */
export interface ImportPorts {
  readonly intake: Pick<Intake, 'addPages' | 'putArticles'>;
  readonly progress: Progress;
  /** Page data that goes before what files say. */
  readonly given: PageInfo;
  /** What is said of single files; goes before `given`. Default: nothing. */
  readonly places?: PagePlaces;
  /** A command that recognises the text of pictures. */
  readonly ocr?: string;
  /** Ends the import after what is under way. */
  readonly signal?: AbortSignal;
}

/** Pages and batches of articles under way at once: enough for one sync to carry many; and their bytes, so that memory stays bounded. */
const WINDOW = { count: 256, sizeBytes: 32_000_000 };

/** Imports every file, in order. Never rejects for a bad file; a fault of the store ends it, and is in the summary. */
export async function importFiles(found: FoundFiles, ports: ImportPorts): Promise<ImportSummary> {
  const run = new ImportRun(ports);
  return run.run(found);
}

/** An article that can be written, and where it was read. */
interface ReadArticle extends SourcedArticle {
  readonly file: string;
  readonly line: number | undefined;
}

class ImportRun {
  readonly #counts: Record<WriteStatus | 'removed', number> = { created: 0, updated: 0, unchanged: 0, removed: 0 };
  readonly #failed: ImportFailure[] = [];
  readonly #warnings: ImportWarning[] = [];
  readonly #window = new WorkWindow(WINDOW);
  readonly #batches = new Batches<ReadArticle>(this.#window, (articles) => this.#write(articles));
  readonly #pageFiles = new Map<string, string>();
  /** Programs that recognise text take all processors by themselves. */
  readonly #recognitions = pLimit(1);
  #ended = false;

  readonly #ports: ImportPorts;
  readonly #places: PagePlaces;

  constructor(ports: ImportPorts) {
    this.#ports = ports;
    this.#places = ports.places ?? NO_PLACES;
  }

  async run({ files, faults, skipped }: FoundFiles): Promise<ImportSummary> {
    const startMs = performance.now();
    const left: SkippedFile[] = [...skipped];
    for (const { file, error } of faults) this.#fail(error, file);
    for (const failure of this.#places.faults) this.#failAs(failure);
    for (const file of files) {
      if (this.#isOver()) {
        left.push({ file: file.file, code: 'FILE_NOT_REACHED' });
        continue;
      }
      try {
        await (file.kind === 'page' ? this.#page(file) : this.#articles(file));
      } catch (error) {
        this.#fail(error, file.file);
      }
    }
    if (!this.#isOver()) await this.#batches.flush();
    await this.#window.drain();
    const { created, updated, unchanged, removed } = this.#counts;
    const seconds = Math.round(performance.now() - startMs) / 1000;
    return {
      added: created,
      updated,
      unchanged,
      removed,
      failed: this.#failed,
      skipped: left,
      ...(this.#warnings.length > 0 && { warnings: this.#warnings }),
      seconds,
    };
  }

  async #page(file: InputFile): Promise<void> {
    const { intake, given, progress } = this.#ports;
    await this.#batches.flush();
    const onRead = (count: number): void => {
      progress.read(count);
    };
    const bytes =
      file.articles === undefined
        ? await readWhole(foundBytes(file, onRead), file.file, 'PAGE_TOO_LARGE')
        : await packedEdition(file, onRead);
    await this.#window.add(bytes.length, async () => {
      const source = path.resolve(file.file);
      const { page: fromPath, doubts, unlike } = this.#places.read(source);
      if (unlike === true) progress.say(`${file.file}: ${UNLIKE}`);
      const input: PageInput = { bytes, given: { ...given, ...this.#places.given(source) }, fromPath, source };
      try {
        const receipts = await this.#withText(
          input,
          await intake.addPages({
            ...input,
            claim: (pageId, isPicture) => {
              if (!isPicture) this.#claim(pageId, file.file);
            },
          }),
        );
        for (const receipt of receipts) this.#count(receipt, file.file, doubts);
      } catch (error) {
        this.#fail(error, file.file);
      }
    });
  }

  /** A picture that nobody has the text of, with the text that the house's own program finds in it; the picture is stored before. */
  async #withText(input: PageInput, receipts: readonly PageReceipt[]): Promise<readonly PageReceipt[]> {
    const { ocr, intake } = this.#ports;
    if (ocr === undefined || !receipts.some(({ isPicture }) => isPicture === true)) return receipts;
    const bytes = await this.#recognitions(() => recognise(ocr, { bytes: input.bytes, name: input.source }));
    return intake.addPages({ ...input, bytes });
  }

  /** Two files of one import that say they are the same page would take each other's place at every run. */
  #claim(pageId: string, file: string): void {
    const other = this.#pageFiles.get(pageId);
    if (other !== undefined) {
      throw new SearchServiceError(
        'PARAMETER_INVALID',
        `${file} says it is the same page as ${other}, which went in. Correct the page data: --paper, --date, --page, or the path.`,
      );
    }
    this.#pageFiles.set(pageId, file);
  }

  #count({ page, articles, removedIds, warnings, unsure }: PageReceipt, file: string, doubts: readonly PathDoubt[]): void {
    for (const { status } of articles) this.#counts[status] += 1;
    this.#counts.removed += removedIds.length;
    this.#ports.progress.done(articles.length);
    for (const { part, reason } of doubts) if (page[part] === undefined) this.#warn(file, `${part}: ${reason}`);
    for (const reason of unsure) this.#warnings.push({ file, reason });
    for (const warning of warnings) this.#ports.progress.say(`${file}: ${warning}`);
  }

  async #articles(file: InputFile): Promise<void> {
    const { given, progress } = this.#ports;
    const source = path.resolve(file.file);
    const said = { ...given, ...this.#places.given(source) };
    for await (const { value, error, line, sizeBytes } of readArticles(file, (count) => {
      progress.read(count);
    })) {
      if (this.#isOver()) return;
      try {
        if (error !== undefined) throw error as Error;
        const whole = typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, ...said } : value;
        const input = parseArticleInput(whole, { unknown: 'extra' });
        await this.#batches.add({ input, source, file: file.file, line }, sizeBytes);
      } catch (fault) {
        this.#fail(fault, file.file, line);
      }
    }
  }

  async #write(articles: readonly ReadArticle[]): Promise<void> {
    const settled = await this.#ports.intake.putArticles(articles);
    for (const [at, one] of settled.entries()) {
      const { file, line } = articles[at]!;
      if (one.status === 'fulfilled') this.#countArticle(one.value, file, line);
      else this.#fail(one.reason, file, line);
    }
    this.#ports.progress.done(settled.filter(({ status }) => status === 'fulfilled').length);
  }

  #countArticle({ id, status, withheld, warnings = [] }: ArticleReceipt, file: string, line: number | undefined): void {
    this.#counts[status] += 1;
    if (withheld !== undefined) this.#warn(file, `${line === undefined ? '' : `line ${line}: `}withheld 停止公开: ${id}: ${withheld}`);
    for (const warning of warnings) this.#ports.progress.say(`${file}${line === undefined ? '' : `:${line}`}: ${warning}`);
  }

  #warn(file: string, reason: string): void {
    this.#warnings.push({ file, reason });
    this.#ports.progress.say(`${file}: ${reason}`);
  }

  #fail(error: unknown, file: string, line?: number): void {
    const code = codeOf(error);
    this.#ended ||= endsImport(code);
    this.#failAs({ file, ...(line !== undefined && { line }), code, reason: reasonOf(error) });
  }

  #failAs(failure: ImportFailure): void {
    const { file, line, code, reason } = failure;
    this.#failed.push(failure);
    this.#ports.progress.say(`${file}${line === undefined ? '' : `:${line}`}: ${code}: ${reason}`);
  }

  #isOver(): boolean {
    return this.#ended || this.#ports.signal?.aborted === true;
  }
}
