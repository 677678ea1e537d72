/**
 * What a service does when it is asked for more than it can answer: its peak first (as fast as answers come), then `--times`
 * as much for `--seconds`, sent whether answers come or not, then a little again. Prints one line of JSON.
 *
 *   node test/bench/overload.mjs --url http://127.0.0.1:3000 --queries FILE [--times 5] [--seconds 60] [--peak SECONDS]
 *
 * FILE is a JSON list of query texts. Latency counts from when a request was due (coordinated omission; G. Tene, "How NOT to
 * measure latency", 2013).
 */
import assert from 'node:assert/strict';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { answer, options, readJson } from './child.mjs';

const { url, queries: file, times = '5', seconds = '60', peak: peakSeconds = '5' } = options();
const { hostname, port } = new URL(url);
assert.equal(hostname, '127.0.0.1', 'load is for loopback only');
const texts = readJson(file);
const agent = new http.Agent({ keepAlive: true, maxSockets: 512 });
/** Requests sent in one go: timers are not finer than a millisecond. */
const TICK_MS = 4;
const PEAK_CONNECTIONS = 6;
let next = 0;

// Code is compiled by then.
await closedLoop(Number(peakSeconds));
const peak = summaryOf(await closedLoop(Number(peakSeconds)), Number(peakSeconds));
const over = summaryOf(await openLoop(peak.goodPerSecond * Number(times), Number(seconds)), Number(seconds));
await delay(2000);
const after = summaryOf(await openLoop(peak.goodPerSecond / 3, 2), 2);
agent.destroy();
answer({ peak, over, after, goodputShare: over.goodPerSecond / peak.goodPerSecond });

async function closedLoop(forSeconds) {
  const results = [];
  const endMs = performance.now() + forSeconds * 1000;
  await Promise.all(
    Array.from({ length: PEAK_CONNECTIONS }, async () => {
      while (performance.now() < endMs) results.push(await ask(performance.now()));
    }),
  );
  return results;
}

/** Requests are due at even intervals and go out however many are open. */
async function openLoop(perSecond, forSeconds) {
  const open = [];
  const startMs = performance.now();
  const count = Math.round(perSecond * forSeconds);
  while (open.length < count) {
    const due = Math.min(count, Math.floor(((performance.now() - startMs) / 1000) * perSecond) + 1);
    while (open.length < due) open.push(ask(startMs + (open.length * 1000) / perSecond));
    await delay(TICK_MS);
  }
  return Promise.all(open);
}

/** `{ status, ms }`; status 0 and `code` where the connection failed. */
function ask(sinceMs) {
  return new Promise((resolve) => {
    const done = (status, code) => {
      resolve({ status, ms: performance.now() - sinceMs, code });
    };
    const path = `/api/v1/search?q=${encodeURIComponent(texts[next++ % texts.length])}`;
    http
      .get({ hostname, port, path, agent }, (response) => {
        response.resume();
        response.on('end', () => {
          done(response.statusCode);
        });
        response.on('error', (error) => {
          done(0, `answer ${error.code}`);
        });
      })
      .on('error', (error) => {
        done(0, error.code);
      });
  });
}

function summaryOf(results, forSeconds) {
  const good = results
    .filter(({ status }) => status === 200)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b);
  const at = (share) => good[Math.min(good.length - 1, Math.floor(good.length * share))] ?? null;
  const refused = results
    .filter(({ status }) => status === 503)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b);
  return {
    sentPerSecond: results.length / forSeconds,
    goodPerSecond: good.length / forSeconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    refusedCount: refused.length,
    refusalP50Ms: refused[refused.length >> 1] ?? null,
    failedCount: results.length - good.length - refused.length,
    failures: countsOf(
      results.filter(({ status }) => status !== 200 && status !== 503).map(({ status, code }) => code ?? `status ${status}`),
    ),
  };
}

function countsOf(names) {
  const counts = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
