/** `GET`, `PUT`, `PATCH` and `DELETE /articles/{id}`, and its history. */
import { Router, type RequestHandler } from 'express';
import { z } from 'zod';

import { idFault, parseArticleInput } from '../../article/article-schema.js';
import { InvalidInputError } from '../../article/invalid-input-error.js';
import { MAX_ARTICLE_BYTES } from '../../intake/input-limits.js';
import { parseJsonBytes } from '../../intake/json-bytes.js';
import { bytesOf, readBytes, requireMediaType } from '../body.js';
import { editorOf } from '../key-name.js';
import { parseParameters, rawParameters, refuseParameters, single } from '../parameters.js';
import { expectedOf, requiredOf, sendStale, sendVersioned, setVersion } from '../preconditions.js';
import type { PublicAddress } from '../public-address.js';
import { readVersioned } from '../read-article.js';
import { readHistory } from '../read-history.js';
import type { AppServices } from '../services.js';
import type { PatchView } from '../view-models.js';
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
      const { view, version } = await readVersioned(services, request.params.id, q);
      sendVersioned(response, view, version);
    })
    .put(writeAccess, requireMediaType('application/json'), readBytes(MAX_ARTICLE_BYTES), async (request, response) => {
      refuseParameters(request);
      const given = request.params['id'];
      const { id, status, withheld, warnings } = await services.intake.putArticleAt(
        given,
        articleWithId(given, parseJsonBytes(bytesOf(request))),
        editorOf(response),
      );
      response.status(status === 'created' ? 201 : 200);
      response.set('Location', address.path(`/api/v1/articles/${encodeURIComponent(id)}`)).json({ id, status, withheld, warnings });
    })
    .patch(writeAccess, requireMediaType('application/merge-patch+json', 'application/json'), readBytes(MAX_ARTICLE_BYTES), patch(services))
    .delete(writeAccess, async (request, response) => {
      refuseParameters(request);
      await services.intake.deleteArticle(request.params['id'], editorOf(response));
      response.status(204).end();
    })
    .all(onlyMethods('GET', 'PUT', 'PATCH', 'DELETE'));
  router
    .route('/articles/:id/history')
    .get(async (request, response) => {
      refuseParameters(request);
      response.json(await readHistory(services, request.params.id));
    })
    .all(onlyMethods('GET'));
  router
    .route('/articles/:id/history/:n')
    .delete(writeAccess, async (request, response) => {
      refuseParameters(request);
      const { id, n } = request.params;
      const receipt = await services.intake.takeBackArticle(id, decisionNumber(n), expectedOf(request) ?? '*', editorOf(response));
      if (receipt.type === 'stale') {
        sendStale(response, receipt.version, receipt.article);
        return;
      }
      setVersion(response, receipt.version);
      response.status(204).end();
    })
    .all(onlyMethods('DELETE'));
  return router;
}

function patch(services: AppServices): RequestHandler {
  return async (request, response) => {
    refuseParameters(request);
    const expected = requiredOf(request);
    const receipt = await services.intake.patchArticle(
      String(request.params['id']),
      parseJsonBytes(bytesOf(request)),
      expected,
      editorOf(response),
    );
    if (receipt.type === 'stale') {
      sendStale(response, receipt.version, receipt.article);
      return;
    }
    const { id, status, article, withheld, warnings, version } = receipt;
    setVersion(response, version);
    response.json({
      id,
      status,
      article,
      ...(withheld !== undefined && { withheld }),
      ...(warnings !== undefined && { warnings }),
    } satisfies PatchView);
  };
}

/** The number of a decision in a path. Throws PARAMETER_INVALID. */
export function decisionNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidInputError('PARAMETER_INVALID', 'The path is not valid', [{ path: 'n', message: 'must be the number of a decision' }]);
}

function articleWithId(id: string, value: unknown) {
  const article = parseArticleInput(value, { unknown: 'error' });
  const fault = idFault(id) ?? (article.id === undefined || article.id === id ? undefined : 'the id in the body is not the id in the path');
  if (fault !== undefined) {
    throw new InvalidInputError('ARTICLE_INVALID', 'The article is not valid', [{ path: 'id', message: fault }]);
  }
  return { ...article, id };
}
