#!/usr/bin/env node
// Types, lint and format, side by side on as many cores as there are; each one's output stands together, and one fault fails all.
import { spawn } from 'node:child_process';
import os from 'node:os';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
/** The longest first. */
const CHECKS = [
  ['eslint', 'src', 'test', 'scripts'],
  ['tsc', '-p', 'test/tsconfig.json'],
  ['prettier', '--log-level', 'warn', '--check', '.'],
  ['tsc', '-p', 'src/web/client/tsconfig.json', '--noEmit'],
];

const waiting = [...CHECKS];
const lanes = Array.from({ length: Math.min(CHECKS.length, os.availableParallelism()) }, async () => {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    if ((await run(check)) !== 0) process.exitCode = 1;
  }
});
await Promise.all(lanes);

function run([tool, ...args]) {
  return new Promise((resolve) => {
    const child = spawn('npx', ['--no-install', tool, ...args], { cwd: project, shell: process.platform === 'win32' });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.once('error', (error) => {
      output.push(`${error.message}\n`);
    });
    child.once('close', (code) => {
      process.stdout.write(`${code === 0 ? 'passed' : 'FAILED'}: ${tool} ${args.join(' ')}\n`);
      process.stdout.write(Buffer.concat(output.map((chunk) => Buffer.from(chunk))));
      resolve(code ?? 1);
    });
  });
}
