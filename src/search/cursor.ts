/** The cursor of an answer: where the next page begins, and a digest of what was asked, so that it goes with nothing else. */
import { createHash } from 'node:crypto';
import { SearchServiceError } from '../search-service-error.js';
import type { DateKey } from './engine.js';
import type { SearchRequest } from './search-request.js';

/** What a cursor says. */
export interface Cursor {
  /** Hits before the next page. */
  readonly offset: number;
  /** Of the answer the cursor came with. */
  readonly generation: number;
  /** Last hit of the page before; only by date. */
  readonly after?: DateKey;
}

/** Digest of the parts of a request that decide which hits there are and in what order. */
export function requestDigest({ text, filters, sort }: SearchRequest): string {
  const ordered = Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([text, ordered, sort]))
    .digest('base64url')
    .slice(0, 16);
}

/** Opaque and URL-safe. */
export function writeCursor(cursor: Cursor, digest: string): string {
  const { offset, generation, after } = cursor;
  return Buffer.from(JSON.stringify([digest, offset, generation, ...(after === undefined ? [] : [after.date, after.id])])).toString(
    'base64url',
  );
}

/** Throws CURSOR_INVALID for anything `writeCursor` did not make for the same request. */
export function readCursor(text: string, digest: string): Cursor {
  const parts = parse(text);
  if (parts === null) throw new SearchServiceError('CURSOR_INVALID', '`cursor` is not one this service gave; search again without it.');
  const [madeFor, offset, generation, date, id] = parts;
  if (madeFor !== digest) {
    throw new SearchServiceError('CURSOR_INVALID', '`cursor` belongs to another search: keep query, filters and sort as they were.');
  }
  return { offset, generation, ...(id !== undefined && { after: { date: date ?? null, id } }) };
}

type CursorParts = [digest: string, offset: number, generation: number, date?: string | null, id?: string];

function parse(text: string): CursorParts | null {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  if (!Array.isArray(value) || (value.length !== 3 && value.length !== 5)) return null;
  const [digest, offset, generation, date, id] = value as unknown[];
  const isKey = value.length === 3 || ((date === null || typeof date === 'string') && typeof id === 'string');
  const isCursor =
    typeof digest === 'string' && Number.isSafeInteger(offset) && Number(offset) >= 0 && Number.isSafeInteger(generation) && isKey;
  return isCursor ? (value as CursorParts) : null;
}
