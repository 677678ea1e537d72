/** Headers that tell a browser to run and load nothing foreign and send no referrer. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * A strict policy: scripts, styles and pictures from here only, none of them inline, and questions to here only.
 * `upgrade-insecure-requests` and HSTS are left
 * to the proxy that holds the certificate, so that plain http on a loopback address works.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}
