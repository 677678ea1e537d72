/** Nothing is answered from a half-loaded index. */
import type { RequestHandler } from 'express';

import { SearchServiceError } from '../search-service-error.js';
import type { AppServices } from './services.js';

/** Answers NOT_READY until questions can be answered. Where only the cluster is away, what needs none goes on: articles, pages of the archive. */
export function requireReady(services: Pick<AppServices, 'readiness'>): RequestHandler {
  return (_request, _response, next) => {
    const { ready, state } = services.readiness();
    // While it stops, what still comes in on open connections is answered.
    if (!ready && state !== 'stopping' && state !== 'cluster-unavailable') {
      throw new SearchServiceError('NOT_READY', `The service is ${state}.`);
    }
    next();
  };
}
