/**
 * The saved index: one file of lines — a header, a line a document, the MiniSearch index — and a last line with the digest
 * of all before it. Written aside, synced, renamed; whatever is wrong with it, it is only built again.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { WordBits } from '../../analysis/word-bits.js';
import type { UnusableReason } from '../../search/engine.js';
import type { SearchDocument } from '../../search/search-document.js';
import { replaceFile } from '../replace-file.js';

/** Raised whenever the lines of the file change. */
const FORMAT = 2;
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
export async function writeSnapshot(directory: string, version: string, snapshot: Snapshot): Promise<void> {
  await mkdir(directory, { recursive: true });
  const hash = createHash('sha256');
  await replaceFile(path.join(directory, FILE), async (file) => {
    const put = async (text: string): Promise<void> => {
      hash.update(text);
      await file.writeFile(text);
    };
    const { sequence, documents, terms } = snapshot;
    await put(`${JSON.stringify({ format: FORMAT, engine: 'minisearch', version, sequence, documents: documents.length })}\n`);
    for (let i = 0; i < documents.length; i += BATCH_COUNT)
      await put(
        documents
          .slice(i, i + BATCH_COUNT)
          .map(lineOf)
          .join(''),
      );
    await put(`${terms}\n`);
    await file.writeFile(`${JSON.stringify({ sha256: hash.digest('hex') })}\n`);
  });
}

/** Reads the saved index; says why it cannot be used instead of throwing. */
export async function readSnapshot(directory: string, version: string): Promise<SnapshotReading> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path.join(directory, FILE));
  } catch (error) {
    return { reason: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'none' : 'damaged' };
  }
  try {
    return parse(bytes, version);
  } catch {
    return { reason: 'damaged' };
  }
}

/** Removes the saved index. */
export async function removeSnapshot(directory: string): Promise<void> {
  await rm(path.join(directory, FILE), { force: true });
}

function parse(bytes: Buffer, version: string): SnapshotReading {
  const headerEnd = bytes.indexOf(0x0a);
  const header = JSON.parse(bytes.toString('utf8', 0, headerEnd)) as {
    format: number;
    engine: string;
    version: string;
    sequence: number;
    documents: number;
  };
  if (header.engine !== 'minisearch') return { reason: 'foreign' };
  if (header.format !== FORMAT) return { reason: header.format > FORMAT ? 'newer' : 'older' };
  if (header.version !== version) return { reason: 'foreign' };
  const trailerStart = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
  const { sha256 } = JSON.parse(bytes.toString('utf8', trailerStart)) as { sha256: string };
  if (createHash('sha256').update(bytes.subarray(0, trailerStart)).digest('hex') !== sha256) return { reason: 'damaged' };
  const documents: SavedDocument[] = [];
  let at = headerEnd + 1;
  for (let i = 0; i < header.documents; i += 1) {
    const end = bytes.indexOf(0x0a, at);
    documents.push(documentOf(bytes.toString('utf8', at, end)));
    at = end + 1;
  }
  return { snapshot: { sequence: header.sequence, documents, terms: bytes.toString('utf8', at, trailerStart - 1) } };
}

function lineOf({ document, termId }: SavedDocument): string {
  return `${JSON.stringify({ ...document, words: Buffer.from(document.words.bytes).toString('base64'), termId })}\n`;
}

function documentOf(line: string): SavedDocument {
  const { termId, words, ...document } = JSON.parse(line) as Omit<SearchDocument, 'words'> & { words: string; termId: number | null };
  return { document: { ...document, words: new WordBits(0, new Uint8Array(Buffer.from(words, 'base64'))) }, termId };
}
