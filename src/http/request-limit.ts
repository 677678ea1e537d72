/** How often an address may call. */
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';

import { SearchServiceError } from '../search-service-error.js';
import { callerNetwork } from './host-name.js';

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
    keyGenerator: ({ ip }) => callerNetwork(ip),
    // Its checks write warnings to the console; XUNBAO_TRUST_PROXY says what is believed.
    validate: false,
    handler: (_request, _response, next) => {
      next(new SearchServiceError('RATE_LIMITED', `More than ${limitCount} requests came from this address in a minute. Try again later.`));
    },
  });
}
