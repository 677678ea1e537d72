/**
 * The pages for people. Asks the same services the API asks and writes what they answer as HTML; everything works
 * without the script. The composition root hangs them into the app.
 */
import { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';

import type { Access } from '../http/access.js';
import type { PagesFace } from '../http/create-app.js';
import { faultToShow } from '../http/error-handler.js';
import { describeApi, type ApiDescription } from '../http/openapi/describe-api.js';
import { rawParameters } from '../http/parameters.js';
import { fault, setRetryHeaders } from '../http/problem.js';
import type { PublicAddress } from '../http/public-address.js';
import { ArticleWithheldError, readArticle } from '../http/read-article.js';
import { readSamePage } from '../http/read-pages.js';
import { readCuttings } from '../http/read-sheet.js';
import { requestIdOf } from '../http/request-id.js';
import { requireReady } from '../http/require-ready.js';
import { citationRoute } from '../http/routes/citation-route.js';
import { exportRoute } from '../http/routes/export-route.js';
import { suggestRoute } from '../http/routes/suggest-route.js';
import type { AppServices } from '../http/services.js';
import { addRoutes } from './add-routes.js';
import { articlePage } from './article-page.js';
import { deskRoutes } from './desk/desk-routes.js';
import { createAssets, type Scripts } from './assets.js';
import { browseRoutes } from './browse-routes.js';
import { docsPage } from './docs-page.js';
import { errorPage } from './error-page.js';
import { feedRoute, openSearchRoute } from './feed-routes.js';
import { PANEL_FACETS } from './filter-panel.js';
import { helpRoutes } from './help/help-routes.js';
import { asLanguage } from './language.js';
import { Links } from './links.js';
import { overTimeRoutes } from './over-time/over-time-routes.js';
import { frontPage } from './front-page.js';
import { releaseFor, releaseRoutes } from './release-routes.js';
import { resultsPage } from './results-page.js';
import { isFrontPage, pageParameters, readState, stateOrNone } from './search-state.js';
import { robotsRoute, sitemapRoutes } from './site-map.js';
import { pageSender, type SendPage } from './send-page.js';
import { timelineQuestion } from './timeline.js';
import { readTrail } from './trail.js';
import { trailPage } from './trail-page.js';

const LATEST_COUNT = 6;
const SIMILAR_COUNT = 5;
/** Characters of a query that stay in the box of a page that says why it failed. */
const MOST_KEPT = 1_000;

/** What the pages are made with beside their services. */
export interface PagesOptions {
  readonly logger: Logger;
  readonly scripts: Scripts;
  /** Where readers find the service. */
  readonly address: PublicAddress;
  /** Guards every page that shows what is stored, and the form that stores. */
  readonly access: Pick<Access, 'pages' | 'form' | 'desk' | 'mayWrite' | 'needsKey' | 'isKeyed' | 'isForReader'>;
}

/**
 * `/`, `/articles/{id}`, `/articles/{id}/trail`, `/pages…`, `/pictures/{id}`, `/add`, `/suggest`, feeds, what they load, and HTML for
 * everything that is not there.
 */
export function createPages(services: AppServices, { logger, scripts, access, address }: PagesOptions): PagesFace {
  const assets = createAssets(scripts, address);
  const send = pageSender(assets, access.isForReader, address);
  const routes = Router();
  let api: ApiDescription | undefined;
  routes.get('/docs', (request, response) => {
    send(request, response, (view) => docsPage(view, (api ??= describeApi(address))));
  });
  // The box asks here, and what is taken away comes from here: a key for reading reaches the pages by the browser's own question,
  // which the API does not take.
  routes.use(
    openSearchRoute(send),
    robotsRoute(send, access.isKeyed),
    access.pages,
    requireReady(services),
    suggestRoute(services),
    exportRoute(services, { access, address }),
    citationRoute(services, address),
  );
  routes.get('/', (request, response) => showSearch(services, send, request, response));
  routes.get('/articles/:id', (request, response) => {
    const mayWrite = access.mayWrite(request, response);
    return showArticle(services, send, { id: request.params.id, mayWrite }, request, response);
  });
  routes.get('/articles/:id/trail', (request, response) => showTrail(services, send, request.params.id, request, response));
  routes.use(
    browseRoutes(services, send, access),
    overTimeRoutes(services, send),
    helpRoutes(services, send, (language) => new Links(address, asLanguage(language))),
    addRoutes(services, { logger, access, send }),
    deskRoutes(services, { logger, access, send, address }),
    releaseRoutes(services, access, address),
    feedRoute(services, send),
    sitemapRoutes(services, send),
  );
  routes.use(nothingHere(send));
  return { assets: assets.routes, routes, faults: faultPage(send, logger, access) };
}

async function showSearch(services: AppServices, send: SendPage, request: Request, response: Response): Promise<void> {
  const { raw, ...dates } = pageParameters(rawParameters(request));
  if (isFrontPage(raw)) {
    const latest = await services.searcher.search({
      text: '',
      filters: {},
      sort: 'newest',
      limit: LATEST_COUNT,
      offset: 0,
      facets: ['paper'],
      explain: false,
    });
    send(request, response, (view) => frontPage(view, latest, dates));
    return;
  }
  const state = readState(raw);
  const { datesBeginning, facets } = timelineQuestion(state.filters);
  const more = state.sort === 'relevance' && state.offset === 0;
  const answer = await services.searcher.search({ ...state, facets: [...PANEL_FACETS, ...facets], datesBeginning, explain: false, more });
  const { from, to, paper = [] } = state.filters;
  const gaps = from === undefined || to === undefined ? undefined : await services.issues.gaps(paper, from, to);
  const help = answer.total === 0 && state.text !== '' ? await services.suggester.help(state.text) : [];
  send(request, response, (view) => resultsPage(view, state, answer, { help, dates, gaps }));
}

/** Which article, and whether who asks may write. */
interface Asked {
  readonly id: string;
  readonly mayWrite: boolean;
}

async function showArticle(
  services: AppServices,
  send: SendPage,
  { id, mayWrite }: Asked,
  request: Request,
  response: Response,
): Promise<void> {
  const state = stateOrNone(pageParameters(rawParameters(request)).raw);
  const article = await readArticle(services, id, state === undefined || state.text === '' ? undefined : state.text);
  const [samePage, similar, cuttings] = await Promise.all([
    readSamePage(services, article),
    services.similar.similar(article.article.id, SIMILAR_COUNT),
    readCuttings(services, article),
  ]);
  send(request, response, (view) => articlePage(view, { ...article, samePage, similar, cuttings, state, mayWrite }));
}

async function showTrail(services: AppServices, send: SendPage, id: string, request: Request, response: Response): Promise<void> {
  const state = stateOrNone(pageParameters(rawParameters(request)).raw);
  const trail = await readTrail(services, id, state?.text ?? '');
  send(request, response, (view) => trailPage(view, trail, state));
}

/** The query of a request that failed: it stays in the box. */
function typedIn(request: Request): string {
  return request.path === '/' ? (rawParameters(request).get('q')?.[0] ?? '').slice(0, MOST_KEPT) : '';
}

function nothingHere(send: SendPage): RequestHandler {
  return (request, response) => {
    const missing = ['GET', 'HEAD'].includes(request.method)
      ? fault('NOT_FOUND', 'There is nothing at this address.')
      : fault('METHOD_NOT_ALLOWED', `Pages take GET, not ${request.method}. Writing goes to /api/v1.`);
    if (missing.code === 'METHOD_NOT_ALLOWED') response.set('Allow', 'GET, HEAD');
    response.status(missing.status);
    send(request, response, (view) => errorPage(view, { fault: missing, requestId: requestIdOf(response) }));
  };
}

function faultPage(send: SendPage, logger: Logger, access: PagesOptions['access']): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  return (error: unknown, request, response, _next) => {
    const shown = faultToShow(error, response, logger);
    if (shown === undefined) return;
    response.status(shown.status);
    const withheld = error instanceof ArticleWithheldError ? error : undefined;
    const release = withheld && releaseFor(withheld.id, request, response, access);
    setRetryHeaders(response, shown);
    send(request, response, (view) =>
      errorPage(view, { fault: shown, requestId: requestIdOf(response), reason: withheld?.reason, release, text: typedIn(request) }),
    );
  };
}
