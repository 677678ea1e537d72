import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { decodePage } from '../page/decode.js';
import { MAX_FILE_BYTES } from '../intake/input-limits.js';
import { SearchServiceError } from '../search-service-error.js';
import { readCatalogue, readMapping, type Catalogue, type CatalogueRow } from './catalogue-rows.js';
import type { CommandContext } from './command-context.js';
import { summaryText, type ImportFailure, type ImportSummary } from './import-summary.js';
import { readFault } from './input-files.js';
import { openForWriting } from './open-for-writing.js';
import { codeOf, reasonOf } from './report-error.js';
import type { WritingIntake } from './service-client.js';
import { writeOut } from './terminal.js';

/** Rows that are written together, and that a dry run shows. */
const AT_ONCE = 1_000;
const MOST_SHOWN = 5;

interface Given {
  readonly map?: string;
  readonly paper?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `xunbao catalogue FILE.csv`: rows of a catalogue become articles; one without a text is a headline on its page. */
export function addCatalogueCommand(program: Command, context: CommandContext): void {
  program
    .command('catalogue')
    .description('take in rows of a catalogue (CSV): title, author, date, page, perhaps text 导入报纸篇目目录')
    .argument('<file>', 'CSV file 文件')
    .option('--map <pairs>', 'which column holds what, as title=题名,date=出版日期 各列对应')
    .option('--paper <name>', 'the paper, where no column says it 报纸')
    .option('--dry-run', 'store nothing; show the mapping, the first rows and every fault 试运行，不存入')
    .option('--json', 'print as JSON 输出 JSON')
    .action(async (file: string, { map, paper, dryRun, json }: Given) => {
      const catalogue = readCatalogue(await tableText(file), map === undefined ? new Map() : readMapping(map), paper);
      const faults = catalogue.rows.flatMap((row) => ('error' in row ? [failureOf(file, row.line, row.error)] : []));
      for (const fault of faults) context.terminal.err.write(`${fault.file}:${fault.line}: ${fault.code}: ${fault.reason}\n`);
      if (dryRun === true) {
        await writeOut(context.terminal, dryText(catalogue, faults, json === true));
        if (faults.length > 0) context.fail();
        return;
      }
      const store = await openForWriting(context.config(), catalogue.rows.length);
      try {
        const summary = await write(catalogue, path.resolve(file), store.intake);
        const whole = { ...summary, failed: [...faults, ...summary.failed] };
        for (const { line, code, reason } of summary.failed) context.terminal.err.write(`${file}:${line}: ${code}: ${reason}\n`);
        await store.compactIfDue();
        await writeOut(context.terminal, json === true ? `${JSON.stringify(whole)}\n` : summaryText(whole));
        if (whole.failed.length > 0) context.fail();
      } finally {
        await store.close();
      }
    });
}

async function tableText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw readFault(file, error);
  });
  if (bytes.length > MAX_FILE_BYTES)
    throw new SearchServiceError('PAGE_TOO_LARGE', `${file} has more than ${MAX_FILE_BYTES} bytes. Divide it.`);
  return decodePage(bytes).text;
}

async function write({ rows }: Catalogue, source: string, intake: Pick<WritingIntake, 'putArticles'>): Promise<ImportSummary> {
  const startMs = performance.now();
  const counts = { created: 0, updated: 0, unchanged: 0 };
  const failed: ImportFailure[] = [];
  const read = rows.flatMap((row) => ('article' in row ? [row] : []));
  for (let at = 0; at < read.length; at += AT_ONCE) {
    const part = read.slice(at, at + AT_ONCE);
    const settled = await intake.putArticles(part.map(({ article }) => ({ input: article, source })));
    for (const [index, one] of settled.entries()) {
      if (one.status === 'fulfilled') counts[one.value.status] += 1;
      else failed.push(failureOf(source, part[index]!.line, one.reason));
    }
  }
  const { created: added, updated, unchanged } = counts;
  const seconds = Math.round(performance.now() - startMs) / 1000;
  return { added, updated, unchanged, removed: 0, failed, skipped: [], seconds };
}

function failureOf(file: string, line: number, error: unknown): ImportFailure {
  return { file, line, code: codeOf(error), reason: reasonOf(error) };
}

function dryText({ mapping, others, rows }: Catalogue, faults: readonly ImportFailure[], asJson: boolean): string {
  const read = rows.flatMap((row: CatalogueRow) => ('article' in row ? [row.article] : []));
  const first = read.slice(0, MOST_SHOWN);
  if (asJson) return `${JSON.stringify({ mapping: Object.fromEntries(mapping), others, rows: read.length, first, failed: faults })}\n`;
  const columns = [...mapping].map(([field, column]) => `${field} = ${column}`);
  return [
    `columns 各列: ${columns.join(', ')}`,
    ...(others.length > 0 ? [`kept under extra 另存: ${others.join(', ')}`] : []),
    ...first.map(({ title, date = '-', pageNumber = '-', paper = '-' }) => `  ${paper} ${date} ${pageNumber} ${title}`),
    `${read.length} rows would go in 可导入, ${faults.length} failed 有误\n`,
  ].join('\n');
}
