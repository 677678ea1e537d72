/** How long does an engine take from an NDJSON file to a durable index, and how much memory and disk? Words are cut in it. */
import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import { answer, bytesBelow, cpuMs, options, peakRssBytes, rssOf } from '../child.mjs';
import { inBatches, readArticles } from '../corpus.mjs';
import { loadEngine } from '../engines.mjs';

const BATCH_COUNT = 1000;
const { engine: name, articles: file, directory } = options();
await rm(directory, { recursive: true, force: true });
await mkdir(directory, { recursive: true });
const engine = await (await loadEngine(name)).create({ directory, articlesFile: file });
let count = 0;
async function* counted(batches) {
  for await (const batch of batches) {
    count += batch.length;
    yield batch;
  }
}
const [started, cpu] = [performance.now(), process.cpuUsage()];
await engine.build(counted(inBatches(readArticles(file), BATCH_COUNT)));
const [ms, usedMs] = [performance.now() - started, cpuMs(cpu)];
const otherBytes = rssOf(engine.processId?.(), 'VmHWM') ?? 0;
await engine.close();
assert.ok(count > 0, 'nothing was indexed');
const diskBytes = await bytesBelow(directory);
assert.ok(diskBytes > count * 50, `an index of ${diskBytes} bytes for ${count} articles`);
answer({ ms, cpuMs: usedMs, articleCount: count, peakRssBytes: peakRssBytes() + otherBytes, diskBytes });
