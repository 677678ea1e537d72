// Asks an archive queries one after the other, in a process that does nothing else, and writes one JSON line for each:
// {name, milliseconds, peakBytes, total, fault}. peakBytes: how far the resident set rose above what it was before the
// query (VmHWM, which Linux sets back on request); null elsewhere.
//
// A query that took longer than `againAboveMs` is measured a second time, and that counts.
// A query is a text, or a search request with what it leaves out.
//
//   node --expose-gc test/support/measure-queries.mjs DIST < {"environment": {…}, "againAboveMs": 0, "queries": {name: query}}
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const dist = path.resolve(process.argv[2]);
const load = (name) => import(pathToFileURL(path.join(dist, name)).href);
const { environment, againAboveMs, queries } = JSON.parse(readFileSync(0, 'utf8'));
const [{ openApp }, { loadConfig }, { pino }] = await Promise.all([load('service/app.js'), load('config.js'), import('pino')]);
const app = await openApp(loadConfig({ environment, file: '/nonexistent/xunbao.config.json' }), pino({ level: 'silent' }));
const WARM_UP = ['地铁', '职工运动会', '"科学发展"', '标题:新桥 -记者', 'a OR b', '张?明'];

for (const text of [...WARM_UP, ...WARM_UP]) await ask(text);
for (const [name, query] of Object.entries(queries)) {
  let measured = await measure(query);
  // What a query costs, not what compiling the program's code for it does.
  if (measured.milliseconds > againAboveMs) measured = await measure(query);
  process.stdout.write(`${JSON.stringify({ name, ...measured })}\n`);
}
await app.close();

async function measure(query) {
  globalThis.gc();
  const before = resident();
  const started = performance.now();
  const said = await ask(query);
  const milliseconds = performance.now() - started;
  const after = resident();
  return { milliseconds, peakBytes: before === null ? null : after.peak - before.now, ...said };
}

async function ask(query) {
  const asked = typeof query === 'string' ? { text: query } : query;
  try {
    const { total } = await app.searcher.search(
      { filters: {}, sort: 'relevance', limit: 10, offset: 0, facets: ['year', 'paper', 'reporter'], explain: false, ...asked },
      { timeMs: 5_000 },
    );
    return { total };
  } catch (error) {
    return { fault: error.code ?? String(error) };
  }
}

/** Bytes in memory now and at most since the last call; null where the system does not say. */
function resident() {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    writeFileSync('/proc/self/clear_refs', '5');
    const of = (key) => Number(new RegExp(`${key}:\\s+(\\d+) kB`).exec(status)[1]) * 1024;
    return { now: of('VmRSS'), peak: of('VmHWM') };
  } catch {
    return null;
  }
}
