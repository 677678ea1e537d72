/**
 * Names of files as sources of pages: one that is no UTF-8 is kept with `%B9` for each byte beyond ASCII, `%25` for `%` and `%5C` for
 * `\`.
 */

/** A name as it is kept, from its bytes; undefined where it is UTF-8, and is kept as it stands. */
export function escapedName(name: Uint8Array): string | undefined {
  if (isUtf8(name)) return undefined;
  return Array.from(name, (byte) =>
    byte < 0x80 && byte !== 0x25 && byte !== 0x5c ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase()}`,
  ).join('');
}

/** The bytes of a name, or of a whole path, that is kept so; undefined for any other. */
export function escapedBytes(name: string): Buffer | undefined {
  if (!/%[89A-F][0-9A-F]/u.test(name)) return undefined;
  const parts = name
    .split(/(%[0-9A-F]{2})/u)
    .map((part) => (/^%[0-9A-F]{2}$/u.test(part) ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part)));
  return Buffer.concat(parts);
}

/**
 * A part of a path as people read it: one that is no UTF-8 stands for GB18030, in which archives packed on Chinese systems have their
 * names.
 */
export function legibleName(name: string): string {
  const bytes = escapedBytes(name);
  if (bytes === undefined || isUtf8(bytes)) return name;
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    return name;
  }
}

/** The name of a source's file, without its folders; undefined for what came through the API. */
export function fileNameOf(source: string | undefined): string | undefined {
  return source === undefined || source === 'api' ? undefined : legibleName(source.split(/[\\/]/u).at(-1)!);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
