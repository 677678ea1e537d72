/** The command in this process: quicker than a child, for tests of what commands do to files. */
import { Writable } from 'node:stream';
import { runCommandLine } from '../../src/cli/run-command-line.js';
import type { Finished } from './run-xunbao.js';

/** Runs one command to its end. Needs no build. */
export async function runHere(args: readonly string[]): Promise<Finished> {
  const [out, err] = [collector(), collector()];
  const code = await runCommandLine(args, { out: out.stream, err: err.stream });
  return { code, stdout: out.text(), stderr: err.text() };
}

function collector(): { readonly stream: NodeJS.WriteStream; readonly text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => Buffer.concat(chunks).toString() };
}
