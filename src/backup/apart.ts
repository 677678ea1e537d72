import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { SearchServiceError } from '../search-service-error.js';

/** A folder by what it is, for messages. */
export interface NamedFolder {
  readonly what: string;
  readonly folder: string;
}

/**
 * Throws PARAMETER_INVALID where one of the folders lies in the other, or both are the same; links are followed, and neither has to be
 * there.
 */
export async function checkApart(one: NamedFolder, other: NamedFolder): Promise<void> {
  const [first, second] = [await realPath(one.folder), await realPath(other.folder)];
  if (!isInside(first, second) && !isInside(second, first)) return;
  const how = first === second ? 'is' : isInside(first, second) ? 'lies in' : 'holds';
  throw new SearchServiceError(
    'PARAMETER_INVALID',
    `${one.what} ${one.folder} ${how} ${other.what} ${other.folder}. Nothing was changed. Name a folder apart from it, on ` +
      'another disk if there is one.',
  );
}

function isInside(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}

/** The real path of what is there, and the rest behind it. */
async function realPath(name: string): Promise<string> {
  const whole = path.resolve(name);
  try {
    return await realpath(whole);
  } catch {
    const above = path.dirname(whole);
    return above === whole ? whole : path.join(await realPath(above), path.basename(whole));
  }
}
