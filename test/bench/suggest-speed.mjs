/**
 * How long a suggestion takes, what the suggester costs in memory and in feeding, how fast it is saved and loaded.
 *   npm run build && node --expose-gc test/bench/suggest-speed.mjs [--articles FILE.ndjson[.gz]] [--sizes 10000,100000]
 * Articles without a headline get the beginning of their text as one; every tenth has a section and two people, invented.
 */
import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import { pinyin } from 'pinyin-pro';
import { Analyzer } from '../../dist/analysis/analyzer.js';
import { createSearchDocument } from '../../dist/search/search-document.js';
import { Suggester } from '../../dist/search/suggest/suggester.js';

const { values } = parseArgs({
  options: { articles: { type: 'string' }, sizes: { type: 'string', default: '10000,100000' }, json: { type: 'boolean' } },
});
const file = values.articles ?? fileURLToPath(new URL('../../../shared/corpora/scale-100k.ndjson.gz', import.meta.url));
const sizes = values.sizes.split(',').map(Number);
const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗';
const GIVEN = '一山小明海云青禾文远舟子安宁川月星野砚行';
const SECTIONS = ['要闻', '经济', '文化', '体育', '国际', '副刊', '读者来信', '科教'];

async function readArticles(count) {
  const stream = createReadStream(file);
  const lines = createInterface({ input: file.endsWith('.gz') ? stream.pipe(createGunzip()) : stream });
  const articles = [];
  for await (const line of lines) {
    if (line === '') continue;
    const article = JSON.parse(line);
    const n = articles.length;
    const pick = (from, k) => from[(n * 7 + k * 13) % from.length];
    const reporters =
      n % 10 === 0 ? [0, 1].map((k) => pick([...SURNAMES], k) + pick([...GIVEN], k + (n % 19)) + pick([...GIVEN], k * 5 + (n % 17))) : [];
    const title =
      article.title ||
      article.paragraphs[0]
        .replace(/^.{0,40}?电/u, '')
        .trim()
        .split(/[，。！？]/u)[0]
        .slice(0, 30);
    articles.push({
      kicker: [],
      subtitle: [],
      kind: 'news',
      ...article,
      title,
      ...(n % 10 === 0 && { section: pick(SECTIONS, 0) }),
      byline: { reporters, correspondents: [], photographers: [] },
    });
    if (articles.length === count) break;
  }
  stream.destroy();
  return articles;
}

/** What is typed on the way to parts of headlines: characters, pinyin, initials, halves of syllables. */
function queriesOf(articles) {
  const queries = [];
  for (let k = 0; k < 300; k += 1) {
    const run = articles[(k * 7919) % articles.length].title.match(/\p{Script=Han}{6,}/u)?.[0];
    if (run === undefined) continue;
    const [start, end] = [k % 3, (k % 3) + 2 + (k % 5)];
    const part = run.slice(start, end);
    // Read in its context: cut off it is often read otherwise.
    const syllables = pinyin(run, { type: 'array', toneType: 'none', v: true }).slice(start, end);
    for (const whole of [part, syllables.join(''), syllables.map((one) => one[0]).join('')]) {
      for (let end = 1; end <= whole.length; end += 1) queries.push(whole.slice(0, end));
    }
  }
  return queries;
}

const heapMb = () => {
  gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
};
/** Processor time of the process: what it took itself, however busy the machine is. */
const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];

const analyzer = Analyzer.load({ dataDirectory: fileURLToPath(new URL('../../data', import.meta.url)) });
for (const size of sizes) {
  const articles = await readArticles(size);
  assert.equal(articles.length, size);
  const changes = articles.map((article, n) => ({ sequence: n + 1, id: article.id, article }));
  const indexed = articles.slice(0, 2000);
  const analysisCpuStart = cpuMs();
  for (const article of indexed) createSearchDocument(article, analyzer);
  const analysisCpuMs = (cpuMs() - analysisCpuStart) / indexed.length;
  let startMs;
  const suggester = new Suggester(analyzer);
  const before = heapMb();
  startMs = performance.now();
  const feedCpuStart = cpuMs();
  await suggester.apply(changes);
  const feedMs = (performance.now() - startMs) / size;
  const feedCpuMs = (cpuMs() - feedCpuStart) / size;
  const memoryMb = heapMb() - before;
  startMs = performance.now();
  const bytes = suggester.save();
  const saveMs = performance.now() - startMs;
  startMs = performance.now();
  const loadCpuStart = cpuMs();
  const loaded = new Suggester(analyzer);
  loaded.load(bytes);
  const loadMs = performance.now() - startMs;
  const loadCpuMs = cpuMs() - loadCpuStart;
  const times = [];
  const cpuTimes = [];
  let slowest = ['', 0];
  let foundCount = 0;
  const queries = queriesOf(articles);
  for (const query of queries.slice(0, 200)) await loaded.suggest(query, 8);
  for (const query of queries) {
    const cpuBefore = cpuMs();
    startMs = performance.now();
    const { length } = await loaded.suggest(query, 8);
    const tookMs = performance.now() - startMs;
    assert.ok(length <= 8, query);
    if (length > 0) foundCount += 1;
    times.push(tookMs);
    cpuTimes.push(cpuMs() - cpuBefore);
    if (tookMs > slowest[1]) slowest = [query, tookMs];
  }
  assert.ok(foundCount > times.length * 0.97, `only ${foundCount} of ${times.length} queries found something`);
  times.sort((a, b) => a - b);
  cpuTimes.sort((a, b) => a - b);
  const figures = {
    articles: size,
    queries: times.length,
    found: foundCount,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    maxMs: slowest[1],
    slowest: slowest[0],
    p50CpuMs: quantile(cpuTimes, 0.5),
    p99CpuMs: quantile(cpuTimes, 0.99),
    memoryMb,
    feedMs,
    feedCpuMs,
    analysisCpuMs,
    savedMb: bytes.length / 2 ** 20,
    saveMs,
    loadMs,
    loadCpuMs,
  };
  console.log(
    values.json
      ? JSON.stringify(figures)
      : Object.entries(figures)
          .map(([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toFixed(3)) : value}`)
          .join('  '),
  );
}
