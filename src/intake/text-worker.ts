/** What runs in a worker of the text pool: bytes in, read pages out. */
import { SearchServiceError } from '../search-service-error.js';
import { readText } from './read-page.js';
import type { TextAnswer, TextTask } from './text-pool.js';

/** Reads one file. */
export function read({ bytes, form }: TextTask): TextAnswer {
  try {
    return { read: readText(bytes, form) };
  } catch (error) {
    if (!(error instanceof SearchServiceError)) throw error;
    return { fault: { code: error.code, message: error.message } };
  }
}
