/**
 * How errors stand in the log. The messages of our own errors and of the operating system's name files and places; those of
 * any other may quote what was being worked on, a reader's query or an article (`JSON.parse` does), and are left out.
 */
import { SearchServiceError } from '../search-service-error.js';

/** An error as plain data; its stack has no message in it. */
export interface ErrorRecord {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly stack: string;
  readonly cause?: ErrorRecord;
}

/** An error that happened in another thread, where it was recorded. */
export class RecordedError extends Error {
  constructor(readonly record: ErrorRecord) {
    super(record.message ?? record.type);
  }
}

/** What may be said of an error at any level; what is no error gives its type alone. */
export function errorRecord(error: unknown): ErrorRecord {
  if (error instanceof RecordedError) return error.record;
  // Not `instanceof Error`: an error of another realm is none of this one's.
  if (typeof error !== 'object' || error === null || !('message' in error)) return { type: typeof error, stack: '' };
  const { name, message, stack = '', code, cause } = error as Error & { readonly code?: unknown };
  const isSayable = error instanceof SearchServiceError || 'syscall' in error;
  return {
    type: name,
    ...(typeof code === 'string' && { code }),
    ...(isSayable && { message }),
    stack: framesOf(stack, message),
    ...(cause !== undefined && { cause: errorRecord(cause) }),
  };
}

function framesOf(stack: string, message: string): string {
  const at = message === '' ? -1 : stack.indexOf(message);
  return (at < 0 ? stack : stack.slice(at + message.length))
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

/** For every logger of the program. */
export const LOG_SERIALIZERS = { err: errorRecord };
