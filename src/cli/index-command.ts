import path from 'node:path';
import type { Command } from 'commander';
import { readPattern } from '../intake/path/name-pattern.js';
import { SearchServiceError } from '../search-service-error.js';
import type { App } from '../service/app.js';
import type { CommandContext } from './command-context.js';
import { importFiles } from './import-files.js';
import { endsImport, reasonTable, skippedLines, summaryText, type ImportSummary } from './import-summary.js';
import { gatherFiles } from './gather-editions.js';
import type { FoundFiles } from './input-files.js';
import { openForWriting, withoutService, type WritableStore } from './open-for-writing.js';
import { readPlaces } from './page-places.js';
import { pageInfoOf, withPageOptions, type PageOptions } from './page-options.js';
import { checkOcrCommand } from './recognise.js';
import { showProgress, type Progress } from './progress.js';
import { pruneGone, type Pruning } from './prune.js';
import { writeOut } from './terminal.js';

/** The options of `xunbao index`. */
export interface IndexOptions extends PageOptions {
  readonly prune?: boolean;
  /** The same without the guard. */
  readonly 'prune=force'?: boolean;
  /** A command that recognises the text of pictures. */
  readonly ocr?: string;
  readonly json?: boolean;
}

/** `xunbao index PATH…`: pages and articles into the archive; through the service where one has it. */
export function addIndexCommand(program: Command, context: CommandContext): void {
  const index = program
    .command('index')
    .description('add pages (.txt) and articles (.json, .ndjson), each also .gz, and folders of them 存入版面与文章')
    .argument('<path...>', 'files and folders 文件或文件夹');
  withPageOptions(index)
    .option('--prune', 'remove pages whose files are gone from the given folders 移除文件已不在的版面')
    .option(
      '--prune=force',
      'also where a folder is missing or empty, or most of its pages would go 文件夹不在、为空或过半版面将被移除时也照办',
    )
    .option('--ocr <command>', "recognition of your own for pictures without text: 'COMMAND {in} {out}' 自备的文字识别命令")
    .option('--json', 'print the summary as JSON 输出 JSON')
    .action(async (paths: readonly string[], options: IndexOptions) => {
      const summary = await indexPaths(paths, options, context);
      if (options.json !== true) context.terminal.err.write(reasonTable(summary));
      await writeOut(context.terminal, options.json === true ? `${JSON.stringify(summary)}\n` : summaryText(summary));
      if (summary.failed.length > 0) context.fail();
    });
}

/** Bytes of input an article takes, gzipped or not, to choose an engine by: near enough to tell hundreds from thousands. */
const BYTES_PER_ARTICLE = 1_500;

/**
 * Puts files and folders into the archive, with progress on stderr. A signal ends it after what is under way, and fails the context.
 * Throws as `openForWriting`.
 */
export async function indexPaths(paths: readonly string[], options: IndexOptions, context: CommandContext): Promise<ImportSummary> {
  const given = pageInfoOf(options);
  const config = context.config();
  if (options.names !== undefined) readPattern(options.names);
  if (options.ocr !== undefined) checkOcrCommand(options.ocr);
  const found = await gatherFiles(paths);
  const places = await readPlaces(options, {
    files: found.files.map(({ file }) => path.resolve(file)),
    folders: found.folders.map(({ file }) => file),
  });
  const sizeBytes = found.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const store = await openForWriting(config, Math.round(sizeBytes / BYTES_PER_ARTICLE));
  if (prunes(options) && store.app === undefined)
    await withoutService(config, () => Promise.reject(new SearchServiceError('ARCHIVE_LOCKED', '--prune needs the archive for itself')));
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
    context.fail();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = showProgress(context.terminal.err, sizeBytes);
  try {
    const ports = {
      intake: store.intake,
      progress,
      given,
      places,
      signal: stop.signal,
      ...(options.ocr !== undefined && { ocr: options.ocr }),
    };
    const summary = await importFiles(found, ports);
    const isOver = stop.signal.aborted || summary.failed.some(({ code }) => endsImport(code));
    const pruned = prunes(options) && !isOver ? await prune(store, found, options, progress) : NOTHING;
    await store.compactIfDue();
    if (!isOver && store.app !== undefined) await settle(store.app, stop.signal);
    for (const line of skippedLines(summary.skipped)) progress.say(line);
    return { ...summary, removed: summary.removed + pruned.removed, failed: [...summary.failed, ...pruned.refused] };
  } finally {
    progress.stop();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await store.close();
  }
}

/** Leaves the next service nothing to do, unless a signal comes: then it does the rest in the quiet. */
async function settle(app: App, signal: AbortSignal): Promise<void> {
  const settled = app.settle();
  // Where a signal has ended the wait nobody hears of a fault any more.
  settled.catch(() => undefined);
  await Promise.race([
    settled,
    new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true });
    }),
  ]);
}

const NOTHING: Pruning = { removed: 0, refused: [] };

function prunes(options: IndexOptions): boolean {
  return options.prune === true || options['prune=force'] === true;
}

async function prune({ app }: WritableStore, found: FoundFiles, options: IndexOptions, progress: Progress): Promise<Pruning> {
  const pruning = app === undefined ? NOTHING : await pruneGone(app, found, options['prune=force'] === true);
  for (const { file, code, reason } of pruning.refused) progress.say(`${file}: ${code}: ${reason}`);
  return pruning;
}
