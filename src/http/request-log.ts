/** One JSON line a request. Holds the route's pattern, never the URL: URLs carry what readers look for. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

import { keyNameOf } from './key-name.js';
import { assignRequestId } from './request-id.js';

/** Logs every request: requestId, method, route, status, durationMs, and as `by` the name of its key. `/healthz` and the like at debug. */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: assignRequestId,
    quietReqLogger: true,
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
    customAttributeKeys: { reqId: 'requestId', responseTime: 'durationMs' },
    customLogLevel: (request, response, error) => levelOf(request, response, error),
    customSuccessMessage: () => 'request answered',
    customErrorMessage: () => 'request failed',
    customSuccessObject: (request, response, value: object) => ({ ...value, ...describe(request, response) }),
    customErrorObject: (request, response, _error, value: object) => ({ ...value, ...describe(request, response) }),
  });
}

function levelOf(request: IncomingMessage, response: ServerResponse, error: Error | undefined): 'debug' | 'info' | 'error' {
  if (response.statusCode >= 500 || error !== undefined) {
    // Being not ready is a state, not a fault.
    return response.statusCode === 503 ? 'info' : 'error';
  }
  return /^\/(healthz|readyz|metrics|assets\/)/.test(request.url ?? '') ? 'debug' : 'info';
}

function describe(request: IncomingMessage, response: ServerResponse): Record<string, unknown> {
  const by = keyNameOf(response);
  return {
    event: 'request',
    method: request.method,
    route: routeOf(request),
    status: response.statusCode,
    ...(by !== undefined && { by }),
    ...(!response.writableFinished && { aborted: true }),
  };
}

/** Pattern of the route that answered (`/api/v1/articles/:id`), or `none`. */
export function routeOf(request: IncomingMessage & Partial<Pick<Request, 'baseUrl'>> & { route?: unknown }): string {
  const { route, baseUrl = '' } = request;
  return typeof route === 'object' && route !== null && 'path' in route && typeof route.path === 'string'
    ? `${baseUrl}${route.path}`
    : 'none';
}
