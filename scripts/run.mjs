#!/usr/bin/env node
// The command `xunbao` from a checkout, made ready first. One process, so that a signal to npm reaches the service.
import './setup.mjs';

await import('../dist/cli/main.js');
