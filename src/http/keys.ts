/** Keys: who a caller is, by the digest of what was sent. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';

/** SHA-256 digests (32 bytes each) of the keys in force; several at once, so that one can be replaced while both work. */
export interface Keys {
  readonly read: readonly Uint8Array[];
  /** They may read too. */
  readonly write: readonly Uint8Array[];
}

/** Nobody needs a key, and nobody has one. */
export const NO_KEYS: Keys = { read: [], write: [] };

/** `none`: no key was sent. `wrong`: one that is not in force. */
export type Caller = 'none' | 'wrong' | 'reader' | 'writer';

/** Whose key this is. Takes the same time whichever key is right, and whether one is. */
export function callerOf(key: string | undefined, keys: Keys): Caller {
  if (key === undefined) return 'none';
  const digest = createHash('sha256').update(key).digest();
  const writes = isAmong(digest, keys.write);
  const reads = isAmong(digest, keys.read);
  return writes ? 'writer' : reads ? 'reader' : 'wrong';
}

function isAmong(digest: Uint8Array, known: readonly Uint8Array[]): boolean {
  return known.reduce((found, one) => timingSafeEqual(digest, one) || found, false);
}

/** The key of `Authorization: Bearer KEY`; undefined when there is none. */
export function bearerKey({ headers }: Pick<Request, 'headers'>): string | undefined {
  return /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}

/** The same, or the password of `Authorization: Basic`, which a browser asks its reader for. */
export function browserKey(request: Pick<Request, 'headers'>): string | undefined {
  const basic = /^basic +([\w+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined) return bearerKey(request);
  const text = Buffer.from(basic, 'base64').toString();
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : text.slice(colon + 1);
}
