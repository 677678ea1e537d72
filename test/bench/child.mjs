/** A question's file runs as a process of its own and prints its result as the last line. Both ends of that. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MEMORY_MB = 12_000;
const SIGNALS = ['SIGINT', 'SIGTERM'];

/** `--name value` pairs of this process. */
export function options(argv = process.argv.slice(2)) {
  return Object.fromEntries(Array.from({ length: argv.length >> 1 }, (_, i) => [argv[2 * i].replace(/^--/, ''), argv[2 * i + 1]]));
}

export function answer(result) {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

/**
 * Asks a question of `ask/`. Gives its result, or `{ failed: reason }`; it is ended after `limitMs`, and is `isLate` then.
 */
export async function ask(question, given, { limitMs = 30 * 60_000 } = {}) {
  const file = fileURLToPath(new URL(`ask/${question}.mjs`, import.meta.url));
  const args = Object.entries(given).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(process.execPath, ['--expose-gc', `--max-old-space-size=${MEMORY_MB}`, file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const [out, err] = [collect(child.stdout), collect(child.stderr)];
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    endGroup(child.pid);
  }, limitMs);
  const stop = () => {
    endGroup(child.pid);
    process.exit(130);
  };
  for (const signal of SIGNALS) process.once(signal, stop);
  const code = await new Promise((resolve) => child.once('close', resolve));
  for (const signal of SIGNALS) process.off(signal, stop);
  clearTimeout(timer);
  if (code === 0) return JSON.parse(out().trimEnd().split('\n').at(-1));
  return isLate ? { failed: `not finished in ${Math.round(limitMs / 1000)} s`, isLate } : { failed: reasonIn(err()) };
}

/** Ends a question and what it started; each is a group of its own. */
function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function collect(stream) {
  let text = '';
  stream.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  return () => text;
}

/** The message of an error Node ended with, without the code it shows before. */
function reasonIn(text) {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const line = lines.find((one) => /^(\w*Error\b|FATAL ERROR)/.test(one)) ?? lines.at(-1) ?? 'it ended without a word';
  return line.replace(/^\w*Error( \[\w+\])?: /, '').slice(0, 200);
}

/** Bytes all files below a folder take, holes in them not counted. */
export async function bytesBelow(folder) {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const { size, blocks } = await stat(path.join(entry.parentPath ?? entry.path, entry.name));
    bytes += Math.min(size, blocks > 0 ? blocks * 512 : size);
  }
  return bytes;
}

/** Highest resident memory of this process so far. */
export function peakRssBytes() {
  return process.resourceUsage().maxRSS * 1024;
}

/** What this process holds after two collections. */
export function memoryNow() {
  globalThis.gc();
  globalThis.gc();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rssBytes: rss, usedBytes: heapUsed + external };
}

/**
 * Resident memory of another process, now (`VmRSS`) or at most so far (`VmHWM`); null where the system does not tell (only
 * Linux does) or it has ended.
 */
export function rssOf(pid, what = 'VmRSS') {
  try {
    return Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
  } catch {
    return null;
  }
}

/** CPU time of this process, all its threads, in ms. */
export function cpuMs(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

export function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
