/** Companions on disk: one file each, beside the engine's, with what tells whether it may be used. */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Companion } from './search/companion.js';

/** First line of a file, before the companion's own bytes. */
interface Head {
  readonly companion: string;
  readonly version: string;
  /** Of the archive, up to which its content goes. */
  readonly sequence: number;
  readonly sha256: string;
}

const LINE_FEED = 0x0a;
const LONGEST_HEAD = 1024;

/** The files of one index folder. */
export class CompanionFiles {
  constructor(private readonly directory: string) {}

  /** Loads a companion; gives the sequence it goes up to, 0 where there is no file that can be used (it is empty then). */
  async load(companion: Companion): Promise<number> {
    const bytes = await readFile(this.fileOf(companion)).catch(() => undefined);
    const end = bytes?.subarray(0, LONGEST_HEAD).indexOf(LINE_FEED) ?? -1;
    if (bytes === undefined || end < 0) return 0;
    try {
      const head = JSON.parse(bytes.toString('utf8', 0, end)) as Head;
      const content = bytes.subarray(end + 1);
      if (head.companion !== companion.name || head.version !== companion.version || head.sha256 !== hashOf(content)) return 0;
      companion.load(content);
      return head.sequence;
    } catch {
      companion.clear();
      return 0;
    }
  }

  /** Writes a companion aside, synced, and puts it in its place. Throws Node's errors; the file before then stays. */
  async save(companion: Companion, sequence: number): Promise<void> {
    const content = companion.save();
    const head: Head = { companion: companion.name, version: companion.version, sequence, sha256: hashOf(content) };
    await mkdir(this.directory, { recursive: true });
    const aside = `${this.fileOf(companion)}.new`;
    const handle = await open(aside, 'w');
    try {
      await handle.write(`${JSON.stringify(head)}\n`);
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, this.fileOf(companion));
  }

  /** Takes a companion's file away, so that nothing of its content is left. */
  async remove(companion: Companion): Promise<void> {
    await rm(this.fileOf(companion), { force: true });
  }

  private fileOf({ name }: Companion): string {
    return path.join(this.directory, `${name}.companion`);
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
