#!/usr/bin/env node
/** The command `xunbao`. */
import { runCommandLine } from './run-command-line.js';

// A reader that leaves early (`xunbao search 地铁 | head -1`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});
process.exitCode = await runCommandLine(process.argv.slice(2), { out: process.stdout, err: process.stderr });
