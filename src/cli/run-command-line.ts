import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addAnalyzeCommand } from './analyze-command.js';
import { createContext } from './command-context.js';
import { addExportCommand } from './export-command.js';
import { addImportCommand } from './import-command.js';
import { addIndexCommand } from './index-command.js';
import { addParseCommand } from './parse-command.js';
import { addPurgeCommand, addRestoreCommand, addWithholdCommand } from './removal-commands.js';
import { describeError, EXIT, exitCodeOf } from './report-error.js';
import { addSearchCommand } from './search-command.js';
import { addServeCommand } from './serve-command.js';
import type { Terminal } from './terminal.js';
import { addRebuildCommand, addVerifyCommand } from './verify-command.js';

const COMMANDS = [
  addParseCommand, addIndexCommand, addServeCommand, addSearchCommand, addAnalyzeCommand,
  addExportCommand, addImportCommand, addVerifyCommand, addRebuildCommand, addWithholdCommand, addRestoreCommand, addPurgeCommand,
] as const;

/** Runs one command line (without `node` and the script) and gives its exit code: 0 ok, 1 something failed, 2 usage. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const program = createProgram(terminal);
  const context = createContext(program, terminal);
  for (const add of COMMANDS) add(program, context);
  try {
    await program.parseAsync(args, { from: 'user' });
    return context.exitCode();
  } catch (error) {
    if (error instanceof CommanderError) return usageExitCode(error, terminal);
    terminal.err.write(describeError(error));
    return exitCodeOf(error);
  }
}

function createProgram({ out, err }: Terminal): Command {
  return new Command('xunbao')
    .description('Raw newspaper page texts in, a searchable archive out. 寻报：把报纸版面的文字变成可以检索的库。')
    .version(packageVersion(), '-V, --version', 'print the version 版本')
    .option('--data <dir>', 'folder of the archive (XUNBAO_DATA, data/archive) 库的文件夹')
    .option('--index <dir>', 'folder of the index, which can be built again (XUNBAO_INDEX, index) 索引的文件夹')
    .helpOption('-h, --help', 'show this 显示用法')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => out.write(text),
      writeErr: (text) => err.write(text),
    });
}

function usageExitCode(error: CommanderError, { err }: Terminal): number {
  if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version') return EXIT.ok;
  if (error.code !== 'commander.help') err.write('See xunbao --help. 用法有误；请看 xunbao --help。\n');
  return EXIT.usage;
}

function packageVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}
