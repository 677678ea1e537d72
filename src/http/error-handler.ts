/** The end of every request that failed, and the log's record of failures that are ours. */
import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';

import { faultOf, isFailure, sendProblem, WITHHELD_WRITE_STATUS, type Fault } from './problem.js';
import { requestIdOf } from './request-id.js';

/**
 * What to show of `error`; a failure of ours is logged with the request id first. Undefined when the answer has begun
 * and can only be broken off, which is done here.
 */
export function faultToShow(error: unknown, response: Response, logger: Logger): Fault | undefined {
  const shown = faultOf(error);
  if (isFailure(shown)) {
    logger.error({ event: 'request-failed', requestId: requestIdOf(response), code: shown.code, err: error }, 'a request failed');
    logger.debug(
      { event: 'request-failed', requestId: requestIdOf(response), said: String(error) },
      'what the fault said; it may quote a query or an article',
    );
  }
  if (response.headersSent) {
    response.destroy();
    return undefined;
  }
  return shown;
}

/** Answers every error as a problem. Never shows a stack. */
export function problemHandler(logger: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  return (error: unknown, request, response, _next) => {
    const shown = faultToShow(error, response, logger);
    if (shown !== undefined) {
      sendProblem(response, asAnswered(shown, request.method), requestIdOf(response));
    }
  };
}

/** What is withheld is gone for who reads it, and in the way of who writes it. */
function asAnswered(shown: Fault, method: string): Fault {
  return shown.code === 'ARTICLE_WITHHELD' && !['GET', 'HEAD'].includes(method) ? { ...shown, status: WITHHELD_WRITE_STATUS } : shown;
}
