/** Names and addresses of hosts as requests write them. */
import { isIPv4, isIPv6 } from 'node:net';
import { ipKeyGenerator } from 'express-rate-limit';

const NAME_AND_PORT = /^(\[[\da-f:.]+\]|[\w-]+(?:\.[\w-]+)*\.?)(?::(\d{1,5}))?$/i;
const MAPPED_IPV4 = /^\[::ffff:([\da-f]{1,4}):([\da-f]{1,4})\]$/;
const HIGHEST_PORT = 65_535;

/**
 * The name in a `Host` header, without port, brackets' variants and the dot of the root, in lower case; an IPv4 address written as IPv6
 * is the
 * IPv4 address, any other IPv6 address stands in its shortest form and in brackets. Undefined for what no browser sends as a host.
 */
export function hostName(header: string): string | undefined {
  const [, name, port = ''] = NAME_AND_PORT.exec(header) ?? [];
  if (name === undefined || Number(port) > HIGHEST_PORT) return undefined;
  return name.startsWith('[') ? ipv6Name(name) : name.toLowerCase().replace(/\.$/, '');
}

function ipv6Name(bracketed: string): string | undefined {
  if (!isIPv6(bracketed.slice(1, -1))) return undefined;
  const { hostname } = new URL(`http://${bracketed}/`);
  const [, high, low] = MAPPED_IPV4.exec(hostname) ?? [];
  if (high === undefined || low === undefined) return hostname;
  return [high, low].flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff]).join('.');
}

/**
 * True for names that lead to the reader's own machine, wherever they are looked up (RFC 6761, RFC 1122, RFC 4291). Takes what `hostName`
 * gives.
 */
export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'));
}

/** True for an address instead of a name: no page can make one of its own names lead there. */
export function isAddress(name: string): boolean {
  return isIPv4(name) || name.startsWith('[');
}

/**
 * What callers are counted by: an IPv4 address, also where it is written as IPv6; of IPv6 the first 56 bits, which one household or
 * company has to
 * itself. A port or zone that a proxy wrote with it does not count. What is no address counts as it stands.
 */
export function callerNetwork(address = ''): string {
  const [, bracketed, withPort] = /^(?:\[([^\]]*)\](?::\d+)?|(\d[\d.]*):\d+)$/.exec(address) ?? [];
  return ipKeyGenerator((bracketed ?? withPort ?? address).replace(/%.*$/, ''));
}
