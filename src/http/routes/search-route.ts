/** `GET /search`. */
import { createHash } from 'node:crypto';
import { Router } from 'express';

import type { Metrics } from '../metrics.js';
import { rawParameters } from '../parameters.js';
import { parseSearchParameters } from '../search-parameters.js';
import type { AppServices } from '../services.js';
import { onlyMethods } from './method-not-allowed.js';

/** The route of the search. */
export function searchRoute(services: AppServices, metrics: Metrics): Router {
  const router = Router();
  router
    .route('/search')
    .get(async (request, response) => {
      const answer = await services.searcher.search(parseSearchParameters(rawParameters(request)));
      metrics.searched(answer);
      // The time it took is no part of what was found: the same answer has the same tag.
      response.set('ETag', tagOf({ ...answer, tookMs: 0 })).json(answer);
    })
    .all(onlyMethods('GET'));
  return router;
}

function tagOf(answer: unknown): string {
  return `W/"${createHash('sha256').update(JSON.stringify(answer)).digest('base64url').slice(0, 27)}"`;
}
