/** `/help` and `/advanced`. */
import { Router } from 'express';

import { rawParameters } from '../../http/parameters.js';
import type { AppServices } from '../../http/services.js';
import { DEFAULT_LIMIT, type Links } from '../links.js';
import type { SendPage } from '../send-page.js';
import { readAdvancedForm, writeQuery } from './advanced-query.js';
import { advancedPage, helpPage } from './help-page.js';
import { findExamples } from './query-examples.js';

/** The routes; `linksOf` gives the addresses of a request's reader. */
export function helpRoutes(services: AppServices, send: SendPage, linksOf: (language: string | undefined) => Links): Router {
  const router = Router();
  router.get('/help', async (request, response) => {
    const examples = await findExamples(services);
    send(request, response, (view) => helpPage(view, examples));
  });
  router.get('/advanced', (request, response) => {
    const raw = rawParameters(request);
    const form = readAdvancedForm(raw);
    const written = writeQuery(form);
    if (!raw.has('ask') && 'query' in written && written.query !== '') {
      const links = linksOf(raw.get('lang')?.[0]);
      response.redirect(303, links.search({ text: written.query, filters: {}, sort: 'relevance', limit: DEFAULT_LIMIT, offset: 0 }));
      return;
    }
    send(request, response, (view) => advancedPage(view, form, 'wrongDates' in written ? written.wrongDates : []));
  });
  return router;
}
