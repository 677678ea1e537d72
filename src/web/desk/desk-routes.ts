/** `/desk`, its pages, what their forms send and what their script asks. All of it takes what writing takes. */
import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';

import type { Access } from '../../http/access.js';
import { bytesOf, readBytes, requireMediaType } from '../../http/body.js';
import { faultToShow, problemHandler } from '../../http/error-handler.js';
import { editorOf } from '../../http/key-name.js';
import { rawParameters } from '../../http/parameters.js';
import { sendVersioned } from '../../http/preconditions.js';
import { setRetryHeaders, type Fault } from '../../http/problem.js';
import type { PublicAddress } from '../../http/public-address.js';
import { readPageToChange } from '../../http/read-history.js';
import { sheetOrNone } from '../../http/read-sheet.js';
import { editsOf, MAX_PAGE_CHANGE_BYTES, patchPage } from '../../http/routes/page-edit-routes.js';
import type { AppServices } from '../../http/services.js';
import { SearchServiceError } from '../../search-service-error.js';
import { asLanguage } from '../language.js';
import { Links } from '../links.js';
import { sameSiteOnly } from '../same-site.js';
import type { SendPage } from '../send-page.js';
import { deskPage, type DeskPageParts } from './desk-page.js';
import { questionOf, readDeskState, ROWS_A_PAGE } from './desk-state.js';
import { pageDesk } from './page-desk.js';
import { placesIn, said } from './place-forms.js';
import { workOnPage } from './page-forms.js';

/** Most bytes of a form. */
const MAX_FORM_BYTES = 64 * 1024;

/** Who may write, and how a page is sent. */
export interface DeskRoutesOptions {
  readonly logger: Logger;
  readonly access: Pick<Access, 'desk'>;
  readonly send: SendPage;
  readonly address: PublicAddress;
}

/** The routes. */
export function deskRoutes(services: AppServices, { logger, access, send, address }: DeskRoutesOptions): Router {
  const router = Router();
  const form: readonly RequestHandler[] = [sameSiteOnly, requireMediaType('application/x-www-form-urlencoded'), readBytes(MAX_FORM_BYTES)];
  router.use('/desk', access.desk, (_request, response, next) => {
    // What is shown here is for who may write.
    response.set('Cache-Control', 'no-store');
    next();
  });
  const list = async (request: Request, response: Response, more: Omit<DeskPageParts, 'list' | 'state'> = {}): Promise<void> => {
    const state = readDeskState(rawParameters(request));
    const found = await services.desk.list(questionOf(state), ROWS_A_PAGE, state.offset ?? 0);
    send(request, response, (view) => deskPage(view, { list: found, state, ...more }));
  };
  router.get('/desk', (request, response) => list(request, response));
  router.post('/desk/places', ...form, async (request, response) => {
    const outcome = await attempt(response, logger, () => placeMany(services, request, response));
    if (outcome !== undefined) await list(request, response, 'fault' in outcome ? outcome : { changedCount: outcome.value });
  });
  const one = async (
    request: Request,
    response: Response,
    id: string,
    more: { readonly isSaved: boolean; readonly fault?: Fault },
  ): Promise<void> => {
    const state = readDeskState(rawParameters(request));
    const [{ page, version, decisions, takenBack }, neighbours, sheet] = await Promise.all([
      readPageToChange(services, id),
      services.desk.neighbours(id, questionOf(state)),
      sheetOrNone(services, id),
    ]);
    const parts = { page, version, decisions, takenBack, state, neighbours, ...(sheet !== undefined && { sheet }), ...more };
    send(request, response, (view) => pageDesk(view, parts));
  };
  router.get('/desk/pages/:id', (request, response) =>
    one(request, response, request.params.id, { isSaved: rawParameters(request).has('saved') }),
  );
  router.post('/desk/pages/:id', ...form, async (request: Request, response: Response) => {
    const id = String(request.params['id']);
    const work = (): Promise<'here' | 'gone'> => workOnPage(services, id, formOf(request), editorOf(response));
    const outcome = await attempt(response, logger, work);
    if (outcome === undefined) return;
    if ('fault' in outcome) return one(request, response, id, { isSaved: false, ...outcome });
    const raw = rawParameters(request);
    const links = new Links(address, asLanguage(raw.get('lang')?.[0]));
    const state = readDeskState(raw);
    response.redirect(303, outcome.value === 'gone' ? links.desk(state) : links.deskPage(id, state, true));
  });
  router.use(scriptRoutes(services, logger));
  return router;
}

/** What the script of a page asks and sends, and its text to take away. */
function scriptRoutes(services: AppServices, logger: Logger): Router {
  const router = Router();
  router.get('/desk/pages/:id/state', async (request, response) => {
    const found = await services.articles.handPage(request.params.id, { text: true, reading: true });
    if (found === undefined) throw noPage();
    sendVersioned(response, found.page, found.version);
  });
  router.get('/desk/pages/:id/text', async (request, response) => {
    const found = await services.articles.handPage(request.params.id, { text: true, reading: false });
    if (found?.page.printed === undefined) throw noPage();
    const name = `${request.params.id.replace(/[^\w-]/g, '_')}.txt`;
    response.set('Content-Disposition', `attachment; filename="${name}"`).type('text/plain; charset=utf-8');
    response.send(`${found.page.printed.lines.join('\n')}\n`);
  });
  router.patch(
    '/desk/pages/:id',
    sameSiteOnly,
    requireMediaType('application/merge-patch+json'),
    readBytes(MAX_PAGE_CHANGE_BYTES),
    patchPage(services),
    problemHandler(logger),
  );
  return router;
}

/** Gives what the work gives, or the fault to show; undefined where nobody is there any more. */
async function attempt<Value>(
  response: Response,
  logger: Logger,
  work: () => Promise<Value>,
): Promise<{ readonly value: Value } | { readonly fault: Fault } | undefined> {
  try {
    return { value: await work() };
  } catch (error) {
    const shown = faultToShow(error, response, logger);
    if (shown === undefined || shown.code === 'PAGE_NOT_FOUND') throw error;
    response.status(shown.status);
    setRetryHeaders(response, shown);
    return { fault: shown };
  }
}

/** Gives how many pages were changed. */
async function placeMany(services: AppServices, request: Request, response: Response): Promise<number> {
  const form = formOf(request);
  const ids = [...new Set(form.getAll('page'))];
  const changes = placesIn(form, ids.length);
  if (ids.length === 0 || Object.keys(changes[0]!).length === 0) return 0;
  const edits = editsOf({ pages: ids.map((id, index) => ({ id, version: said(form, 'version') ?? '*', change: changes[index] })) });
  const receipts = await services.intake.editPages(edits, editorOf(response));
  return receipts.filter(({ status }) => status === 'updated').length;
}

function formOf(request: Request): URLSearchParams {
  return new URLSearchParams(bytesOf(request).toString());
}

function noPage(): SearchServiceError {
  return new SearchServiceError('PAGE_NOT_FOUND', 'There is no page with this id, or its text is not there.');
}
