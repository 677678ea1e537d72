/** Keys: who a caller is, by the digest of what was sent. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';

/** A key in force, as far as the service knows it. */
export interface AcceptedKey {
  /** SHA-256 of the key, 32 bytes. */
  readonly digest: Uint8Array;
  /** Whose it is: for the log, and for what is decided with it. */
  readonly name?: string;
}

/** The keys in force; several at once, so that one can be replaced while both work. */
export interface Keys {
  readonly read: readonly AcceptedKey[];
  /** They may read too. */
  readonly write: readonly AcceptedKey[];
}

/** Nobody needs a key, and nobody has one. */
export const NO_KEYS: Keys = { read: [], write: [] };

/** Who calls, by the key that was sent. */
export interface Caller {
  /** `none`: no key was sent. `wrong`: one that is not in force. */
  readonly type: 'none' | 'wrong' | 'reader' | 'writer';
  /** The name of the key, where it has one. */
  readonly name?: string;
}

/** Whose key this is. Takes the same time whichever key is right, and whether one is. */
export function callerOf(key: string | undefined, keys: Keys): Caller {
  if (key === undefined) return { type: 'none' };
  const digest = createHash('sha256').update(key).digest();
  const writer = foundAmong(digest, keys.write);
  const reader = foundAmong(digest, keys.read);
  const { name } = writer ?? reader ?? {};
  return { type: writer ? 'writer' : reader ? 'reader' : 'wrong', ...(name !== undefined && { name }) };
}

function foundAmong(digest: Uint8Array, known: readonly AcceptedKey[]): AcceptedKey | undefined {
  return known.reduce<AcceptedKey | undefined>((found, one) => (timingSafeEqual(digest, one.digest) ? one : found), undefined);
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
