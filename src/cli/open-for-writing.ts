import { openApp, type App } from '../service/app.js';
import type { Config } from '../config.js';
import { findService } from '../service/service-note.js';
import { SearchServiceError } from '../search-service-error.js';
import { createLogger } from './command-context.js';
import { codeOf } from './report-error.js';
import { onStore, remoteIntake, type WritingIntake } from './service-client.js';

/** A store to write to: opened here, or a service that has it. */
export interface WritableStore {
  readonly intake: WritingIntake;
  /** What only a store that was opened here can be asked; undefined where a service has it. */
  readonly app: App | undefined;
  /** Compacts the archive when that is due; a service does so itself. */
  compactIfDue(): Promise<void>;
  close(): Promise<void>;
}

/**
 * From this many articles on that come in, suggestions and near-duplicates are built with the index; fewer are left to the next start,
 * which takes less than loading what is there.
 */
const COMPANIONS_FROM_COUNT = 500;

/** Opens the store, or reaches the service that has it. `comingCount`: articles about to be put in. Throws as `openApp`. */
export async function openForWriting(config: Config, comingCount = 0): Promise<WritableStore> {
  return onStore<WritableStore>(
    config,
    async () => {
      const app = await openApp(config, createLogger(config, { serving: false }), {
        comingCount,
        withCompanions: comingCount >= COMPANIONS_FROM_COUNT,
        isServed: false,
      });
      return { intake: app.intake, app, compactIfDue: () => app.compactIfDue(), close: () => app.close() };
    },
    (service) =>
      Promise.resolve({
        intake: remoteIntake(service),
        app: undefined,
        compactIfDue: () => Promise.resolve(),
        close: () => Promise.resolve(),
      }),
  );
}

/** Runs `work`, which no service can do while it runs; its ARCHIVE_LOCKED says which service has the archive, and what to do. */
export async function withoutService<T>(config: Config, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const service = codeOf(error) === 'ARCHIVE_LOCKED' ? await findService(config) : undefined;
    if (service === undefined) throw error;
    const advice = `Stop it (kill -TERM ${service.pid}, or with whatever started it), run this again, and start it again.`;
    throw new SearchServiceError(
      'ARCHIVE_LOCKED',
      `the service at ${service.url} (process ${service.pid}) has the archive in ${config.dataDirectory}. ${advice}`,
      { cause: error },
    );
  }
}
