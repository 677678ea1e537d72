/**
 * Reads the segments of an index in another thread, while the thread that will use them still loads something else. Whatever
 * goes wrong there is left to the thread that needs them: it reads again, and says what is wrong.
 */
import { Worker } from 'node:worker_threads';
import { readManifest } from './manifest.js';
import type { SegmentData } from './segment-data.js';
import type { SegmentIdentity } from './segment-file.js';
import { fromMessage, type SegmentMessage } from './segment-message.js';

/** What the worker is started with: files, in the order in which it reads them. */
export interface FilesToRead {
  readonly directory: string;
  readonly files: readonly { readonly file: string; readonly identity: SegmentIdentity }[];
}

/** What it says of one of them. */
export interface ReadFile {
  readonly file: string;
  readonly message: SegmentMessage;
}

/** Fewer bytes are read before a worker has started. */
const LEAST_BYTES = 8_000_000;

/** One reading of one index, from its beginning to its end. */
export class ReadAhead {
  readonly #worker: Worker;
  readonly #segments: Map<string, Promise<SegmentData | undefined>>;

  private constructor(
    /** Folder of the index. */
    readonly directory: string,
    worker: Worker,
    segments: Map<string, Promise<SegmentData | undefined>>,
  ) {
    this.#worker = worker;
    this.#segments = segments;
  }

  /** Begins to read the segments of the index in `directory`; undefined where it is small, or no index of this version. */
  static async begin(directory: string, version: string): Promise<ReadAhead | undefined> {
    const reading = await readManifest(directory, version);
    if (!('manifest' in reading) || reading.manifest.segments.reduce((sum, { bytes }) => sum + bytes, 0) < LEAST_BYTES) return undefined;
    const files = reading.manifest.segments.map(({ file, bytes, headerCrc }) => ({ file, identity: { bytes, headerCrc } }));
    const worker = new Worker(new URL('./read-ahead-worker.js', import.meta.url), {
      workerData: { directory, files } satisfies FilesToRead,
    });
    return new ReadAhead(directory, worker, segmentsFrom(worker, files));
  }

  /** A segment of the index, once; undefined where it was not read, or is not whole. */
  async take(file: string): Promise<SegmentData | undefined> {
    const segment = this.#segments.get(file);
    this.#segments.delete(file);
    return segment;
  }

  /** Ends the reading; what was not taken is gone. */
  async end(): Promise<void> {
    this.#segments.clear();
    await this.#worker.terminate();
  }
}

/** Segments by file, each made into strings as soon as it comes, so that both are not held for long. */
function segmentsFrom(worker: Worker, files: FilesToRead['files']): Map<string, Promise<SegmentData | undefined>> {
  const coming = new Map<string, (segment: SegmentData | undefined) => void>();
  const segments = new Map(files.map(({ file }) => [file, new Promise<SegmentData | undefined>((resolve) => coming.set(file, resolve))]));
  worker.on('message', ({ file, message }: ReadFile) => {
    coming.get(file)?.(fromMessage(message));
  });
  worker.on('error', () => undefined);
  worker.once('exit', () => {
    for (const resolve of coming.values()) resolve(undefined);
  });
  return segments;
}
