/** Nothing is answered from a half-loaded index. */
import type { RequestHandler } from 'express';

import { SearchServiceError } from '../search-service-error.js';
import type { AppServices } from './services.js';

/** States in which what can be answered is: the index still answers, or articles and pages do. A write says by itself what it lacks. */
const ANSWERING: readonly string[] = ['stopping', 'cluster-unavailable', 'copy-behind', 'archive-lost'];

/** Answers NOT_READY until questions can be answered. */
export function requireReady(services: Pick<AppServices, 'readiness'>): RequestHandler {
  return (_request, _response, next) => {
    const { ready, state } = services.readiness();
    if (!ready && !ANSWERING.includes(state)) {
      throw new SearchServiceError('NOT_READY', `The service is ${state}.`);
    }
    next();
  };
}
