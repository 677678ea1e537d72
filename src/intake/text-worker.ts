/** What runs in a worker of the text pool: bytes in, read pages out. */
import { SearchServiceError } from '../search-service-error.js';
import { readText, type ReadTask } from './read-page.js';
import type { TextAnswer } from './text-pool.js';

/** Reads one file. */
export async function read(task: ReadTask): Promise<TextAnswer> {
  try {
    return { read: await readText(task) };
  } catch (error) {
    if (!(error instanceof SearchServiceError)) throw error;
    return { fault: { code: error.code, message: error.message } };
  }
}
