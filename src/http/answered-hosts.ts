/** Under which names the service answers. A page whose name was made to lead to this machine (DNS rebinding) reads nothing. */
import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';

import { SearchServiceError } from '../search-service-error.js';
import { hostName, isAddress, isLoopbackName } from './host-name.js';
import { fault, sendProblem } from './problem.js';
import { requestIdOf } from './request-id.js';

/** Which names these are. */
export interface HostRules {
  /**
   * Where the service is bound to a loopback address, no other names than these are answered; elsewhere all are, unless `listed` names
   * some.
   */
  readonly isLoopback: boolean;
  /** Names beside those of loopback, as `hostName` gives them: the public address and those of XUNBAO_HOSTS. */
  readonly names: readonly string[];
  /** True where the settings list names, so that others are refused on any address; addresses are then answered too. */
  readonly isListed: boolean;
  /** True while writing needs no key: its guard then refuses other names itself, and says what to do. */
  readonly isWritingOpen: boolean;
}

const READING = ['GET', 'HEAD', 'OPTIONS'];
const PROBES = /^\/(?:healthz|readyz)(?:\?|$)/;
const ABSOLUTE_TARGET = /^https?:\/\/([^/?#]*)(.*)$/i;

/**
 * Refuses a request without exactly one `Host`, or with a target under another one, as a problem of REQUEST_UNREADABLE (RFC 9112, 3.2), and
 * throws HOST_UNKNOWN for a name that is not answered; without `rules` every name is.
 */
export function answeredHosts(rules: HostRules | undefined): RequestHandler {
  return (request, response, next) => {
    const unreadable = faultOfHost(request);
    if (unreadable !== undefined) {
      sendProblem(response, fault('REQUEST_UNREADABLE', unreadable), requestIdOf(response));
      return;
    }
    if (rules !== undefined && !isAnswered(request, rules)) {
      throw new SearchServiceError(
        'HOST_UNKNOWN',
        'This service does not answer under this name. Ask it by the address it listens on, or add the name to XUNBAO_HOSTS, or ' +
          'set XUNBAO_PUBLIC_URL to the address readers use.',
      );
    }
    next();
  };
}

/** Cuts a target with scheme and the host of `Host` to path and query. Before the app sees it: a router reads the target but once. */
export function cutTarget(request: IncomingMessage): void {
  const [, authority, rest = ''] = ABSOLUTE_TARGET.exec(request.url ?? '') ?? [];
  if (authority?.toLowerCase() === request.headers.host?.toLowerCase() && authority !== undefined)
    request.url = rest.startsWith('/') ? rest : `/${rest}`;
}

/** What is wrong with the host a request names. */
function faultOfHost({ rawHeaders, httpVersion, url }: Request): string | undefined {
  const sent = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
  if (sent > 1) return 'The request has more than one Host header.';
  if (sent === 0 && !['0.9', '1.0'].includes(httpVersion)) return 'The request has no Host header.';
  return url.startsWith('/') || url === '*' ? undefined : 'The target of the request is no path under its Host header.';
}

function isAnswered({ method, url, headers: { host } }: Request, { isLoopback, names, isListed, isWritingOpen }: HostRules): boolean {
  if (isWritingOpen && !READING.includes(method)) return true;
  if (!isLoopback && !isListed) return true;
  // A watcher of the old protocol names no host; a browser always does.
  if (host === undefined) return PROBES.test(url);
  const name = hostName(host);
  return name !== undefined && (isLoopbackName(name) || names.includes(name) || (!isLoopback && isAddress(name)));
}
