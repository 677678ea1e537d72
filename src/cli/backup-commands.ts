/** `backup` and `recover`: a whole copy of the archive beside a running service, and an archive made from one. */
import type { Command } from 'commander';
import { checkApart } from '../backup/apart.js';
import type { BackupProgress } from '../backup/backup-progress.js';
import { recoverArchive, type RecoveryOutcome } from '../backup/recover-archive.js';
import { takeBackup, type BackupReport } from '../backup/take-backup.js';
import type { CommandContext } from './command-context.js';
import { showProgress, type Progress } from './progress.js';
import { oneLine, writeOut, type Terminal } from './terminal.js';

const STEPS: Readonly<Record<Parameters<BackupProgress['begin']>[0], string>> = {
  copy: 'copying page files 复制版面文件',
  verify: 'reading everything again 核对',
};

/** `xunbao backup DIR`: needs neither the lock nor the service, only the right to read the archive's files. */
export function addBackupCommand(program: Command, context: CommandContext): void {
  program
    .command('backup')
    .description('copy the whole archive, verified, also while a service writes to it 备份整个库')
    .argument('<dir>', 'a folder that is missing or empty, or has an earlier backup of this archive 备份文件夹')
    .option('--json', 'print the report as JSON 输出 JSON')
    .action(async (directory: string, { json }: { readonly json?: boolean }) => {
      const { dataDirectory, indexDirectory } = context.config();
      await checkApart({ what: 'the backup folder', folder: directory }, { what: 'the archive', folder: dataDirectory });
      await checkApart({ what: 'the backup folder', folder: directory }, { what: 'the index folder', folder: indexDirectory });
      const { report, seconds } = await shown(context.terminal, (progress) => takeBackup({ archive: dataDirectory, directory, progress }));
      await writeOut(context.terminal, json === true ? `${JSON.stringify({ ...report, seconds })}\n` : backupText(report, seconds));
    });
}

/** `xunbao recover DIR`: into the folder of the settings. */
export function addRecoverCommand(program: Command, context: CommandContext): void {
  program
    .command('recover')
    .description('make an archive from a backup; XUNBAO_DATA or --data must be missing or empty 从备份恢复库')
    .argument('<dir>', 'folder of the backup 备份文件夹')
    .option('--json', 'print the report as JSON 输出 JSON')
    .action(async (backup: string, { json }: { readonly json?: boolean }) => {
      const { dataDirectory } = context.config();
      await checkApart({ what: 'the archive', folder: dataDirectory }, { what: 'the backup folder', folder: backup });
      const { report, seconds } = await shown(context.terminal, (progress) =>
        recoverArchive({ backup, directory: dataDirectory, progress }),
      );
      await writeOut(context.terminal, json === true ? `${JSON.stringify({ ...report, seconds })}\n` : recoveryText(report, seconds));
    });
}

/** Runs it with a line and a bar for each step on stderr. */
async function shown<Report>(
  terminal: Terminal,
  work: (progress: BackupProgress) => Promise<Report>,
): Promise<{ readonly report: Report; readonly seconds: number }> {
  const startMs = performance.now();
  let bar: Progress | undefined;
  try {
    const report = await work({
      begin: (what, fileCount) => {
        bar?.stop();
        terminal.err.write(`${STEPS[what]} …\n`);
        bar = showProgress(terminal.err, fileCount, 'files 个文件');
      },
      done: () => {
        bar?.read(1);
        bar?.done(1);
      },
    });
    return { report, seconds: Math.round(performance.now() - startMs) / 1000 };
  } finally {
    bar?.stop();
  }
}

function backupText(report: BackupReport, seconds: number): string {
  const { directory, fileCount, copiedFileCount } = report;
  return [
    `the backup in ${oneLine(directory)} is whole 备份完整, after ${seconds.toFixed(1)} s`,
    ...contentLines(report),
    `  ${copiedFileCount} of ${fileCount} page files copied now, the others were there 新复制的版面文件`,
    '',
  ].join('\n');
}

function recoveryText(report: RecoveryOutcome, seconds: number): string {
  return [
    `the archive is in ${oneLine(report.directory)} 库已恢复, after ${seconds.toFixed(1)} s; the index is built at the next start 索引在下次启动时重建`,
    ...contentLines(report),
    `  as it was 备份时间: ${report.taken}`,
    '',
  ].join('\n');
}

function contentLines({
  sequence,
  articleCount,
  withheldCount,
  deletedCount,
  pageCount,
  fileCount,
  words,
}: Omit<RecoveryOutcome, 'directory' | 'recoveredFrom'>): readonly string[] {
  return [
    `  transaction ${sequence}: ${articleCount} articles 篇, ${withheldCount} withheld 停止公开, ${deletedCount} deleted 删除, ` +
      `${pageCount} pages 版, ${fileCount} page files, ${words.length} word files 词表`,
    '  every byte was read again 已逐字节核对',
  ];
}
