/** What of the checkout goes into an image: `.dockerignore` read as docker reads it, the last line that matches decides. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectDir } from '../support/run-xunbao.js';

const lines = readFileSync(path.join(projectDir, '.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** True for a path of the checkout that is sent to the builder. A line of ours is `*` or a whole path, for which all below it stand too. */
export function isSent(file: string): boolean {
  return lines.reduce((sent, line) => {
    const pattern = line.replace(/^!/, '');
    const matches = pattern === '*' || file === pattern || file.startsWith(`${pattern}/`);
    return matches ? line.startsWith('!') : sent;
  }, true);
}

/** Instructions of the Dockerfile, those of several lines as one; `stage` counts from 0. */
export const instructions: readonly { readonly stage: number; readonly name: string; readonly rest: string }[] = (() => {
  let stage = -1;
  return readFileSync(path.join(projectDir, 'Dockerfile'), 'utf8')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line))
    .map((line) => {
      const name = line.slice(0, line.indexOf(' '));
      if (name === 'FROM') stage += 1;
      return { stage, name, rest: line.slice(name.length + 1).trim() };
    });
})();

/** What a COPY of the checkout names. */
export function copiedOf(rest: string): readonly string[] {
  return rest
    .split(' ')
    .slice(0, -1)
    .map((source) => source.replace(/^\.\//, ''));
}
