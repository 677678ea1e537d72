/** `GET /search`. */
import { Router } from 'express';

import { rawParameters } from '../parameters.js';
import { parseSearchParameters } from '../search-parameters.js';
import type { AppServices } from '../services.js';
import { onlyMethods } from './method-not-allowed.js';

/** The route of the search. */
export function searchRoute(services: AppServices): Router {
  const router = Router();
  router
    .route('/search')
    .get(async (request, response) => {
      response.json(await services.searcher.search(parseSearchParameters(rawParameters(request))));
    })
    .all(onlyMethods('GET'));
  return router;
}
