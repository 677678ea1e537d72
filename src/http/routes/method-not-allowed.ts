/** What a path answers to a method it does not have. */
import type { RequestHandler } from 'express';

import { fault, sendProblem } from '../problem.js';
import { requestIdOf } from '../request-id.js';

/** 405 with the methods there are; OPTIONS gets them without a complaint. Goes last on a route. */
export function onlyMethods(...methods: readonly string[]): RequestHandler {
  const allow = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
  return (request, response) => {
    response.set('Allow', `${allow}, OPTIONS`);
    if (request.method === 'OPTIONS') {
      response.status(204).end();
    } else {
      const detail = `This address does not take ${request.method}; it takes ${allow}.`;
      sendProblem(response, fault('METHOD_NOT_ALLOWED', detail), requestIdOf(response));
    }
  };
}
