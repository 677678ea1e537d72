/**
 * The benchmark: engines side by side in one run, each question for each engine and size in a process of its own.
 *   npm run bench -- [--articles FILE.ndjson[.gz]] [--sizes 1000,10000] [--engines a,b] [--runs 1] [--per-kind 200]
 *                    [--seed 1] [--seconds 5] [--limit-minutes 30] [--work DIR] [--docs DIR|none] [--json]
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ask, readJson } from './child.mjs';
import { readArticles, writeCorpus } from './corpus.mjs';
import { ENGINES, loadEngine, OURS, whyAbsent } from './engines.mjs';
import { PROJECT } from './places.mjs';
import { makeQueries } from './queries.mjs';
import { withTable } from './report/readme-table.mjs';
import { renderReport } from './report/report.mjs';
import { writePlots } from './report/plots.mjs';
import { medianOf } from './statistics.mjs';
import { loadJieba, loadStopWords } from './words.mjs';

/** Beyond it only the engine made for it is run. */
const LARGEST_FOR_ALL = 100_000;
/** Queries are made from the first articles of the smallest corpus, so that every size is asked the same. */
const QUERY_ARTICLE_COUNT = 1000;
const HTTP_KIND_COUNT = 800;
/** What a peer needed so long for is not measured again: it is far behind, and the time is the others'. The report says so. */
const ONCE_MS = 20_000;
/** The largest sizes are asked once, and may take their time. */
const HOURS_MS = 4 * 3_600_000;
const HTTP_KINDS = ['rare', 'common', 'and', 'or', 'question', 'phrase', 'not', 'filtered'];

const settings = readSettings();
const work = settings.work ?? (await mkdtemp(path.join(os.tmpdir(), 'xunbao-bench-')));
await mkdir(work, { recursive: true });
try {
  const results = await run();
  process.stdout.write(settings.isJson ? `${JSON.stringify(results)}\n` : `\n${renderReport(results)}`);
  verdict(results);
} finally {
  if (settings.work === undefined) await rm(work, { recursive: true, force: true });
}

function readSettings() {
  const text = (value) => ({ type: 'string', ...(value !== undefined && { default: value }) });
  const { values } = parseArgs({
    options: {
      articles: text(),
      sizes: text('1000,10000'),
      engines: text(ENGINES.join(',')),
      runs: text('1'),
      'per-kind': text('200'),
      seed: text('1'),
      seconds: text('5'),
      'limit-minutes': text('30'),
      work: text(),
      docs: text('docs'),
      json: { type: 'boolean', default: false },
    },
  });
  const engines = values.engines.split(',');
  for (const name of engines) if (!ENGINES.includes(name)) throw new Error(`--engines: ${name} is none of ${ENGINES.join(', ')}`);
  const sizes = values.sizes
    .split(',')
    .map(Number)
    .sort((a, b) => a - b);
  if (!sizes.every((size) => Number.isInteger(size) && size >= 100)) throw new Error('--sizes: whole numbers from 100');
  return {
    source: values.articles,
    sizes,
    engines,
    runs: Number(values.runs),
    perKind: Number(values['per-kind']),
    seed: Number(values.seed),
    seconds: Number(values.seconds),
    limitMs: Number(values['limit-minutes']) * 60_000,
    work: values.work,
    docs: values.docs,
    isJson: values.json,
  };
}

async function run() {
  const absent = [];
  const titles = {};
  const versions = {};
  for (const name of settings.engines) {
    const reason = await whyAbsent(name);
    if (reason === null) ({ title: titles[name], version: versions[name] } = await loadEngine(name));
    else absent.push({ engine: name, reason });
  }
  for (const { engine, reason } of absent) say(`${engine} is left out: ${reason}`);
  const machine = { coreCount: os.availableParallelism(), memoryGb: Math.round(os.totalmem() / 2 ** 30), node: process.versions.node };
  const { seed, runs, perKind, source } = settings;
  const results = {
    machine,
    seed,
    runs,
    perKind,
    source: source === undefined ? 'sample pages' : 'file',
    titles,
    versions,
    absent,
    failures: [],
    disagreements: [],
    askedOnce: [],
    sizes: {},
  };
  for (const size of settings.sizes) {
    results.sizes[size] = await runSize(size, results);
    // An hour's figures are not lost with the last of them.
    if (settings.docs !== 'none') await writeDocs(results, path.resolve(PROJECT, settings.docs));
  }
  return results;
}

async function runSize(size, { titles, failures, disagreements, askedOnce }) {
  const file = path.join(work, `articles-${size}.ndjson`);
  say(`${size} articles`);
  const corpus = await writeCorpus({ source: settings.source, size, file, seed: settings.seed });
  if (size === settings.sizes[0]) await writeQueries(file);
  const limits = size > LARGEST_FOR_ALL ? { runs: 1, limitMs: HOURS_MS } : settings;
  const jieba = await median('jieba', { articles: file }, limits);
  const engines = {};
  const found = {};
  for (const name of Object.keys(titles)) {
    if (size > LARGEST_FOR_ALL && name !== 'packed') continue;
    engines[name] = await runEngine(name, file, size, limits);
    found[name] = takeFound(engines[name]);
    for (const [question, { runs }] of Object.entries(engines[name]))
      if (runs < settings.runs) askedOnce.push({ size, engine: name, question, runs });
    for (const [question, { failed, isLeftOut }] of Object.entries(engines[name])) {
      if (failed !== undefined && !isLeftOut) failures.push({ size, engine: name, question, failed });
    }
  }
  disagreements.push(...differences(size, found));
  await rm(file, { force: true });
  return { corpus, jieba, engines };
}

/** Asks one engine every question; one that fails ends its row with the reason. */
async function runEngine(name, articles, size, limits) {
  const directory = path.join(work, `${name}-${size}`);
  const given = { engine: name, articles, directory, queries: path.join(work, 'queries.json') };
  const row = {};
  const questions = [
    ['build', 'build', {}],
    ['start', 'start', {}],
    ['latency', 'latency', { way: 'engine' }],
    ...(OURS.has(name)
      ? [
          ['searcher', 'latency', { way: 'searcher' }],
          ['http', 'http', { queries: path.join(work, 'http-queries.json'), seconds: settings.seconds }],
          ['write', 'write', {}],
          ['service', 'service', {}],
        ]
      : []),
  ];
  for (const [place, question, more] of questions) {
    row[place] = await median(question, { ...given, ...more }, limits);
    say(`  ${name} ${place}${row[place].failed === undefined ? '' : `: ${row[place].failed}`}`);
    if ((place === 'build' && row.build.failed !== undefined) || row[place].isLate) break;
  }
  await rm(directory, { recursive: true, force: true });
  await rm(`${directory}.paths.json`, { force: true });
  return row;
}

async function median(question, given, { runs, limitMs }) {
  const results = [];
  for (let i = 0; i < runs; i += 1) {
    const startMs = performance.now();
    results.push(await ask(question, given, { limitMs }));
    const isSlowPeer = given.engine !== undefined && !OURS.has(given.engine) && performance.now() - startMs > ONCE_MS;
    if (results.at(-1).failed !== undefined || isSlowPeer) break;
  }
  const one = medianOf(results);
  return one.failed === undefined ? { ...one, runs: results.length } : one;
}

async function writeQueries(file) {
  const articles = [];
  for await (const article of readArticles(file)) if (articles.push(article) === QUERY_ARTICLE_COUNT) break;
  const jieba = loadJieba();
  const stopWords = loadStopWords();
  const parts = { articles, cut: (text) => jieba.cut(text, false), isStopWord: (word) => stopWords.has(word) };
  const queries = makeQueries({ ...parts, perKind: settings.perKind, seed: settings.seed });
  await writeFile(path.join(work, 'queries.json'), JSON.stringify(queries));
  const mixed = makeQueries({ ...parts, perKind: HTTP_KIND_COUNT, seed: settings.seed + 7, kinds: HTTP_KINDS });
  mixed.sort((a, b) => order(a.text) - order(b.text));
  await writeFile(path.join(work, 'http-queries.json'), JSON.stringify(mixed));
}

/** Any order that has nothing to do with the kinds. */
function order(text) {
  let hash = 0;
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0), 0x9e3779b1);
  return hash;
}

/** Hit counts of an engine's queries; taken out of what is written. */
function takeFound(row) {
  const found = row.latency?.found;
  delete row.latency?.found;
  delete row.searcher?.found;
  return found;
}

/** Our engines must count the same, query by query. */
function differences(size, { minisearch, packed }) {
  if (minisearch === undefined || packed === undefined) return [];
  return Object.keys(minisearch).flatMap((kind) => {
    const compared = Math.min(minisearch[kind].length, packed[kind].length);
    return Array.from({ length: compared }, (_, i) => ({
      size,
      kind,
      place: i,
      minisearch: minisearch[kind][i],
      packed: packed[kind][i],
    })).filter((row) => row.minisearch !== row.packed);
  });
}

async function writeDocs(results, docs) {
  await mkdir(path.join(docs, 'images'), { recursive: true });
  results = { ...results, ...casesBefore(docs) };
  await writeFile(path.join(docs, 'benchmarks.json'), `${JSON.stringify(results, null, 1)}\n`);
  const plots = await writePlots(results, path.join(docs, 'images'));
  await writeFile(path.join(docs, 'benchmarks.md'), renderReport(readJson(path.join(docs, 'benchmarks.json')), plots));
  if (docs === path.join(PROJECT, 'docs')) await writeReadmes(results);
}

/** The counts of `chinese-cases.mjs` stay: they are no matter of speed. */
function casesBefore(docs) {
  const file = path.join(docs, 'benchmarks.json');
  const before = existsSync(file) ? readJson(file).chineseCases : undefined;
  return before === undefined ? {} : { chineseCases: before };
}

/** The figures of the documentation stand in the READMEs too. */
async function writeReadmes(results) {
  for (const [name, language] of [
    ['README.md', 'en'],
    ['README.zh-CN.md', 'zh'],
  ]) {
    const file = path.join(PROJECT, name);
    await writeFile(file, withTable(await readFile(file, 'utf8'), results, language));
  }
}

/** What a peer cannot do is a result; what ours cannot is a fault. */
function verdict({ failures, disagreements }) {
  const faults = [
    ...failures
      .filter(({ engine }) => OURS.has(engine))
      .map(({ size, engine, question, failed }) => `${engine} ${question} at ${size}: ${failed}`),
    ...disagreements.slice(0, 5).map((row) => `the engines do not count the same: ${JSON.stringify(row)}`),
  ];
  for (const fault of faults) say(`FAILED ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
