/**
 * Digital editions among the files of a folder: a page file pulls its article files, which are no pages of their own. All of a page go on
 * as one zip archive.
 */
import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { articlesOfPages, EditionNames, pathOf, placeOf } from '../page/readers/digital-edition/edition-files.js';
import type { EditionPage } from '../page/readers/digital-edition/edition-page.js';
import { packEdition } from '../page/readers/digital-edition/edition-zip.js';
import { readEditionFile } from '../page/readers/digital-edition/read-edition.js';
import { gatherMets } from './gather-mets.js';
import { gatherPictures } from './gather-pictures.js';
import { gatherOcrJson } from './gather-ocr-json.js';
import { findFiles } from './find-files.js';
import { foundBytes, readWhole } from './read-input.js';
import type { FoundFiles, InputFile } from './input-files.js';

const HTML = /\.(?:xhtml|html?)$/iu;
/** A larger HTML file is no file of an edition. */
const MOST_BYTES = 4_000_000;

/** What was found, with the article files of each page at its page. Reads every HTML file once. Never rejects. */
export async function gatherEditions(found: FoundFiles): Promise<FoundFiles> {
  const html = new Map<string, InputFile>();
  const pages = new Map<string, EditionPage>();
  for (const file of found.files) {
    if (file.gzip || typeof file.path !== 'string' || !HTML.test(file.file) || file.sizeBytes > MOST_BYTES) continue;
    const name = nameOf(file.path);
    html.set(name, file);
    const page = await pageAt(file.path);
    if (page !== undefined) pages.set(name, page);
  }
  if (pages.size === 0) return found;
  const names = new EditionNames(html.keys());
  const beside = await articlesBeside(pages, names);
  for (const [name, file] of beside) html.set(name, file);
  const find = (page: string, target: string): string | undefined => names.find(page, target) ?? exactly(page, target, beside);
  const articles = articlesOfPages(pages, find);
  const pulled = new Set([...articles.values()].flat().map((name) => html.get(name)!.file));
  const files = found.files.flatMap((file): readonly InputFile[] => {
    if (pulled.has(file.file)) return [];
    const own = typeof file.path === 'string' ? articles.get(nameOf(file.path)) : undefined;
    return [
      own === undefined || own.length === 0
        ? file
        : withArticles(
            file,
            own.map((name) => html.get(name)!),
          ),
    ];
  });
  return { ...found, files };
}

/** The files at some paths, as `findFiles` finds them, but for what their content says: which go together, which JSON is a page. */
export async function gatherFiles(paths: readonly string[]): Promise<FoundFiles> {
  return gatherPictures(await gatherOcrJson(await gatherMets(await gatherEditions(await findFiles(paths)))));
}

/** One zip archive of a page file and its article files, named below the folder they have in common. Rejects as `foundBytes`. */
export async function packedEdition(file: InputFile, onRead: (bytes: number) => void): Promise<Buffer> {
  const files = [file, ...(file.articles ?? [])];
  const names = files.map((one) => nameOf(String(one.path)));
  const root = commonFolder(names);
  const content = new Map<string, Uint8Array>();
  for (const [at, one] of files.entries())
    content.set(names[at]!.slice(root.length), await readWhole(foundBytes(one, onRead), one.file, 'PAGE_TOO_LARGE'));
  return Buffer.from(packEdition(content));
}

/** A page file, or a METS file, that was named alone, with the files that belong to it; undefined where none do. */
export async function editionAt(file: string): Promise<InputFile | undefined> {
  if (!HTML.test(file) && !/\.xml$/iu.test(file)) return undefined;
  const { files } = await gatherFiles([file]);
  return files[0]?.articles === undefined ? undefined : files[0];
}

function withArticles(file: InputFile, articles: readonly InputFile[]): InputFile {
  return { ...file, articles, sizeBytes: articles.reduce((sum, one) => sum + one.sizeBytes, file.sizeBytes) };
}

async function pageAt(file: string): Promise<EditionPage | undefined> {
  try {
    return readEditionFile(await readFile(file)).page;
  } catch {
    // What cannot be read is said when its turn comes.
    return undefined;
  }
}

/** Article files that stand outside of what was named: files only, and none but those with the text of an article. */
async function articlesBeside(pages: ReadonlyMap<string, EditionPage>, names: EditionNames): Promise<ReadonlyMap<string, InputFile>> {
  const beside = new Map<string, InputFile>();
  for (const [page, { areas }] of pages) {
    for (const target of new Set(areas.map(({ target: leadsTo }) => pathOf(leadsTo)))) {
      const name = placeOf(page, target);
      if (name === undefined || !HTML.test(name) || names.find(page, target) !== undefined || beside.has(name)) continue;
      const file = await articleAt(path.resolve(name));
      if (file !== undefined) beside.set(name, file);
    }
  }
  return beside;
}

async function articleAt(file: string): Promise<InputFile | undefined> {
  try {
    const stats = await lstat(file);
    if (!stats.isFile() || stats.size > MOST_BYTES) return undefined;
    if (readEditionFile(await readFile(file)).article === undefined) return undefined;
    return { file, path: file, kind: 'page', gzip: false, sizeBytes: stats.size };
  } catch {
    return undefined;
  }
}

function exactly(page: string, target: string, beside: ReadonlyMap<string, InputFile>): string | undefined {
  const name = placeOf(page, pathOf(target));
  return name !== undefined && beside.has(name) ? name : undefined;
}

/** Absolute, with `/` between its parts. */
function nameOf(file: string): string {
  return path.resolve(file).split(path.sep).join('/');
}

function commonFolder(names: readonly string[]): string {
  let root = names[0]!.slice(0, names[0]!.lastIndexOf('/') + 1);
  while (!names.every((name) => name.startsWith(root))) root = root.slice(0, root.lastIndexOf('/', root.length - 2) + 1);
  return root;
}
