/** `withhold`, `restore` and `purge`: taking texts out of the archive's sight, back, and out of its files. */
import type { Command } from 'commander';
import type { PurgeOutcome } from '../http/services.js';
import { MAX_REASON_CHARACTERS } from '../intake/input-limits.js';
import { purgeStore } from '../service/maintenance.js';
import { SearchServiceError } from '../search-service-error.js';
import { createLogger, type CommandContext } from './command-context.js';
import { openForWriting } from './open-for-writing.js';
import { onStore, type WritingIntake } from './service-client.js';
import { printable, writeOut } from './terminal.js';

/** `xunbao withhold ID --reason R`. */
export function addWithholdCommand(program: Command, context: CommandContext): void {
  program
    .command('withhold')
    .description('take an article out of search; readers are told the reason 停止公开一篇文章')
    .argument('<id>', 'id of the article 编号')
    .requiredOption('--reason <text>', 'why, as readers shall see it 原因')
    .action(async (id: string, { reason }: { readonly reason: string }) => {
      const shown = reason.trim();
      if (shown === '' || shown.length > MAX_REASON_CHARACTERS) {
        throw new SearchServiceError('PARAMETER_INVALID', `--reason must hold 1 to ${MAX_REASON_CHARACTERS} characters.`);
      }
      const alike: string[] = [];
      await change(context, id, 'withheld 已停止公开', async (intake) => {
        alike.push(...(await intake.withhold(id, shown)).alike);
      });
      for (const other of alike)
        await writeOut(
          context.terminal,
          `${printable(other)}: withheld too, it is much the same; xunbao restore brings it back 文字基本相同，一并停止公开；可用 restore 恢复\n`,
        );
    });
}

/** `xunbao restore ID`. */
export function addRestoreCommand(program: Command, context: CommandContext): void {
  program
    .command('restore')
    .description('bring a withheld or deleted article back 恢复一篇文章')
    .argument('<id>', 'id of the article 编号')
    .action((id: string) => change(context, id, 'restored 已恢复', (intake) => intake.restore(id)));
}

async function change(context: CommandContext, id: string, done: string, work: (intake: WritingIntake) => Promise<void>): Promise<void> {
  const store = await openForWriting(context.config());
  try {
    await work(store.intake);
  } finally {
    await store.close();
  }
  await writeOut(context.terminal, `${printable(id)}: ${done}\n`);
}

/** `xunbao purge`. */
export function addPurgeCommand(program: Command, context: CommandContext): void {
  program
    .command('purge')
    .description('remove the text of withheld and deleted articles from every file 清除停止公开和已删除的文字')
    .option('--json', 'print the report as JSON 输出 JSON')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const config = context.config();
      const report = await onStore(
        config,
        () => purgeStore(config, createLogger(config, { serving: false })),
        async (service) => (await service.call('/maintenance/purge')) as PurgeOutcome,
      );
      const { articleIds, pages, deletedPageIds, bytesBefore, bytesAfter, documentCount } = report;
      const lines = [
        `${articleIds.length} articles purged 篇已清除, ${deletedPageIds.length} deleted pages gone 版已清除, log ${bytesBefore} → ` +
          `${bytesAfter} bytes`,
        ...pages.map(
          ({ id, action }) =>
            `page ${printable(id)}: ${action === 'blanked' ? 'its lines were blanked 已抹去相应各行' : 'its bytes were dropped 原文件已移除'}`,
        ),
        `index built anew, ${documentCount} articles 索引已重建`,
      ];
      await writeOut(context.terminal, json === true ? `${JSON.stringify(report)}\n` : `${lines.join('\n')}\n`);
    });
}
