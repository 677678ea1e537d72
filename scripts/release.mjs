#!/usr/bin/env node
// npm run release -- patch|minor|major|X.Y.Z [--yes]: the version in package.json and its lock, the heading in CHANGELOG.md,
// one commit and one tag. Without --yes it says what it would do and changes nothing. It never pushes and never publishes.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const UNRELEASED = '## Unreleased\n';
const root = fileURLToPath(new URL('..', import.meta.url));
const at = (name) => path.join(root, name);
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

const words = process.argv.slice(2);
const isMeant = words.includes('--yes');
const [step] = words.filter((word) => !word.startsWith('--'));
const { version: before } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const version = nextVersion(before, step);
const changelog = readFileSync(at('CHANGELOG.md'), 'utf8');
check();
const files = {
  'package.json': withVersion(readFileSync(at('package.json'), 'utf8')),
  'package-lock.json': withVersion(readFileSync(at('package-lock.json'), 'utf8')),
  'CHANGELOG.md': changelog.replace(UNRELEASED, `## ${version} (${new Date().toISOString().slice(0, 10)})\n`),
};
say(`${before} -> ${version}: ${Object.keys(files).join(', ')}, a commit and the tag v${version}`);
if (isMeant) release();
else say('Nothing was changed. Run .ci/run and .ci/smoke, then this again with --yes.');

function nextVersion(from, how) {
  if (/^\d+\.\d+\.\d+$/.test(how ?? '')) return how;
  const place = ['major', 'minor', 'patch'].indexOf(how);
  if (place < 0) fail('say which: npm run release -- patch, minor, major or a version such as 1.2.3');
  const numbers = from.split('.').map(Number);
  return numbers.map((number, i) => (i < place ? number : i === place ? number + 1 : 0)).join('.');
}

function check() {
  if (git('status', '--porcelain') !== '') fail('the working tree has changes that are not committed');
  if (git('tag', '--list', `v${version}`) !== '') fail(`the tag v${version} is there already`);
  const entries = changelog.split(UNRELEASED)[1]?.split('\n## ')[0]?.trim() ?? '';
  if (entries === '') fail('CHANGELOG.md has nothing under "## Unreleased"');
}

/** The first version in either file is the package's own; the lock repeats it once more. */
function withVersion(text) {
  let left = text.includes('"lockfileVersion"') ? 2 : 1;
  return text.replaceAll(`"version": "${before}"`, (found) => (left-- > 0 ? `"version": "${version}"` : found));
}

function release() {
  for (const [name, text] of Object.entries(files)) writeFileSync(at(name), text);
  git('add', ...Object.keys(files));
  git('commit', '-m', `Version ${version}`);
  git('tag', '-a', `v${version}`, '-m', `Version ${version}`);
  say(`Done. Push with: git push --follow-tags; publish with: npm publish`);
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function fail(text) {
  process.stderr.write(`release: ${text}\n`);
  process.exit(2);
}
