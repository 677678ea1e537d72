/** Signs that a request came through something in front of the service. */
import type { IncomingMessage } from 'node:http';

/** `Forwarded`, `X-Forwarded-For` and all of that name, `X-Original-Forwarded-For`; `Proxy-Connection`, `WL-Proxy-Client-IP`. */
const FORWARDING = /forwarded|proxy/;
/** `X-Real-IP`, `True-Client-IP`, `CF-Connecting-IP`, `X-Azure-ClientIP`, `X-Cluster-Client-IP`, `X-Remote-Addr`. */
const CALLER_ADDRESS = /(?:-|^|client|real)ip$|remote-?(?:addr|address|host|port)$/;
/** What those that stand in front add of their own. */
const OWN_HEADER =
  /^(?:via|cdn-loop|front-end-https|max-forwards|surrogate-capability|x-(?:scheme|url-scheme|host|varnish|request-start))$/;
const OWN_PREFIX =
  /^(?:cf|fastly|fly|akamai|tailscale|ngrok|x-(?:original|amzn|amz-cf|azure|arr|appengine|envoy|haproxy|traefik|nginx|vercel|edge|cdn))-/;
const LONGEST_SHOWN = 40;

/**
 * What says that `request` came past a proxy, for people; undefined where nothing does. A proxy that leaves all of it out, keeps a loopback
 * name as `Host` and speaks HTTP/1.1 cannot be told from a program on this machine.
 */
export function proxySign({ headers, httpVersion }: Pick<IncomingMessage, 'headers' | 'httpVersion'>): string | undefined {
  // A variable of the environment that became a header again is written with underscores.
  const header = Object.keys(headers).find((name) => isOfProxy(name.replaceAll('_', '-')));
  if (header !== undefined) return `The header ${header.slice(0, LONGEST_SHOWN)} says that this came through a proxy.`;
  return httpVersion === '1.1' ? undefined : `This is HTTP/${httpVersion}, as proxies speak it, not HTTP/1.1.`;
}

function isOfProxy(name: string): boolean {
  return FORWARDING.test(name) || CALLER_ADDRESS.test(name) || OWN_HEADER.test(name) || OWN_PREFIX.test(name);
}
