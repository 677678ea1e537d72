import type { Command } from 'commander';
import { openApp, type App } from '../app.js';
import { createLogger, type CommandContext } from './command-context.js';
import type { Config } from '../config.js';
import { findService } from '../index-folder.js';
import { SearchServiceError } from '../search-service-error.js';
import { goneSources, importFiles, type ImportSummary } from './import-files.js';
import { findFiles } from './input-files.js';
import { pageInfoOf, withPageOptions, type PageOptions } from './page-options.js';
import { showProgress } from './progress.js';
import { codeOf } from './report-error.js';
import { writeOut } from './terminal.js';

interface IndexOptions extends PageOptions {
  readonly prune?: boolean;
  readonly json?: boolean;
}

/** `xunbao index PATH…`: pages and articles into the archive. */
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
      await writeOut(context.terminal, options.json === true ? `${JSON.stringify(summary)}\n` : humanSummary(summary));
      if (summary.failed.length > 0) context.fail();
    });
}

async function indexPaths(paths: readonly string[], options: IndexOptions, context: CommandContext): Promise<ImportSummary> {
  const given = pageInfoOf(options);
  const config = context.config();
  const found = await findFiles(paths);
  const app = await openForWriting(config);
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
    context.fail();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = showProgress(context.terminal.err, found.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  try {
    const summary = await importFiles(found, { intake: app.intake, progress, given, signal: stop.signal });
    const removed = options.prune === true && !stop.signal.aborted ? await prune(app, found.folders) : 0;
    return { ...summary, removed: summary.removed + removed };
  } finally {
    progress.stop();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await app.close();
  }
}

/** As `openApp`; where a service has the archive, the fault says where to send things instead. */
async function openForWriting(config: Config): Promise<App> {
  try {
    return await openApp(config, createLogger(config, { serving: false }));
  } catch (error) {
    const service = codeOf(error) === 'ARCHIVE_LOCKED' ? await findService(config.indexDirectory) : undefined;
    if (service === undefined) throw error;
    throw new SearchServiceError('ARCHIVE_LOCKED', `the service at ${service.url} (process ${service.pid}) has the archive in ${config.dataDirectory}. Send it articles with POST ${service.url}/api/v1/articles and pages with POST ${service.url}/api/v1/pages, or stop it first.`, { cause: error });
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

function humanSummary({ added, updated, unchanged, removed, failed, seconds }: ImportSummary): string {
  const rate = Math.round((added + updated + unchanged) / Math.max(seconds, 0.001));
  return `added ${added} 新增, updated ${updated} 更新, unchanged ${unchanged} 未变, removed ${removed} 移除, failed ${failed.length} 失败, ` +
    `in ${seconds.toFixed(1)} s (${rate} articles/s)\n`;
}
