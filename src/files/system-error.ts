/** What the operating system says when a file cannot be read or written. */

/** The `code` of a system error such as `ENOENT`; undefined for anything else. */
export function errorCodeOf(error: unknown): string | undefined {
  // Not `instanceof Error`: a test runner's modules have another Error than Node's own.
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/**
 * Why a disk does not take something: it has no room, this user may not or the disk is read-only, a part of the path is no
 * folder or something else stands there, too many files are open or the disk fails.
 */
export type StorageFault = 'full' | 'denied' | 'in the way' | 'failing';

const FAULTS: ReadonlyMap<string, StorageFault> = new Map([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EFBIG', 'full'],
  ['EACCES', 'denied'],
  ['EPERM', 'denied'],
  ['EROFS', 'denied'],
  ['EEXIST', 'in the way'],
  ['ENOTDIR', 'in the way'],
  ['EMFILE', 'failing'],
  ['ENFILE', 'failing'],
  ['EIO', 'failing'],
]);

/** What a system error says of the disk; undefined for other system errors (`ENOENT` among them) and for what is none. */
export function storageFaultOf(error: unknown): StorageFault | undefined {
  return FAULTS.get(errorCodeOf(error) ?? '');
}

/** True where nothing stands under a name: neither a file nor a folder, or a part of the path is no folder. */
export function isNowhere(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(errorCodeOf(error) ?? '');
}
