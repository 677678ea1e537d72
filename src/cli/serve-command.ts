import { Option, type Command } from 'commander';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { hasDataThread, openDataThread } from '../service/data-thread.js';
import type { RunningService, ServedData } from '../service/service.js';
import { createLogger, type CommandContext } from './command-context.js';
import { summaryText } from './import-summary.js';
import { findFiles } from './find-files.js';
import { writeOut, type Terminal } from './terminal.js';

interface ServeOptions {
  readonly host?: string;
  readonly port?: string;
  readonly samples?: boolean;
}

/** `xunbao serve [PATH…]`: the HTTP service; what is named is read first, as `xunbao index` reads it. */
export function addServeCommand(program: Command, context: CommandContext): void {
  program
    .command('serve')
    .description('serve the search page and the API 启动检索服务')
    .argument('[path...]', 'pages and articles to read first, as index does 先存入的文件或文件夹')
    .option('--host <address>', 'address to listen on (HOST, 127.0.0.1) 监听地址')
    .option('--port <number>', 'port, 0 = any free one (PORT, 3000) 端口')
    .addOption(new Option('--samples', 'index the sample pages when the archive is empty').hideHelp())
    .action(async (paths: readonly string[], { host, port, samples }: ServeOptions) => {
      const config = context.config({ options: { HOST: host, PORT: port }, serving: true });
      if (paths.length > 0 && !(await readFirst(paths, context))) return;
      const logger = createLogger(config, { serving: true });
      const stopped = stopSignal();
      process.on('uncaughtExceptionMonitor', (err) => {
        logger.fatal({ event: 'crash', err }, 'a fault nobody caught; the process ends');
      });
      const opening = openData(config, logger, samples === true);
      // It is awaited when the service listens; until then a fault of it must not count as unhandled.
      opening.catch(() => undefined);
      await serveData(opening, { config, logger, stopped, terminal: context.terminal });
    });
}

/**
 * Reads what was named into the archive; bad files are listed, and the service starts without them. False where a signal ended
 * it. Throws FILE_NOT_FOUND for a path that does not exist: a service over nothing is not what was asked for.
 */
async function readFirst(paths: readonly string[], context: CommandContext): Promise<boolean> {
  const { err } = context.terminal;
  const found = await findFiles(paths);
  const missing = found.faults.find(({ file }) => paths.includes(file));
  if (missing !== undefined) throw missing.error;
  if (found.files.length === 0) err.write(`there are no .txt, .json or .ndjson files in ${paths.join(', ')} 文件夹里没有可以收录的文件\n`);
  // Loaded for paths alone: without them the data thread is the one that needs what indexing does, and waits for this one to start it.
  const { indexPaths } = await import('./index-command.js');
  const summary = await indexPaths(paths, {}, context);
  err.write(summaryText(summary));
  return context.exitCode() === 0;
}

/** Listens from the first moment, while the archive is still being opened. */
async function serveData(
  opening: Promise<ServedData>,
  { config, ...rest }: Omit<Run, 'service'> & { readonly config: Config },
): Promise<void> {
  let service: RunningService;
  try {
    const { startService } = await import('../service/service.js');
    service = await startService(config, rest.logger);
  } catch (error) {
    await opening.then(
      (data) => data.close(),
      () => undefined,
    );
    throw error;
  }
  try {
    await run(opening, { service, ...rest });
  } finally {
    await service.close();
  }
}

/** Answers when the archive is open, until it is told to stop, and closes everything in order. */
async function run(opening: Promise<ServedData>, { service, logger, stopped, terminal }: Run): Promise<void> {
  const data = await opening;
  try {
    await service.serve(data);
    await writeOut(terminal, `listening on ${service.url}\n`);
    await stop(await stopped, service, logger);
  } finally {
    await data.close();
    logger.info({ event: 'stopped' }, 'stopped; the index is saved');
  }
}

interface Run {
  readonly service: RunningService;
  readonly logger: Logger;
  readonly stopped: Promise<string>;
  readonly terminal: Terminal;
}

/** Archive and index: in a thread of their own, or in this one where there is no compiled file for a thread. */
async function openData(config: Config, logger: Logger, samples: boolean): Promise<ServedData> {
  if (hasDataThread()) {
    return openDataThread(
      { config, samples },
      {
        module: new URL('./data-worker.js', import.meta.url),
        onCrash: (err) => {
          end(logger, err);
        },
      },
    );
  }
  const [{ openApp }, { indexSamples }] = await Promise.all([import('../service/app.js'), import('./index-samples.js')]);
  const app = await openApp(config, logger, { withCompanions: true });
  if (samples) await indexSamples(app, logger);
  return app;
}

/** What a thread held is lost with it; whoever watches over the process starts it again. */
function end(logger: Logger, err: unknown): void {
  logger.fatal({ event: 'crash', thread: 'main', err }, 'the thread of the archive has ended; the process ends');
  process.exit(1);
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
