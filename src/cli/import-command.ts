import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { MAX_RECORD_BYTES } from '../intake/input-limits.js';
import type { WriteStatus } from '../intake/write-receipt.js';
import { parseJsonBytes } from '../intake/json-bytes.js';
import { isBlank, ndjsonLines, type NdjsonLine } from '../intake/ndjson-lines.js';
import { readRecord, type ImportRecord } from '../intake/record-line.js';
import { SearchServiceError } from '../search-service-error.js';
import { Batches } from './batches.js';
import type { CommandContext } from './command-context.js';
import { endsImport, summaryText, type ImportFailure, type ImportSummary } from './import-summary.js';
import { readFault } from './input-files.js';
import { openForWriting } from './open-for-writing.js';
import { showProgress, type Progress } from './progress.js';
import { unpackedBytes } from './read-input.js';
import { codeOf, reasonOf } from './report-error.js';
import type { WritingIntake } from './service-client.js';
import { writeOut } from './terminal.js';
import { WorkWindow } from './work-window.js';

/** Batches under way at once, and their bytes. */
const WINDOW = { count: 8, sizeBytes: 32_000_000 };

/** `xunbao import FILE`: what `export` wrote, or any NDJSON of articles; through the service where one has the archive. */
export function addImportCommand(program: Command, context: CommandContext): void {
  program
    .command('import')
    .description('take in what export wrote, or any NDJSON of articles, also .gz 导入')
    .argument('<file>', 'NDJSON file 文件')
    .option('--json', 'print the summary as JSON 输出 JSON')
    .action(async (file: string, { json }: { readonly json?: boolean }) => {
      const sizeBytes = await sizeOf(file);
      const store = await openForWriting(context.config());
      const progress = showProgress(context.terminal.err, sizeBytes);
      try {
        const summary = await new RecordImport(store.intake, file, progress).run();
        await store.compactIfDue();
        await writeOut(context.terminal, json === true ? `${JSON.stringify(summary)}\n` : summaryText(summary));
        if (summary.failed.length > 0) context.fail();
      } finally {
        progress.stop();
        await store.close();
      }
    });
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    throw readFault(file, error);
  }
}

class RecordImport {
  readonly #counts: Record<WriteStatus, number> = { created: 0, updated: 0, unchanged: 0 };
  readonly #failed: ImportFailure[] = [];
  readonly #window = new WorkWindow(WINDOW);
  readonly #batches = new Batches<ReadRecord>(this.#window, (records) => this.#write(records));
  #ended = false;

  readonly #intake: Pick<WritingIntake, 'importRecords'>;
  readonly #file: string;
  readonly #progress: Progress;

  constructor(intake: Pick<WritingIntake, 'importRecords'>, file: string, progress: Progress) {
    this.#intake = intake;
    this.#file = file;
    this.#progress = progress;
  }

  async run(): Promise<ImportSummary> {
    const startMs = performance.now();
    const bytes = unpackedBytes(this.#file, (count) => {
      this.#progress.read(count);
    });
    for await (const line of ndjsonLines(bytes, MAX_RECORD_BYTES)) {
      if (this.#ended) break;
      if (!isBlank(line)) await this.#line(line);
    }
    if (!this.#ended) await this.#batches.flush();
    await this.#window.drain();
    const { created, updated, unchanged } = this.#counts;
    return {
      added: created,
      updated,
      unchanged,
      removed: 0,
      failed: this.#failed,
      skipped: [],
      seconds: Math.round(performance.now() - startMs) / 1000,
    };
  }

  async #line({ number, bytes }: NdjsonLine): Promise<void> {
    try {
      if (bytes === undefined) throw new SearchServiceError('ARTICLE_TOO_LARGE', `The line is longer than ${MAX_RECORD_BYTES} bytes.`);
      await this.#batches.add({ line: number, record: readRecord(parseJsonBytes(bytes)) }, bytes.length);
    } catch (error) {
      this.#fail(error, number);
    }
  }

  async #write(records: readonly ReadRecord[]): Promise<void> {
    const settled = await this.#intake.importRecords(records.map(({ record }) => record));
    for (const [at, one] of settled.entries()) {
      if (one.status === 'fulfilled') this.#counts[one.value] += 1;
      else this.#fail(one.reason, records[at]!.line);
    }
    this.#progress.done(settled.filter(({ status }) => status === 'fulfilled').length);
  }

  #fail(error: unknown, line: number): void {
    const code = codeOf(error);
    this.#ended ||= endsImport(code);
    this.#failed.push({ file: this.#file, line, code, reason: reasonOf(error) });
    this.#progress.say(`${this.#file}:${line}: ${code}: ${reasonOf(error)}`);
  }
}

/** A record that can be written, and its line. */
interface ReadRecord {
  readonly line: number;
  readonly record: ImportRecord;
}
