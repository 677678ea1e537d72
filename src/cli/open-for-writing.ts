import { openApp, type App } from '../app.js';
import type { Config } from '../config.js';
import { findService, type ServiceNote } from '../index-folder.js';
import { SearchServiceError } from '../search-service-error.js';
import { createLogger } from './command-context.js';
import { codeOf } from './report-error.js';

/** What to do instead while a service has the archive. */
export type LockAdvice = (service: ServiceNote) => string;

/** For commands the service has no call for. */
export const stopFirst: LockAdvice = ({ pid }) => `Stop it (kill -TERM ${pid}, or with whatever started it), run this again, and start it again.`;

/** As `openApp`; where a service has the archive, the fault says what to do instead. `comingCount`: articles about to be put in. */
export async function openForWriting(config: Config, advice: LockAdvice, comingCount = 0): Promise<App> {
  return withAdvice(config, advice, () => openApp(config, createLogger(config, { serving: false }), { comingCount }));
}

/** Runs `work`; its ARCHIVE_LOCKED says which service has the archive, and what to do. */
export async function withAdvice<T>(config: Config, advice: LockAdvice, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const service = codeOf(error) === 'ARCHIVE_LOCKED' ? await findService(config.indexDirectory) : undefined;
    if (service === undefined) throw error;
    throw new SearchServiceError('ARCHIVE_LOCKED', `the service at ${service.url} (process ${service.pid}) has the archive in ${config.dataDirectory}. ${advice(service)}`, { cause: error });
  }
}
