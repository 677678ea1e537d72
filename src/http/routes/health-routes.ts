/** `GET /healthz` and `GET /readyz`, for whoever watches over the process. */
import { Router } from 'express';

import type { AppServices } from '../services.js';
import { onlyMethods } from './method-not-allowed.js';

/** Alive: the process answers. Ready: questions can be answered now; 503 with the state when not. */
export function healthRoutes(services: Pick<AppServices, 'readiness'>): Router {
  const router = Router();
  router
    .route('/healthz')
    .get((_request, response) => {
      response.set('Cache-Control', 'no-store').json({ status: 'alive' });
    })
    .all(onlyMethods('GET'));
  router
    .route('/readyz')
    .get((_request, response) => {
      const { ready, state } = services.readiness();
      response
        .status(ready ? 200 : 503)
        .set('Cache-Control', 'no-store')
        .json({ ready, state });
    })
    .all(onlyMethods('GET'));
  return router;
}
