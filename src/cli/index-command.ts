import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { App } from '../service/app.js';
import { SearchServiceError } from '../search-service-error.js';
import type { CommandContext } from './command-context.js';
import { importFiles } from './import-files.js';
import { summaryText, type ImportSummary } from './import-summary.js';
import { findFiles } from './input-files.js';
import { openForWriting, withoutService } from './open-for-writing.js';
import { pageInfoOf, withPageOptions, type PageOptions } from './page-options.js';
import { showProgress } from './progress.js';
import { writeOut } from './terminal.js';

/** The options of `xunbao index`. */
export interface IndexOptions extends PageOptions {
  readonly prune?: boolean;
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
    .option('--json', 'print the summary as JSON 输出 JSON')
    .action(async (paths: readonly string[], options: IndexOptions) => {
      const summary = await indexPaths(paths, options, context);
      await writeOut(context.terminal, options.json === true ? `${JSON.stringify(summary)}\n` : summaryText(summary));
      if (summary.failed.length > 0) context.fail();
    });
}

/** Bytes of input an article takes, gzipped or not, to choose an engine by: near enough to tell hundreds from thousands. */
const BYTES_PER_ARTICLE = 1_500;

/** Puts files and folders into the archive, with progress on stderr. A signal ends it after what is under way, and fails the context. Throws as `openForWriting`. */
export async function indexPaths(paths: readonly string[], options: IndexOptions, context: CommandContext): Promise<ImportSummary> {
  const given = pageInfoOf(options);
  const config = context.config();
  const found = await findFiles(paths);
  const sizeBytes = found.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const store = await openForWriting(config, Math.round(sizeBytes / BYTES_PER_ARTICLE));
  if (options.prune === true && store.app === undefined) await withoutService(config, () => Promise.reject(new SearchServiceError('ARCHIVE_LOCKED', '--prune needs the archive for itself')));
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
    context.fail();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = showProgress(context.terminal.err, sizeBytes);
  try {
    const summary = await importFiles(found, { intake: store.intake, progress, given, signal: stop.signal });
    const removed = options.prune === true && store.app !== undefined && !stop.signal.aborted ? await prune(store.app, found.folders) : 0;
    await store.compactIfDue();
    return { ...summary, removed: summary.removed + removed };
  } finally {
    progress.stop();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await store.close();
  }
}

/** Takes out the pages whose files are gone; gives the number of articles that went with them. */
async function prune({ archive, intake }: App, folders: readonly string[]): Promise<number> {
  let removed = 0;
  const sources = archive.pages().flatMap(({ source }) => source ?? []);
  for (const source of goneSources(sources, folders)) {
    for (const id of archive.pagesOfSource(source)) {
      if (archive.pageStatus(id) === 'live') removed += (await intake.removePage(id)).length;
    }
  }
  return removed;
}

/** Sources below the folders whose files are gone. */
function goneSources(sources: readonly string[], folders: readonly string[]): readonly string[] {
  return sources.filter((source) => folders.some((folder) => source.startsWith(folder + path.sep)) && !existsSync(source));
}
