/** How long from starting the process to its first answer, and what does it hold then, after a collection? */
import assert from 'node:assert/strict';
import { answer, memoryNow, options, peakRssBytes, readJson, rssOf } from '../child.mjs';
import { loadEngine } from '../engines.mjs';

const { engine: name, articles, directory, queries: file } = options();
const { create } = await loadEngine(name);
const engine = await create({ directory, articlesFile: articles });
const toolsMs = performance.now();
const empty = memoryNow();
const pauseMs = performance.now() - toolsMs;
await engine.open();
const query = readJson(file).find(({ kind }) => kind === 'common');
const { ids } =
  engine.searchWhole === undefined ? await engine.search((await engine.prepareAll([query]))[0]) : await engine.searchWhole(query);
// `performance.now` counts from the start of the process.
const firstAnswerMs = performance.now() - pauseMs;
assert.ok(ids.length > 0, `the first answer to a common word is empty (${query.text})`);
const full = memoryNow();
const otherBytes = rssOf(engine.processId?.()) ?? 0;
answer({
  firstAnswerMs,
  toolsMs,
  indexBytes: full.usedBytes - empty.usedBytes,
  rssBytes: full.rssBytes + otherBytes,
  peakRssBytes: peakRssBytes(),
});
await engine.close();
