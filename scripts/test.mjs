#!/usr/bin/env node
// Runs jest with ES modules on. `--long` turns the long forms of the tests on; every other argument goes to jest.
// `*.slow.test.ts` runs in continuous integration (XUNBAO_TEST_ALL=1), with `--long`, and where a file or folder is named;
// `*.long.test.ts` with `--long`.
// What a test needs and this machine lacks is skipped by name; XUNBAO_TEST_ALL=1 makes it an error instead.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const given = process.argv.slice(2);
const long = given.includes('--long') || process.env.XUNBAO_TEST_LONG === '1';
const args = given.filter((argument) => argument !== '--long');
const workers = args.some((argument) => /^(-i|-w|--runInBand|--maxWorkers)/.test(argument))
  ? []
  : [`--maxWorkers=${Math.max(1, Math.min(4, os.availableParallelism()))}`];
const isNamed = args.some((argument) => !argument.startsWith('-'));
const leftOut = [...(long || isNamed || process.env.XUNBAO_TEST_ALL === '1' ? [] : ['slow']), ...(long ? [] : ['long'])];
// Behind the arguments: jest takes what follows an option of several values for more of them.
const ignored = ['/node_modules/', ...leftOut.map((form) => `\\.${form}\\.test\\.ts$`)].map(
  (pattern) => `--testPathIgnorePatterns=${pattern}`,
);
if (leftOut.includes('slow')) {
  const names = readdirSync(path.join(project, 'test'), { recursive: true })
    .filter((file) => /\.(slow|long)\.test\.ts$/.test(file))
    .sort();
  process.stderr.write(`Left out, for npm run test:long or XUNBAO_TEST_ALL=1:\n${names.map((name) => `  ${name}\n`).join('')}`);
}

const result = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...workers, ...args, ...ignored],
  { cwd: project, stdio: 'inherit', env: { ...process.env, ...(long && { XUNBAO_TEST_LONG: '1' }) } },
);
if (result.error) process.stderr.write(`xunbao: jest did not start: ${result.error.message}\n`);
process.exit(result.status ?? 1);
