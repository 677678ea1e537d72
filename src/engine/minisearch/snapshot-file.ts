/**
 * The saved index: a sealed file of lines, the MiniSearch index and then a line a document. Whatever is wrong with it, it is
 * only built again.
 */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { WordBits } from '../../analysis/word-bits.js';
import { readSealed, type SealedKind, writeSealed } from '../../files/sealed-file.js';
import type { UnusableReason } from '../../search/engine.js';
import type { SearchDocument } from '../../search/search-document.js';

/** Raised whenever the lines of the file change. */
const FORMAT = 3;
const FILE = 'minisearch.index';
/** Documents written at once. */
const BATCH_COUNT = 256;

/** A document of the saved index. */
export interface SavedDocument {
  readonly document: SearchDocument;
  /** Its id in MiniSearch; null where MiniSearch could not take it. */
  readonly termId: number | null;
}

/** What is saved. */
export interface Snapshot {
  /** Sequence of the archive up to which it goes. */
  readonly sequence: number;
  readonly documents: readonly SavedDocument[];
  /** MiniSearch's own JSON. */
  readonly terms: string;
}

/** The saved index, or why it cannot be used. */
export type SnapshotReading = { readonly snapshot: Snapshot } | { readonly reason: UnusableReason };

/** Replaces the saved index. Durable when it resolves; on a failure the one before stays. */
export async function writeSnapshot(directory: string, version: string, { sequence, documents, terms }: Snapshot): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeSealed(path.join(directory, FILE), kindOf(version), sequence, linesOf(terms, documents));
}

function* linesOf(terms: string, documents: readonly SavedDocument[]): Generator<string> {
  yield `${terms}\n`;
  for (let i = 0; i < documents.length; i += BATCH_COUNT) {
    const batch = documents.slice(i, i + BATCH_COUNT);
    yield batch.map(lineOf).join('');
  }
}

/** Reads the saved index; says why it cannot be used instead of throwing. */
export async function readSnapshot(directory: string, version: string): Promise<SnapshotReading> {
  const reading = await readSealed(path.join(directory, FILE), kindOf(version));
  if ('reason' in reading) return reading;
  const { sequence, content } = reading;
  const termsEnd = content.indexOf(0x0a);
  const documents: SavedDocument[] = [];
  for (let at = termsEnd + 1; at < content.length;) {
    const end = content.indexOf(0x0a, at);
    documents.push(documentOf(content.toString('utf8', at, end)));
    at = end + 1;
  }
  return { snapshot: { sequence, documents, terms: content.toString('utf8', 0, termsEnd) } };
}

/** Removes the saved index. */
export async function removeSnapshot(directory: string): Promise<void> {
  await rm(path.join(directory, FILE), { force: true });
}

function kindOf(version: string): SealedKind {
  return { format: FORMAT, kind: 'minisearch', version };
}

function lineOf({ document, termId }: SavedDocument): string {
  return `${JSON.stringify({ ...document, words: Buffer.from(document.words.bytes).toString('base64'), termId })}\n`;
}

function documentOf(line: string): SavedDocument {
  const { termId, words, ...document } = JSON.parse(line) as Omit<SearchDocument, 'words'> & { words: string; termId: number | null };
  return { document: { ...document, words: new WordBits(0, new Uint8Array(Buffer.from(words, 'base64'))) }, termId };
}
