/**
 * Searches of the API that would have to wait too long are refused here, in front of everything else: a refusal that went
 * through log, limits and routes would cost a good part of an answer.
 */
import type { RequestHandler } from 'express';

import { faultOf, problemOf, retryHeaders } from './problem.js';
import { assignRequestId } from './request-id.js';
import type { ReadQueue } from './read-queue.js';

const SEARCH = /^\/api\/v1\/search(?:[?/]|$)/;

/** Answers OVERLOADED, outside the log of requests, while the queue is full. */
export function shedSearches(queue: ReadQueue): RequestHandler {
  return (request, response, next) => {
    if (!queue.isFull || !SEARCH.test(request.url)) {
      next();
      return;
    }
    const requestId = assignRequestId(request, response);
    const shown = faultOf(queue.refuse());
    const problem = JSON.stringify(problemOf(shown, requestId));
    response.writeHead(shown.status, {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Length': Buffer.byteLength(problem),
      ...retryHeaders(shown),
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(problem);
  };
}
