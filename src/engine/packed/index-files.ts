/** The files of the index: parts written once each, the manifest over them, what is not needed any more removed. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { UnusableReason } from '../../search/engine.js';
import { DocSet } from '../doc-set.js';
import { type Manifest, type ManifestSegment, readManifest, removeManifest, writeManifest } from './manifest.js';
import { Part } from './part.js';
import type { ReadAhead } from './read-ahead.js';
import { readSegmentFile, type SegmentIdentity, writeSegmentFile } from './segment-file.js';
import { Segment } from './segment.js';

const SEGMENT_NAME = /^segment-[0-9a-f]{16}\.packed$/;

/** What was saved, or why it cannot be used: `OpenReport`. */
export type IndexReading = { readonly parts: Part[]; readonly sequence: number } | { readonly reason: UnusableReason };

/** The files of one folder. */
export class IndexFiles {
  /** Files that hold a segment, by the segment. */
  readonly #known = new WeakMap<Segment, { readonly file: string } & SegmentIdentity>();

  readonly #directory: string;
  readonly #ahead: ReadAhead | undefined;

  constructor(
    directory: string,
    /** Segments that are being read already. */
    ahead?: ReadAhead,
  ) {
    this.#directory = directory;
    this.#ahead = ahead;
  }

  /** Reads what was saved, checks every byte of it; says why it cannot be used. */
  async read(version: string): Promise<IndexReading> {
    const reading = await readManifest(this.#directory, version);
    if (!('manifest' in reading)) return reading;
    try {
      const parts: Part[] = [];
      for (const entry of reading.manifest.segments) parts.push(await this.#readPart(entry));
      return { parts, sequence: reading.manifest.sequence };
    } catch {
      return { reason: 'damaged' };
    }
  }

  /** Writes the parts that have no file, then the manifest, then removes files of nobody. What is passed is not read behind an await. */
  async write(version: string, parts: readonly Part[], sequence: number): Promise<void> {
    await mkdir(this.#directory, { recursive: true });
    const snapshot = parts.map(({ segment, live, deadCount }) => ({
      segment,
      ...(deadCount > 0 && {
        live: Buffer.from(Uint8Array.from(new Uint8Array(live.bits.buffer, live.bits.byteOffset, live.bits.byteLength))).toString('base64'),
      }),
    }));
    const segments: ManifestSegment[] = [];
    for (const { segment, ...live } of snapshot) {
      const saved = this.#known.get(segment) ?? (await this.#writePart(segment));
      segments.push({ file: saved.file, bytes: saved.bytes, headerCrc: saved.headerCrc, documentCount: segment.documentCount, ...live });
    }
    const manifest: Manifest = { sequence, segments };
    await writeManifest(this.#directory, version, manifest);
    await this.#sweep(new Set(segments.map(({ file }) => file)));
  }

  /** Removes the index. */
  async remove(): Promise<void> {
    await removeManifest(this.#directory);
    await this.#sweep(new Set());
  }

  async #readPart({ file, bytes, headerCrc, documentCount, live }: ManifestSegment): Promise<Part> {
    if (!SEGMENT_NAME.test(file)) throw new RangeError('no name of a segment');
    const identity = { bytes, headerCrc };
    const data = (await this.#ahead?.take(file)) ?? (await readSegmentFile(path.join(this.#directory, file), identity));
    if (data.documentCount !== documentCount) throw new RangeError('another segment');
    const segment = new Segment(data);
    this.#known.set(segment, { file, bytes, headerCrc });
    return new Part(segment, 0, live === undefined ? undefined : liveSet(live, documentCount));
  }

  async #writePart(segment: Segment): Promise<{ file: string } & SegmentIdentity> {
    const file = `segment-${randomBytes(8).toString('hex')}.packed`;
    const saved = { file, ...(await writeSegmentFile(path.join(this.#directory, file), segment.data)) };
    this.#known.set(segment, saved);
    return saved;
  }

  async #sweep(used: ReadonlySet<string>): Promise<void> {
    let names: string[];
    try {
      names = await readdir(this.#directory);
    } catch {
      return;
    }
    const unused = names.filter((name) => SEGMENT_NAME.test(name) && !used.has(name));
    await Promise.all(unused.map((name) => rm(path.join(this.#directory, name), { force: true })));
  }
}

function liveSet(base64: string, documentCount: number): DocSet {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  const set = new DocSet(documentCount);
  if (bytes.length !== set.bits.byteLength) throw new RangeError('another number of documents');
  new Uint8Array(set.bits.buffer).set(bytes);
  return set;
}
