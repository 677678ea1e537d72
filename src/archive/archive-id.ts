/** What tells one archive from another, whatever its folder is called. */
import { createHash, randomBytes } from 'node:crypto';

/** Hexadecimal digits of an id. */
const ID_DIGITS = 16;
const VERSION = /("version":\s*)\d+/u;
const ID = new RegExp(`^[0-9a-f]{${ID_DIGITS}}$`);

/** An id that no other archive has: 16 hexadecimal digits. */
export function newArchiveId(): string {
  return randomBytes(ID_DIGITS / 2).toString('hex');
}

/** The text of a marker with another number of the format. */
export function markerOfVersion(marker: string, version: number): string {
  return marker.replace(VERSION, (_, key: string) => `${key}${version}`);
}

/**
 * The id in the text of a marker file. A marker written before there were ids stands for itself, whatever format it has been raised to:
 * it holds the moment it was made.
 */
export function archiveIdOf(marker: string): string {
  try {
    const { id } = JSON.parse(marker) as { readonly id?: unknown };
    if (typeof id === 'string' && ID.test(id)) return id;
  } catch {
    // A damaged marker is refused by whoever opens the archive.
  }
  return createHash('sha256').update(markerOfVersion(marker, 1)).digest('hex').slice(0, ID_DIGITS);
}
