/**
 * The HTTP face: `/api/v1`, health, and whatever pages for people the composition root hangs in. Builds the app and
 * listens to nothing.
 */
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import type { Logger } from 'pino';

import { createAccess, type Access } from './access.js';
import { allowOrigins } from './allow-origins.js';
import { answeredHosts, type HostRules } from './answered-hosts.js';
import { noteCaller } from './callers.js';
import { problemHandler } from './error-handler.js';
import { NO_KEYS } from './keys.js';
import { Metrics } from './metrics.js';
import { fault, sendProblem } from './problem.js';
import { AT_ROOT, type PublicAddress } from './public-address.js';
import { requestIdOf } from './request-id.js';
import { requestLimit } from './request-limit.js';
import { requestLog } from './request-log.js';
import { requireArchive } from './require-archive.js';
import { requireReady } from './require-ready.js';
import { articleRoutes } from './routes/article-routes.js';
import { bulkRoute } from './routes/bulk-route.js';
import { citationRoute } from './routes/citation-route.js';
import { exportRoute } from './routes/export-route.js';
import { healthRoutes } from './routes/health-routes.js';
import { maintenanceRoutes } from './routes/maintenance-routes.js';
import { metricsRoute } from './routes/metrics-route.js';
import { openapiRoute } from './routes/openapi-route.js';
import { pageEditRoutes } from './routes/page-edit-routes.js';
import { pageRoutes } from './routes/page-routes.js';
import { searchRoute } from './routes/search-route.js';
import { similarRoute } from './routes/similar-route.js';
import { suggestRoute } from './routes/suggest-route.js';
import type { ReadQueue } from './read-queue.js';
import { securityHeaders } from './security-headers.js';
import type { AppServices } from './services.js';
import { shedSearches } from './shed-searches.js';

/** What the app is built with beside its services. */
export interface AppOptions {
  readonly logger: Logger;
  /** Who may call what; without it reading is open and writing is not. */
  readonly access?: Access;
  /** Requests a minute and address; 0 (default) = no limit. */
  readonly rateLimit?: number;
  /** Proxies in front whose X-Forwarded-For is believed. */
  readonly trustedProxyCount?: number;
  /** Origins whose pages may call the API. */
  readonly corsOrigins?: readonly string[];
  /** Under which names the service answers; without it under any. */
  readonly hosts?: HostRules;
  /** Where readers find the service; without it the root of whatever host they ask. */
  readonly address?: PublicAddress;
  readonly metrics?: Metrics;
  /** The queue the searches of `services` wait in: while it is full, more are refused in front of everything else. */
  readonly queue?: ReadQueue;
  /** What `archiveStamp` makes of the archive that is served; undefined while it is being opened. */
  readonly archiveStamp?: () => string | undefined;
  /** The pages for people (`createPages`); without them every other path is 404. */
  readonly pages?: PagesFace;
}

/** Pages for people, and how a fault before or in them is shown. */
export interface PagesFace {
  /** Files that pages load; not counted by the limit of requests, so that the page that tells of it is whole. */
  readonly assets: Router;
  readonly routes: Router;
  readonly faults: ErrorRequestHandler;
}

/** Builds the app. */
export function createApp(services: AppServices, options: AppOptions): Express {
  const app = express();
  const access = options.access ?? createAccess({ keys: NO_KEYS, isLoopback: false });
  const { metrics = new Metrics(), address = AT_ROOT } = options;
  app.disable('x-powered-by');
  // Parameters are read by `rawParameters`.
  app.set('query parser', false);
  app.set('trust proxy', options.trustedProxyCount ?? 0);
  // A page of another site is to read a refusal too.
  app.use('/api/v1', allowOrigins(options.corsOrigins ?? []));
  if (options.queue !== undefined) app.use(shedSearches(options.queue));
  app.use(noteCaller);
  app.use(requestLog(options.logger), metrics.observe, securityHeaders());
  app.use(answeredHosts(options.hosts));
  app.use(healthRoutes(services), metricsRoute(metrics, access.api));
  const limit = requestLimit(options.rateLimit ?? 0);
  app.use(compressed);
  app.use('/api', limit);
  app.use(
    '/api/v1',
    openapiRoute(address),
    apiRouter(services, { logger: options.logger, access, metrics, address, archiveStamp: options.archiveStamp ?? (() => undefined) }),
  );
  app.use('/api', notFound, problemHandler(options.logger));
  if (options.pages !== undefined) {
    app.use(options.pages.assets, limit, options.pages.routes, options.pages.faults);
  }
  app.use(notFound, problemHandler(options.logger));
  return app;
}

/** Answers to GET are compressed where that saves something; those to a bulk write go out as they come. */
const compressed = compression({
  filter: (request, response) => ['GET', 'HEAD'].includes(request.method) && compression.filter(request, response),
});

interface ApiParts {
  readonly logger: Logger;
  readonly access: Access;
  readonly metrics: Metrics;
  readonly address: PublicAddress;
  readonly archiveStamp: () => string | undefined;
}

function apiRouter(services: AppServices, { logger, access, metrics, address, archiveStamp }: ApiParts): Router {
  const router = express.Router();
  // A rebuild is what makes a service ready again whose index has failed.
  router.use(revalidate, access.api, requireArchive(archiveStamp), maintenanceRoutes(services, access.write), requireReady(services));
  router.use(
    searchRoute(services, metrics),
    exportRoute(services, { access, address }),
    similarRoute(services),
    suggestRoute(services),
    articleRoutes(services, access.write, address),
    citationRoute(services, address),
    bulkRoute(services, access.write, { logger, metrics }),
    pageEditRoutes(services, access),
    pageRoutes(services, access),
  );
  router.use(notFound, problemHandler(logger));
  return router;
}

/** What is deleted or withheld must not live on in a cache. */
const revalidate: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-cache');
  next();
};

const notFound: RequestHandler = (_request, response) => {
  sendProblem(response, fault('NOT_FOUND', 'There is nothing at this address.'), requestIdOf(response));
};
