/**
 * What does the whole service need: `xunbao index FILE` into an empty archive, then `xunbao serve` until its first answer,
 * and what both hold in memory and on disk?
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { answer, bytesBelow, options, readJson, rssOf } from '../child.mjs';
import { COMMAND, program } from '../places.mjs';

const POLL_MS = 200;
const { engine, articles, directory, queries: file } = options();
const home = `${directory}-service`;
const [data, index] = [path.join(home, 'data'), path.join(home, 'index')];
const { ENGINES } = await program('config');
if (ENGINES.includes(engine)) await measure();
else answer({ failed: 'XUNBAO_ENGINE cannot name it in this build', isLeftOut: true });

async function measure() {
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  try {
    const built = await indexed();
    answer({ ...built, ...(await served()) });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

function start(...args) {
  const env = { ...process.env, XUNBAO_DATA: data, XUNBAO_INDEX: index, XUNBAO_ENGINE: engine, PORT: '0', LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, [COMMAND, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise((resolve) => child.once('close', resolve));
  let [out, err] = ['', ''];
  child.stdout.on('data', (part) => {
    out += part;
  });
  child.stderr.on('data', (part) => {
    err += part;
  });
  return { child, exited, out: () => out, err: () => err };
}

async function indexed() {
  const startMs = performance.now();
  const { child, exited, err } = start('index', articles, '--json');
  let peakBytes = 0;
  const poll = setInterval(() => {
    peakBytes = Math.max(peakBytes, rssOf(child.pid, 'VmHWM') ?? 0);
  }, POLL_MS);
  const code = await exited;
  clearInterval(poll);
  if (code !== 0) throw new Error(`xunbao index ended with ${code}: ${err().trim().split('\n').at(-1)}`);
  return {
    indexMs: performance.now() - startMs,
    indexPeakRssBytes: peakBytes,
    archiveBytes: await bytesBelow(data),
    indexBytes: await bytesBelow(index),
  };
}

async function served() {
  const { text } = readJson(file).find(({ kind }) => kind === 'common');
  // What this process loads for its first request is not the service's.
  await fetch('data:,');
  const startMs = performance.now();
  const { child, exited, out, err } = start('serve');
  try {
    let url;
    while ((url = /listening on (http:\S+)/.exec(out())?.[1]) === undefined) {
      assert.equal(child.exitCode, null, `xunbao serve ended: ${err().trim().split('\n').at(-1)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const response = await fetch(`${url}/api/v1/search?q=${encodeURIComponent(text)}`);
    const { total } = await response.json();
    assert.ok(total > 0, `the service finds nothing for ${text}`);
    return { firstAnswerMs: performance.now() - startMs, serveRssBytes: rssOf(child.pid) ?? 0 };
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}
