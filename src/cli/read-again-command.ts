/** `read-again`: the pages of the archive by the readers and the parser of now. */
import type { Command } from 'commander';
import { readPath } from '../intake/path/read-path.js';
import { readAgain, storedFileCount, type ReadAgainReport } from '../intake/read-again.js';
import { openApp } from '../service/app.js';
import { createLogger, type CommandContext } from './command-context.js';
import { withoutService } from './open-for-writing.js';
import { showProgress } from './progress.js';
import { printable, writeOut } from './terminal.js';

/** `xunbao read-again`: needs the archive for itself. */
export function addReadAgainCommand(program: Command, context: CommandContext): void {
  program
    .command('read-again')
    .description('read the stored pages anew, as after an update; ids, corrections and places given by hand stay 用现在的程序重读已存版面')
    .option('--json', 'print the report as JSON 输出 JSON')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const startMs = performance.now();
      const report = await readStored(context);
      const seconds = Math.round(performance.now() - startMs) / 1000;
      await writeOut(context.terminal, json === true ? `${JSON.stringify({ ...report, seconds })}\n` : reportText(report, seconds));
      if (report.failed.length > 0) context.fail();
    });
}

async function readStored(context: CommandContext): Promise<ReadAgainReport> {
  const config = context.config();
  const logger = createLogger(config, { serving: false });
  const { archive, intake, ...app } = await withoutService(config, () =>
    openApp(config, logger, { withCompanions: true, isServed: false }),
  );
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
    context.fail();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = showProgress(context.terminal.err, storedFileCount(archive));
  try {
    const onFile = (articleCount: number): void => {
      progress.read(1);
      progress.done(articleCount);
    };
    const report = await readAgain({ archive, intake, placeOfPath: (source) => readPath(source).page, onFile, signal: stop.signal });
    for (const { file, code, reason } of report.failed) progress.say(`${file}: ${code}: ${reason}`);
    await app.compactIfDue();
    return report;
  } finally {
    progress.stop();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await app.close();
  }
}

function reportText({ fileCount, added, updated, unchanged, removed, purgedPageIds, failed }: ReadAgainReport, seconds: number): string {
  const lines = [
    `read ${fileCount} files 个文件, articles 篇: added ${added} 新增, updated ${updated} 更新, unchanged ${unchanged} 未变, ` +
      `removed ${removed} 移除, failed ${failed.length} 失败, in ${seconds.toFixed(1)} s`,
    ...(purgedPageIds.length === 0 ? [] : [purgedText(purgedPageIds)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Ids that are named to people. */
const MOST_NAMED = 10;

function purgedText(ids: readonly string[]): string {
  const named = ids.slice(0, MOST_NAMED).map(printable).join(', ');
  return `${ids.length} pages were left: a purge took a part of their bytes 个版面因曾被清除部分文字而未重读: ${named}`;
}
