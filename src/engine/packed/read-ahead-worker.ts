/** The far side of `read-ahead.ts`: reads segment files one after the other and hands them over. Ends at the first it cannot read. */
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { FilesToRead, ReadFile } from './read-ahead.js';
import { readSegmentMessage } from './segment-file.js';
import { memoryOf } from './segment-message.js';

const { directory, files } = workerData as FilesToRead;
for (const { file, identity } of files) {
  const message = await readSegmentMessage(path.join(directory, file), identity);
  parentPort!.postMessage({ file, message } satisfies ReadFile, memoryOf(message));
}
