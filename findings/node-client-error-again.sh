#!/usr/bin/env bash
# Node's http server: 'clientError' comes once for each packet, and its bytesParsed then counts from somewhere else.
#
# The good guess: what the documentation says of 'clientError' is that the error has `bytesParsed`, the number of bytes in the
# packet that Node may have parsed correctly, and `rawPacket`, the raw packet. So one would take the event for the end of
# the connection's reading, and rawPacket.subarray(bytesParsed) for the place the parser stumbled at.
#
# What really happens: the parser keeps its fault. As long as a listener leaves the connection open (to answer in words, or
# to wait for the end of a line), every further packet is an event of its own, with the same code, `rawPacket` that
# packet alone, and `bytesParsed` the distance from its beginning to the place of the FIRST fault: with the same buffer used
# again, more than the packet has bytes; where the packets lie in different buffers (as soon as anybody listens to 'data'),
# any number, negative ones too. Bytes before the first faulty packet are in no event at all.
#
# Versions: Node 20.20.2, 22.23.3, 24.21.0 (npm package `node`). Date: 2026-11-30.
# Source: https://nodejs.org/api/http.html#event-clienterror ; lib/_http_server.js (onParserExecuteCommon), src/node_http_parser.cc.
#
# What it means for us: a request line with raw characters that comes in several packets is put together from our own memory of
# the connection and the events' packets; bytesParsed is believed in the first event only, and one answer is sent for all of them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > server.mjs <<'JS'
import http from 'node:http';
import net from 'node:net';

const line = Buffer.from('GET /?q=报 HTTP/1.1\r\nHost: a\r\n\r\n');
/** One byte of the character, its rest, and what follows. */
const packets = [line.subarray(0, 9), line.subarray(9, 11), line.subarray(11)];

async function eventsOf(listensToData) {
  const events = [];
  const server = http.createServer(() => { throw new Error('the line was read'); });
  if (listensToData) server.on('connection', (socket) => socket.on('data', () => {}));
  server.on('clientError', ({ code, bytesParsed, rawPacket }) => {
    events.push({ code, bytesParsed, packet: rawPacket?.toString('latin1'), length: rawPacket?.length });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = net.connect({ port: server.address().port, host: '127.0.0.1', noDelay: true });
  for (const packet of packets) {
    socket.write(packet);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  socket.destroy();
  server.close();
  server.closeAllConnections();
  return events.filter(({ packet }) => packet !== undefined);
}

let asFound = true;
for (const listensToData of [false, true]) {
  const events = await eventsOf(listensToData);
  console.log(`node ${process.version}${listensToData ? ", with a listener for 'data'" : ''}:`);
  for (const event of events) console.log(' ', JSON.stringify(event));
  const [first, ...more] = events;
  asFound &&= events.length === packets.length && first.code === 'HPE_INVALID_URL' && first.bytesParsed === 8
    && more.every(({ code, packet }, at) => code === first.code && packet === packets[at + 1].toString('latin1'))
    && (listensToData || more[0].bytesParsed > more[0].length);
}
process.exit(asFound ? 0 : 1);
JS
for version in 20.20.2 22.23.3 24.21.0; do
  npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix "$folder/$version" "node@$version" > /dev/null
  "$folder/$version/node_modules/.bin/node" server.mjs || { echo "node $version behaves otherwise"; exit 1; }
done
echo "as found: an event for every packet; bytesParsed holds for the first alone"
