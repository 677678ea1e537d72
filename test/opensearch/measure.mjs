#!/usr/bin/env node
// What a cluster takes and gives, measured on the nodes that run: node test/opensearch/measure.mjs ARTICLES.ndjson …
// For each file of articles: moving the archive there and back, bytes an article, and searches one after the other. Needs a build.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { clusterUrls } from './cluster.mjs';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const hook = fileURLToPath(new URL('./peak-memory.cjs', import.meta.url));
const PREFIX = `measure-${process.pid}`;
const urls = (process.env.OPENSEARCH_URL ?? '').split(',').filter((url) => url !== '');
const nodes = urls.length > 0 ? urls : clusterUrls();
const QUERIES = Number(process.env.QUERIES ?? 200);

/** Runs a command; gives its seconds, its largest memory in MB, and what it printed. */
function run(room, args, engine) {
  const env = {
    ...process.env,
    XUNBAO_DATA: path.join(room, 'archive'),
    XUNBAO_INDEX: path.join(room, 'index'),
    OPENSEARCH_URL: nodes.join(','),
    OPENSEARCH_PREFIX: PREFIX,
    OPENSEARCH_SHARDS: process.env.OPENSEARCH_SHARDS ?? '1',
    ...engine,
  };
  const startMs = performance.now();
  const memory = path.join(room, 'memory');
  const stdout = execFileSync(process.execPath, ['--require', hook, main, ...args], {
    env: { ...env, MEMORY_FILE: memory },
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'inherit'],
  }).toString();
  return { seconds: (performance.now() - startMs) / 1000, peakMb: Math.round(Number(readFileSync(memory, 'utf8')) / 1024), stdout };
}

async function ask(pathName, init) {
  const answer = await fetch(`${nodes[0]}${pathName}`, init);
  if (!answer.ok) throw new Error(`${pathName}: ${answer.status}`);
  return answer.json();
}

/** Bytes and documents of an index, primaries only, after merging. */
async function sizeOf(pattern) {
  await fetch(`${nodes[0]}/${pattern}/_flush`, { method: 'POST' });
  const {
    _all: {
      primaries: { store, docs },
    },
  } = await ask(`/${pattern}/_stats/store,docs`);
  return { bytes: store.size_in_bytes, documents: docs.count };
}

/** Titles of some articles: a run of a headline as people type it, a common word, a rare phrase. */
function queriesOf(file, count) {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const step = Math.max(1, Math.floor(lines.length / count));
  return Array.from({ length: count }, (_, i) => (JSON.parse(lines[(i * step) % lines.length]).title ?? '').slice(0, 12)).filter(
    (title) => title.trim() !== '',
  );
}

async function searchTimes(room, queries) {
  const { openApp } = await import('../../dist/service/app.js');
  const { loadConfig } = await import('../../dist/config.js');
  const { pino } = await import('pino');
  const environment = {
    XUNBAO_DATA: path.join(room, 'archive'),
    XUNBAO_INDEX: path.join(room, 'index'),
    XUNBAO_ENGINE: 'opensearch',
    OPENSEARCH_URL: nodes.join(','),
    OPENSEARCH_PREFIX: PREFIX,
    OPENSEARCH_SHARDS: process.env.OPENSEARCH_SHARDS ?? '1',
  };
  const app = await openApp(loadConfig({ environment, file: '/nonexistent.json' }), pino({ level: 'silent' }));
  try {
    const times = [];
    for (const text of [...queries.slice(0, 20), ...queries]) {
      const startMs = performance.now();
      await app.searcher.search({ text, filters: {}, sort: 'relevance', limit: 10, offset: 0, facets: [], explain: false }, {});
      times.push(performance.now() - startMs);
    }
    const sorted = times.slice(Math.min(20, queries.length)).sort((a, b) => a - b);
    return { p50: sorted[Math.floor(sorted.length * 0.5)], p95: sorted[Math.floor(sorted.length * 0.95)] };
  } finally {
    await app.close();
  }
}

async function measure(file) {
  const room = mkdtempSync(path.join(os.tmpdir(), 'xunbao-measure-'));
  try {
    run(room, ['index', file], { XUNBAO_ENGINE: 'packed' });
    const there = run(room, ['migrate', '--to', 'opensearch', '--json']);
    const { content, documentCount } = JSON.parse(there.stdout);
    const [copy, search] = [await sizeOf(`${PREFIX}-archive`), await sizeOf(`${PREFIX}-search`)];
    const back = run(room, ['migrate', '--to', 'disk', '--json'], { XUNBAO_DATA: path.join(room, 'back') });
    const times = await searchTimes(room, queriesOf(file, QUERIES));
    const count = content.articleCount;
    const figures = {
      articles: count,
      textMb: statSync(file).size / 1e6,
      documents: documentCount,
      thereSeconds: there.seconds,
      therePerSecond: count / there.seconds,
      therePeakMb: there.peakMb,
      backSeconds: back.seconds,
      backPerSecond: count / back.seconds,
      backPeakMb: back.peakMb,
      searchBytesEach: search.bytes / count,
      copyBytesEach: copy.bytes / count,
      searchP50Ms: times.p50,
      searchP95Ms: times.p95,
    };
    process.stdout.write(`${JSON.stringify(figures, (_, value) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value))}\n`);
  } finally {
    for (const name of Object.keys(await ask(`/${PREFIX}-*`))) await fetch(`${nodes[0]}/${name}`, { method: 'DELETE' });
    rmSync(room, { recursive: true, force: true });
  }
}

for (const file of process.argv.slice(2)) await measure(file);
