/**
 * The one base of every fault this service raises on purpose. The message says what is wrong, where, and what to do;
 * it is safe to show to a user. `code` is stable, in capitals, and listed in docs/errors.md; faces (HTTP, command line)
 * map it to a status or an exit code, nothing else does.
 */
export class SearchServiceError extends Error {
  override readonly name = 'SearchServiceError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Every code in use. Adding one means adding its row to docs/errors.md (a test compares the two). */
export type ErrorCode =
  | 'CONFIG_INVALID'
  | 'EXTRA_MISSING'
  | 'PORT_IN_USE'
  | 'FOLDER_NOT_OURS'
  | 'FOLDER_NOT_EMPTY'
  | 'FOLDER_NOT_WRITABLE'
  | 'INDEX_TAKEN'
  | 'BACKUP_NOT_FOUND'
  | 'BACKUP_DAMAGED'
  | 'ARCHIVE_LOCKED'
  | 'ARCHIVE_CORRUPT'
  | 'ARCHIVE_OTHER'
  | 'ARCHIVE_WRITE_FAILED'
  | 'ARCHIVE_LOST'
  | 'STORAGE_FULL'
  | 'COPY_MISMATCH'
  | 'COPY_NOT_FOUND'
  | 'COPY_TAKEN'
  | 'FILE_NOT_FOUND'
  | 'FILE_UNREADABLE'
  | 'FILE_TYPE_UNKNOWN'
  | 'FILE_CHANGED'
  | 'OCR_FAILED'
  | 'PRUNE_REFUSED'
  | 'PAGE_EMPTY'
  | 'PAGE_BINARY'
  | 'PAGE_FORM_UNKNOWN'
  | 'PAGE_ENCRYPTED'
  | 'PAGE_TEXT_LAYER_UNREADABLE'
  | 'PAGE_TOO_COMPLEX'
  | 'PAGE_UNDECODABLE'
  | 'PAGE_TOO_LARGE'
  | 'PAGE_NOT_FOUND'
  | 'PAGE_INVALID'
  | 'PAGE_PLACE_TAKEN'
  | 'PAGE_WITHOUT_PICTURE'
  | 'PAGE_PICTURE_HIDDEN'
  | 'JSON_INVALID'
  | 'ARTICLE_INVALID'
  | 'ARTICLE_TOO_LARGE'
  | 'ARTICLE_NOT_FOUND'
  | 'ARTICLE_WITHHELD'
  | 'ARTICLE_DELETED'
  | 'DECISION_NOT_FOUND'
  | 'PRECONDITION_FAILED'
  | 'PRECONDITION_REQUIRED'
  | 'PARAMETER_INVALID'
  | 'CURSOR_INVALID'
  | 'CURSOR_EXPIRED'
  | 'BODY_TOO_LARGE'
  | 'MEDIA_TYPE_UNSUPPORTED'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'HOST_UNKNOWN'
  | 'RATE_LIMITED'
  | 'NOT_FOUND'
  | 'NOT_READY'
  | 'OVERLOADED'
  | 'QUERY_TIMEOUT'
  | 'CLUSTER_UNAVAILABLE'
  | 'CLUSTER_REFUSED'
  | 'DICTIONARY_INVALID'
  | 'INTERNAL';
