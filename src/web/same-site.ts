/** Forms come from our own pages only. */
import type { RequestHandler } from 'express';

import { isFromOtherSite } from '../http/request-site.js';
import { SearchServiceError } from '../search-service-error.js';

/**
 * Refuses a form that another site's page sent, with FORBIDDEN. No cookie says who a reader is, but without write keys the
 * machine does, and a browser may keep a key for reading. What says nothing of where it comes from is refused too: programs
 * have the API.
 */
export const sameSiteOnly: RequestHandler = ({ headers }, _response, next) => {
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  // No page can set this header, and a proxy that gives the service another name leaves it as it is; older browsers do not send it.
  const isOwn = site === undefined ? origin !== undefined && !isFromOtherSite(headers, []) : site === 'same-origin';
  if (!isOwn) {
    throw new SearchServiceError(
      'FORBIDDEN',
      'This form was not sent from a page of this service. Open /add here and send it from there, or use the API.',
    );
  }
  next();
};
