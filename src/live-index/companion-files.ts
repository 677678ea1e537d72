/** Companions on disk: a sealed file each, beside the engine's. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { readSealed, type SealedKind, writeSealed } from '../files/sealed-file.js';
import type { Companion } from '../search/companion.js';

/** Raised whenever what companions save changes its form; what they save of an analyzer or a dictionary is in their own version. */
const FORMAT = 3;

/** The files of one index folder. */
export class CompanionFiles {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Loads a companion; gives the sequence it goes up to, 0 where there is no file that can be used (it is empty then). */
  async load(companion: Companion): Promise<number> {
    const reading = await readSealed(this.#fileOf(companion), kindOf(companion));
    if ('reason' in reading) return 0;
    try {
      companion.load(reading.content);
      return reading.sequence;
    } catch {
      companion.clear();
      return 0;
    }
  }

  /** Puts the file of a companion in its place. Throws Node's errors; then the file before stays, and nothing beside it. */
  async save(companion: Companion, sequence: number): Promise<void> {
    const content = companion.save();
    await mkdir(this.#directory, { recursive: true });
    await writeSealed(this.#fileOf(companion), kindOf(companion), sequence, [content]);
  }

  #fileOf({ name }: Companion): string {
    return path.join(this.#directory, `${name}.companion`);
  }
}

function kindOf({ name, version }: Companion): SealedKind {
  return { format: FORMAT, kind: name, version };
}
