/** `verify` and `rebuild`: whether archive and index are what they should be, and the index made anew. */
import type { Command } from 'commander';
import type { RebuildReport, StoreReport } from '../http/services.js';
import { rebuildIndex, verifyStore } from '../service/maintenance.js';
import { createLogger, type CommandContext } from './command-context.js';
import { withoutService } from './open-for-writing.js';
import { codeOf } from './report-error.js';
import { onStore, serviceOf, type ServiceClient } from './service-client.js';
import { printable, writeOut } from './terminal.js';

interface VerifyOptions {
  readonly repair?: boolean;
  readonly json?: boolean;
}

/** `xunbao verify [--repair]`; exit code 1 when something is wrong, repaired or not. */
export function addVerifyCommand(program: Command, context: CommandContext): void {
  program
    .command('verify')
    .description('check every checksum, and archive and index against each other 校验库与索引')
    .option('--repair', 'keep what is whole, list what is lost, build a wrong index anew 修复')
    .option('--json', 'print the report as JSON 输出 JSON')
    .action(async ({ repair = false, json }: VerifyOptions) => {
      const config = context.config();
      const here = (): Promise<StoreReport> => verifyStore(config, createLogger(config, { serving: false }), { repair });
      const service = repair ? undefined : await serviceOf(config);
      const report = service === undefined ? await withoutService(config, here) : await throughService(service, here);
      await writeOut(context.terminal, json === true ? `${JSON.stringify(report)}\n` : reportText(report));
      if (!report.ok) context.fail();
    });
}

/** Asks the service; where the note that led to it is old, the files are checked here. */
async function throughService(service: ServiceClient, here: () => Promise<StoreReport>): Promise<StoreReport> {
  try {
    return (await service.call('/maintenance/verify')) as StoreReport;
  } catch (error) {
    if (codeOf(error) === 'ARCHIVE_OTHER' || codeOf(error) === 'ARCHIVE_LOCKED') return here();
    throw error;
  }
}

/** `xunbao rebuild`. */
export function addRebuildCommand(program: Command, context: CommandContext): void {
  program
    .command('rebuild')
    .description('build the index anew; the old one stays until the new one is whole 重建索引')
    .option('--json', 'print the report as JSON 输出 JSON')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const config = context.config();
      const report = await onStore(
        config,
        () => rebuildIndex(config, createLogger(config, { serving: false })),
        async (service) => (await service.call('/maintenance/rebuild')) as RebuildReport,
      );
      const text = `index built anew, ${report.documentCount} articles in ${report.seconds.toFixed(1)} s 索引已重建\n`;
      await writeOut(context.terminal, json === true ? `${JSON.stringify(report)}\n` : text);
    });
}

function reportText({ ok, archive, index, indexNote, indexRebuilt }: StoreReport): string {
  const { articleCount, withheldCount, deletedCount, pageCount, tornBytes, problems, unusedFiles, repaired } = archive;
  const lines = [
    `archive 库: ${articleCount} articles, ${withheldCount} withheld, ${deletedCount} deleted, ${pageCount} pages`,
    ...(tornBytes > 0 ? [`  an unfinished write of ${tornBytes} bytes at the end; the next start cuts it off`] : []),
    ...problems.flatMap(({ file, offset, what, lostIds = [], savedIds = [], takenOutIds = [] }) => [
      `  ${file}${offset === undefined ? '' : ` at byte ${offset}`}: ${what}`,
      ...idLine('lost', lostIds),
      ...idLine('found whole', savedIds),
      ...idLine('deletion or withholding found, check it', takenOutIds),
    ]),
    ...(unusedFiles.length > 0 ? [`  ${unusedFiles.length} page files nothing names any more; compaction removes them`] : []),
    ...(repaired === undefined
      ? []
      : [`  repaired 已修复${repaired.damagedBytesFile === undefined ? '' : `; the damaged bytes are in ${repaired.damagedBytesFile}`}`]),
    index === undefined
      ? `index 索引: ${indexNote ?? ''}`
      : `index 索引: ${index.found}, ${index.documentCount} articles compared, ${index.questionCount} headlines looked up`,
    ...(index?.problems ?? []).map((problem) => `  ${printable(problem)}`),
    ...(indexRebuilt === true ? ['  built anew 已重建'] : []),
    ok ? 'all is well 一切正常' : 'something is wrong 有问题',
  ];
  return `${lines.join('\n')}\n`;
}

function idLine(what: string, ids: readonly string[]): readonly string[] {
  return ids.length === 0 ? [] : [`    ${what}: ${ids.map(printable).join(', ')}`];
}
