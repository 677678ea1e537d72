/** `GET /openapi.json`. It tells nothing of what is stored, so it needs no key. */
import { Router } from 'express';

import { describeApi } from '../openapi/describe-api.js';
import { onlyMethods } from './method-not-allowed.js';

/** The route; the description is made once. */
export function openapiRoute(): Router {
  const router = Router();
  const document = describeApi();
  router
    .route('/openapi.json')
    .get((_request, response) => {
      response.json(document);
    })
    .all(onlyMethods('GET'));
  return router;
}
