/** Names of files whose bytes may be no UTF-8: how they are opened, and how they are shown and kept. */
import path from 'node:path';

/** What a file is opened by: text, or bytes where a part of the path is no UTF-8, which text could not name. */
export type FilePath = string | Buffer;

/** A path to open, and how it is shown. */
export interface NamedPath {
  readonly path: FilePath;
  readonly shown: string;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What stands at `name` in a folder. */
export function within(folder: NamedPath, name: Buffer): NamedPath {
  const text = utf8Of(name);
  const shown = path.join(folder.shown, text ?? escapedName(name));
  if (text !== undefined && typeof folder.path === 'string') return { path: path.join(folder.path, text), shown };
  return { path: Buffer.concat([Buffer.from(folder.path), Buffer.from(path.sep), name]), shown };
}

/** A name as it is shown and kept: as it stands, or with `%B9` for each byte beyond ASCII, and `%25` for `%`, where it is no UTF-8. */
export function shownName(name: Buffer): string {
  return utf8Of(name) ?? escapedName(name);
}

function escapedName(name: Buffer): string {
  return Array.from(name, (byte) => (byte < 0x80 && byte !== 0x25 ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase()}`)).join('');
}

function utf8Of(name: Buffer): string | undefined {
  try {
    return UTF8.decode(name);
  } catch {
    return undefined;
  }
}
