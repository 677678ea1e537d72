/** Names of files whose bytes may be no UTF-8: how they are opened, and how they are shown and kept. */
import path from 'node:path';
import { escapedName } from '../intake/source-name.js';

/** What a file is opened by: text, or bytes where a part of the path is no UTF-8, which text could not name. */
export type FilePath = string | Buffer;

/** A path to open, and how it is shown. */
export interface NamedPath {
  readonly path: FilePath;
  readonly shown: string;
}

/** What stands at `name` in a folder. */
export function within(folder: NamedPath, name: Buffer): NamedPath {
  const escaped = escapedName(name);
  const shown = path.join(folder.shown, escaped ?? name.toString());
  if (escaped === undefined && typeof folder.path === 'string') return { path: path.join(folder.path, name.toString()), shown };
  return { path: Buffer.concat([Buffer.from(folder.path), Buffer.from(path.sep), name]), shown };
}

/** A name as it is shown and kept. */
export function shownName(name: Buffer): string {
  return escapedName(name) ?? name.toString();
}
