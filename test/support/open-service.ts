/** The service in this process, over real folders: quicker than a child, for tests of many requests. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { openApp, type App, type OpenOptions } from '../../src/service/app.js';
import { loadConfig } from '../../src/config.js';
import { LOG_SERIALIZERS } from '../../src/service/error-record.js';
import { startService } from '../../src/service/service.js';
import { checkQuiet } from './quiet-log.js';

/** One line of its log. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly event?: string };

export interface OpenService {
  readonly url: string;
  readonly app: App;
  readonly log: readonly LogLine[];
  /** As after SIGTERM. Throws where the log holds what it must not. */
  close(): Promise<void>;
}

/** Opens the folders and listens. Needs a build: the pages' script comes from dist. */
export async function openService(
  environment: Readonly<Record<string, string>>,
  options: Pick<OpenOptions, 'engineBorders'> = {},
): Promise<OpenService> {
  const log: LogLine[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log.push(JSON.parse(chunk.toString()) as LogLine);
      done();
    },
  });
  const config = loadConfig({ environment: { PORT: '0', ...environment }, file: '/nonexistent/xunbao.config.json', serving: true });
  const logger = pino({ level: config.logLevel, serializers: LOG_SERIALIZERS }, sink);
  const app = await openApp(config, logger, { withCompanions: true, ...options });
  try {
    const service = await startService(config, logger);
    await service.serve(app);
    return {
      url: service.url,
      app,
      log,
      close: async () => {
        await service.close();
        await app.close();
        checkQuiet(log.map((line) => JSON.stringify(line)).join('\n'), environment);
      },
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}
