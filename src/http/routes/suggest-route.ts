/** `GET /suggest`. */
import { Router } from 'express';
import { z } from 'zod';

import { DEFAULT_SUGGESTIONS, MOST_SUGGESTIONS } from '../../search/suggest/suggestion.js';
import { parseParameters, rawParameters, single, wholeNumber } from '../parameters.js';
import type { AppServices } from '../services.js';
import { onlyMethods } from './method-not-allowed.js';

/** What a reader has typed, and how many suggestions are wanted. */
export const suggestParametersSchema = z.strictObject({
  q: single.default(''),
  limit: wholeNumber(1, MOST_SUGGESTIONS).default(DEFAULT_SUGGESTIONS),
});

/**
 * The route of suggestions, of the API and of the pages. Like every answer it is asked for anew each time: what is withheld must be gone
 * at once.
 */
export function suggestRoute(services: Pick<AppServices, 'suggester'>): Router {
  const router = Router();
  router
    .route('/suggest')
    .get(async (request, response) => {
      const { q, limit } = parseParameters(suggestParametersSchema, rawParameters(request));
      response.set('Cache-Control', 'no-cache').json({ suggestions: await services.suggester.suggest(q, limit) });
    })
    .all(onlyMethods('GET'));
  return router;
}
