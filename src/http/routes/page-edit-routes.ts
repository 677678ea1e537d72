/** `GET` and `PATCH /pages/{id}`, its history, and the places of many pages at once. */
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';

import { pagePatchSchema, parsePagePatch } from '../../article/page-patch-schema.js';
import { faultsOf, InvalidInputError } from '../../article/invalid-input-error.js';
import type { Expected } from '../../intake/article-edits.js';
import { MAX_CORRECTED_PAGE_BYTES } from '../../intake/input-limits.js';
import type { PageEdit, PageEditReceipt } from '../../intake/by-hand/page-edits.js';
import { parseJsonBytes } from '../../intake/json-bytes.js';
import type { Access } from '../access.js';
import { bytesOf, readBytes, requireMediaType } from '../body.js';
import { editorOf } from '../key-name.js';
import { flag, parseParameters, rawParameters, refuseParameters } from '../parameters.js';
import { expectedOf, expectedIn, requiredOf, sendStale, sendVersioned, setVersion } from '../preconditions.js';
import { noPage } from '../read-history.js';
import type { AppServices } from '../services.js';
import type { PagePatchView } from '../view-models.js';
import { decisionNumber } from './article-routes.js';
import { onlyMethods } from './method-not-allowed.js';

/** Parameters of a page that is changed by hand. */
export const handPageParametersSchema = z.strictObject({ text: flag.default(false), reading: flag.default(false) });

/** Most bytes of a change of one page. */
export const MAX_PAGE_CHANGE_BYTES = MAX_CORRECTED_PAGE_BYTES;

/** Most pages of one call. */
const MOST_PAGES = 500;

/** Changes of several pages; `version` is the ETag of each. */
export const pageEditsSchema = z.strictObject({
  pages: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(200),
        version: z.string().min(1).max(200),
        change: pagePatchSchema.omit({ articles: true }),
      }),
    )
    .min(1)
    .max(MOST_PAGES),
});

/** The routes; `write` guards those that write. */
export function pageEditRoutes(services: AppServices, { write }: Pick<Access, 'write'>): Router {
  const router = Router();
  const body = [write, requireMediaType('application/merge-patch+json', 'application/json'), readBytes(MAX_CORRECTED_PAGE_BYTES)];
  router
    .route('/pages/:id')
    .get(async (request, response) => {
      const how = parseParameters(handPageParametersSchema, rawParameters(request));
      const found = await services.articles.handPage(request.params.id, how);
      if (found === undefined) throw noPage();
      sendVersioned(response, found.page, found.version);
    })
    .patch(...body, patchPage(services));
  router
    .route('/pages/:id/history')
    .get(async (request, response) => {
      refuseParameters(request);
      const decisions = await services.articles.pageHistory(request.params.id);
      if (decisions === undefined) throw noPage();
      response.json({ decisions });
    })
    .all(onlyMethods('GET'));
  router
    .route('/pages/:id/history/:n')
    .delete(write, async (request, response) => {
      refuseParameters(request);
      const { id, n } = request.params as { readonly id: string; readonly n: string };
      const receipt = await services.intake.takeBackPage(id, decisionNumber(n), expectedOf(request) ?? '*', editorOf(response));
      if (receipt.type === 'stale') {
        sendStale(response, receipt.version, receipt.page);
        return;
      }
      setVersion(response, receipt.version);
      response.status(204).end();
    })
    .all(onlyMethods('DELETE'));
  router.route('/pages').patch(...body, async (request: Request, response: Response) => {
    refuseParameters(request);
    const receipts = await services.intake.editPages(editsOf(parseJsonBytes(bytesOf(request))), editorOf(response));
    const stale = receipts.find(({ type }) => type === 'stale');
    if (stale === undefined) response.json({ pages: receipts.map(toldOf) });
    else sendStale(response, stale.version, stale.page);
  });
  return router;
}

/** Answers a merge patch of one page. */
export function patchPage(services: Pick<AppServices, 'intake'>): RequestHandler {
  return async (request, response) => {
    refuseParameters(request);
    const edit = pageEditOf(String(request.params['id']), parseJsonBytes(bytesOf(request)), requiredOf(request));
    const [receipt] = await services.intake.editPages([edit], editorOf(response));
    answer(response, receipt!);
  };
}

/** A change of one page, checked. Throws PAGE_INVALID and ARTICLE_TOO_LARGE. */
export function pageEditOf(id: string, change: unknown, expected: Expected): PageEdit {
  return { id, expected, patch: parsePagePatch(change) };
}

function answer(response: Response, receipt: PageEditReceipt): void {
  if (receipt.type === 'stale') {
    sendStale(response, receipt.version, receipt.page);
    return;
  }
  setVersion(response, receipt.version);
  response.json(toldOf(receipt));
}

function toldOf({ page, status, removedIds, warnings }: PageEditReceipt): PagePatchView {
  return { page, status, removedIds, warnings };
}

/** Changes of several pages, checked. Throws PAGE_INVALID. */
export function editsOf(value: unknown): readonly PageEdit[] {
  const parsed = pageEditsSchema.safeParse(value);
  if (!parsed.success) throw new InvalidInputError('PAGE_INVALID', 'The changes of pages are not valid', faultsOf(parsed.error));
  const ids = parsed.data.pages.map(({ id }) => id);
  if (new Set(ids).size < ids.length)
    throw new InvalidInputError('PAGE_INVALID', 'The changes of pages are not valid', [{ path: 'pages', message: 'a page stands twice' }]);
  return parsed.data.pages.map(({ id, version, change }) => ({ id, expected: expectedIn(version), patch: parsePagePatch(change) }));
}
