#!/usr/bin/env node
// Makes a checkout ready to run: installs the locked dependencies and compiles src/ to dist/, each only when needed,
// and says nothing when there is nothing to do. Runs before every npm script, so it may use Node's own modules only.
// Everything it prints goes to stderr: stdout belongs to the command that follows.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [20, 19];
const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => path.join(root, ...parts);

checkNode();
if (!isInstalled()) install();
const print = inputsFingerprint();
if (readText(at('dist', '.inputs')) !== print) build(print);

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  const oldest = OLDEST_NODE.join('.');
  fail(
    `xunbao needs Node ${oldest} or newer (24 is recommended); this is Node ${process.versions.node}. Install a newer one ` +
      `from your package manager or version manager.\n` +
      `寻报需要 Node ${oldest} 或更新的版本（推荐 24），现在是 ${process.versions.node}，请先升级。`,
  );
}

/** True when node_modules holds every package of the lock in the locked version (packages of other platforms aside). */
function isInstalled() {
  const wanted = readJson(at('package-lock.json'))?.packages;
  const present = readJson(at('node_modules', '.package-lock.json'))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '') return true;
    const found = present[name];
    return found ? found.version === entry.version : entry.optional === true || entry.devOptional === true;
  });
}

function install() {
  say('installing the locked dependencies (npm ci) … 正在安装依赖 …');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    fail(
      'npm ci failed; the lines above say why. Check the network or the npm registry setting and run the command again.\n' +
        '依赖安装失败，原因见上；请检查网络或 npm 源的设置后重试。',
    );
  }
}

/** Compiles aside and moves what differs into place, file by file, so that a command that starts meanwhile finds whole files. */
function build(fingerprint) {
  say('building … 正在编译 …');
  const aside = at('dist', `.new-${process.pid}`);
  try {
    compile(aside);
    for (const file of filesBelow(aside)) moveIntoPlace(file, at('dist', path.relative(aside, file)));
    removeOrphans(at('dist'));
    fs.writeFileSync(at('dist', '.inputs'), fingerprint);
  } finally {
    fs.rmSync(aside, { recursive: true, force: true });
  }
}

function compile(folder) {
  runCompiler(at('tsconfig.json'), folder, folder);
  // What runs in the browser is compiled with the browser's types.
  runCompiler(at('src', 'web', 'client', 'tsconfig.json'), path.join(folder, 'web', 'client'), folder);
  for (const file of filesBelow(at('src'))) {
    if (file.endsWith('.ts') || path.basename(file) === 'tsconfig.json') continue;
    const target = path.join(folder, path.relative(at('src'), file));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(file, target);
  }
}

function runCompiler(project, outDir, folder) {
  const tsc = at('node_modules', 'typescript', 'bin', 'tsc');
  const args = [tsc, '-p', project, '--noEmitOnError', '--outDir', outDir];
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.status === 0) return;
  fs.rmSync(folder, { recursive: true, force: true });
  fail('the build failed; the lines above say where. 编译失败，出错的位置见上。');
}

function moveIntoPlace(file, target) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  if (readText(target) !== readText(file)) fs.renameSync(file, target);
}

function removeOrphans(dist) {
  for (const file of filesBelow(dist)) {
    const relative = path.relative(dist, file);
    if (relative.startsWith('.')) continue;
    const source = at('src', relative.replace(/(\.d\.ts|\.js)$/, '.ts'));
    if (!fs.existsSync(source) && !fs.existsSync(at('src', relative))) fs.rmSync(file, { force: true });
  }
}

function inputsFingerprint() {
  const hash = createHash('sha256');
  const inputs = [...filesBelow(at('src')), at('tsconfig.json'), at('package-lock.json')].sort();
  for (const file of inputs) {
    const { size, mtimeMs } = fs.statSync(file);
    hash.update(`${path.relative(root, file)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function readJson(file) {
  try {
    return JSON.parse(readText(file) ?? 'null');
  } catch {
    return null;
  }
}

function say(line) {
  process.stderr.write(`xunbao: ${line}\n`);
}

function fail(message) {
  say(message);
  process.exit(1);
}
