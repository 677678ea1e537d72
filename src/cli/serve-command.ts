import path from 'node:path';
import { Option, type Command } from 'commander';
import type { Logger } from 'pino';
import { openApp, SHIPPED_DATA, startService, type App, type RunningService } from '../app.js';
import type { Config } from '../config.js';
import { createLogger, type CommandContext } from './command-context.js';
import { importFiles } from './import-files.js';
import { findFiles } from './input-files.js';
import { writeOut, type Terminal } from './terminal.js';

interface ServeOptions {
  readonly host?: string;
  readonly port?: string;
  readonly samples?: boolean;
}

/** `xunbao serve`: the HTTP service. */
export function addServeCommand(program: Command, context: CommandContext): void {
  program
    .command('serve')
    .description('serve the search page and the API 启动检索服务')
    .option('--host <address>', 'address to listen on (HOST, 127.0.0.1) 监听地址')
    .option('--port <number>', 'port, 0 = any free one (PORT, 3000) 端口')
    .addOption(new Option('--samples', 'index the sample pages when the archive is empty').hideHelp())
    .action(async ({ host, port, samples }: ServeOptions) => {
      const config = context.config({ options: { HOST: host, PORT: port }, serving: true });
      const logger = createLogger(config, { serving: true });
      const stopped = stopSignal();
      process.on('uncaughtExceptionMonitor', (err) => { logger.fatal({ event: 'crash', err }, 'a fault nobody caught; the process ends'); });
      const service = await startService(config, logger);
      try {
        await run(service, { config, logger, stopped, samples: samples === true, terminal: context.terminal });
      } finally {
        await service.close();
      }
    });
}

interface Run {
  readonly config: Config;
  readonly logger: Logger;
  readonly stopped: Promise<string>;
  readonly samples: boolean;
  readonly terminal: Terminal;
}

/** Opens the archive, answers until it is told to stop, and closes everything in order. */
async function run(service: RunningService, { config, logger, stopped, samples, terminal }: Run): Promise<void> {
  const app = await openApp(config, logger);
  try {
    if (samples && app.archive.sequence === 0) await indexSamples(app, logger);
    await service.serve(app);
    await writeOut(terminal, `listening on ${service.url}\n`);
    await stop(await stopped, service, logger);
  } finally {
    await app.close();
    logger.info({ event: 'stopped' }, 'stopped; the index is saved');
  }
}

/** The first SIGTERM or SIGINT; a second one ends the process at once, which loses nothing that was answered. */
function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = (signal: string): void => {
      if (asked) process.exit(1);
      asked = true;
      resolve(signal);
    };
    process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  });
}

async function stop(signal: string, service: RunningService, logger: Logger): Promise<void> {
  logger.info({ event: 'stopping', signal }, 'stopping: finishing the requests under way');
  await service.close();
}

/** Something to find at a first start. */
async function indexSamples(app: App, logger: Logger): Promise<void> {
  const folder = path.join(SHIPPED_DATA, 'pages');
  const progress = { read: noop, done: noop, stop: noop, say: (line: string) => { logger.debug({ event: 'sample', line }); } };
  const summary = await importFiles(await findFiles([folder]), { intake: app.intake, progress, given: {} });
  logger.info({ event: 'samples-indexed', added: summary.added, failed: summary.failed }, 'the sample pages are indexed');
}

function noop(): void {
  // Nothing to show.
}
