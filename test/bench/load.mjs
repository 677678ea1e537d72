/**
 * Load on a loopback address: a list of paths, each asked once over connections kept alive, ended by the list or the time.
 * With `--rate` requests are due at even intervals and latency counts from when one was due, so that a stall is not hidden
 * (coordinated omission; G. Tene, "How NOT to measure latency", 2013).
 */
import assert from 'node:assert/strict';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { answer, options, readJson } from './child.mjs';
import { summary } from './statistics.mjs';

const { url, paths: file, ...numbers } = options();
const [seconds, connections, rate] = [Number(numbers.seconds), Number(numbers.connections), Number(numbers.rate)];
const { hostname, port } = new URL(url);
assert.equal(hostname, '127.0.0.1', 'load is for loopback only');
const paths = readJson(file);
const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
const times = [];
let [next, errorCount, bytes] = [0, 0, 0];
const started = performance.now();
const endMs = started + seconds * 1000;

await Promise.all(Array.from({ length: connections }, () => (rate > 0 ? paced() : asFastAsItGoes())));
agent.destroy();
const spentSeconds = (performance.now() - started) / 1000;
answer({ ...summary(times), perSecond: Math.round(times.length / spentSeconds), errorCount, meanBytes: Math.round(bytes / times.length) });

async function asFastAsItGoes() {
  while (next < paths.length && performance.now() < endMs) await ask(paths[next++], performance.now());
}

async function paced() {
  while (next < paths.length) {
    const due = started + (next * 1000) / rate;
    if (due > endMs) return;
    const path = paths[next++];
    const early = due - performance.now();
    if (early > 0) await delay(early);
    await ask(path, due);
  }
}

function ask(path, sinceMs) {
  return new Promise((resolve) => {
    const done = (isGood) => {
      times.push(performance.now() - sinceMs);
      if (!isGood) errorCount += 1;
      resolve();
    };
    http
      .get({ hostname, port, path, agent }, (response) => {
        response.on('data', (part) => {
          bytes += part.length;
        });
        response.on('end', () => {
          done(response.statusCode === 200);
        });
      })
      .on('error', () => {
        done(false);
      });
  });
}
