#!/usr/bin/env bash
# Node: a file stream made with { autoClose: false } closes its handle or descriptor all the same, when its reader stops early.
#
# One would guess: with `autoClose: false` the descriptor stays open, whatever becomes of the stream; whoever reads
# the first part of a file by a stream and stops there can go on with the handle.
#
# What really happens: a stream that was read to its end leaves the handle open; one that is destroyed before (a reader that
# breaks out of `for await`, a pipeline that fails) closes it, and the next read is refused with EBADF. So it is with the stream of
# a FileHandle and with fs.createReadStream over a descriptor; a descriptor that is closed like this and opened anew by others
# meanwhile would be read by its number.
#
# Versions: Node 20.20.2, 22.12.0, 24.11.0, all the same. Date: 2026-12-01.
# Source: https://nodejs.org/api/fs.html#filehandlecreatereadstreamoptions and #fscreatereadstreampath-options (both say
# that an error leaves it open too)
#
# For us: what goes on with a handle after a stream (a look whether the file was written to meanwhile) does so only where the
# stream came to its end; files that are read in parts are read by position, without streams.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > read.cjs <<'JS'
const fs = require('node:fs');
fs.writeFileSync('file', 'x'.repeat(1000));
async function after(handle, stream, stop) {
  for await (const _ of stream) if (stop) break;
  if (stop && !stream.closed) await new Promise((resolve) => stream.once('close', resolve));
  try {
    if (typeof handle === 'number') fs.readSync(handle, Buffer.alloc(1), 0, 1, 0);
    else await handle.read(Buffer.alloc(1), 0, 1, 0);
    return 'open';
  } catch (error) {
    return error.code;
  }
}
(async () => {
  const options = { autoClose: false, highWaterMark: 10 };
  const seen = [];
  for (const stop of [false, true]) {
    const handle = await fs.promises.open('file');
    seen.push(`handle, ${stop ? 'stopped' : 'to the end'}: ${await after(handle, handle.createReadStream(options), stop)}`);
  }
  const fd = fs.openSync('file');
  seen.push(`descriptor, stopped: ${await after(fd, fs.createReadStream(null, { ...options, fd }), true)}`);
  console.log(seen.join('; '));
})();
JS
known='handle, to the end: open; handle, stopped: EBADF; descriptor, stopped: EBADF'
failed=0
for version in 20.20.2 22.12.0 24.11.0; do
  npm install --silent --no-audit --no-fund --no-save --prefix "n$version" "node@$version" >/dev/null
  seen=$("n$version/node_modules/node/bin/node" read.cjs)
  echo "Node $version: $seen"
  [ "$seen" = "$known" ] || failed=1
done
[ "$failed" = 0 ] && echo 'As described.' || { echo 'This has changed.'; exit 1; }
