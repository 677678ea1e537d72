#!/usr/bin/env node
// Runs jest with ES modules on; `--long` or XUNBAO_TEST_LONG=1 turns the long forms of the tests on and adds `*.long.test.ts`;
// every other argument goes to jest.
// What a test needs and this machine lacks is skipped by name; XUNBAO_TEST_ALL=1 makes it an error instead.
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import { fileURLToPath } from 'node:url';

const given = process.argv.slice(2);
const long = given.includes('--long') || process.env.XUNBAO_TEST_LONG === '1';
const args = given.filter((argument) => argument !== '--long');
const workers = args.some((argument) => /^(-i|-w|--runInBand|--maxWorkers)/.test(argument))
  ? []
  : [`--maxWorkers=${Math.max(1, Math.min(4, os.availableParallelism()))}`];
const leftOut = long ? [] : ['--testPathIgnorePatterns=/node_modules/', '--testPathIgnorePatterns=\\.long\\.test\\.ts$'];

const result = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...workers, ...leftOut, ...args],
  {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: 'inherit',
    env: { ...process.env, ...(long ? { XUNBAO_TEST_LONG: '1' } : {}) },
  },
);
if (result.error) process.stderr.write(`xunbao: jest did not start: ${result.error.message}\n`);
process.exit(result.status ?? 1);
