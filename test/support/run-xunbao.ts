/** The command as a child process, compiled: what a user runs. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkQuiet } from './quiet-log.js';

export const projectDir = fileURLToPath(new URL('../..', import.meta.url));
const main = path.join(projectDir, 'dist', 'cli', 'main.js');

/** Brings dist up to src; quick when there is nothing to do. Call it before the first run of a test file. */
export function buildOnce(): void {
  const result = spawnSync(process.execPath, [path.join(projectDir, 'scripts', 'setup.mjs')], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`scripts/setup.mjs failed:\n${result.stderr}`);
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** A command that becomes it, such as one that gives rights away. */
  readonly through?: readonly string[];
}

/** Runs one command to its end. */
export async function xunbao(args: readonly string[], { input, env, cwd, through }: RunOptions = {}): Promise<Finished> {
  const child = start(args, env, cwd, through);
  child.stdin!.on('error', () => undefined);
  child.stdin!.end(input);
  const [stdout, stderr] = [collect(child.stdout!), collect(child.stderr!)];
  const code = await exitOf(child);
  return { code, stdout: stdout(), stderr: stderr() };
}

export interface Service {
  readonly url: string;
  readonly pid: number;
  /** What it has logged so far. */
  readonly stderr: () => string;
  /** SIGTERM; gives the exit code. This and `kill` throw where the log holds what it must not. */
  stop(): Promise<number | null>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** Starts `serve` on a free port and waits until it listens; `through`: a command that becomes it, such as one that gives rights away. */
export async function startXunbao(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  through: readonly string[] = [],
): Promise<Service> {
  const child = start([...args], { PORT: '0', ...env }, undefined, through);
  const [stdout, stderr] = [collect(child.stdout!), collect(child.stderr!)];
  const exited = exitOf(child);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', () => {
      const listening = /listening on (http:\S+)/.exec(stdout());
      if (listening) resolve(listening[1]!);
    });
    void exited.then((code) => {
      reject(new Error(`serve ended with ${code}:\n${stderr()}`));
    });
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
    child.kill(signal);
    const code = await exited;
    checkQuiet(stderr(), env);
    return code;
  };
  return {
    url,
    pid: child.pid!,
    stderr,
    stop: () => end('SIGTERM'),
    kill: async () => {
      await end('SIGKILL');
    },
  };
}

export interface TemporaryFolder {
  readonly folder: string;
  /** `--data` and `--index` in the folder. */
  readonly store: readonly string[];
  at(...parts: readonly string[]): string;
  remove(): void;
}

/** A folder of its own for a test; remove it afterwards. */
export function temporaryFolder(): TemporaryFolder {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xunbao-test-'));
  const at = (...parts: readonly string[]): string => path.join(folder, ...parts);
  return {
    folder,
    store: ['--data', at('archive'), '--index', at('index')],
    at,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function start(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = os.tmpdir(),
  through: readonly string[] = [],
): ChildProcess {
  const [command, ...rest] = [...through, process.execPath, main, ...args];
  return spawn(command!, rest, { cwd, env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'info', ...env }, stdio: 'pipe' });
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}
