/** Who may call what. */
import type { Request, RequestHandler } from 'express';

import { SearchServiceError } from '../search-service-error.js';

/**
 * Guards writing calls while no key is asked for: they are let through where `writesAllowed` (the service listens on a
 * loopback address only), and then only under a loopback name and from no other site's page. Any page a reader opens
 * could otherwise write into the archive on the reader's own machine. Answers FORBIDDEN with what to do.
 */
export function writeAccess(writesAllowed: boolean): RequestHandler {
  return (request, _response, next) => {
    const reason = writesAllowed ? reasonAgainst(request) : 'The service does not listen on a loopback address only.';
    if (reason !== undefined) {
      throw new SearchServiceError(
        'FORBIDDEN',
        `Writing is open to programs on the same machine only. ${reason} Send this to a service started with HOST=127.0.0.1, under that address, or use the command line.`,
      );
    }
    next();
  };
}

const LOOPBACK_NAME = /^(?:localhost|(?:[\w-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

function reasonAgainst({ headers }: Request): string | undefined {
  const host = headers.host ?? '';
  if (!LOOPBACK_NAME.test(host)) {
    return 'The address this was sent to is not a loopback address.';
  }
  const { origin } = headers;
  return origin === undefined || origin === `http://${host}` ? undefined : 'This comes from a page of another site.';
}
