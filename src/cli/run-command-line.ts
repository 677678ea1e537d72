import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { loadExtra, type ExtraName } from '../load-extra.js';
import { createContext, type CommandContext } from './command-context.js';
import { describeError, EXIT, exitCodeOf } from './report-error.js';
import { openTerminal, type Streams, type Terminal } from './terminal.js';

type Add = (program: Command, context: CommandContext) => void;

/** Each is loaded when it is called: the service would else load what only its data thread needs. In the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  parse: async () => (await import('./parse-command.js')).addParseCommand,
  index: async () => (await import('./index-command.js')).addIndexCommand,
  serve: async () => (await import('./serve-command.js')).addServeCommand,
  search: async () => (await import('./search-command.js')).addSearchCommand,
  analyze: async () => (await import('./analyze-command.js')).addAnalyzeCommand,
  export: async () => (await import('./export-command.js')).addExportCommand,
  import: async () => (await import('./import-command.js')).addImportCommand,
  catalogue: async () => (await import('./catalogue-command.js')).addCatalogueCommand,
  words: async () => (await import('./words-command.js')).addWordsCommand,
  verify: async () => (await import('./verify-command.js')).addVerifyCommand,
  rebuild: async () => (await import('./verify-command.js')).addRebuildCommand,
  backup: async () => (await import('./backup-commands.js')).addBackupCommand,
  recover: async () => (await import('./backup-commands.js')).addRecoverCommand,
  'read-again': async () => (await import('./read-again-command.js')).addReadAgainCommand,
  withhold: async () => (await import('./removal-commands.js')).addWithholdCommand,
  restore: async () => (await import('./removal-commands.js')).addRestoreCommand,
  mcp: () => commandOf('mcp', 'mcp'),
  migrate: () => commandOf('opensearch', 'migrate'),
  purge: async () => (await import('./removal-commands.js')).addPurgeCommand,
};

/** The command of an extra; one that says what is missing where it cannot be loaded. */
async function commandOf(extra: ExtraName, name: string): Promise<Add> {
  try {
    return ((await loadExtra(extra, `${name}-command`)) as { readonly addCommand: Add }).addCommand;
  } catch (error) {
    return (program) => {
      const command = program.command(name).description(`of the extra ${extra}, which is not installed 附加组件，未安装`);
      command
        .allowUnknownOption()
        .allowExcessArguments()
        .action(() => {
          throw error;
        });
    };
  }
}

/** The commands an argument names, all of them where none does: an argument may also be the value of an option. */
async function commandsIn(args: readonly string[]): Promise<readonly Add[]> {
  const named = Object.keys(COMMANDS).filter((name) => args.includes(name));
  return Promise.all((named.length === 0 ? Object.keys(COMMANDS) : named).map((name) => COMMANDS[name]!()));
}

/** Runs one command line (without `node` and the script) and gives its exit code: 0 ok, 1 something failed, 2 usage. */
export async function runCommandLine(args: readonly string[], streams: Streams): Promise<number> {
  const terminal = openTerminal(streams);
  const program = createProgram(terminal);
  const context = createContext(program, terminal);
  for (const add of await commandsIn(args)) add(program, context);
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
      writeOut: (text) => {
        out.write(text);
      },
      writeErr: (text) => {
        err.write(text);
      },
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
