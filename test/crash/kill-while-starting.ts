import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { projectDir } from '../support/run-xunbao.js';

/** Starts a command and kills it `afterMs` later, wherever it is by then: reading the log, replaying, listening. */
export async function killWhileStarting(args: readonly string[], env: Readonly<Record<string, string>>, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [path.join(projectDir, 'dist', 'cli', 'main.js'), ...args], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...env },
    stdio: 'ignore',
  });
  const closed = once(child, 'close');
  await delay(afterMs);
  child.kill('SIGKILL');
  await closed;
}
