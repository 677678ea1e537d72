/** Which of the JSON files that were found are pages that a recognition program wrote: their names are those of articles. */
import { isPageJson, JSON_LOOKED_AT } from '../page/readers/ocr-json.js';
import { foundBytes } from './read-input.js';
import type { FoundFiles, InputFile, SkippedFile } from './input-files.js';
import { sameAgain } from './same-page.js';

/**
 * What was found, each such file as a page, and of those that are one page again the best alone. Opens every `.json` and reads its
 * beginning. Never rejects.
 */
export async function gatherOcrJson(found: FoundFiles): Promise<FoundFiles> {
  const files: InputFile[] = [];
  const pages: InputFile[] = [];
  for (const file of found.files) {
    const isPage = file.kind === 'article' && isPageJson(await beginningOf(file));
    files.push(isPage ? { ...file, kind: 'page' } : file);
    if (isPage) pages.push(files.at(-1)!);
  }
  const again = sameAgain(files, pages);
  if (again.size === 0) return { ...found, files };
  const skipped = [...again].map(({ file }): SkippedFile => ({ file, code: 'FILE_SAME_PAGE' }));
  return { ...found, files: files.filter((file) => !again.has(file)), skipped: [...found.skipped, ...skipped] };
}

/** The first bytes of a file, unpacked; none where it cannot be read, which is said when its turn comes. */
async function beginningOf(file: InputFile): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const piece of foundBytes(file, () => undefined)) {
      pieces.push(piece);
      sizeBytes += piece.length;
      if (sizeBytes >= JSON_LOOKED_AT) break;
    }
  } catch {
    return Buffer.alloc(0);
  }
  return Buffer.concat(pieces);
}
