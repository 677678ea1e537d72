#!/usr/bin/env node
// Runs every script of findings/ (or those that are named), one after the other: each shows what a library does on its own, and fails
// where that has changed. Needs bash and a package registry; nothing of it is part of the tests.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../findings', import.meta.url));
const named = process.argv.slice(2);
const scripts = readdirSync(folder)
  .filter((file) => file.endsWith('.sh') && (named.length === 0 || named.includes(path.parse(file).name)))
  .sort();

const changed = scripts.filter((script) => {
  process.stdout.write(`\n== ${script}\n`);
  const { status } = spawnSync('bash', [path.join(folder, script)], { stdio: 'inherit', timeout: 600_000 });
  return status !== 0;
});
process.stdout.write(
  `\n${scripts.length - changed.length} as found, ${changed.length} changed${changed.length > 0 ? `: ${changed.join(', ')}` : ''}\n`,
);
process.exit(changed.length === 0 && scripts.length > 0 ? 0 : 1);
