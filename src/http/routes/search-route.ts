/** `GET /search`. */
import { Router } from 'express';

import { SEARCH_PARTS, type WrittenAnswer } from '../../search/written-answer.js';
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
      const answer = await services.searcher.written(parseSearchParameters(rawParameters(request)));
      metrics.searched(answer);
      response.set({ ETag: `W/"${answer.tag}"`, 'Server-Timing': serverTiming(answer), 'Content-Type': 'application/json; charset=utf-8' });
      response.send(Buffer.from(answer.json.buffer, answer.json.byteOffset, answer.json.byteLength));
    })
    .all(onlyMethods('GET'));
  return router;
}

/** Where the time went, in milliseconds (W3C Server Timing). */
function serverTiming({ parts }: WrittenAnswer): string {
  return (['queue', ...SEARCH_PARTS] as const)
    .flatMap((part) => (parts[part] === undefined ? [] : `${part};dur=${parts[part].toFixed(2)}`))
    .join(', ');
}
