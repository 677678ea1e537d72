#!/usr/bin/env bash
# Node 20 and 22: a server on a Unix socket whose path is too long listens under another, cut name, and says the long one is its address.
#
# One would guess: a path longer than a socket address can hold (107 bytes on Linux) is refused with an error, as bind(2)
# users expect, or at the least `server.address()` tells the name that is in use.
#
# What really happens: `listen` succeeds, `server.address()` gives the whole path, and on the disk stands a socket whose
# name ends after 107 bytes. Two servers whose long paths begin alike want one name: the second gets EADDRINUSE for an
# address nobody has; a client that is given the long path is cut in the same way and seems to work, other programs find nothing.
# Node 24 refuses with EINVAL.
#
# Versions: Node 20.20.2 and 22.12.0 cut, 24.11.0 refuses (Linux). Date: 2026-12-01.
# Source: https://nodejs.org/api/net.html#identifying-paths-for-ipc-connections (tells of truncation by libuv);
# docs.libuv.org, uv_pipe_bind2 and UV_PIPE_NO_TRUNCATE.
#
# For us: the socket beside an archive's lock has a short name of its own and is bound from within its folder; a path of
# an archive may be as long as it likes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > listen.cjs <<'JS'
const net = require('node:net');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const inside = fs.mkdtempSync(path.join(os.tmpdir(), 'unix-'));
const asked = path.join(inside, 'a'.repeat(150));
const done = (line) => { console.log(line); fs.rmSync(inside, { recursive: true, force: true }); process.exit(0); };
const server = net.createServer();
server.on('error', (error) => done(`refused ${error.code}`));
server.listen(asked, () => {
  const [name] = fs.readdirSync(inside);
  const isCut = path.join(inside, name).length < asked.length;
  done(`listens, address() is ${server.address() === asked ? 'the path asked for' : 'another'}, on disk it is ${isCut ? 'cut' : 'whole'}`);
});
JS
cut='listens, address() is the path asked for, on disk it is cut'
failed=0
for pair in "20.20.2|$cut" "22.12.0|$cut" "24.11.0|refused EINVAL"; do
  version=${pair%%|*}
  npm install --silent --no-audit --no-fund --no-save --prefix "n$version" "node@$version" >/dev/null
  seen=$("n$version/node_modules/node/bin/node" listen.cjs)
  echo "Node $version: $seen"
  [ "$seen" = "${pair#*|}" ] || failed=1
done
[ "$failed" = 0 ] && echo 'As described.' || { echo 'This has changed.'; exit 1; }
