import { stat } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { PageInfo } from '../article/article.js';
import { placePages } from '../intake/read-page.js';
import { TEXT_WORKER, TextPool } from '../intake/text-pool.js';
import { explainPages, type PageExplanation } from '../page/explain-pages.js';
import { readSource } from '../page/readers/page-readers.js';
import { SearchServiceError } from '../search-service-error.js';
import type { CommandContext } from './command-context.js';
import { editionAt, gatherFiles, packedEdition } from './gather-editions.js';
import type { InputFile } from './input-files.js';
import { NO_PLACES, readPlaces, UNLIKE, type PagePlaces } from './page-places.js';
import { pageInfoOf, withPageOptions, type PageOptions } from './page-options.js';
import { readWhole, unpackedBytes } from './read-input.js';
import { describeFileError } from './report-error.js';
import { oneLine, printable, writeOut } from './terminal.js';

interface Parsing {
  readonly given: PageInfo;
  readonly places: PagePlaces;
  readonly explain: boolean;
  readonly texts: TextPool;
  readonly terminal: CommandContext['terminal'];
}

interface ParseOptions extends PageOptions {
  readonly explain?: boolean;
}

/** `xunbao parse FILE…`: segments raw pages and stores nothing. */
export function addParseCommand(program: Command, context: CommandContext): void {
  const parse = program
    .command('parse')
    .description('segment raw pages into articles; stores nothing 切分版面，不存入库')
    .argument('<file...>', 'raw pages, also .gz; - is standard input 版面文件');
  withPageOptions(parse)
    .option('--explain', 'say on stderr how each part was recognised 说明切分依据')
    .action(async (files: readonly string[], options: ParseOptions) => {
      const texts = new TextPool(TEXT_WORKER);
      const given = pageInfoOf(options);
      const places = await placesOf(files, options);
      for (const { file, line, reason } of places.faults) {
        context.terminal.err.write(`${oneLine(`${file}:${line}: ${reason}`)}\n`);
        context.fail();
      }
      const parsing = { given, places, explain: options.explain === true, texts, terminal: context.terminal };
      for (const file of files) {
        try {
          await parseNamed(file, parsing);
        } catch (error) {
          context.terminal.err.write(describeFileError(file, error));
          context.fail();
        }
      }
      await texts.close();
    });
}

/** What is said of the files beside the options; a row of the table for a file that is not named is no fault here. */
async function placesOf(named: readonly string[], options: PageOptions): Promise<PagePlaces> {
  if (options.places === undefined && options.names === undefined) return NO_PLACES;
  const files: string[] = [];
  const folders: string[] = [];
  for (const file of named) {
    if (await isFolder(file)) {
      folders.push(file);
      files.push(...(await gatherFiles([file])).files.map((one) => path.resolve(one.file)));
    } else if (file !== '-') files.push(path.resolve(file));
  }
  const places = await readPlaces(options, { files, folders });
  return { ...places, faults: places.faults.filter(({ code }) => code !== 'FILE_NOT_FOUND') };
}

async function bytesOf(file: string, edition?: InputFile): Promise<Buffer> {
  if (file === '-') return buffer(process.stdin);
  return edition?.articles === undefined ? readWhole(unpackedBytes(file), file, 'PAGE_TOO_LARGE') : packedEdition(edition, () => undefined);
}

/** The page files of digital editions in a folder, with their articles; a file is itself. */
async function parseNamed(file: string, parsing: Parsing): Promise<void> {
  if (file === '-' || !(await isFolder(file))) {
    await parseBytes(file, await bytesOf(file, await editionAt(file)), parsing);
    return;
  }
  const { files } = await gatherFiles([file]);
  const pages = files.filter(({ kind }) => kind === 'page');
  if (pages.length === 0) throw new SearchServiceError('FILE_NOT_FOUND', `${file} holds no page. Name a page, or a folder of pages.`);
  for (const page of pages) await parseBytes(page.file, await bytesOf(page.file, page), parsing);
}

async function isFolder(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isDirectory();
  } catch {
    // That it is not there is said by who reads it.
    return false;
  }
}

async function parseBytes(file: string, bytes: Buffer, { given, places, explain, texts, terminal }: Parsing): Promise<void> {
  const name = path.basename(file);
  const source = file === '-' ? '' : path.resolve(file);
  const { page: fromPath, doubts, unlike } = places.read(source);
  const said = { given: { ...given, ...places.given(source) }, fromPath };
  const { pages } = placePages(await texts.read({ bytes, division: 'file', name }), said);
  if (unlike === true) terminal.err.write(`${oneLine(file)}: ${UNLIKE}\n`);
  for (const { part, reason } of doubts)
    if (pages.some(({ place }) => place[part] === undefined)) terminal.err.write(`${oneLine(file)}: ${part}: ${reason}\n`);
  if (explain) for (const page of explainPages(await readSource(bytes, { name }))) terminal.err.write(explanationText(file, page));
  for (const { parsed, place } of pages) {
    await writeOut(terminal, `${JSON.stringify({ page: place, articles: parsed.articles, furniture: parsed.furniture })}\n`);
  }
}

/** A line a block: where it stands, what it was taken for, how surely, and why. */
function explanationText(file: string, { confidence, measure, blocks }: PageExplanation): string {
  const lines = blocks.map(({ lines: [first, last], label, sureness, rules, text }) => {
    const why = rules
      .slice(0, 4)
      .map(({ name, weight }) => `${name} ${weight}`)
      .join(', ');
    return `  ${first}–${last}\t${label} ${sureness}\t${printable(text)}\t(${why})\n`;
  });
  return `${oneLine(file)}: confidence 把握 ${confidence}, measure 行宽 ${measure}\n${lines.join('')}`;
}
