/** Bytes from outside -> JSON. */
import { SearchServiceError } from '../search-service-error.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes -> JSON value. A byte order mark is passed over. Throws JSON_INVALID; the message tells the place, never the text. */
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
