/** Taking out the pages whose files are gone from the given folders, and when it is too likely that they are only out of sight. */
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import type { App } from '../service/app.js';
import type { ImportFailure } from './import-summary.js';
import { isNowhere } from '../files/system-error.js';
import type { FoundFiles, GivenFolder } from './input-files.js';

/** What was done. */
export interface Pruning {
  /** Articles that went with their pages. */
  readonly removed: number;
  /** Why nothing was removed, a folder each. */
  readonly refused: readonly ImportFailure[];
}

/** A page of the archive and the file it was read from. */
interface SourcedPage {
  readonly id: string;
  readonly source: string;
}

/** A given folder, the pages that were read from files in it, and those of them whose files are gone. */
interface PrunedFolder {
  readonly folder: GivenFolder;
  readonly pages: readonly SourcedPage[];
  readonly gone: readonly SourcedPage[];
}

/**
 * Removes them, in all folders or in none: not where one of them is missing, empty or not wholly readable, where a folder in it is
 * there and empty of pages it had, or where more than half of its pages would go. With `force` only files that cannot be told to be
 * gone keep their pages: those in folders that could not be read, or were passed over.
 */
export async function pruneGone({ archive, intake }: Pick<App, 'archive' | 'intake'>, found: FoundFiles, force: boolean): Promise<Pruning> {
  const pages = archive.pages().flatMap(({ id, source }): readonly SourcedPage[] => (source === undefined ? [] : [{ id, source }]));
  const folders: PrunedFolder[] = [];
  for (const folder of found.folders) folders.push(await lookAt(folder, pages, found));
  const refused = force ? [] : folders.flatMap((one) => refusalOf(one, found));
  if (refused.length > 0) return { removed: 0, refused };
  let removed = 0;
  for (const id of new Set(folders.flatMap(({ gone }) => gone.map((page) => page.id)))) {
    if (archive.pageStatus(id) === 'live') removed += (await intake.removePage(id)).length;
  }
  return { removed, refused: [] };
}

async function lookAt(folder: GivenFolder, all: readonly SourcedPage[], found: FoundFiles): Promise<PrunedFolder> {
  const pages = all.filter(({ source }) => folder.names.some((name) => isWithin(source, name)));
  const seen = new Set([...found.files, ...found.skipped, ...found.faults].flatMap(({ file }) => namesOf(file, folder)));
  const hidden = found.unread.flatMap((file) => namesOf(file, folder));
  const gone: SourcedPage[] = [];
  for (const page of pages) {
    const isKnown = seen.has(page.source) || hidden.some((name) => isWithin(page.source, name));
    if (!isKnown && (await isGone(page.source))) gone.push(page);
  }
  return { folder, pages, gone };
}

/** What the archive may call a file that was found below a folder. */
function namesOf(file: string, { file: named, names }: GivenFolder): readonly string[] {
  const below = path.relative(named, file);
  return names.map((name) => path.join(name, below));
}

function isWithin(file: string, folder: string): boolean {
  return file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

/** The walk may have met the file under another name: in other letters, or through another link. */
async function isGone(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return false;
  } catch (error) {
    return isNowhere(error);
  }
}

function refusalOf({ folder, pages, gone }: PrunedFolder, found: FoundFiles): readonly ImportFailure[] {
  const why = whyNot({ folder, pages, gone }, found);
  if (why === undefined) return [];
  return [
    {
      file: folder.file,
      code: 'PRUNE_REFUSED',
      reason: `${why}; nothing was removed. If its pages are to go, run it again with --prune=force.`,
    },
  ];
}

function whyNot({ folder, pages, gone }: PrunedFolder, { faults, unread, empty }: FoundFiles): string | undefined {
  const { file, fileCount } = folder;
  const isBelow = (name: string): boolean =>
    name === file || namesOf(name, folder).some((one) => folder.names.some((top) => isWithin(one, top)));
  const unreadable = unread.find((name) => isBelow(name) && faults.some((fault) => fault.file === name));
  if (unreadable !== undefined) return `${unreadable} cannot be read, so that it is not known what is gone from ${file}`;
  if (fileCount === 0) return `${file} is missing or holds no file that can be read; a disk may not be mounted`;
  const emptied = empty.find(
    (name) => isBelow(name) && gone.some(({ source }) => namesOf(name, folder).some((one) => isWithin(source, one))),
  );
  if (emptied !== undefined) return `${emptied} is empty and has held pages; a disk may not be mounted`;
  return gone.length * 2 > pages.length
    ? `${gone.length} of the ${pages.length} pages that were read from ${file} would go, more than half`
    : undefined;
}
