/** The lines of a stored page: what the line numbers of its articles count. */
import type { PageRecord } from '../archive/archive-change.js';
import { decodePage } from '../page/decode.js';
import { printedText } from '../page/readers/page-reader.js';
import { readSource } from '../page/readers/page-readers.js';

/** Which lines a record's numbers count, and in which bytes. */
export type LinesOf = Pick<PageRecord, 'form' | 'readerVersion' | 'originalSha256'>;

/**
 * The printed lines of a page from its stored bytes, a line feed between two. Undefined where the reader that numbered them is not the
 * one of this program any more. Costs a reading of the bytes where they are no plain text. Rejects as `readSource`.
 */
export async function printedTextOf({ form, readerVersion, originalSha256 }: LinesOf, bytes: Uint8Array): Promise<string | undefined> {
  if (form === undefined) return decodePage(bytes).text;
  // What a purge has left of another form are its lines as text.
  if (originalSha256 !== undefined) return new TextDecoder().decode(bytes);
  const source = await readSource(bytes);
  return source.form === form && source.version === readerVersion ? printedText(source) : undefined;
}
