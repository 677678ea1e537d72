/**
 * The service: listens and speaks HTTP, and hands what is asked to whatever has archive and index, a thread of its own or an
 * app in this one.
 */
import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { archiveIdentity, archiveStamp } from '../archive/archive-identity.js';
import { isLoopback, type Config } from '../config.js';
import { createAccess } from '../http/access.js';
import type { HostRules } from '../http/answered-hosts.js';
import { createApp } from '../http/create-app.js';
import { hostName } from '../http/host-name.js';
import { Metrics, type ServiceFigures } from '../http/metrics.js';
import { PublicAddress } from '../http/public-address.js';
import { createQueues, queuedServices, type BoundedSearcher } from '../http/queued-services.js';
import type { AppServices, Eventually } from '../http/services.js';
import { startServer } from '../http/start-server.js';
import { SearchServiceError } from '../search-service-error.js';
import type { Scripts } from '../web/assets.js';
import { createPages } from '../web/create-pages.js';
import { linkScript } from '../web/link-script.js';
import { forgetService, noteService } from './service-note.js';

/** What the service asks of archive and index, wherever they are. */
export interface ServedData extends Omit<AppServices, 'searcher'> {
  readonly searcher: BoundedSearcher;
  figures(): Eventually<ServiceFigures>;
  /** Finishes what is under way and saves. */
  close(): Promise<void>;
}

/** A service that listens. */
export interface RunningService {
  readonly url: string;
  /** From now on questions are answered, from this. */
  serve(data: ServedData): Promise<void>;
  /** Says that it stops, and lets requests under way finish. The data stays open. */
  close(): Promise<void>;
}

/** How often it is said that calls are refused. */
const REFUSALS_SAID_MS = 10_000;

const NOT_NOTED = 'the index folder cannot be written; commands of this machine will not find the service';

/** Listens, and answers NOT_READY until `serve`. Throws PORT_IN_USE or CONFIG_INVALID. */
export async function startService(config: Config, logger: Logger): Promise<RunningService> {
  let data: ServedData | undefined;
  let isStopping = false;
  let stamp: string | undefined;
  const opened = (): ServedData => {
    if (data === undefined) throw new SearchServiceError('NOT_READY', 'the archive is being opened');
    return data;
  };
  const sayRefusals = refusalLog(logger);
  const queues = createQueues((kind, outcome, waitedMs) => {
    metrics.queued(kind, outcome, waitedMs);
    if (outcome === 'refused') sayRefusals();
  });
  const metrics = new Metrics({ figures: async () => data?.figures(), queues, processFigures: true });
  const services: AppServices = {
    ...queuedServices(opened, queues),
    get intake() {
      return opened().intake;
    },
    readiness: () => (isStopping ? { ready: false, state: 'stopping' } : (data?.readiness() ?? { ready: false, state: 'loading' })),
  };
  const { rateLimit, trustedProxyCount, corsOrigins, publicUrl } = config;
  const address = new PublicAddress(publicUrl);
  const origins = address.origin === undefined ? corsOrigins : [...corsOrigins, address.origin];
  const access = createAccess({ keys: { read: config.readKeys, write: config.writeKeys }, isLoopback: isLoopback(config.host), origins });
  const handler = createApp(services, {
    logger,
    access,
    rateLimit,
    trustedProxyCount,
    corsOrigins,
    metrics,
    address,
    queue: queues.searches,
    hosts: hostRules(config),
    archiveStamp: () => stamp,
    pages: createPages(services, { logger, access, scripts: loadScripts(), address }),
  });
  const server = await startServer(handler, { host: config.host, port: config.port, address, logger });
  return {
    url: server.url,
    serve: async (whole) => {
      const archive = await archiveIdentity(config.dataDirectory);
      if (archive !== undefined) {
        stamp = archiveStamp(archive);
        await noteService(config.indexDirectory, { pid: process.pid, url: server.url, archive }).catch((err: unknown) => {
          logger.warn({ event: 'service-not-noted', err }, NOT_NOTED);
        });
      }
      data = whole;
    },
    close: async () => {
      isStopping = true;
      await server.close();
      // Where the archive is lost to this service, the note may be that of the one that has it.
      if (data !== undefined && data.readiness().state !== 'archive-lost') await forgetService(config.indexDirectory);
    },
  };
}

/** The name it is bound to is one of its own: commands of this machine ask under it. */
function hostRules({ host, publicUrl, hosts, writeKeys }: Config): HostRules {
  const names = [host, ...(publicUrl === undefined ? [] : [new URL(publicUrl).host]), ...hosts].flatMap((name) => hostName(name) ?? []);
  return { isLoopback: isLoopback(host), names, isListed: hosts.length > 0, isWritingOpen: writeKeys.length === 0 };
}

/** The scripts of the pages, as the build leaves them. */
function loadScripts(): Scripts {
  const folder = new URL('../../dist/web/client/', import.meta.url);
  const load = (entry: string): string => linkScript(entry, (name) => readFileSync(new URL(`${name}.js`, folder), 'utf8'));
  return { page: load('page-script'), add: load('add-script'), desk: load('desk-script'), embed: load('embed-script') };
}

/** Refusals are too many to be logged one by one. */
function refusalLog(logger: Logger): () => void {
  let count = 0;
  let saidMs = -Infinity;
  return () => {
    count += 1;
    const now = performance.now();
    if (now - saidMs < REFUSALS_SAID_MS) return;
    logger.warn({ event: 'overloaded', refusedCount: count }, 'more is asked than can be answered; some of it is refused');
    [count, saidMs] = [0, now];
  };
}
