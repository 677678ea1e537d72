/** Bodies of requests: media types, limits, bytes to JSON. */
import express, { type Request, type RequestHandler } from 'express';

import { SearchServiceError } from '../search-service-error.js';

/** Most bytes of a raw page, unpacked. */
export const MAX_PAGE_BYTES = 5 * 1024 * 1024;
/** Most bytes of one article as JSON, unpacked. */
export const MAX_ARTICLE_BYTES = 2 * 1024 * 1024;

/** Most bytes of a page with its articles as JSON: the bytes of the largest page in base64, and its text once more. */
export const MAX_CORRECTED_PAGE_BYTES = 16 * 1024 * 1024;

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

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes -> JSON value. Throws JSON_INVALID; the message tells the place, never the text. */
export function parseJsonBytes(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch (cause) {
    throw new SearchServiceError('JSON_INVALID', 'The JSON is not encoded in UTF-8.', { cause });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const place = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const where = place === undefined ? 'It ends too early, or holds something JSON has not.' : `The first fault is at character ${place}.`;
    // The parser's own message quotes the text, so it is not kept as a cause.
    throw new SearchServiceError('JSON_INVALID', `This is not JSON. ${where}`);
  }
}
