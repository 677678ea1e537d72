/**
 * How long does one query take, by kind? Each is asked once; what engines keep for a next page or a repeated query does not
 * help. `--way engine` asks for the ten best ids, `--way searcher` for the whole answer.
 */
import assert from 'node:assert/strict';
import { answer, options, readJson } from '../child.mjs';
import { KINDS } from '../queries.mjs';
import { loadEngine } from '../engines.mjs';
import { summary } from '../statistics.mjs';

/** Time for one kind; a slow engine is asked fewer queries, and at least `LEAST_COUNT`. */
const KIND_BUDGET_MS = 30_000;
const LEAST_COUNT = 20;
const WARM_COUNT = 10;

const { engine: name, articles, directory, queries: file, way } = options();
const { create, kinds } = await loadEngine(name);
const engine = await create({ directory, articlesFile: articles });
await engine.open();
const queries = readJson(file).filter(({ kind }) => kinds.has(kind));
const prepared = way === 'searcher' ? queries : await engine.prepareAll(queries);
const search = way === 'searcher' ? (query) => engine.searchWhole(query) : (query) => engine.search(query);
const found = {};
const result = {};
for (const kind of KINDS.filter((one) => kinds.has(one))) result[kind] = await measure(kind);
await engine.close();
answer({ kinds: result, found });

async function measure(kind) {
  const places = queries.flatMap((query, i) => (query.kind === kind ? [i] : []));
  assert.ok(places.length > WARM_COUNT, `too few queries of the kind ${kind}`);
  const times = [];
  let empty = 0;
  let spentMs = 0;
  found[kind] = [];
  for (const [nth, place] of places.entries()) {
    if (spentMs > KIND_BUDGET_MS && times.length >= LEAST_COUNT) break;
    const started = performance.now();
    const { ids, total, ms = performance.now() - started } = await search(prepared[place]);
    assert.ok(new Set(ids).size === ids.length && ids.length <= 10, `${kind}: ids twice or too many (${queries[place].text})`);
    if (total !== undefined) assert.ok(total >= ids.length, `${kind}: ${ids.length} hits of ${total} (${queries[place].text})`);
    found[kind].push(total ?? null);
    empty += ids.length === 0 ? 1 : 0;
    spentMs += ms;
    if (nth >= WARM_COUNT) times.push(ms);
  }
  // The words come from the archive itself; only a filter may leave nothing.
  const allowed = kind === 'filtered' ? 0.8 : kind === 'phrase' || kind === 'and' || kind === 'not' ? 0.2 : 0.05;
  assert.ok(empty <= Math.max(1, places.length * allowed), `${kind}: ${empty} of ${places.length} queries found nothing`);
  return { ...summary(times), emptyCount: empty };
}
