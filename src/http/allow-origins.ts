/** Which other sites' pages may call (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol). */
import type { RequestHandler } from 'express';

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const EXPOSED = 'x-request-id, ETag, Location, Retry-After, RateLimit, RateLimit-Policy, Content-Disposition, xunbao-total, xunbao-given';

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
      response.set({
        'Access-Control-Allow-Methods': METHODS,
        'Access-Control-Allow-Headers': 'Authorization, Content-Type, If-Match, x-request-id',
        'Access-Control-Max-Age': '600',
      });
      response.status(204).end();
      return;
    }
    next();
  };
}
