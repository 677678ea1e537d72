/** `GET /articles/{id}/citation`: the reference to one article, for programs that keep references. */
import { Router } from 'express';
import { z } from 'zod';

import { takenArticle } from '../../search/taken-article.js';
import { EXPORT_FORMS, exportName } from '../export/export-forms.js';
import { parseParameters, rawParameters, single } from '../parameters.js';
import type { PublicAddress } from '../public-address.js';
import { readArticle } from '../read-article.js';
import type { AppServices } from '../services.js';
import { onlyMethods } from './method-not-allowed.js';

/** Forms of one reference: those of an export that are no table. */
export const REFERENCE_FORMATS = ['ris', 'bibtex', 'csl'] as const;

/** Parameters of a reference. */
export const citationParametersSchema = z.strictObject({
  format: single.pipe(z.enum(REFERENCE_FORMATS, `must be one of ${REFERENCE_FORMATS.join(', ')}`)).default('ris'),
});

/** The route; the API and the pages have it each under their own guard. An id that gives no article answers as that article does. */
export function citationRoute(services: AppServices, address: PublicAddress): Router {
  const router = Router();
  router
    .route('/articles/:id/citation')
    .get(async (request, response) => {
      const { format } = parseParameters(citationParametersSchema, rawParameters(request));
      const { article } = await readArticle(services, request.params.id, undefined);
      const form = EXPORT_FORMS[format];
      const url = address.originFor(request) + address.path(`/articles/${encodeURIComponent(article.id)}`);
      response.attachment(exportName(article.id, form)).set('Content-Type', `${form.mediaType}; charset=utf-8`);
      response.send(form.head + form.written(takenArticle(article, 'none'), url, 'gbt2025') + form.tail);
    })
    .all(onlyMethods('GET'));
  return router;
}
