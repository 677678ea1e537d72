/**
 * The HTTP face: `/api/v1`, health, and whatever pages for people the composition root hangs in. Builds the app and
 * listens to nothing.
 */
import express, { type Express, type RequestHandler, type Router } from 'express';
import type { Logger } from 'pino';

import { writeAccess } from './access.js';
import { problemHandler } from './error-handler.js';
import { fault, sendProblem } from './problem.js';
import { requireReady } from './require-ready.js';
import { requestIdOf } from './request-id.js';
import { requestLog } from './request-log.js';
import { articleRoutes } from './routes/article-routes.js';
import { bulkRoute } from './routes/bulk-route.js';
import { healthRoutes } from './routes/health-routes.js';
import { pageRoutes } from './routes/page-routes.js';
import { searchRoute } from './routes/search-route.js';
import { securityHeaders } from './security-headers.js';
import type { AppServices } from './services.js';

export interface AppOptions {
  readonly logger: Logger;
  /** True while the service is bound to a loopback address only. */
  readonly writesAllowed: boolean;
  /** The pages for people (`createPages`); without them every other path is 404. */
  readonly pages?: Router;
}

/** Builds the app. */
export function createApp(services: AppServices, options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  // Parameters are read by `rawParameters`.
  app.set('query parser', false);
  app.use(requestLog(options.logger), securityHeaders());
  app.use(healthRoutes(services));
  app.use('/api/v1', apiRouter(services, options));
  app.use('/api', notFound);
  if (options.pages !== undefined) {
    app.use(options.pages);
  }
  app.use(notFound, problemHandler(options.logger));
  return app;
}

function apiRouter(services: AppServices, { logger, writesAllowed }: AppOptions): Router {
  const router = express.Router();
  const access = writeAccess(writesAllowed);
  router.use(revalidate, requireReady(services));
  router.use(searchRoute(services), articleRoutes(services, access), bulkRoute(services, access, logger), pageRoutes(services, access));
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
