#!/usr/bin/env bash
# proper-lockfile: a holder that was late removes the lock of the one who came after it, and a clock that is ahead takes a fresh lock.
#
# One would guess: a lock that its holder renews is safe from others while the holder lives; and a holder that was
# stopped for longer than `stale` finds out that it has lost the lock (`onCompromised`), at the latest when it gives it back.
#
# What really happens: staleness is "the mtime of the lock's folder against my Date.now()". (1) A process whose clock is
# a minute ahead takes a lock that was renewed a moment ago; the first one is told at its next renewal. (2) A holder whose event loop was
# blocked for longer than `stale` and that then releases at once is answered that all is well, and removes the folder
# without a look at whose it is: it is the second holder's by now. A third one gets in, and two hold the lock.
#
# Versions: proper-lockfile 4.1.2 on Node 20 to 24. Date: 2026-11-30.
# Source: https://github.com/moxystudio/node-proper-lockfile (README, "Design" and "Comparison"; lib/lockfile.js, `unlock`).
#
# For us: the lock of an archive knows no clock that can be set (process and namespace, a socket, a counted beat), a
# holder looks whether the lock is its own before each write, after its sync, and before it gives it back.
set -euo pipefail

VERSION=4.1.2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund "proper-lockfile@$VERSION"
echo "proper-lockfile $(node -p 'require("proper-lockfile/package.json").version'), node $(node --version)"

cat > holder.js <<'JS'
// holder.js FILE HOW: takes the lock of FILE, says so, and goes on as HOW says.
const lockfile = require('proper-lockfile');
const [file, how] = process.argv.slice(2);
if (how === 'ahead') { const now = Date.now; Date.now = () => now() + 60_000; }
const say = (text) => process.send(text);
lockfile.lock(file, { stale: 2000, update: 1000, onCompromised: (error) => say(`told ${error.code}`) }).then(async (release) => {
  say('has it');
  if (how !== 'late') return;
  setTimeout(async () => {
    // A long computation: nothing is renewed meanwhile.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 12_000);
    await release().then(() => say('released, all well'), (error) => say(`release failed ${error.code}`));
  }, 100);
}, (error) => say(`refused ${error.code}`));
setTimeout(() => {}, 60_000);
JS

cat > run.js <<'JS'
const { fork } = require('node:child_process');
const { writeFileSync } = require('node:fs');
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const children = [];
function start(name, file, how = 'plain') {
  const child = fork('./holder.js', [file, how]);
  children.push(child);
  const said = [];
  const waiting = [];
  child.on('message', (text) => { said.push(text); console.log(`  ${name}: ${text}`); waiting.splice(0).forEach((go) => go()); });
  const next = async (count) => { while (said.length < count) await new Promise((resolve) => waiting.push(resolve)); return said[count - 1]; };
  return { said, next };
}
(async () => {
  writeFileSync('one', ''); writeFileSync('two', '');
  console.log('1. a second process with a clock one minute ahead, while the first one lives and renews:');
  const first = start('first', 'one');
  const a = await first.next(1);
  await sleep(1500);
  const plain = await start('second, right clock', 'one').next(1);
  const ahead = await start('second, clock ahead', 'one', 'ahead').next(1);
  console.log('2. a holder that is late and releases, a second that took over meanwhile, and a third:');
  const late = start('first', 'two', 'late');
  const b = await late.next(1);
  await sleep(3500);
  const second = start('second', 'two');
  const took = await second.next(1);
  const released = await late.next(2);
  const third = await start('third', 'two').next(1);
  children.forEach((child) => child.kill());
  const seen = JSON.stringify([a, plain, ahead, b, took, released, third]);
  const known = JSON.stringify(['has it', 'refused ELOCKED', 'has it', 'has it', 'has it', 'released, all well', 'has it']);
  console.log(seen === known ? 'As described: the fresh lock was taken, and second and third both hold the other one.' : `This has changed: ${seen} instead of ${known}`);
  process.exit(seen === known ? 0 : 1);
})();
JS
node run.js
