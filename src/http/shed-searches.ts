/**
 * Searches of the API that would have to wait too long are refused here, in front of everything else: a refusal that went
 * through log, limits and routes would cost a good part of an answer.
 */
import type { RequestHandler } from 'express';

import { problemOf, fault } from './problem.js';
import { assignRequestId } from './request-id.js';
import type { SearchQueue } from './search-queue.js';

const SEARCH = /^\/api\/v1\/search(?:[?/]|$)/;
/** The queue is much shorter than that. */
const RETRY_AFTER_SECONDS = '1';

/** Answers OVERLOADED, outside the log of requests, while the queue is full. */
export function shedSearches(queue: SearchQueue): RequestHandler {
  return (request, response, next) => {
    if (!queue.isFull || !SEARCH.test(request.url)) {
      next();
      return;
    }
    const requestId = assignRequestId(request, response);
    const { code } = queue.refuse();
    const problem = JSON.stringify(problemOf(fault(code, DETAIL), requestId));
    response.writeHead(503, {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Length': Buffer.byteLength(problem),
      'Cache-Control': 'no-store',
      'Retry-After': RETRY_AFTER_SECONDS,
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(problem);
  };
}

const DETAIL = 'More is asked at the moment than can be answered. Try again in a second.';
