/** `GET` and `POST /add`. */
import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';

import type { Access } from '../http/access.js';
import { bytesOf, readBytes, requireMediaType } from '../http/body.js';
import { faultToShow } from '../http/error-handler.js';
import { parseParameters, placeParametersSchema } from '../http/parameters.js';
import { setRetryHeaders } from '../http/problem.js';
import type { AppServices } from '../http/services.js';
import { addPage, NO_FIELDS, type AddFields, type AddPageParts } from './add-page.js';
import { articlesOf, divideReading, readSteps, type DivisionStep } from './divide-reading.js';
import { sameSiteOnly } from './same-site.js';
import type { SendPage } from './send-page.js';

/** Most bytes of a form, in which a Chinese character takes nine: the text of several pages. Larger ones go to the API. */
const MAX_FORM_BYTES = 2 * 1024 * 1024;

/** Who may write, and how a page is sent. */
export interface AddRoutesOptions {
  readonly logger: Logger;
  readonly access: Pick<Access, 'form' | 'needsKey'>;
  readonly send: SendPage;
}

/** The form, and what becomes of it where there is no script. */
export function addRoutes(services: AppServices, { logger, access, send }: AddRoutesOptions): Router {
  const { needsKey } = access;
  const router = Router();
  router.get('/add', (request, response) => {
    send(request, response, (view) => addPage(view, { fields: NO_FIELDS, needsKey }));
  });
  const form: readonly RequestHandler[] = [sameSiteOnly, requireMediaType('application/x-www-form-urlencoded'), readBytes(MAX_FORM_BYTES)];
  router.post('/add', ...form, async (request, response) => {
    const { key, ...form } = readForm(request);
    const { fields } = form;
    let parts: AddPageParts;
    try {
      access.form(request, response, key);
      parts = { needsKey, ...(await work(services, form)) };
    } catch (error) {
      const shown = faultToShow(error, response, logger);
      if (shown === undefined) return;
      response.status(shown.status);
      setRetryHeaders(response, shown);
      parts = { fields, needsKey, fault: shown };
    }
    respond(send, request, response, parts);
  });
  return router;
}

function respond(send: SendPage, request: Request, response: Response, parts: AddPageParts): void {
  response.set('Cache-Control', 'no-store');
  send(request, response, (view) => addPage(view, parts));
}

interface Form {
  readonly fields: AddFields;
  readonly key: string | undefined;
  readonly isStored: boolean;
  /** How the reading is divided otherwise, the step just asked for at the end. */
  readonly steps: readonly DivisionStep[];
}

function readForm(request: Request): Form {
  const form = new URLSearchParams(bytesOf(request).toString());
  const said = (name: string): string => (form.get(name) ?? '').trim();
  return {
    fields: { text: form.get('text') ?? '', paper: said('paper'), date: said('date'), pageNumber: said('pageNumber') },
    key: said('key') === '' ? undefined : said('key'),
    isStored: said('do') === 'store',
    // A new look begins anew.
    steps: said('do') === 'look' ? [] : readSteps(`${said('division')} ${said('do')}`),
  };
}

async function work(
  services: AppServices,
  { fields: { text, ...place }, isStored, steps }: Omit<Form, 'key'>,
): Promise<Pick<AddPageParts, 'fields' | 'reading' | 'receipt' | 'steps'>> {
  const raw = new Map(
    Object.entries(place)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, [value]]),
  );
  const given = parseParameters(placeParametersSchema, raw);
  const bytes = Buffer.from(text);
  if (isStored && steps.length === 0) return { fields: NO_FIELDS, receipt: await services.intake.addPage({ bytes, given, source: 'api' }) };
  const reading = await services.parsePage(bytes, given);
  const divided = divideReading(articlesOf(reading), steps);
  if (isStored) return { fields: NO_FIELDS, receipt: await services.intake.addPage({ bytes, given, source: 'api', corrected: divided }) };
  const confidences = divided.map(({ content }) => reading.confidences[reading.articles.indexOf(content)] ?? 1);
  return {
    fields: { text, ...place },
    steps,
    reading: { ...reading, articles: divided.map(({ content }) => content), lines: divided.map(({ lines }) => lines), confidences },
  };
}
