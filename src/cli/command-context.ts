import type { Command } from 'commander';
import pino, { type Logger } from 'pino';
import { loadConfig, type Config } from '../config.js';
import { LOG_SERIALIZERS } from '../service/error-record.js';
import { visible, type Terminal } from './terminal.js';

/** What every command gets: where to write, the settings, and a place for its exit code. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** The settings with the options of this call; throws CONFIG_INVALID. */
  config(call?: { readonly options?: Readonly<Record<string, string | undefined>>; readonly serving?: boolean }): Config;
  /** Notes that something failed; the rest of the command goes on. */
  fail(): void;
  exitCode(): number;
}

/** Global options are read when a command runs. */
export function createContext(program: Command, terminal: Terminal): CommandContext {
  let exitCode = 0;
  return {
    terminal,
    config: ({ options = {}, serving = false } = {}) => {
      const { data, index } = program.opts<{ data?: string; index?: string }>();
      return loadConfig({ options: { XUNBAO_DATA: data, XUNBAO_INDEX: index, ...options }, serving });
    },
    fail: () => {
      exitCode = 1;
    },
    exitCode: () => exitCode,
  };
}

/** The log of a command: JSON lines on stderr. Outside the service only warnings and worse, unless LOG_LEVEL asks for more. */
export function createLogger(config: Config, { serving }: { readonly serving: boolean }): Logger {
  const level = !serving && config.logLevel === 'info' ? 'warn' : config.logLevel;
  const stderr = pino.destination({ dest: 2, sync: true });
  // The log may be read on a terminal too, and names files.
  return pino(
    { level, base: null, serializers: LOG_SERIALIZERS },
    {
      write: (line) => {
        stderr.write(visible(line));
      },
    },
  );
}
