/** `GET /metrics`, for Prometheus. */
import { Router, type RequestHandler } from 'express';

import type { Metrics } from '../metrics.js';
import { onlyMethods } from './method-not-allowed.js';

/** The route; where reading needs a key, so does this. */
export function metricsRoute(metrics: Metrics, access: RequestHandler): Router {
  const router = Router();
  router
    .route('/metrics')
    .get(access, async (_request, response) => {
      response.set({ 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }).send(await metrics.text());
    })
    .all(onlyMethods('GET'));
  return router;
}
