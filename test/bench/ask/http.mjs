/**
 * How many requests a second does the service answer, and how long does one take at half of that, beside a constant answer
 * of the same bytes behind the same log and headers? The server is this process, put together as `xunbao serve` does it, over
 * an archive that `xunbao index` made; the load comes from another.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';
import { pino } from 'pino';
import { answer, memoryNow, options, readJson } from '../child.mjs';
import { requestOf } from '../engines/ours.mjs';
import { COMMAND, moduleOf, program } from '../places.mjs';

const CONNECTIONS = 10;
const SAMPLE_COUNT = 100;
const given = options();
const seconds = Number(given.seconds ?? 5);
const home = `${given.directory}-http`;
const environment = {
  XUNBAO_DATA: path.join(home, 'data'),
  XUNBAO_INDEX: path.join(home, 'index'),
  XUNBAO_ENGINE: given.engine,
  LOG_LEVEL: 'warn',
};
await rm(home, { recursive: true, force: true });
const built = spawnSync(process.execPath, [COMMAND, 'index', given.articles], {
  env: { ...process.env, ...environment },
  encoding: 'utf8',
});
assert.equal(built.status, 0, `xunbao index ended with ${built.status}: ${built.stderr.trim().split('\n').at(-1)}`);
const { openDataThread } = await program('service/data-thread');
const { loadConfig } = await program('config');
const data = await openDataThread(
  { config: loadConfig({ environment }), samples: false },
  {
    module: moduleOf('cli/data-worker'),
    onCrash: (error) => {
      throw error;
    },
  },
);
await settled();
const queries = readJson(given.queries);
const constant = await meanAnswer(queries.splice(0, SAMPLE_COUNT));
const server = await serve(constant);
try {
  const paths = queries.map(pathOf);
  const warm = paths.splice(0, SAMPLE_COUNT);
  const half = Math.floor(paths.length / 2);
  await load(['/constant', ...warm]);
  const same = await load(Array.from({ length: 200_000 }, () => '/constant'));
  const full = await load(paths.slice(0, half));
  const paced = await load(paths.slice(half), full.perSecond / 2);
  assert.equal(full.errorCount + paced.errorCount + same.errorCount, 0, 'some requests were not answered with 200');
  answer({
    bytes: Buffer.byteLength(constant),
    constant: same,
    full,
    paced,
    share: full.perSecond / same.perSecond,
    rssBytes: memoryNow().rssBytes,
  });
} finally {
  await server.close();
  await data.close();
  await rm(home, { recursive: true, force: true });
}

/**
 * Resolves when this process has nothing to do. Settled by hand: after `index` a start has nothing to catch up with, an older version's
 * has. At most ten minutes.
 */
async function settled() {
  for (let i = 0; i < 600; i += 1) {
    const before = process.cpuUsage();
    await sleep(1000);
    const { user, system } = process.cpuUsage(before);
    if (user + system < 50_000) return;
  }
}

/** Of some real answers the one whose length is nearest to their mean. */
async function meanAnswer(some) {
  const bodies = [];
  for (const query of some) bodies.push(JSON.stringify(await data.searcher.search(requestOf(query), {})));
  const mean = bodies.reduce((sum, body) => sum + body.length, 0) / bodies.length;
  return bodies.reduce((best, body) => (Math.abs(body.length - mean) < Math.abs(best.length - mean) ? body : best));
}

async function serve(body) {
  const { createApp } = await program('http/create-app');
  const { startServer } = await program('http/start-server');
  const logger = pino({ level: 'info' }, pino.destination({ dest: '/dev/null', sync: false }));
  const { createQueues, queuedServices } = await program('http/queued-services');
  const queues = createQueues(() => undefined);
  const routes = Router().get('/constant', (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('json').send(body);
  });
  const pages = {
    assets: Router(),
    routes,
    faults: (error, _request, _response, next) => {
      next(error);
    },
  };
  const services = { ...data, ...queuedServices(() => data, queues) };
  return startServer(createApp(services, { logger, queue: queues.searches, pages }), { host: '127.0.0.1', port: 0 });
}

function pathOf({ text, filters, facets }) {
  const parameters = new URLSearchParams({ q: text, ...filters });
  if (facets.length > 0) parameters.set('facets', facets.join(','));
  return `/api/v1/search?${parameters}`;
}

/** Sends each path once, at most for `seconds`; as fast as answers come, or `rate` a second. */
async function load(paths, rate = 0) {
  const file = `${given.directory}.paths.json`;
  await writeFile(file, JSON.stringify(paths));
  const args = ['--url', server.url, '--paths', file, '--seconds', seconds, '--connections', CONNECTIONS, '--rate', rate].map(String);
  const child = spawn(process.execPath, [fileURLToPath(new URL('../load.mjs', import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (part) => {
    out += part;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  assert.equal(code, 0, 'the load ended early');
  return JSON.parse(out);
}
