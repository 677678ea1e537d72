/** The id a request is known by in its answer's headers, in problems and in the log. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const HEADER = 'x-request-id';
const TRUSTED = /^[\w.-]{1,64}$/;

/** Gives the request an id, once: the caller's own `x-request-id` where it is plain, else a new one. Sets the header. */
export function assignRequestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers[HEADER];
  const id = typeof given === 'string' && TRUSTED.test(given) ? given : randomUUID();
  response.setHeader(HEADER, id);
  return id;
}

/** The id `assignRequestId` gave. */
export function requestIdOf(response: ServerResponse): string {
  return String(response.getHeader(HEADER) ?? '');
}
