/** Pictures among the files of a folder: those of a digital edition are its photographs and its drawn pages, and no pages of their own. */
import path from 'node:path';
import { pictureReader } from '../page/readers/picture-reader.js';
import type { FoundFiles, InputFile } from './input-files.js';

/**
 * What was found without the pictures of digital editions. Those are all that stand in a given folder with an edition, where it has no
 * other pages; else those in the same folder below it as the edition. Pictures that were named themselves stay.
 */
export function gatherPictures(found: FoundFiles): FoundFiles {
  const pulled = new Set(found.folders.flatMap(({ file: folder }) => picturesOfEditions(found.files, path.resolve(folder))));
  if (pulled.size === 0) return found;
  return {
    ...found,
    files: found.files.filter((file) => !pulled.has(file)),
    skipped: [...found.skipped, ...[...pulled].map(({ file }) => ({ file, code: 'PICTURE_OF_EDITION' as const }))],
  };
}

function picturesOfEditions(files: readonly InputFile[], folder: string): readonly InputFile[] {
  const within = files.filter(({ file }) => path.resolve(file).startsWith(folder + path.sep));
  const pictures = within.filter(isPicture);
  const pages = within.filter((file) => file.kind === 'page' && !isPicture(file));
  const editions = pages.filter(({ articles }) => articles !== undefined);
  if (editions.length === 0) return [];
  if (editions.length === pages.length) return pictures;
  const parts = new Set(editions.map(({ file }) => partBelow(file, folder)));
  return pictures.filter(({ file }) => parts.has(partBelow(file, folder)));
}

function isPicture({ file, gzip }: InputFile): boolean {
  return !gzip && pictureReader.endings.includes(path.extname(file).toLowerCase());
}

/** The folder right below `folder` in which a file stands; empty for one that stands in it. */
function partBelow(file: string, folder: string): string {
  const [first, ...rest] = path.relative(folder, path.resolve(file)).split(path.sep);
  return rest.length === 0 ? '' : first!;
}
