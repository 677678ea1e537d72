/** `/pages`, an issue's pages, a page's articles. */
import { Router } from 'express';

import { rawParameters, wholeNumberOr } from '../http/parameters.js';
import { allIssues, placeOf, readPage } from '../http/read-pages.js';
import type { AppServices } from '../http/services.js';
import type { IssueView } from '../http/view-models.js';
import { SearchServiceError } from '../search-service-error.js';
import { issuePage, onePage, pageListPage, type IssueHeads } from './browse-pages.js';
import type { SendPage } from './send-page.js';

/** The routes. */
export function browseRoutes(services: AppServices, send: SendPage): Router {
  const router = Router();
  router.get('/pages', async (request, response) => {
    const raw = rawParameters(request);
    const [paper, year] = [raw.get('paper')?.[0], raw.get('year')?.[0]];
    const issues = await allIssues(services);
    const state = { paper: paper === '' ? undefined : paper, year, offset: wholeNumberOr(0, raw.get('offset')?.[0]) };
    send(request, response, (view) => pageListPage(view, issues, state));
  });
  router.get('/pages/:paper/:date', async (request, response) => {
    const { paper, date } = placeOf({ ...request.params, pageNumber: '-' });
    const issues = await allIssues(services);
    const issue = issues.find((one) => one.paper === paper && one.date === date);
    if (issue === undefined) throw new SearchServiceError('PAGE_NOT_FOUND', 'There is no such issue. Parts that are missing are written "-".');
    const heads = await issueHeads(services, issue);
    send(request, response, (view) => issuePage(view, issue, { issues, heads }));
  });
  router.get('/pages/:paper/:date/:pageNumber', async (request, response) => {
    const page = await readPage(services, placeOf(request.params));
    send(request, response, (view) => onePage(view, page));
  });
  return router;
}

/** Pages of an issue whose headlines are shown, and headlines of each. */
const MOST_HEADED_PAGES = 40;
const MOST_HEADS = 8;

/** The first articles of each page. */
async function issueHeads({ articles }: Pick<AppServices, 'articles'>, { pages }: IssueView): Promise<IssueHeads> {
  return Promise.all(pages.slice(0, MOST_HEADED_PAGES).map(async (page) => articles.articlesAt(page, MOST_HEADS)));
}
