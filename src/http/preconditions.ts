/** Versions of records in headers: `ETag` of what is answered, `If-Match` of what is to be changed (RFC 9110, 8.8.3 and 13.1.1). */
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

import type { Expected } from '../intake/article-edits.js';
import { SearchServiceError } from '../search-service-error.js';
import { fault, problemOf } from './problem.js';
import { requestIdOf } from './request-id.js';

/** Most characters of an `If-Match` that are read. */
const MOST_CHARACTERS = 4_000;

/**
 * The versions an `If-Match` names; undefined where there is none. What follows a full stop names the answer, not the record, and counts no
 * more than the `W/` a proxy puts before an entity tag it has packed. Throws PARAMETER_INVALID for what is no list of entity tags.
 */
export function expectedOf({ headers }: Pick<Request, 'headers'>): Expected | undefined {
  const given = headers['if-match'];
  if (given === undefined) return undefined;
  const header = given.trim();
  if (header === '*') return '*';
  const tags =
    header.length > MOST_CHARACTERS ? undefined : header.split(',').map((tag) => /^(?:W\/)?"([\w-]*)[^"]*"$/.exec(tag.trim())?.[1]);
  if (tags?.every((tag) => tag !== undefined) === true) return tags;
  throw new SearchServiceError(
    'PARAMETER_INVALID',
    'The header If-Match is no list of entity tags. Send the ETag of the last answer as it came.',
  );
}

/** The same for a call that needs one. Throws PRECONDITION_REQUIRED. */
export function requiredOf(request: Pick<Request, 'headers'>): Expected {
  const expected = expectedOf(request);
  if (expected !== undefined) return expected;
  throw new SearchServiceError(
    'PRECONDITION_REQUIRED',
    'Send the ETag of the state you have changed as If-Match, so that nothing another has written is lost.',
  );
}

/** Answers `view` as JSON with an entity tag of the record's version and of the answer itself; without a version as any other answer. */
export function sendVersioned(response: Response, view: object, version: string | undefined): void {
  if (version === undefined) {
    response.json(view);
    return;
  }
  const text = JSON.stringify(view);
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 16);
  response.set('ETag', `"${version}.${digest}"`).type('application/json').send(text);
}

/** Sets the entity tag of a record that was written. */
export function setVersion(response: Response, version: string): void {
  response.set('ETag', `"${version}"`);
}

/** The versions an entity tag in a body names, quoted or not. Throws PARAMETER_INVALID. */
export function expectedIn(tag: string): Expected {
  return expectedOf({ headers: { 'if-match': tag === '*' || tag.includes('"') ? tag : `"${tag}"` } })!;
}

/** Answers 412 with the record as it stands. */
export function sendStale(response: Response, version: string, present: object): void {
  setVersion(response, version);
  const shown = fault('PRECONDITION_FAILED', 'Somebody has changed this since. Nothing was written; "present" is how it stands now.');
  response
    .status(shown.status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ ...problemOf(shown, requestIdOf(response)), present }));
}
