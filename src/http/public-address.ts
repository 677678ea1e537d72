/** Where readers find the service: the one place that knows what stands in front of every path of ours. */

import type { Request } from 'express';

/** The address of `XUNBAO_PUBLIC_URL`; without one, the root of whatever host was asked. */
export class PublicAddress {
  /** Scheme, host and port; undefined where readers came by the `Host` they sent. */
  readonly origin: string | undefined;
  /** What a proxy takes off the front of a path (`/archive`), without a slash at the end; empty at the root of a host. */
  readonly prefix: string;

  constructor(publicUrl?: string) {
    const url = publicUrl === undefined ? undefined : new URL(publicUrl);
    this.origin = url?.origin;
    this.prefix = url?.pathname.replace(/\/+$/, '') ?? '';
  }

  /**
   * Scheme, host and port of addresses that are copied: the public ones, else those the reader came to, where they are any; a proxy that is
   * believed may have said them. Empty where they cannot be told.
   */
  originFor({ protocol, headers: { host = '' } }: Pick<Request, 'protocol' | 'headers'>): string {
    return this.origin ?? (/^[\w.-]+(?::\d+)?$|^\[[\da-f:]+\](?::\d+)?$/i.test(host) ? `${protocol}://${host}` : '');
  }

  /** A path of ours, `/` in front, as readers ask for it: `/articles/a` → `/archive/articles/a`. */
  path(path: string): string {
    return `${this.prefix}${path}`;
  }
}

/** The address of a service that is asked at the root of its host. */
export const AT_ROOT = new PublicAddress();
