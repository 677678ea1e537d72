/** Where things lie: the checkout, and the compiled program (`XUNBAO_BENCH_DIST` names another build of it). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = process.env.XUNBAO_BENCH_DIST ?? path.join(PROJECT, 'dist');

/** A module of the compiled program, by its path below `src` without ending. */
export function program(name) {
  return import(moduleOf(name).href);
}

/** Its file. */
export function moduleOf(name) {
  return pathToFileURL(path.join(DIST, `${name}.js`));
}

/** The command as a file to run. */
export const COMMAND = path.join(DIST, 'cli', 'main.js');

/** Version of an installed package, of the peers or of the project. */
export function versionOf(name) {
  for (const folder of [path.join(PROJECT, 'test', 'bench'), PROJECT]) {
    try {
      return JSON.parse(readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
    } catch {
      // The next folder.
    }
  }
  return '';
}
