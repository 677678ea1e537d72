/**
 * `POST /maintenance/…`: what the commands of `xunbao` do to a store, for a store that is being served. The commands call
 * these themselves when a service has the archive.
 */
import { Router, type RequestHandler, type Response } from 'express';
import { z } from 'zod';

import { idFault, pageInfoShape, parseArticleInput } from '../../article/article-schema.js';
import { faultsOf, InvalidInputError } from '../../article/invalid-input-error.js';
import { MAX_ARTICLE_BYTES, MAX_FILE_BYTES, MAX_REASON_CHARACTERS, MAX_RECORD_BYTES } from '../../intake/input-limits.js';
import { parseJsonBytes } from '../../intake/json-bytes.js';
import { readPath } from '../../intake/path/read-path.js';
import { readRecord } from '../../intake/record-line.js';
import { PAGE_MEDIA_TYPES } from '../../page/readers/page-readers.js';
import { bytesOf, readBytes, requireMediaType } from '../body.js';
import { editorOf } from '../key-name.js';
import { parseParameters, placeParameters, rawParameters, refuseParameters, single } from '../parameters.js';
import type { AppServices, StoreReport } from '../services.js';
import type { StoredFileView } from '../view-models.js';
import { onlyMethods } from './method-not-allowed.js';

const source = single.pipe(z.string().min(1, 'must not be empty').max(4_000, 'has at most 4000 characters'));

/** Parameters of a file of pages. */
export const fileParametersSchema = z.strictObject({
  source,
  ...placeParameters,
  section: single.pipe(pageInfoShape.section.unwrap()).exactOptional(),
  pathPaper: placeParameters.paper,
  pathDate: placeParameters.date,
  pathPageNumber: placeParameters.pageNumber,
  pathSection: single.pipe(pageInfoShape.section.unwrap()).exactOptional(),
});
/** Parameters of an article of a file. */
export const sourceParametersSchema = z.strictObject({ source });

const id = z.string().refine((text) => idFault(text) === undefined, 'is no id');
/** Body of the call that takes an article out of search. */
export const withholdSchema = z.strictObject({
  id,
  reason: z.string().trim().min(1, 'must not be empty').max(MAX_REASON_CHARACTERS, `has at most ${MAX_REASON_CHARACTERS} characters`),
});
/** Body of the call that brings one back. */
export const restoreSchema = z.strictObject({ id });

/** The routes; `writeAccess` guards all of them. */
export function maintenanceRoutes(services: AppServices, writeAccess: RequestHandler): Router {
  const router = Router();
  const post = (path: string, ...handlers: readonly RequestHandler[]): void => {
    router
      .route(path)
      .post(writeAccess, ...handlers)
      .all(onlyMethods('POST'));
  };
  const task =
    (work: () => Promise<unknown>): RequestHandler =>
    async (request, response) => {
      refuseParameters(request);
      response.json(await work());
    };
  post(
    '/maintenance/rebuild',
    task(() => services.maintenance.rebuild()),
  );
  post(
    '/maintenance/purge',
    task(() => services.maintenance.purge()),
  );
  post(
    '/maintenance/verify',
    task(async () => firstOfEach(await services.maintenance.verify())),
  );
  post(
    '/maintenance/withhold',
    ...jsonBody(withholdSchema, async ({ id: withheld, reason }, response) => {
      const { alike } = await services.intake.withhold(withheld, reason, editorOf(response));
      return alike.length === 0 ? undefined : { alike };
    }),
  );
  post(
    '/maintenance/restore',
    ...jsonBody(restoreSchema, async ({ id: restored }, response) => {
      await services.intake.restore(restored, editorOf(response));
      return undefined;
    }),
  );
  post(
    '/maintenance/files',
    requireMediaType('application/octet-stream', ...PAGE_MEDIA_TYPES),
    readBytes(MAX_FILE_BYTES),
    addFile(services),
  );
  post('/maintenance/articles', requireMediaType('application/json'), readBytes(MAX_ARTICLE_BYTES), addArticle(services));
  post('/maintenance/records', requireMediaType('application/json'), readBytes(MAX_RECORD_BYTES), addRecord(services));
  return router;
}

/** Entries of each list of a report that are told. */
const MOST_LISTED = 1_000;

/** A damaged archive may have a problem for each of its pages, with ids of all its articles. */
function firstOfEach(report: StoreReport): StoreReport {
  const { archive } = report;
  const first = <Item>(items: readonly Item[]): readonly Item[] => items.slice(0, MOST_LISTED);
  let left = MOST_LISTED;
  const ids = (listed: readonly string[]): readonly string[] => {
    const kept = listed.slice(0, left);
    left -= kept.length;
    return kept;
  };
  const problems = first(archive.problems).map(({ lostIds, savedIds, takenOutIds, ...problem }) => ({
    ...problem,
    ...(lostIds !== undefined && { lostIds: ids(lostIds) }),
    ...(savedIds !== undefined && { savedIds: ids(savedIds) }),
    ...(takenOutIds !== undefined && { takenOutIds: ids(takenOutIds) }),
  }));
  return { ...report, archive: { ...archive, problems, unusedFiles: first(archive.unusedFiles) } };
}

/** Handlers of a call whose body is a small JSON object and whose answer is empty where there is nothing to say. */
function jsonBody<Schema extends z.ZodType>(
  schema: Schema,
  work: (body: z.output<Schema>, response: Response) => Promise<object | undefined>,
): readonly RequestHandler[] {
  const handle: RequestHandler = async (request, response: Response) => {
    refuseParameters(request);
    const parsed = schema.safeParse(parseJsonBytes(bytesOf(request)));
    if (!parsed.success) throw new InvalidInputError('PARAMETER_INVALID', 'The body is not valid', faultsOf(parsed.error));
    const said = await work(parsed.data, response);
    if (said === undefined) response.status(204).end();
    else response.json(said);
  };
  return [requireMediaType('application/json'), readBytes(MAX_ARTICLE_BYTES), handle];
}

function addFile(services: AppServices): RequestHandler {
  return async (request, response) => {
    const {
      source: file,
      pathPaper: paper,
      pathDate: date,
      pathPageNumber: pageNumber,
      pathSection: section,
      ...given
    } = parseParameters(fileParametersSchema, rawParameters(request));
    const read = {
      ...(paper !== undefined && { paper }),
      ...(date !== undefined && { date }),
      ...(pageNumber !== undefined && { pageNumber }),
      ...(section !== undefined && { section }),
    };
    const fromPath = Object.keys(read).length > 0 ? read : readPath(file).page;
    const pages = await services.intake.addPages({ bytes: bytesOf(request), given, fromPath, source: file });
    response.status(201).json({ pages } satisfies StoredFileView);
  };
}

function addArticle(services: AppServices): RequestHandler {
  return async (request, response) => {
    const { source: file } = parseParameters(sourceParametersSchema, rawParameters(request));
    response.json(await services.intake.putArticle(parseArticleInput(parseJsonBytes(bytesOf(request)), { unknown: 'extra' }), file));
  };
}

function addRecord(services: AppServices): RequestHandler {
  return async (request, response) => {
    refuseParameters(request);
    const record = readRecord(parseJsonBytes(bytesOf(request)));
    response.json({ id: record.id, status: await services.intake.importRecord(record) });
  };
}
