/** How often an address may call, and which other sites' pages may. */
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';

import { SearchServiceError } from '../search-service-error.js';

const WINDOW_MS = 60_000;

/** At most `limitCount` requests a minute and address (an IPv6 /56 counts as one), more are RATE_LIMITED; 0 lets everything through. */
export function requestLimit(limitCount: number): RequestHandler {
  if (limitCount === 0) {
    return (_request, _response, next) => {
      next();
    };
  }
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: limitCount,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: 'requests',
    // Its checks write warnings to the console; XUNBAO_TRUST_PROXY says what is believed.
    validate: false,
    handler: (_request, _response, next) => {
      next(new SearchServiceError('RATE_LIMITED', `More than ${limitCount} requests came from this address in a minute. Try again later.`));
    },
  });
}

const METHODS = 'GET, HEAD, POST, PUT, DELETE';
const EXPOSED = 'x-request-id, ETag, Location, Retry-After, RateLimit, RateLimit-Policy';

/** Lets pages of these origins call the API with a key in a header; cookies are never asked for. */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers;
    if (origins.length > 0) response.vary('Origin');
    if (origin === undefined || !origins.includes(origin)) {
      next();
      return;
    }
    response.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': EXPOSED });
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
      response.set({ 'Access-Control-Allow-Methods': METHODS, 'Access-Control-Allow-Headers': 'Authorization, Content-Type, x-request-id', 'Access-Control-Max-Age': '600' });
      response.status(204).end();
      return;
    }
    next();
  };
}
