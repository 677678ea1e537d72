/** `POST /pages`, `DELETE /pages/{id}`, its layout and its picture, `GET /pages`, `GET /pages/{paper}/{date}/{pageNumber}`. */
import { Router, type Request, type RequestHandler } from 'express';
import { z } from 'zod';

import { parseCorrectedPage } from '../../article/corrected-page-schema.js';
import { InvalidInputError } from '../../article/invalid-input-error.js';
import { MAX_CORRECTED_PAGE_BYTES, MAX_FILE_BYTES, MAX_PAGE_BYTES } from '../../intake/input-limits.js';
import type { PageInput } from '../../intake/intake.js';
import type { PageReceipt } from '../../intake/write-receipt.js';
import { parseJsonBytes } from '../../intake/json-bytes.js';
import { PAGE_MEDIA_TYPES } from '../../page/readers/page-readers.js';
import { isPageJson } from '../../page/readers/ocr-json.js';
import { SearchServiceError } from '../../search-service-error.js';
import { bytesOf, mediaTypeOf, readBytes, requireMediaType } from '../body.js';
import {
  datePrefix,
  flag,
  isBackwards,
  parseParameters,
  placeParameters,
  rawParameters,
  refuseParameters,
  single,
  wholeNumber,
} from '../parameters.js';
import type { Access } from '../access.js';
import { sendPicture } from '../send-picture.js';
import { placeOf, readLayout, readPage } from '../read-pages.js';
import type { AppServices } from '../services.js';
import type { DryRunView, StoredPagesView, StoredPageView } from '../view-models.js';
import { onlyMethods } from './method-not-allowed.js';

/** Parameters of a new page. */
export const newPageParametersSchema = z
  .strictObject({ ...placeParameters, dryRun: flag.default(false), lines: flag.default(false) })
  .refine(({ dryRun, lines }) => dryRun || !lines, { path: ['lines'], message: 'goes with dryRun=1 only' });

/** Parameters of one page. */
export const pageParametersSchema = z.strictObject({
  id: single.pipe(z.string().min(1, 'must not be empty').max(200)).exactOptional(),
  offset: wholeNumber(0, 1_000_000).default(0),
});

/** Parameters of a picture of a page: points across. */
export const imageParametersSchema = z.strictObject({ width: wholeNumber(64, 3_000).exactOptional() });

/** Parameters of the list of issues. */
export const issueParametersSchema = z
  .strictObject({
    paper: single.pipe(z.string().min(1, 'must not be empty').max(200)).exactOptional(),
    from: datePrefix.exactOptional(),
    to: datePrefix.exactOptional(),
    limit: wholeNumber(1, 100).default(50),
    offset: wholeNumber(0, 1_000_000).default(0),
  })
  .refine(({ from, to }) => !isBackwards(from, to), { path: ['from'], message: 'must not be after "to"' });

/** The routes of pages; `access.write` guards those that write. */
export function pageRoutes(services: AppServices, { write: writeAccess, isKeyed }: Pick<Access, 'write' | 'isKeyed'>): Router {
  const router = Router();
  router
    .route('/pages')
    .get(async (request, response) => {
      response.json(await services.issues.list(parseParameters(issueParametersSchema, rawParameters(request))));
    })
    .post(writeAccess, requireMediaType('text/plain', ...PAGE_MEDIA_TYPES), readPageBody, addPage(services))
    .all(onlyMethods('GET', 'POST', 'PATCH'));
  router
    .route('/pages/:id')
    .delete(writeAccess, async (request, response) => {
      refuseParameters(request);
      await services.intake.deletePage(request.params['id']);
      response.status(204).end();
    })
    .all(onlyMethods('GET', 'PATCH', 'DELETE'));
  router
    .route('/pages/:id/layout')
    .get(async (request, response) => {
      refuseParameters(request);
      response.json(await readLayout(services, request.params.id));
    })
    .all(onlyMethods('GET'));
  router
    .route('/pages/:id/image')
    .get(async (request, response) => {
      const { width } = parseParameters(imageParametersSchema, rawParameters(request));
      sendPicture(response, await services.pictures.page(request.params.id, width), isKeyed);
    })
    .all(onlyMethods('GET'));
  router
    .route('/pages/:paper/:date/:pageNumber')
    .get(async (request, response) => {
      const { offset, ...asked } = parseParameters(pageParametersSchema, rawParameters(request));
      response.json(await readPage(services, { ...placeOf(request.params), ...asked }, offset));
    })
    .all(onlyMethods('GET'));
  return router;
}

const readText = readBytes(MAX_PAGE_BYTES);
/** A scan, or an issue with its pictures, is larger than any text. */
const readForm = readBytes(MAX_FILE_BYTES);
const readCorrected = readBytes(MAX_CORRECTED_PAGE_BYTES);

const isJsonBody = (request: Request): boolean => mediaTypeOf(request) === 'application/json';

const readPageBody: RequestHandler = (request, response, next) => {
  const read = isJsonBody(request) ? readCorrected : mediaTypeOf(request) === 'text/plain' ? readText : readForm;
  return read(request, response, next);
};

function addPage(services: AppServices): RequestHandler {
  return async (request, response) => {
    const { dryRun, lines: withLines, ...given } = parseParameters(newPageParametersSchema, rawParameters(request));
    const { bytes, corrected } = pageOf(request);
    if (dryRun) {
      if (corrected !== undefined)
        throw new InvalidInputError('PARAMETER_INVALID', 'A parameter is not valid', [
          { path: 'dryRun', message: 'goes with a page as text only' },
        ]);
      const { page, articles, furniture, printed, lines, confidences } = await services.parsePage(bytes, given);
      response.json({ page, articles, furniture, ...(withLines && { printed, lines, confidences }) } satisfies DryRunView);
      return;
    }
    const input: PageInput = { bytes, given, source: 'api' };
    const receipts =
      corrected === undefined
        ? await services.intake.addPages({ ...input, division: 'page', mediaType: mediaTypeOf(request) })
        : [await services.intake.addPage({ ...input, corrected })];
    const pages = receipts.map(toldOf);
    response.status(201).json(pages.length === 1 ? pages[0] : ({ pages } satisfies StoredPagesView));
  };
}

function toldOf({ page, articles, furniture, warnings, removedIds, status, isPicture }: PageReceipt): StoredPageView {
  return { page, articles, furniture, warnings, removedIds, status, ...(isPicture === true && { isPicture }) };
}

/** The page of a request, as it came or with its articles as an editor left them. JSON may be either. */
function pageOf(request: Request): Pick<PageInput, 'bytes' | 'corrected'> {
  const body = bytesOf(request);
  if (!isJsonBody(request)) return { bytes: body };
  if (isPageJson(body)) return { bytes: bounded(body) };
  const { bytes, articles } = parseCorrectedPage(parseJsonBytes(body));
  return { bytes: bounded(bytes), corrected: articles };
}

function bounded(bytes: Uint8Array): Uint8Array {
  if (bytes.length > MAX_PAGE_BYTES)
    throw new SearchServiceError('PAGE_TOO_LARGE', `The page has ${bytes.length} bytes; at most ${MAX_PAGE_BYTES} are taken.`);
  return bytes;
}
