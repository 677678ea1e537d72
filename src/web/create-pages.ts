/**
 * The pages for people. Asks the same services the API asks and writes what they answer as HTML; needs no script in
 * the browser. The composition root hangs them into the app.
 */
import { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';

import { faultToShow } from '../http/error-handler.js';
import { describeApi } from '../http/openapi/describe-api.js';
import { rawParameters, wholeNumberOr, type RawParameters } from '../http/parameters.js';
import { fault, setRetryHeaders } from '../http/problem.js';
import { ArticleWithheldError, readArticle } from '../http/read-article.js';
import { listIssues, placeOf, readPage, readSamePage } from '../http/read-pages.js';
import { requestIdOf } from '../http/request-id.js';
import { requireReady } from '../http/require-ready.js';
import type { AppServices } from '../http/services.js';
import { articlePage } from './article-page.js';
import { assetRoutes, ICON_PATH, STYLESHEET_PATH } from './assets.js';
import { onePage, pageListPage } from './browse-pages.js';
import { docsPage } from './docs-page.js';
import { errorPage } from './error-page.js';
import { frontPage } from './front-page.js';
import { asLanguage, chooseLanguage, stringsOf } from './language.js';
import { resultsPage } from './results-page.js';
import { isFrontPage, readState, stateOrNone } from './search-state.js';
import type { View } from './view.js';

const LATEST_COUNT = 6;
const ISSUES_A_PAGE = 20;

export interface PagesOptions {
  readonly logger: Logger;
  /** Guards every page that shows what is stored. */
  readonly access?: RequestHandler;
}

/** `/`, `/articles/{id}`, `/pages…`, their stylesheet, and HTML for everything that is not there. */
export function createPages(services: AppServices, { logger, access }: PagesOptions): Router {
  const router = Router();
  router.use(assetRoutes());
  router.get('/docs', (request, response) => { send(request, response, (view) => docsPage(view, describeApi())); });
  if (access !== undefined) router.use(access);
  router.use(requireReady(services));
  router.get('/', (request, response) => showSearch(services, request, response));
  router.get('/articles/:id', (request, response) => showArticle(services, request.params.id, request, response));
  router.get('/pages', async (request, response) => {
    const offset = wholeNumberOr(0, rawParameters(request).get('offset')?.[0]);
    const list = await listIssues(services, { limit: ISSUES_A_PAGE, offset });
    send(request, response, (view) => pageListPage(view, list));
  });
  router.get('/pages/:paper/:date/:pageNumber', async (request, response) => {
    const page = await readPage(services, placeOf(request.params));
    send(request, response, (view) => onePage(view, page));
  });
  router.use((request, response) => {
    const missing = ['GET', 'HEAD'].includes(request.method)
      ? fault('NOT_FOUND', 'There is nothing at this address.')
      : fault('METHOD_NOT_ALLOWED', `Pages take GET, not ${request.method}. Writing goes to /api/v1.`);
    if (missing.code === 'METHOD_NOT_ALLOWED') {
      response.set('Allow', 'GET, HEAD');
    }
    response.status(missing.status);
    send(request, response, (view) => errorPage(view, { fault: missing, requestId: requestIdOf(response) }));
  });
  router.use(faultPage(logger));
  return router;
}

async function showSearch(services: AppServices, request: Request, response: Response): Promise<void> {
  const raw = rawParameters(request);
  if (isFrontPage(raw)) {
    const latest = await services.searcher.search({
      ...{ text: '', filters: {}, sort: 'newest', limit: LATEST_COUNT, offset: 0 },
      ...{ facets: ['paper'], explain: false },
    }, response);
    send(request, response, (view) => frontPage(view, latest));
    return;
  }
  const state = readState(raw);
  const answer = await services.searcher.search({ ...state, facets: [], explain: false }, response);
  send(request, response, (view) => resultsPage(view, { ...state, language: view.chosenLanguage }, answer));
}

async function showArticle(services: AppServices, id: string, request: Request, response: Response): Promise<void> {
  const raw = rawParameters(request);
  const state = stateOrNone(raw);
  const article = await readArticle(services, id, state === undefined || state.text === '' ? undefined : state.text, response);
  const samePage = await readSamePage(services, article);
  send(request, response, (view) =>
    articlePage(view, { ...article, samePage, state: state && { ...state, language: view.chosenLanguage } }),
  );
}

function faultPage(logger: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  return (error: unknown, request, response, _next) => {
    const shown = faultToShow(error, response, logger);
    if (shown === undefined) {
      return;
    }
    response.status(shown.status);
    const reason = error instanceof ArticleWithheldError ? error.reason : undefined;
    setRetryHeaders(response, shown);
    send(request, response, (view) => errorPage(view, { fault: shown, requestId: requestIdOf(response), reason }));
  };
}

function send(request: Request, response: Response, write: (view: View) => string): void {
  const view = viewOf(request, rawParameters(request));
  response.vary('Accept-Language').set('Content-Language', view.strings.htmlLang);
  if (!response.hasHeader('Cache-Control')) {
    response.set('Cache-Control', 'no-cache');
  }
  response.type('html').send(write(view));
}

function viewOf(request: Request, raw: RawParameters): View {
  const chosenLanguage = asLanguage(raw.get('lang')?.[0]);
  const language = chooseLanguage(chosenLanguage, request.headers['accept-language']);
  return {
    language,
    chosenLanguage,
    strings: stringsOf(language),
    otherLanguageQuery: otherLanguageQuery(raw, language === 'zh' ? 'en' : 'zh'),
    stylesheetPath: STYLESHEET_PATH,
    iconPath: ICON_PATH,
  };
}

function otherLanguageQuery(raw: RawParameters, language: string): string {
  const parameters = new URLSearchParams([...raw].flatMap(([name, values]) => values.map((value): [string, string] => [name, value])));
  parameters.set('lang', language);
  return `?${parameters.toString()}`;
}
