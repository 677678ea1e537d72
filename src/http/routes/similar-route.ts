/** `GET /similar/{id}`. */
import { Router } from 'express';
import { z } from 'zod';

import { parseParameters, rawParameters, wholeNumber } from '../parameters.js';
import { readArticle } from '../read-article.js';
import type { AppServices } from '../services.js';
import type { SimilarView } from '../view-models.js';
import { onlyMethods } from './method-not-allowed.js';

/** Parameters of the list of similar articles. */
export const similarParametersSchema = z.strictObject({ limit: wholeNumber(1, 20).default(5) });

/** The route of similar articles; an id that gives no article answers as that article does. */
export function similarRoute(services: AppServices): Router {
  const router = Router();
  router
    .route('/similar/:id')
    .get(async (request, response) => {
      const { limit } = parseParameters(similarParametersSchema, rawParameters(request));
      const { article } = await readArticle(services, request.params.id, undefined);
      const view: SimilarView = { hits: await services.similar.similar(article.id, limit) };
      response.json(view);
    })
    .all(onlyMethods('GET'));
  return router;
}
