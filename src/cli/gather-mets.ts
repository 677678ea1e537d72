/** METS among the files of a folder: it pulls the ALTO files it names, which are no pages of their own. They go on as one zip archive. */
import { lstat, open, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { decodePage, decodeStart } from '../page/decode.js';
import { placeOf, pathOf } from '../page/readers/digital-edition/edition-files.js';
import { isAlto, isMets, MetsNames, metsTargets, XML_LOOKED_AT } from '../page/readers/mets/mets-files.js';
import type { FoundFiles, InputFile } from './input-files.js';

const XML = /\.xml$/iu;
/** A larger file names no pages of one issue. */
const MOST_BYTES = 32_000_000;
/** Files one METS file may pull. */
const MOST_FILES = 2_000;

/** What was found, with the ALTO files of each METS file at it. Reads the beginning of each `.xml`, METS files whole. Never rejects. */
export async function gatherMets(found: FoundFiles): Promise<FoundFiles> {
  const alto = new Map<string, InputFile>();
  const mets = new Map<string, InputFile>();
  for (const file of found.files) {
    if (file.gzip || typeof file.path !== 'string' || !XML.test(file.file)) continue;
    const start = await beginningOf(file.path);
    if (isMets(start) && file.sizeBytes <= MOST_BYTES) mets.set(nameOf(file.path), file);
    else if (isAlto(start)) alto.set(nameOf(file.path), file);
  }
  const pulled = new Map<InputFile, readonly InputFile[]>();
  for (const [name, file] of mets) pulled.set(file, await altoOf(name, alto));
  const taken = new Set([...pulled.values()].flat());
  const files = found.files.flatMap((file): readonly InputFile[] => {
    const own = pulled.get(file) ?? [];
    if (own.length > 0) return [{ ...file, articles: own, sizeBytes: own.reduce((sum, one) => sum + one.sizeBytes, file.sizeBytes) }];
    return taken.has(file) ? [] : [file];
  });
  return { ...found, files };
}

/** The ALTO files a METS file names: those that were found, and those that stand below its own folder. */
async function altoOf(mets: string, found: ReadonlyMap<string, InputFile>): Promise<readonly InputFile[]> {
  const names = new MetsNames(mets, new Set(found.keys()));
  const own = new Map<string, InputFile>();
  for (const target of await targetsIn(mets)) {
    if (own.size === MOST_FILES) break;
    const name = names.find(target);
    const file = name === undefined ? await fileBelow(mets, target) : found.get(name);
    if (file !== undefined) own.set(nameOf(file.file), file);
  }
  return [...own.values()];
}

async function targetsIn(mets: string): Promise<readonly string[]> {
  try {
    return metsTargets(decodePage(await readFile(mets)).text);
  } catch {
    // What is wrong with it is said when its turn comes.
    return [];
  }
}

async function fileBelow(mets: string, target: string): Promise<InputFile | undefined> {
  const folder = path.dirname(mets);
  const name = placeOf(mets, pathOf(target).replace(/^file:\/\/(?=\.)/iu, ''));
  if (name === undefined || !name.startsWith(`${nameOf(folder)}/`)) return undefined;
  try {
    // A link may lead out of the folder.
    const [real, root, stats] = [await realpath(name), await realpath(folder), await lstat(name)];
    if (!stats.isFile() || !real.startsWith(root + path.sep) || !isAlto(await beginningOf(name))) return undefined;
    return { file: name, path: name, kind: 'page', gzip: false, sizeBytes: stats.size };
  } catch {
    return undefined;
  }
}

async function beginningOf(file: string): Promise<string> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(XML_LOOKED_AT), 0, XML_LOOKED_AT, 0);
      return decodeStart(buffer.subarray(0, bytesRead), XML_LOOKED_AT);
    } finally {
      await handle.close();
    }
  } catch {
    return '';
  }
}

/** Absolute, with `/` between its parts. */
function nameOf(file: string): string {
  return path.resolve(file).split(path.sep).join('/');
}
