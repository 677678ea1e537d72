/** Companions on disk: one file each, beside the engine's, with what tells whether it may be used. */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Companion } from '../search/companion.js';

/** Raised whenever the first line of the file changes. */
const FORMAT = 2;

/** First line of a file, before the companion's own bytes. */
interface Head {
  readonly format: number;
  readonly companion: string;
  readonly version: string;
  /** Of the archive, up to which its content goes. */
  readonly sequence: number;
  /** Of all before it and of the companion's bytes: a sequence that is not its own would let changes be passed over. */
  readonly sha256: string;
}

const LINE_FEED = 0x0a;
const LONGEST_HEAD = 1024;

/** The files of one index folder. */
export class CompanionFiles {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Loads a companion; gives the sequence it goes up to, 0 where there is no file that can be used (it is empty then). */
  async load(companion: Companion): Promise<number> {
    const bytes = await readFile(this.#fileOf(companion)).catch(() => undefined);
    const end = bytes?.subarray(0, LONGEST_HEAD).indexOf(LINE_FEED) ?? -1;
    if (bytes === undefined || end < 0) return 0;
    try {
      const head = JSON.parse(bytes.toString('utf8', 0, end)) as Head;
      const content = bytes.subarray(end + 1);
      if (!bytes.subarray(0, end + 1).equals(headOf(companion, head.sequence, content))) return 0;
      companion.load(content);
      return head.sequence;
    } catch {
      companion.clear();
      return 0;
    }
  }

  /** Writes a companion aside, synced, and puts it in its place. Throws Node's errors; then the file before stays, and nothing else. */
  async save(companion: Companion, sequence: number): Promise<void> {
    const content = companion.save();
    await mkdir(this.#directory, { recursive: true });
    const aside = `${this.#fileOf(companion)}.new`;
    try {
      await writeSynced(aside, [headOf(companion, sequence, content), content]);
      await rename(aside, this.#fileOf(companion));
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
  }

  #fileOf({ name }: Companion): string {
    return path.join(this.#directory, `${name}.companion`);
  }
}

/** The first line; the same for the same content, so that a file can be compared with what it must be. */
function headOf({ name, version }: Companion, sequence: number, content: Uint8Array): Buffer {
  const said: Omit<Head, 'sha256'> = { format: FORMAT, companion: name, version, sequence };
  const sha256 = createHash('sha256').update(JSON.stringify(said)).update(content).digest('hex');
  return Buffer.from(`${JSON.stringify({ ...said, sha256 })}\n`);
}

async function writeSynced(file: string, parts: readonly Uint8Array[]): Promise<void> {
  const handle = await open(file, 'w');
  try {
    // Unlike `write`, it goes on until all is written or the disk refuses.
    for (const part of parts) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
