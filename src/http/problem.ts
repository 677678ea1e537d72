/** RFC 9457 problem answers: the one table from code to status, and the shape every fault leaves the house in. */
import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';

import { InvalidInputError, type InputFault } from '../article/invalid-input-error.js';
import { SearchServiceError, type ErrorCode } from '../search-service-error.js';

/** Codes only HTTP has a use for. */
export type ProblemCode =
  ErrorCode | 'METHOD_NOT_ALLOWED' | 'BODY_UNREADABLE' | 'REQUEST_UNREADABLE' | 'REQUEST_TIMEOUT' | 'HEADERS_TOO_LARGE';

/** HTTP status of every code. docs/errors.md says what each means; a test compares the two. */
export const STATUS_BY_CODE: Readonly<Record<ProblemCode, number>> = {
  CONFIG_INVALID: 500,
  EXTRA_MISSING: 500,
  PORT_IN_USE: 500,
  FOLDER_NOT_OURS: 500,
  FOLDER_NOT_EMPTY: 500,
  FOLDER_NOT_WRITABLE: 500,
  INDEX_TAKEN: 500,
  BACKUP_NOT_FOUND: 500,
  BACKUP_DAMAGED: 500,
  ARCHIVE_LOCKED: 503,
  ARCHIVE_CORRUPT: 500,
  ARCHIVE_OTHER: 409,
  ARCHIVE_WRITE_FAILED: 503,
  ARCHIVE_LOST: 503,
  STORAGE_FULL: 507,
  COPY_MISMATCH: 500,
  COPY_NOT_FOUND: 500,
  COPY_TAKEN: 503,
  FILE_NOT_FOUND: 500,
  FILE_UNREADABLE: 500,
  FILE_TYPE_UNKNOWN: 500,
  FILE_CHANGED: 500,
  OCR_FAILED: 500,
  PRUNE_REFUSED: 500,
  PAGE_EMPTY: 400,
  PAGE_BINARY: 400,
  PAGE_FORM_UNKNOWN: 415,
  PAGE_ENCRYPTED: 400,
  PAGE_TEXT_LAYER_UNREADABLE: 400,
  PAGE_TOO_COMPLEX: 400,
  PAGE_UNDECODABLE: 400,
  PAGE_TOO_LARGE: 413,
  PAGE_NOT_FOUND: 404,
  PAGE_INVALID: 400,
  PAGE_PLACE_TAKEN: 409,
  PAGE_WITHOUT_PICTURE: 404,
  PAGE_PICTURE_HIDDEN: 404,
  JSON_INVALID: 400,
  ARTICLE_INVALID: 400,
  ARTICLE_TOO_LARGE: 413,
  ARTICLE_NOT_FOUND: 404,
  ARTICLE_WITHHELD: 410,
  ARTICLE_DELETED: 410,
  DECISION_NOT_FOUND: 404,
  PRECONDITION_FAILED: 412,
  PRECONDITION_REQUIRED: 428,
  PARAMETER_INVALID: 400,
  CURSOR_INVALID: 400,
  CURSOR_EXPIRED: 410,
  BODY_TOO_LARGE: 413,
  BODY_UNREADABLE: 400,
  REQUEST_UNREADABLE: 400,
  REQUEST_TIMEOUT: 408,
  HEADERS_TOO_LARGE: 431,
  HOST_UNKNOWN: 421,
  MEDIA_TYPE_UNSUPPORTED: 415,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_READY: 503,
  OVERLOADED: 503,
  QUERY_TIMEOUT: 503,
  CLUSTER_UNAVAILABLE: 503,
  CLUSTER_REFUSED: 500,
  DICTIONARY_INVALID: 500,
  INTERNAL: 500,
};

/** Status of ARTICLE_WITHHELD where the article was to be written. */
export const WITHHELD_WRITE_STATUS = 409;

/** A fault as the outside may see it. */
export interface Fault {
  readonly code: ProblemCode;
  readonly status: number;
  /** For people: what is wrong, where, what to do. */
  readonly detail: string;
  readonly errors?: readonly InputFault[];
}

/** The body of an `application/problem+json` answer. */
export interface Problem extends Fault {
  readonly type: string;
  readonly title: string;
  readonly requestId: string;
  /** With PRECONDITION_FAILED: the record as it stands. */
  readonly present?: unknown;
}

/** Makes a fault of `code`. */
export function fault(code: ProblemCode, detail: string, errors?: readonly InputFault[]): Fault {
  return { code, status: STATUS_BY_CODE[code], detail, ...(errors !== undefined && { errors }) };
}

/** States, not faults: they are no news for the log. */
const STATES: readonly ProblemCode[] = ['NOT_READY', 'OVERLOADED', 'QUERY_TIMEOUT', 'CLUSTER_UNAVAILABLE'];

/** True for what an operator should look at. */
export function isFailure({ status, code }: Fault): boolean {
  return status >= 500 && !STATES.includes(code);
}

/** What of `error` may be shown: coded faults as they are, our own failures without their inside, all else as INTERNAL. */
export function faultOf(error: unknown): Fault {
  if (error instanceof SearchServiceError) {
    // Messages of 5xx codes are for the operator and may name files; they go to the log.
    const detail = STATUS_BY_CODE[error.code] >= 500 ? detailOfFailure(error.code) : error.message;
    return fault(error.code, detail, error instanceof InvalidInputError ? error.faults : undefined);
  }
  return faultOfLibrary(error) ?? fault('INTERNAL', detailOfFailure('INTERNAL'));
}

/** What a reader is told of our own failures. */
const DETAILS_OF_FAILURES: Partial<Record<ErrorCode, string>> = {
  NOT_READY: 'The service is not ready to answer yet. Try again in a few seconds.',
  OVERLOADED: 'More is asked at the moment than can be answered. Try again in a second.',
  QUERY_TIMEOUT: 'The query took too long and was given up. Ask for less: fewer words, no wildcards, fewer hits.',
  CLUSTER_UNAVAILABLE: 'The machines that hold the index do not answer at the moment. What was stored is safe. Try again in a few seconds.',
  STORAGE_FULL: 'The storage is full; nothing was written. Reading goes on. Make room, then send it again.',
  ARCHIVE_WRITE_FAILED: 'The archive cannot take a write at the moment; nothing was written. Reading goes on. Try again later.',
  ARCHIVE_LOCKED: 'Another program is writing to the archive; nothing was written. Reading goes on. Try again later.',
};

function detailOfFailure(code: ErrorCode): string {
  return DETAILS_OF_FAILURES[code] ?? 'Something went wrong on our side. The log has the details under the request id.';
}

/** Faults Express and its body parsers raise carry a status and a type. */
function faultOfLibrary(error: unknown): Fault | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') {
    return undefined;
  }
  if (error.status === 413) {
    return fault('BODY_TOO_LARGE', 'The body is larger than this call takes. Divide it.');
  }
  if (error.status === 415) {
    return fault('MEDIA_TYPE_UNSUPPORTED', 'The encoding or character set of the body is not supported.');
  }
  if (error instanceof URIError) {
    return fault(
      'PARAMETER_INVALID',
      'The path holds a percent sign that begins no percent-encoded UTF-8 character: 工 is sent as %E5%B7%A5, not as %u5DE5.',
    );
  }
  return error.status < 500 ? fault('BODY_UNREADABLE', 'The body could not be read to its end.') : undefined;
}

/** `fault` as the body of an answer. */
export function problemOf({ code, status, detail, errors }: Fault, requestId: string): Problem {
  return {
    type: `urn:xunbao:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code,
    requestId,
    ...(errors !== undefined && { errors }),
  };
}

/** Answers `fault` as a problem. */
export function sendProblem(response: Response, shown: Fault, requestId: string): void {
  setRetryHeaders(response, shown);
  response
    .status(shown.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(shown, requestId)));
}

/** Nothing keeps a fault; and when to come again is said where that helps. */
export function setRetryHeaders(response: Response, shown: Pick<Fault, 'status' | 'code'>): void {
  response.set(retryHeaders(shown));
}

/** The same as plain headers. */
export function retryHeaders({ status, code }: Pick<Fault, 'status' | 'code'>): Readonly<Record<string, string>> {
  // The queue is much shorter than a second. A search that took too long takes as long again.
  const seconds = code === 'OVERLOADED' ? '1' : '5';
  return { 'Cache-Control': 'no-store', ...(status === 503 && code !== 'QUERY_TIMEOUT' && { 'Retry-After': seconds }) };
}
