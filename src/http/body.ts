/** Bodies of requests: media types, and bytes within a limit and a time. */
import express, { type Request, type RequestHandler } from 'express';

import { SearchServiceError } from '../search-service-error.js';

/** Refuses any other media type with MEDIA_TYPE_UNSUPPORTED. Its parameters (`charset`) do not matter. */
export function requireMediaType(...mediaTypes: readonly [string, ...string[]]): RequestHandler {
  return (request, _response, next) => {
    const given = mediaTypeOf(request);
    if (!mediaTypes.includes(given)) {
      const sent = given === '' ? 'no media type' : `"${given.slice(0, 100)}"`;
      throw new SearchServiceError(
        'MEDIA_TYPE_UNSUPPORTED',
        `This call takes ${mediaTypes.join(' or ')} and was sent ${sent}. Send the header "Content-Type: ${mediaTypes[0]}".`,
      );
    }
    next();
  };
}

/** What a request says its body is, in lower case and without parameters; empty where it says nothing. */
export function mediaTypeOf({ headers }: Pick<Request, 'headers'>): string {
  return (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();
}

/** A body that takes longer is being dripped in to hold the connection, and is cut. */
const BODY_DEADLINE_MS = 60_000;

/** Reads the body as bytes, unpacking gzip; the limit holds for what is unpacked. */
export function readBytes(maxBytes: number): RequestHandler {
  const read: RequestHandler = express.raw({ type: () => true, limit: maxBytes });
  return (request, response, next) => {
    const deadline = setTimeout(() => {
      request.socket.destroy();
    }, BODY_DEADLINE_MS).unref();
    void read(request, response, (error?: unknown) => {
      clearTimeout(deadline);
      next(error);
    });
  };
}

/** What `readBytes` read; empty when there was no body. */
export function bytesOf(request: Request): Buffer {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
