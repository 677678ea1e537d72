/** Which site's page a request comes from, as browsers say it (https://w3c.github.io/webappsec-fetch-metadata/, RFC 6454). */
import type { IncomingHttpHeaders } from 'node:http';

/**
 * True where a page of another site sent this: one that is neither under this `Host` nor among `origins`. A program says nothing of where
 * it
 * comes from and is no page. A page cannot set or leave out any of what is looked at, but a browser may be too old to send it.
 */
export function isFromOtherSite(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin !== undefined && origins.includes(origin)) return false;
  const site = headers['sec-fetch-site'];
  // A proxy that gives the service another name leaves this as it is.
  if (site === 'same-origin') return false;
  if (site !== undefined && site !== 'none') return true;
  return origin !== undefined && hostOf(origin) !== host?.toLowerCase();
}

/**
 * The same for a write that needs no key, where nothing but its origin speaks for it: every header that names a page must name one of
 * `http://Host`, and nothing may look like a form of a browser that names none.
 */
export function reasonAgainstPage(headers: IncomingHttpHeaders): string | undefined {
  const own = `http://${(headers.host ?? '').toLowerCase()}`;
  const { origin, referer } = headers;
  const isForeign =
    isFromOtherSite(headers, []) ||
    (origin !== undefined && origin !== own) ||
    (origin === undefined && referer !== undefined && originOf(referer) !== own);
  if (isForeign) return 'This comes from a page of another site.';
  const saysNothing = origin === undefined && referer === undefined && headers['sec-fetch-site'] === undefined;
  return saysNothing && isNavigation(headers) ? 'This comes from a web page that does not say which.' : undefined;
}

/** Sent by a form of an old browser, which asks for the page that is to take the place of its own. */
function isNavigation({ 'user-agent': agent = '', accept = '' }: IncomingHttpHeaders): boolean {
  return agent.startsWith('Mozilla/') && accept.includes('text/html');
}

/** Host and port as `Host` writes them; the scheme is the proxy's matter. */
function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined;
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
