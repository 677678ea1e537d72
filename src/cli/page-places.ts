/** Where the pages of files belong, as `--places FILE.csv` and `--names PATTERN` say it. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { pageInfoShape } from '../article/article-schema.js';
import type { PageInfo } from '../article/article.js';
import { faultsOf } from '../article/invalid-input-error.js';
import { readCsv, type CsvRow } from '../article/read-csv.js';
import { MAX_FILE_BYTES } from '../intake/input-limits.js';
import { readByPattern, readPattern } from '../intake/path/name-pattern.js';
import { readDay, readNumber } from '../intake/path/read-value.js';
import { readPath, type PathReading } from '../intake/path/read-path.js';
import { decodePage } from '../page/decode.js';
import { SearchServiceError, type ErrorCode } from '../search-service-error.js';
import { readFault } from './input-files.js';
import type { ImportFailure } from './import-summary.js';

/** What is said of files beside the options that hold for all. */
export interface PagePlaces {
  /** What a table says of a file, by its absolute name: a person has said it. */
  given(file: string): PageInfo;
  /** What its path says, by the house's pattern where it fits, else as usual; `unlike` where there is a pattern and it does not fit. */
  read(file: string): PathReading & { readonly unlike?: true };
  /** Rows of the table that are not used, and why. */
  readonly faults: readonly ImportFailure[];
}

/** What is named on the command line. */
export interface PlacesOptions {
  readonly places?: string;
  readonly names?: string;
}

/** Where rows of the table look for their files. */
export interface PlacedFiles {
  /** Absolute names of the files that are read. */
  readonly files: readonly string[];
  /** The folders that were given. */
  readonly folders: readonly string[];
}

/** What is said of a file whose name a pattern does not fit. */
export const UNLIKE = 'not named as --names says; read as usual 与 --names 不符，按通常写法读';

/** Nothing said beside the options. */
export const NO_PLACES: PagePlaces = { given: () => ({}), read: readPath, faults: [] };

/** Reads both. Throws PARAMETER_INVALID for a pattern or a table that cannot be used at all, FILE_NOT_FOUND and its like for the table. */
export async function readPlaces({ places, names }: PlacesOptions, found: PlacedFiles): Promise<PagePlaces> {
  const pattern = names === undefined ? undefined : readPattern(names);
  const table = places === undefined ? undefined : await readTable(places, found);
  return {
    given: (file) => table?.said.get(file)?.info ?? {},
    read: (file) => {
      if (pattern === undefined) return readPath(file);
      return readByPattern(file, pattern) ?? { ...readPath(file), unlike: true };
    },
    faults: table?.faults ?? [],
  };
}

const COLUMNS = ['file', 'paper', 'date', 'page', 'section'] as const;
type Column = (typeof COLUMNS)[number];
/** The same as Chinese tables call them. */
const CALLED: Readonly<Record<string, Column>> = {
  文件: 'file',
  文件名: 'file',
  报名: 'paper',
  报纸: 'paper',
  日期: 'date',
  版次: 'page',
  栏目: 'section',
};

/** A row that is used. */
interface SaidRow {
  readonly info: PageInfo;
  readonly line: number;
}

interface Table {
  readonly said: ReadonlyMap<string, SaidRow>;
  readonly faults: readonly ImportFailure[];
}

async function readTable(file: string, found: PlacedFiles): Promise<Table> {
  const [head, ...rows] = readCsv(await tableText(file));
  const columns = head?.cells.map((cell) => columnOf(cell)) ?? [];
  if (!columns.includes('file'))
    throw new SearchServiceError(
      'PARAMETER_INVALID',
      `${file} has no column "file". Its first line names the columns: ${COLUMNS.join(', ')}.`,
    );
  const faults: ImportFailure[] = [];
  const fault = (line: number, code: ErrorCode, reason: string): void => void faults.push({ file, line, code, reason });
  for (const [at, column] of columns.entries())
    if (column === undefined && head!.cells[at]!.trim() !== '')
      fault(head!.line, 'PARAMETER_INVALID', `the column ${head!.cells[at]!} is not known and not used 不认识这一列`);
  const find = finder(path.dirname(path.resolve(file)), found);
  const said = new Map<string, SaidRow>();
  const unclear = new Set<string>();
  for (const row of rows) {
    try {
      const cells = cellsOf(row, columns);
      const target = find(cells.file ?? '');
      const info = infoOf(cells);
      const before = said.get(target);
      if (before === undefined) said.set(target, { info, line: row.line });
      else if (JSON.stringify(before.info) !== JSON.stringify(info)) {
        unclear.add(target);
        fault(
          row.line,
          'PARAMETER_INVALID',
          `line ${before.line} says another place of ${cells.file}; neither is used 同一文件有两种说法，均不取`,
        );
      }
    } catch (error) {
      fault(row.line, (error as SearchServiceError).code, (error as Error).message);
    }
  }
  for (const target of unclear) said.delete(target);
  return { said, faults };
}

async function tableText(file: string): Promise<string> {
  try {
    if ((await stat(file)).size > MAX_FILE_BYTES)
      throw new SearchServiceError('PARAMETER_INVALID', `${file} is too large for a table of places.`);
    const bytes = await readFile(file);
    return bytes.length === 0 ? '' : decodePage(bytes).text;
  } catch (error) {
    throw readFault(file, error);
  }
}

function columnOf(cell: string): Column | undefined {
  const name = cell.trim().toLowerCase();
  return CALLED[name] ?? COLUMNS.find((column) => column === name);
}

/** The cells that hold something, by their columns. */
function cellsOf({ cells }: CsvRow, columns: readonly (Column | undefined)[]): Readonly<Partial<Record<Column, string>>> {
  const named = columns.flatMap((column, at) => (column === undefined ? [] : [[column, cells[at]?.trim() ?? ''] as const]));
  return Object.fromEntries(named.filter(([, cell]) => cell !== ''));
}

/** Throws PARAMETER_INVALID. */
function infoOf({ paper, date, page, section }: Readonly<Partial<Record<Column, string>>>): PageInfo {
  if (date !== undefined && readDay(date) === undefined) throw new SearchServiceError('PARAMETER_INVALID', `${date} is no day 没有这一天`);
  const info = {
    ...(paper !== undefined && { paper }),
    ...(date !== undefined && { date: readDay(date) }),
    ...(page !== undefined && { pageNumber: readNumber(page) ?? page }),
    ...(section !== undefined && { section }),
  };
  const parsed = z.object(pageInfoShape).safeParse(info);
  if (parsed.success) return parsed.data;
  throw new SearchServiceError(
    'PARAMETER_INVALID',
    faultsOf(parsed.error)
      .map(({ path: part, message }) => `${part} ${message}`)
      .join('; '),
  );
}

/** Finds the file of a row: beside the table, in a given folder, or by a name that only one file has. Throws FILE_NOT_FOUND. */
function finder(beside: string, { files, folders }: PlacedFiles): (name: string) => string {
  const keyOf = (file: string): string => file.normalize('NFC');
  const known = new Map(files.map((file) => [keyOf(file), file]));
  const byName = new Map<string, string[]>();
  for (const file of files) {
    const name = keyOf(path.basename(file));
    byName.set(name, [...(byName.get(name) ?? []), file]);
  }
  return (named) => {
    const name = keyOf(named.replaceAll('\\', '/'));
    const places = [beside, ...folders].map((folder) => known.get(keyOf(path.resolve(folder, name))));
    const there = places.find((file) => file !== undefined);
    if (there !== undefined) return there;
    const same = byName.get(name.split('/').at(-1)!) ?? [];
    if (same.length === 1) return same[0]!;
    const why =
      same.length === 0
        ? 'is none of the files that are read 没有这个文件'
        : `is the name of ${same.length} files; say which 有多个同名文件`;
    throw new SearchServiceError('FILE_NOT_FOUND', `${named} ${why}`);
  };
}
