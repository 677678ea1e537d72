/** `GET /openapi.json`. It tells nothing of what is stored, so it needs no key. */
import { Router } from 'express';

import { describeApi, type ApiDescription } from '../openapi/describe-api.js';
import type { PublicAddress } from '../public-address.js';
import { onlyMethods } from './method-not-allowed.js';

/** The route; the description is made once, when it is first asked for. */
export function openapiRoute(address: PublicAddress): Router {
  const router = Router();
  let document: ApiDescription | undefined;
  router
    .route('/openapi.json')
    .get((_request, response) => {
      response.json((document ??= describeApi(address)));
    })
    .all(onlyMethods('GET'));
  return router;
}
