/** `/pages`, an issue's pages, a page's articles; what the archive has of each paper. */
import { Router } from 'express';

import { rawParameters, wholeNumberOr } from '../http/parameters.js';
import { placeOf, readPage } from '../http/read-pages.js';
import type { AppServices } from '../http/services.js';
import { SearchServiceError } from '../search-service-error.js';
import { issuePage, onePage, pageListPage } from './browse-pages.js';
import { coverageCsv, coveragePage } from './coverage-page.js';
import { MISSING_PART } from './links.js';
import type { SendPage } from './send-page.js';

const ISSUES_A_PAGE = 20;

/** The routes. */
export function browseRoutes(services: AppServices, send: SendPage): Router {
  const router = Router();
  router.get('/pages', async (request, response) => {
    const raw = rawParameters(request);
    const [paper = '', year] = [raw.get('paper')?.[0], raw.get('year')?.[0]];
    const state = { ...(paper !== '' && { paper }), ...(year !== undefined && { year }), offset: wholeNumberOr(0, raw.get('offset')?.[0]) };
    const asked = { ...(year !== undefined && { year }), ...(paper !== '' && { paper: paper === MISSING_PART ? null : paper }) };
    const shelf = await services.issues.shelf({ ...asked, limit: ISSUES_A_PAGE, offset: state.offset });
    send(request, response, (view) => pageListPage(view, shelf, state));
  });
  router.get('/coverage', async (request, response) => {
    const coverage = await services.issues.coverage();
    send(request, response, (view) => coveragePage(view, coverage));
  });
  router.get('/coverage.csv', async (request, response) => {
    const coverage = await services.issues.coverage();
    response.set('Content-Disposition', 'attachment; filename="coverage.csv"');
    send(request, response, () => coverageCsv(coverage), 'text/csv; charset=utf-8');
  });
  router.get('/pages/:paper/:date', async (request, response) => {
    const { paper, date } = placeOf({ ...request.params, pageNumber: '-' });
    const sheets = await services.issues.issue({ ...(paper !== undefined && { paper }), ...(date !== undefined && { date }) });
    if (sheets === undefined)
      throw new SearchServiceError('PAGE_NOT_FOUND', 'There is no such issue. Parts that are missing are written "-".');
    send(request, response, (view) => issuePage(view, sheets));
  });
  router.get('/pages/:paper/:date/:pageNumber', async (request, response) => {
    const id = rawParameters(request).get('id')?.[0];
    const page = await readPage(services, { ...placeOf(request.params), ...(id !== undefined && { id }) });
    send(request, response, (view) => onePage(view, page));
  });
  return router;
}
