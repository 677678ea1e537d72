/**
 * The engines that can be run side by side. A file of `engines/` exports `title`, `kinds` (of queries it can answer) and
 * `create({ directory, articlesFile })`, and throws on import where what it needs is not there. What it creates has
 *   build(batches)        indexes groups of articles and makes the index durable
 *   open()                loads a built index
 *   prepareAll(queries)   what `search` takes; not timed
 *   search(prepared)      { ids: the ten best, total?, ms?: time the engine itself tells }
 *   searchWhole(query)    the same through the Searcher (ours only)
 *   processId()           of the process that does the work, where it is another (optional)
 *   close()
 */
export const ENGINES = ['minisearch-stock', 'minisearch', 'packed', 'flexsearch', 'orama', 'sqlite-fts5', 'groonga'];
export const OURS = new Set(['minisearch', 'packed']);

export function loadEngine(name) {
  return import(`./engines/${name}.mjs`);
}

/** Why an engine cannot be run here, in a few words; null where it can. */
export async function whyAbsent(name) {
  try {
    await loadEngine(name);
    return null;
  } catch (error) {
    const [first] = String(error.message).split('\n');
    const missing = /Cannot find (?:package|module) '([^']+)'/.exec(first)?.[1];
    if (missing === undefined) return first;
    return OURS.has(name) ? 'it is not part of this build' : `${missing} is not installed (npm ci --prefix test/bench)`;
  }
}
