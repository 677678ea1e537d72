import { Option, type Command } from 'commander';
import type { WorkProgress } from '../../service/cluster-extra.js';
import { migrateToCluster, migrateToDisk, type MigrationReport } from './migrate.js';
import { createLogger, type CommandContext } from '../../cli/command-context.js';
import { withoutService } from '../../cli/open-for-writing.js';
import { showProgress, type Progress } from '../../cli/progress.js';
import { writeOut, type Terminal } from '../../cli/terminal.js';

interface MigrateOptions {
  readonly to: 'opensearch' | 'disk';
  readonly json?: boolean;
}

const STEPS: Readonly<Record<Parameters<WorkProgress['begin']>[0], string>> = {
  copy: 'copying the archive 复制库',
  restore: 'bringing the archive back 取回库',
  index: 'building the search index 建立索引',
  verify: 'reading everything again 核对',
};

/** `xunbao migrate --to opensearch | disk`: needs the archive for itself; goes on where it was cut short. */
export function addCommand(program: Command, context: CommandContext): void {
  program
    .command('migrate')
    .description('move the archive to an OpenSearch cluster, or from there to an empty folder 迁移到集群或迁回磁盘')
    .addOption(new Option('--to <place>', 'where to 目的地').choices(['opensearch', 'disk']).makeOptionMandatory())
    .option('--json', 'print the report as JSON 输出 JSON')
    .action(async ({ to, json }: MigrateOptions) => {
      const config = context.config();
      const work = new WorkOnTerminal(context.terminal);
      try {
        const report =
          to === 'disk'
            ? await migrateToDisk(config, work)
            : await withoutService(config, () => migrateToCluster(config, createLogger(config, { serving: false }), work));
        work.end();
        await writeOut(context.terminal, json === true ? `${JSON.stringify(report)}\n` : reportText(report, to));
      } finally {
        work.end();
      }
    });
}

/** A line and a bar for each piece of work. */
class WorkOnTerminal implements WorkProgress {
  #progress: Progress | undefined;

  readonly #terminal: Terminal;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  begin(what: Parameters<WorkProgress['begin']>[0], count: number): void {
    this.end();
    this.#terminal.err.write(`${STEPS[what]} …\n`);
    this.#progress = showProgress(this.#terminal.err, count);
  }

  done(articleCount: number, recordCount: number): void {
    this.#progress?.read(recordCount);
    this.#progress?.done(articleCount);
  }

  end(): void {
    this.#progress?.stop();
    this.#progress = undefined;
  }
}

function reportText({ content, sequence, documentCount, seconds }: MigrationReport, to: MigrateOptions['to']): string {
  const { articleCount, withheldCount, deletedCount, pageCount, fileCount, checksum } = content;
  const place = to === 'disk' ? 'on the disk 在磁盘上' : 'on the cluster 在集群上';
  return [
    `the archive is ${place}, transaction ${sequence}, after ${seconds.toFixed(1)} s`,
    `  ${articleCount} articles 篇, ${withheldCount} withheld 停止公开, ${deletedCount} deleted 删除, ${pageCount} pages 版, ` +
      `${fileCount} page files`,
    ...(documentCount === undefined ? [] : [`  search index 索引: ${documentCount} documents`]),
    `  read again on both sides and equal 两边核对一致: checksum 校验和 ${checksum}`,
    '',
  ].join('\n');
}
