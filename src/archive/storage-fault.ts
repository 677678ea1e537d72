import { SearchServiceError } from '../search-service-error.js';
import { errorCodeOf, storageFaultOf } from '../files/system-error.js';

/** A failed write as a coded error: STORAGE_FULL when there is no room, ARCHIVE_WRITE_FAILED for everything else. */
export function writeFault(cause: unknown, file: string): SearchServiceError {
  if (cause instanceof SearchServiceError) return cause;
  const code = errorCodeOf(cause) ?? 'unknown error';
  if (storageFaultOf(cause) === 'full') {
    return new SearchServiceError(
      'STORAGE_FULL',
      `no room to write ${file} (${code}). Nothing of this write was kept; reading goes on. Free some space, then write again.`,
      { cause },
    );
  }
  return new SearchServiceError(
    'ARCHIVE_WRITE_FAILED',
    `writing ${file} failed (${code}). Nothing of this write was kept; reading goes on. Look at the disk and the system log, ` +
      'then write again.',
    { cause },
  );
}

/** A failed read as FILE_UNREADABLE. */
export function readFault(cause: unknown, file: string): SearchServiceError {
  const code = errorCodeOf(cause) ?? 'unknown error';
  return new SearchServiceError('FILE_UNREADABLE', `${file} cannot be read (${code}). Look at the disk and the system log.`, { cause });
}

/**
 * A folder that cannot be made or opened, as FOLDER_NOT_WRITABLE, or STORAGE_FULL when there is no room. What is no system error stays as
 * it is.
 */
export function folderFault(cause: unknown, folder: string): unknown {
  const code = errorCodeOf(cause);
  if (cause instanceof SearchServiceError || code === undefined) return cause;
  if (storageFaultOf(cause) === 'full') return writeFault(cause, folder);
  return new SearchServiceError(
    'FOLDER_NOT_WRITABLE',
    `the archive folder ${folder} cannot be opened for writing (${code}). Check that it is a folder and that this user may write ` +
      'in it, or name another with XUNBAO_DATA or --data.',
    { cause },
  );
}

/** Damage found in a file of the archive, with the place in bytes from its start. */
export function corrupt(file: string, offset: number, what: string): SearchServiceError {
  return new SearchServiceError(
    'ARCHIVE_CORRUPT',
    `${file} is damaged at byte ${offset}: ${what}. Nothing was changed. Bring the file back from a backup, or run "xunbao ` +
      'verify --repair" to keep what is whole and list what is lost.',
  );
}
