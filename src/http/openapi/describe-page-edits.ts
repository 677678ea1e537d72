/** Calls that change stored pages by hand, as OpenAPI describes them. */
import { pagePatchSchema } from '../../article/page-patch-schema.js';
import { handPageParametersSchema, pageEditsSchema } from '../routes/page-edit-routes.js';
import type { ProblemCode } from '../problem.js';
import { answer, ifMatch, pathParameter, reading, writing, type Operation } from './describe-call.js';
import { jsonSchemaOf, queryParameters } from './describe-parameters.js';
import { PARAMETER_WORDS } from './parameter-words.js';

const id = pathParameter('id', 'id of the page');
const FAULTS = [
  'PAGE_NOT_FOUND',
  'PAGE_INVALID',
  'PAGE_PLACE_TAKEN',
  'PRECONDITION_FAILED',
  'ARTICLE_TOO_LARGE',
] as const satisfies readonly ProblemCode[];

/** The methods of `/pages/{id}` that look at a page to change it, and change it. */
export function pageEdits(): Readonly<Record<'get' | 'patch', Operation>> {
  const body = jsonSchemaOf(pagePatchSchema, 'input');
  return {
    get: reading(
      'getStoredPage',
      'A stored page as it is changed by hand: its place, and the lines of its articles',
      [id, ...queryParameters(handPageParametersSchema, PARAMETER_WORDS)],
      'HandPage',
      ['PAGE_NOT_FOUND'],
    ),
    patch: writing('patchPage', 'Change the place and the division of a page by a JSON merge patch', [id, ifMatch(true)], {
      body: { 'application/merge-patch+json': body, 'application/json': body },
      answers: { 200: answer('changed, and kept as decisions', 'PagePatchReceipt') },
      codes: [...FAULTS, 'PRECONDITION_REQUIRED'],
    }),
  };
}

/** `PATCH /pages`. */
export function manyPageEdits(): Operation {
  const body = jsonSchemaOf(pageEditsSchema, 'input');
  return writing('patchPages', 'Change the places of many pages, all or none', [], {
    body: { 'application/merge-patch+json': body, 'application/json': body },
    answers: { 200: answer('changed, and kept as decisions', 'PagePatchesReceipt') },
    codes: FAULTS,
  });
}

/** The history of a page. */
export function pageEditPaths(): Readonly<Record<string, Readonly<Record<string, Operation>>>> {
  return {
    '/pages/{id}/history': { get: reading('getPageHistory', 'What was decided of a page by hand', [id], 'History', ['PAGE_NOT_FOUND']) },
    '/pages/{id}/history/{n}': {
      delete: writing('takeBackPageDecision', 'Take a decision back', [id, pathParameter('n', 'number of the decision'), ifMatch(false)], {
        answers: { 204: { description: 'taken back, which is a decision too' } },
        codes: [...FAULTS, 'DECISION_NOT_FOUND'],
      }),
    },
  };
}
