/** `/feed.atom` and `/opensearch.xml`. */
import { Router } from 'express';

import { rawParameters } from '../http/parameters.js';
import type { AppServices } from '../http/services.js';
import { atomFeed, FEED_LENGTH, openSearchDescription } from './feed.js';
import { readState } from './search-state.js';
import type { SendPage } from './send-page.js';

/** The feed of a search; an answer that has not changed is 304 by its ETag. */
export function feedRoute(services: AppServices, send: SendPage): Router {
  const router = Router();
  router.get('/feed.atom', async (request, response) => {
    const state = readState(rawParameters(request));
    const answer = await services.searcher.search({ ...state, sort: 'newest', limit: FEED_LENGTH, offset: 0, facets: [], explain: false });
    send(request, response, (view) => atomFeed(view, state, answer), 'application/atom+xml; charset=utf-8');
  });
  return router;
}

/** The description of the box; it holds nothing of the archive. */
export function openSearchRoute(send: SendPage): Router {
  const router = Router();
  router.get('/opensearch.xml', (request, response) => {
    send(request, response, openSearchDescription, 'application/opensearchdescription+xml; charset=utf-8');
  });
  return router;
}
