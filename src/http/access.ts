/** Who may call what. */
import type { Request, RequestHandler, Response } from 'express';
import { LRUCache } from 'lru-cache';

import { SearchServiceError } from '../search-service-error.js';
import { mediaTypeOf } from './body.js';
import { callerNetwork, hostName, isLoopbackName } from './host-name.js';
import { noteKeyName } from './key-name.js';
import { bearerKey, browserKey, callerOf, type Caller, type Keys } from './keys.js';
import { proxySign } from './proxy-signs.js';
import { isFromOtherSite, reasonAgainstPage } from './request-site.js';

/** Wrong keys an address (of IPv6 its first 56 bits) may send in a minute; then it gets no answer to any key until the minute is over. */
const MOST_WRONG_KEYS = 10;
const WRONG_KEYS_WINDOW_MS = 60_000;
const MOST_ADDRESSES = 10_000;

/** Guards for the parts of the service. */
export interface Access {
  /** Reading calls: any key in force, where read keys are set. */
  readonly api: RequestHandler;
  /** The same for pages in a browser, which asks its reader for the key (Basic, any name). */
  readonly pages: RequestHandler;
  /** Writing calls: a write key where write keys are set, else programs on this machine only. */
  readonly write: RequestHandler;
  /** The same for a form of our own pages, whose key came in a field. Throws as `write` does. */
  readonly form: (request: Request, response: Response, key: string | undefined) => void;
  /** The same for pages at which people write: a browser asks its reader for the key (Basic, any name). */
  readonly desk: RequestHandler;
  /** Whether a reading request came from somebody who may write; a browser's key counts too. Throws RATE_LIMITED. */
  readonly mayWrite: (request: Request, response: Response) => boolean;
  /** True where writing takes a key. */
  readonly needsKey: boolean;
  /** True where reading does. */
  readonly isKeyed: boolean;
  /** Whether what is answered goes to somebody who may read: no key is asked for, or `pages` has let the request through. */
  readonly isForReader: (response: Response) => boolean;
}

/** Which keys there are, and who can reach the service at all. */
export interface AccessOptions {
  readonly keys: Keys;
  /** True while the service is bound to a loopback address only. */
  readonly isLoopback: boolean;
  /** Origins beside the service's own whose pages may write with a key: those of XUNBAO_CORS, and the public address. */
  readonly origins?: readonly string[];
}

/** Makes the guards. They throw UNAUTHORIZED, FORBIDDEN, RATE_LIMITED and MEDIA_TYPE_UNSUPPORTED, and share the count of wrong keys. */
export function createAccess({ keys, isLoopback, origins = [] }: AccessOptions): Access {
  const wrongKeys = new WrongKeys();
  const forReaders = new WeakSet<Response>();
  const reading =
    (keyOf: (request: Request) => string | undefined, challenge: string): RequestHandler =>
    (request, response, next) => {
      if (keys.read.length > 0) wrongKeys.identify(request, response, callerOf(keyOf(request), keys), challenge);
      forReaders.add(response);
      next();
    };
  const writing = (request: Request, response: Response, key: string | undefined, challenge = BEARER): void => {
    if (keys.write.length === 0) checkLocal(request, isLoopback);
    else if (wrongKeys.identify(request, response, callerOf(key, keys), challenge) !== 'writer') {
      throw new SearchServiceError('FORBIDDEN', 'This key may read, not write. Send a write key.');
    } else if (isFromOtherSite(request.headers, origins)) {
      throw new SearchServiceError('FORBIDDEN', 'This comes from a page of a site that may not write here. Add its origin to XUNBAO_CORS.');
    }
  };
  const api = reading(bearerKey, BEARER);
  return {
    api: (request, response, next) => {
      // What writes has a guard of its own; a key for reading is not asked for beside it.
      if (['GET', 'HEAD'].includes(request.method)) void api(request, response, next);
      else next();
    },
    pages: reading(browserKey, BASIC),
    write: (request, response, next) => {
      refuseForms(request);
      writing(request, response, bearerKey(request));
      next();
    },
    form: (request, response, key) => {
      writing(request, response, key);
    },
    desk: (request, response, next) => {
      writing(request, response, browserKey(request), BASIC);
      next();
    },
    mayWrite: (request, response) =>
      isAllowed(() => {
        writing(request, response, browserKey(request));
      }, response),
    needsKey: keys.write.length > 0,
    isKeyed: keys.read.length > 0,
    isForReader: (response) => keys.read.length === 0 || forReaders.has(response),
  };
}

/** Whether a guard lets somebody through who is answered either way. */
function isAllowed(guard: () => void, response: Response): boolean {
  try {
    guard();
    return true;
  } catch (error) {
    if (!(error instanceof SearchServiceError) || error.code === 'RATE_LIMITED') throw error;
    response.removeHeader('WWW-Authenticate');
    return false;
  }
}

const BEARER = 'Bearer realm="xunbao"';
const BASIC = 'Basic realm="xunbao", charset="UTF-8"';

/** Counts wrong keys by address, and ends a guess that goes on. */
class WrongKeys {
  readonly #counts = new LRUCache<string, { count: number }>({ max: MOST_ADDRESSES, ttl: WRONG_KEYS_WINDOW_MS });

  /** The caller, who has a key in force. Throws UNAUTHORIZED, or RATE_LIMITED after too many wrong keys. */
  identify(request: Request, response: Response, caller: Caller, challenge: string): 'reader' | 'writer' {
    if (caller.type === 'none') {
      response.set('WWW-Authenticate', challenge);
      throw new SearchServiceError('UNAUTHORIZED', 'This call needs a key. Send the header "Authorization: Bearer KEY".');
    }
    const address = callerNetwork(request.ip);
    const seen = this.#counts.get(address) ?? { count: 0 };
    if (seen.count >= MOST_WRONG_KEYS) {
      response.set('Retry-After', String(Math.ceil(this.#counts.getRemainingTTL(address) / 1000)));
      throw new SearchServiceError('RATE_LIMITED', 'Too many wrong keys came from this address. Try again in a minute.');
    }
    if (caller.type !== 'wrong') {
      noteKeyName(response, caller.name);
      return caller.type;
    }
    seen.count += 1;
    if (seen.count === 1) this.#counts.set(address, seen);
    response.set('WWW-Authenticate', challenge);
    throw new SearchServiceError('UNAUTHORIZED', 'This key is not in force. Send another one.');
  }
}

/**
 * What a form of a web page sends is no call of the API, whatever it holds; `text/plain`, which a form can send too, is looked at as any
 * other write.
 */
const FORM_TYPES: readonly string[] = ['application/x-www-form-urlencoded', 'multipart/form-data'];

function refuseForms(request: Request): void {
  if (!FORM_TYPES.includes(mediaTypeOf(request))) return;
  throw new SearchServiceError(
    'MEDIA_TYPE_UNSUPPORTED',
    'The API takes no forms of web pages. Send the Content-Type of what is sent: application/json, application/x-ndjson or text/plain.',
  );
}

/**
 * While no write key is set: let through where the service listens on a loopback address only, and then only under a
 * loopback name, past no proxy, and from no other site's page. Any page a reader opens could otherwise write into the
 * archive on the reader's own machine, and any caller of a proxy in front. A proxy that is trusted (XUNBAO_TRUST_PROXY) is
 * one too: its callers write with a key. Throws FORBIDDEN with what to do.
 */
function checkLocal(request: Request, isLoopback: boolean): void {
  const reason = isLoopback ? reasonAgainst(request) : 'The service does not listen on a loopback address only.';
  if (reason === undefined) return;
  throw new SearchServiceError(
    'FORBIDDEN',
    `Without write keys, writing is open to programs on the same machine only. ${reason} Send this to a service started with ` +
      'HOST=127.0.0.1, under that address, set XUNBAO_WRITE_KEYS, or use the command line.',
  );
}

function reasonAgainst(request: Request): string | undefined {
  const name = hostName(request.headers.host ?? '');
  if (name === undefined || !isLoopbackName(name)) return 'The address this was sent to is not a loopback address.';
  return proxySign(request) ?? reasonAgainstPage(request.headers);
}
