#!/usr/bin/env bash
# Model Context Protocol SDK: a server over standard input and output is not told when its client is gone.
#
# The good guess: the transport closes, and `onclose` of server and transport is called, when standard input ends: that is how a client
# over stdio says goodbye (the protocol's own words), and how the transport of the client notices that its server has ended.
#
# What really happens: StdioServerTransport listens for `data` and `error` of standard input and for nothing else. Nothing is called at its
# end. A server that holds anything open (a database, a timer, a connection) lives on without a client until something kills it; the client of the SDK
# does so two seconds later, one that has crashed does not.
#
# Versions: @modelcontextprotocol/sdk 1.32.2, Node 20.20.2. Date: 2026-12-01.
# Source: https://modelcontextprotocol.io/specification/2025-06-18/basic/lifecycle#shutdown ("closing the input stream to the child process").
#
# What it means for us: `xunbao mcp` waits for the end of standard input itself, then closes the server and gives the archive back, and gives it
# back after a pause anyway, so that no forgotten assistant keeps a service from starting.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @modelcontextprotocol/sdk@1.32.2 >/dev/null 2>&1
cat > server.mjs <<'JS'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
const server = new McpServer({ name: 'held-open', version: '1.0.0' });
await server.connect(new StdioServerTransport());
server.server.onclose = () => process.stderr.write('onclose\n');
process.stdin.on('end', () => process.stderr.write('standard input has ended\n'));
setTimeout(() => process.exit(7), 4_000); // What it holds open, for as long as this is watched.
JS
status=0
echo '{"jsonrpc":"2.0","id":1,"method":"ping"}' | node server.mjs >answer 2>said || status=$?
echo "sdk $(node -p 'JSON.parse(require("fs").readFileSync("node_modules/@modelcontextprotocol/sdk/package.json")).version'): answered $(cat answer)"
echo "said: $(cat said); alive four seconds later: $([ "$status" = 7 ] && echo yes || echo no)"
[ "$status" = 7 ] && [ "$(cat said)" = 'standard input has ended' ]
echo 'As described.'
