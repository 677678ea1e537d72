/** `GET`, `PUT` and `DELETE /articles/{id}`. */
import { Router, type RequestHandler } from 'express';
import { z } from 'zod';

import { idFault, parseArticleInput } from '../../article/article-schema.js';
import { InvalidInputError } from '../../article/invalid-input-error.js';
import { MAX_ARTICLE_BYTES } from '../../intake/input-limits.js';
import { parseJsonBytes } from '../../intake/json-bytes.js';
import { bytesOf, readBytes, requireMediaType } from '../body.js';
import { parseParameters, rawParameters, refuseParameters, single } from '../parameters.js';
import type { PublicAddress } from '../public-address.js';
import { readArticle } from '../read-article.js';
import type { AppServices } from '../services.js';
import { onlyMethods } from './method-not-allowed.js';

/** Parameters of one article. */
export const articleParametersSchema = z.strictObject({ q: single.exactOptional() });

/** The routes of one article; `writeAccess` guards those that write. */
export function articleRoutes(services: AppServices, writeAccess: RequestHandler, address: PublicAddress): Router {
  const router = Router();
  router
    .route('/articles/:id')
    .get(async (request, response) => {
      const { q } = parseParameters(articleParametersSchema, rawParameters(request));
      response.json(await readArticle(services, request.params.id, q));
    })
    .put(writeAccess, requireMediaType('application/json'), readBytes(MAX_ARTICLE_BYTES), async (request, response) => {
      refuseParameters(request);
      const given = request.params['id'];
      const { id, status, withheld, warnings } = await services.intake.putArticleAt(
        given,
        articleWithId(given, parseJsonBytes(bytesOf(request))),
      );
      response.status(status === 'created' ? 201 : 200);
      response.set('Location', address.path(`/api/v1/articles/${encodeURIComponent(id)}`)).json({ id, status, withheld, warnings });
    })
    .delete(writeAccess, async (request, response) => {
      refuseParameters(request);
      await services.intake.deleteArticle(request.params['id']);
      response.status(204).end();
    })
    .all(onlyMethods('GET', 'PUT', 'DELETE'));
  return router;
}

function articleWithId(id: string, value: unknown) {
  const article = parseArticleInput(value, { unknown: 'error' });
  const fault = idFault(id) ?? (article.id === undefined || article.id === id ? undefined : 'the id in the body is not the id in the path');
  if (fault !== undefined) {
    throw new InvalidInputError('ARTICLE_INVALID', 'The article is not valid', [{ path: 'id', message: fault }]);
  }
  return { ...article, id };
}
