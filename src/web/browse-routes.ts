/** `/pages`, an issue's pages, a page's articles and its picture; what the archive has of each paper. */
import { Router } from 'express';

import type { Access } from '../http/access.js';
import { parseParameters, rawParameters, wholeNumberOr } from '../http/parameters.js';
import { placeOf, readPage } from '../http/read-pages.js';
import { readSheet } from '../http/read-sheet.js';
import { imageParametersSchema } from '../http/routes/page-routes.js';
import { sendPicture } from '../http/send-picture.js';
import type { AppServices } from '../http/services.js';
import { SearchServiceError } from '../search-service-error.js';
import { issuePage, onePage, pageListPage } from './browse-pages.js';
import { coverageCsv, coveragePage } from './coverage-page.js';
import { MISSING_PART } from './links.js';
import { pagePicture, readZoom, type Zoom } from './page-picture.js';
import { pageParameters, stateOrNone } from './search-state.js';
import type { SendPage } from './send-page.js';

const ISSUES_A_PAGE = 20;

/** The routes; where reading takes a key, pictures are kept by nobody else. */
export function browseRoutes(services: AppServices, send: SendPage, { isKeyed, mayWrite }: Pick<Access, 'isKeyed' | 'mayWrite'>): Router {
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
    const raw = rawParameters(request);
    const id = raw.get('id')?.[0];
    const address = { ...placeOf(request.params), ...(id !== undefined && { id }) };
    const page = await readPage(services, address);
    const state = stateOrNone(pageParameters(raw).raw);
    const sheet = await readSheet(services, page, state?.text ?? '');
    const titles = new Map(page.articles.map((article) => [article.id, article.title]));
    const isWriter = mayWrite(request, response);
    const zoom = readZoom(raw.get('zoom')?.[0]);
    send(request, response, (view) => {
      const linkAt = (one: Zoom): string => view.links.pagePicture(address, { zoom: one, ...(state !== undefined && { state }) });
      const picture = sheet && pagePicture(view, sheet, { zoom, state, titles, linkAt });
      return onePage(view, page, { picture, state, mayWrite: isWriter });
    });
  });
  router.get('/pictures/:id', async (request, response) => {
    const { width } = parseParameters(imageParametersSchema, rawParameters(request));
    sendPicture(response, await services.pictures.page(request.params.id, width), isKeyed);
  });
  return router;
}
