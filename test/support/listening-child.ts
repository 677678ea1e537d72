/** A child process that says the address it listens on. */
import { spawn, spawnSync } from 'node:child_process';

export interface ListeningChild {
  readonly url: string;
  /** What it has said on stderr so far. */
  readonly stderr: () => string;
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>;
}

/** Starts a command and waits until it prints an address. Its whole group is told to stop: npm and npx do not always pass it on. */
export async function startListening(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ListeningChild> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let [out, err] = ['', ''];
  const exited = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const address = /http:\/\/[\d.:]+/.exec(out);
      if (address && out.includes('\n')) resolve(address[0]);
    });
    void exited.then((code) => {
      reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${out}${err}`));
    }, reject);
  });
  return {
    url,
    stderr: () => err,
    stop: async () => {
      process.kill(-child.pid!, 'SIGTERM');
      return exited;
    },
  };
}

/** True where a command can be run here. */
export function hasCommand(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;
}
