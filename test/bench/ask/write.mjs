/**
 * How long does one article more take until it is found, and what is the longest the process stands still meanwhile? The
 * archive is not part of it. Changes the index; asked last.
 */
import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { answer, options } from '../child.mjs';
import { readArticles } from '../corpus.mjs';
import { loadEngine } from '../engines.mjs';
import { summary } from '../statistics.mjs';

const WRITE_COUNT = 200;
const { engine: name, articles: file, directory } = options();
const engine = await (await loadEngine(name)).create({ directory, articlesFile: file });
await engine.open();
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const times = [];
for await (const article of readArticles(file)) {
  // Letters no article has, so that exactly this one is found.
  const mark = `zq${times.length}zq`;
  const started = performance.now();
  await engine.put({ ...article, id: `n${times.length}`, paragraphs: [...article.paragraphs, mark] });
  const total = await engine.countOf(mark);
  times.push(performance.now() - started);
  assert.equal(total, 1, 'an article is not found when its write is answered');
  await new Promise((resolve) => setImmediate(resolve));
  if (times.length === WRITE_COUNT) break;
}
delay.disable();
answer({ ...summary(times), longestStallMs: Math.round(delay.max / 1e5) / 10 });
await engine.close();
