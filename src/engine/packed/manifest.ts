/** The manifest: which segment files make the index, who of them is dead, and up to which change of the archive it goes. */
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { UnusableReason } from '../../search/engine.js';
import { replaceFile } from '../replace-file.js';

/** Raised whenever the manifest or the segment files change. An index of another format is not read: the archive gives it again. */
const FORMAT = 3;
const FILE = 'packed.index';

/** A segment of the index. */
export interface ManifestSegment {
  /** Its name in the folder. */
  readonly file: string;
  readonly bytes: number;
  readonly headerCrc: number;
  readonly documentCount: number;
  /** Bits of the living, base64; absent where all live. */
  readonly live?: string;
}

/** What the index is made of. */
export interface Manifest {
  /** Of the archive, up to which it goes. */
  readonly sequence: number;
  readonly segments: readonly ManifestSegment[];
}

/** The manifest, or why it cannot be used. */
export type ManifestReading = { readonly manifest: Manifest } | { readonly reason: UnusableReason };

/** Puts the manifest in its place, whole or not at all; the files it names must be durable before. */
export async function writeManifest(directory: string, version: string, { sequence, segments }: Manifest): Promise<void> {
  const body = `${JSON.stringify({ format: FORMAT, engine: 'packed', version, sequence, segments })}\n`;
  await replaceFile(path.join(directory, FILE), (file) => file.writeFile(`${body}${JSON.stringify({ sha256: digest(body) })}\n`));
}

/** Reads the manifest; says why it cannot be used instead of throwing. */
export async function readManifest(directory: string, version: string): Promise<ManifestReading> {
  let text: string;
  try {
    text = await readFile(path.join(directory, FILE), 'utf8');
  } catch (error) {
    return { reason: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'none' : 'damaged' };
  }
  try {
    return parse(text, version);
  } catch {
    return { reason: 'damaged' };
  }
}

/** Removes the manifest, and so the index: what files are left belong to nobody. */
export async function removeManifest(directory: string): Promise<void> {
  await rm(path.join(directory, FILE), { force: true });
}

function parse(text: string, version: string): ManifestReading {
  const end = text.indexOf('\n') + 1;
  const header = JSON.parse(text.slice(0, end)) as Manifest & { format: number; engine: string; version: string };
  if (header.engine !== 'packed') return { reason: 'foreign' };
  if (header.format !== FORMAT) return { reason: header.format > FORMAT ? 'newer' : 'older' };
  if (header.version !== version) return { reason: 'foreign' };
  const { sha256 } = JSON.parse(text.slice(end)) as { sha256: string };
  if (sha256 !== digest(text.slice(0, end))) return { reason: 'damaged' };
  return { manifest: { sequence: header.sequence, segments: header.segments } };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
