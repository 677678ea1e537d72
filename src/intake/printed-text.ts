/** The lines of a stored page: what the line numbers of its articles count. */
import type { PageRecord } from '../archive/archive-change.js';
import type { Archive } from '../archive/archive.js';
import type { PrintedLines } from '../archive/archive-options.js';
import { decodePage } from '../page/decode.js';
import { decodeLayout, encodeLayout, textOfLayout, withText, type PageLayout } from '../page/page-layout.js';
import { printedText } from '../page/readers/page-reader.js';
import { readSource } from '../page/readers/page-readers.js';

/** How the archive comes by the lines of pages that are no text. */
export const printedLines: PrintedLines = {
  ofBytes: printedTextOf,
  ofLayout: (layout) => textOfLayout(decodeLayout(layout)),
  emptied: (layout, text) => encodeLayout(withText(decodeLayout(layout), text)),
};

/** Which lines a record's numbers count, and in which bytes. */
export type LinesOf = Pick<PageRecord, 'form' | 'readerVersion' | 'originalSha256'>;

/** Printed lines as they are stored. */
export interface StoredText {
  /** A line feed between two. */
  readonly text: string;
  /** Number of the first line that is the page's; what stands before are lines of others, or empty. */
  readonly firstLine: number;
  /** Where the lines stand; absent where they are those of the bytes. */
  readonly layout?: PageLayout;
}

/**
 * The printed lines of a stored page: from its layout where it has one, else from its bytes; undefined where neither tells them. Rejects
 * as `readSource` and `Archive.pageBytes`.
 */
export async function storedTextOf(
  archive: Pick<Archive, 'pageBytes'>,
  record: LinesOf & Pick<PageRecord, 'sha256' | 'layoutSha256'>,
): Promise<StoredText | undefined> {
  if (record.layoutSha256 !== undefined) {
    const layout = decodeLayout(await archive.pageBytes(record.layoutSha256));
    return { text: textOfLayout(layout), firstLine: layout.firstLine, layout };
  }
  const text = record.sha256 === '' ? undefined : await printedTextOf(record, await archive.pageBytes(record.sha256));
  return text === undefined ? undefined : { text, firstLine: 1 };
}

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
