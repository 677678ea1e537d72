/** The manifest: which segment files make the index, who of them is dead, and up to which change of the archive it goes. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { readSealed, type SealedKind, writeSealed } from '../../files/sealed-file.js';
import type { UnusableReason } from '../../search/engine.js';

/** Raised whenever the manifest or the segment files change. An index of another format is not read: the archive gives it again. */
const FORMAT = 4;
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
  await writeSealed(path.join(directory, FILE), kindOf(version), sequence, [`${JSON.stringify(segments)}\n`]);
}

/** Reads the manifest; says why it cannot be used instead of throwing. */
export async function readManifest(directory: string, version: string): Promise<ManifestReading> {
  const reading = await readSealed(path.join(directory, FILE), kindOf(version));
  if ('reason' in reading) return reading;
  const { sequence, content } = reading;
  return { manifest: { sequence, segments: JSON.parse(content.toString('utf8')) as ManifestSegment[] } };
}

/** Removes the manifest, and so the index: what files are left belong to nobody. */
export async function removeManifest(directory: string): Promise<void> {
  await rm(path.join(directory, FILE), { force: true });
}

function kindOf(version: string): SealedKind {
  return { format: FORMAT, kind: 'packed', version };
}
