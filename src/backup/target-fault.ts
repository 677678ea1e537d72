import { errorCodeOf, storageFaultOf } from '../files/system-error.js';
import { SearchServiceError } from '../search-service-error.js';

/** A fault of the disk that is written to as STORAGE_FULL or FOLDER_NOT_WRITABLE. What is no system error stays as it is. */
export function targetFault(cause: unknown, target: string): unknown {
  const code = errorCodeOf(cause);
  if (cause instanceof SearchServiceError || code === undefined) return cause;
  const kept = 'What was whole there before is whole still; what was copied stays for the next time.';
  if (storageFaultOf(cause) === 'full')
    return new SearchServiceError('STORAGE_FULL', `no room to write ${target} (${code}). ${kept} Make room, then run this again.`, {
      cause,
    });
  return new SearchServiceError(
    'FOLDER_NOT_WRITABLE',
    `${target} cannot be written (${code}). ${kept} Check that the folder is one and that this user may write in it, then run this again.`,
    { cause },
  );
}
