/**
 * A command that found this service in a note says which archive it means: the note may be old, and the address another service's by now.
 */
import type { RequestHandler } from 'express';

import { SearchServiceError } from '../search-service-error.js';

/** The header that carries what `archiveStamp` makes of the archive a caller means. */
export const ARCHIVE_HEADER = 'Xunbao-Archive';

/**
 * Refuses with ARCHIVE_OTHER what is meant for another archive than that of `stamp`, before anything of it is done; calls without the
 * header go on.
 */
export function requireArchive(stamp: () => string | undefined): RequestHandler {
  return (request, _response, next) => {
    const meant = request.get(ARCHIVE_HEADER);
    if (meant !== undefined && meant !== stamp()) {
      throw new SearchServiceError(
        'ARCHIVE_OTHER',
        'This service has another archive open than the one this call is meant for; nothing was done. Send it to the service of ' +
          'that archive, or leave the header Xunbao-Archive out.',
      );
    }
    next();
  };
}
