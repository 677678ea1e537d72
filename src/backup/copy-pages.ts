/** The page files of an archive, copied into another folder of page files. */
import path from 'node:path';
import { PAGES_NAME } from '../archive/archive-folder.js';
import { ensureFolder, type FileLayer } from '../files/file-layer.js';
import { ASIDE } from '../files/replace-file.js';
import { errorCodeOf } from '../files/system-error.js';
import { PageFiles } from '../archive/page-files.js';
import { corrupt, readFault } from '../archive/storage-fault.js';
import { SearchServiceError } from '../search-service-error.js';
import { copyBytes } from './copy-file.js';
import { targetFault } from './target-fault.js';

/** Files under way at once: a disk gathers their syncs. */
const AT_ONCE = 8;

/** From which archive folder to which. */
export interface PageCopy {
  readonly files: FileLayer;
  readonly from: string;
  readonly to: string;
  /** Names of the page files that are in `to`; those copied are added. */
  readonly present: Set<string>;
  readonly onCopied: () => void;
}

/** Names of the page files in an archive folder. */
export async function presentPages(files: FileLayer, folder: string): Promise<Set<string>> {
  return new Set(await new PageFiles(files, path.join(folder, PAGES_NAME)).names());
}

/**
 * Copies the named files that are not there yet, whole or not at all, and resolves with the names the source has not. What was
 * copied is on the disk then. Throws ARCHIVE_CORRUPT for one that is not what its name says, FILE_UNREADABLE, and those of `targetFault`.
 */
export async function copyPages(copy: PageCopy, names: Iterable<string>): Promise<readonly string[]> {
  const { files, to, present } = copy;
  const folders = new Set<string>();
  const missing: string[] = [];
  const left = [...names].filter((name) => !present.has(name));
  const worker = async (): Promise<void> => {
    for (let name = left.pop(); name !== undefined; name = left.pop()) {
      if (await copyPage(copy, name)) folders.add(path.dirname(new PageFiles(files, path.join(to, PAGES_NAME)).pathOf(name)));
      else missing.push(name);
    }
  };
  const done = await Promise.allSettled(
    Array.from({ length: AT_ONCE }, () =>
      worker().finally(() => {
        left.length = 0;
      }),
    ),
  );
  for (const one of done) if (one.status === 'rejected') throw one.reason;
  for (const folder of folders)
    await files.syncFolder(folder).catch((cause: unknown) => {
      throw targetFault(cause, folder);
    });
  return missing;
}

/** False where the source has no file of this name. */
async function copyPage({ files, from, to, present, onCopied }: PageCopy, name: string): Promise<boolean> {
  const source = new PageFiles(files, path.join(from, PAGES_NAME)).pathOf(name);
  const target = new PageFiles(files, path.join(to, PAGES_NAME)).pathOf(name);
  await ensureFolder(files, path.dirname(target)).catch((cause: unknown) => {
    throw targetFault(cause, target);
  });
  try {
    const { sha256 } = await copyBytes(files, source, target + ASIDE);
    if (sha256 !== name) throw corrupt(source, 0, 'its bytes do not have the SHA-256 of its name');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return false;
    throw error instanceof SearchServiceError ? error : readFault(error, source);
  }
  await files.rename(target + ASIDE, target).catch((cause: unknown) => {
    throw targetFault(cause, target);
  });
  present.add(name);
  onCopied();
  return true;
}
