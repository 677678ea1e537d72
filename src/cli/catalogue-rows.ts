/** Rows of a catalogue (one an article: headline, author, date, page, perhaps its text) as articles. */
import { parseArticleInput } from '../article/article-schema.js';
import type { ArticleInput } from '../article/article.js';
import { InvalidInputError } from '../article/invalid-input-error.js';
import { readCsv, type CsvRow } from '../article/read-csv.js';
import { readDay, readNumber } from '../intake/path/read-value.js';
import { SearchServiceError } from '../search-service-error.js';

/** What a column can hold, and how columns are called in the catalogues of libraries. */
const COLUMNS = {
  id: ['id'],
  title: ['title', '题名', '标题', '篇名', '题目'],
  author: ['author', 'authors', '作者', '著者', '责任者'],
  date: ['date', '日期', '出版日期', '发表日期'],
  page: ['page', 'pagenumber', '版次', '版', '版面', '版号'],
  paper: ['paper', 'newspaper', '报纸', '报名', '报纸名称', '来源', '刊名'],
  section: ['section', '栏目', '版名'],
  box: ['box', '位置', '坐标'],
  text: ['text', '正文', '全文', '内容'],
} as const;
/** One of them. */
export type CatalogueField = keyof typeof COLUMNS;
const FIELDS = Object.keys(COLUMNS) as CatalogueField[];

/** Which column holds what; a column that is none of these is kept under `extra`. */
export type Mapping = ReadonlyMap<CatalogueField, string>;

/** A row that was read, or why it could not be. */
export type CatalogueRow =
  { readonly line: number; readonly article: ArticleInput } | { readonly line: number; readonly error: SearchServiceError };

/** A table that was read. */
export interface Catalogue {
  readonly mapping: Mapping;
  /** Columns that are kept under `extra`. */
  readonly others: readonly string[];
  readonly rows: readonly CatalogueRow[];
}

/** Reads `title=题名,date=出版日期`. Throws PARAMETER_INVALID. */
export function readMapping(text: string): Mapping {
  const pairs = text.split(/[,，]/u).map((pair) => pair.split('=').map((side) => side.trim()));
  const wrong = pairs.find(
    ([field, column = '', ...rest]) => !FIELDS.includes(field as CatalogueField) || column === '' || rest.length > 0,
  );
  if (wrong !== undefined)
    throw new SearchServiceError(
      'PARAMETER_INVALID',
      `--map: ${wrong.join('=')} is no FIELD=COLUMN. Fields: ${FIELDS.join(', ')}. 例如 --map title=题名,date=出版日期`,
    );
  return new Map(pairs as [CatalogueField, string][]);
}

/**
 * Reads a table. `said`: columns by name, before those that are known by theirs. `paper`: where no column says it. Throws PARAMETER_INVALID
 * where there is no column for headlines, or a column that was named is not there.
 */
export function readCatalogue(text: string, said: Mapping, paper: string | undefined): Catalogue {
  const [head, ...rows] = readCsv(text);
  const names = head?.cells.map((cell) => cell.trim()) ?? [];
  const mapping = mappingOf(names, said);
  const used = new Set(mapping.values());
  const others = names.filter((name) => name !== '' && !used.has(name));
  return { mapping, others, rows: rows.map((row) => rowOf(row, names, mapping, paper)) };
}

function mappingOf(names: readonly string[], said: Mapping): Mapping {
  const missing = [...said.values()].find((name) => !names.includes(name));
  if (missing !== undefined)
    throw new SearchServiceError('PARAMETER_INVALID', `there is no column ${missing}; there are: ${names.join(', ')}`);
  const known = FIELDS.flatMap((field): (readonly [CatalogueField, string])[] => {
    const own = said.get(field);
    const words: readonly string[] = COLUMNS[field];
    const name = own ?? names.find((one) => words.includes(one.toLowerCase()) && ![...said.values()].includes(one));
    return name === undefined ? [] : [[field, name]];
  });
  const mapping = new Map(known);
  if (!mapping.has('title'))
    throw new SearchServiceError(
      'PARAMETER_INVALID',
      `no column holds the headlines; say which with --map title=COLUMN. 没有题名一列。There are: ${names.join(', ')}`,
    );
  return mapping;
}

function rowOf(row: CsvRow, names: readonly string[], mapping: Mapping, paper: string | undefined): CatalogueRow {
  const { line } = row;
  try {
    return { line, article: articleOf(row, names, mapping, paper) };
  } catch (error) {
    if (!(error instanceof SearchServiceError)) throw error;
    return { line, error };
  }
}

function articleOf({ cells }: CsvRow, names: readonly string[], mapping: Mapping, paper: string | undefined): ArticleInput {
  const used = new Set(mapping.values());
  const cell = (field: CatalogueField): string | undefined => {
    const name = mapping.get(field);
    const text = name === undefined ? '' : (cells[names.indexOf(name)] ?? '').trim();
    return text === '' ? undefined : text;
  };
  const [date, page, box] = [cell('date'), cell('page'), cell('box')];
  const [day, number] = [date === undefined ? undefined : readDay(date), page === undefined ? undefined : readNumber(page)];
  const faults = [
    ...(cells.length > names.length ? [{ path: 'row', message: `has ${cells.length} cells, the head ${names.length}` }] : []),
    ...(date !== undefined && day === undefined ? [{ path: 'date', message: `${date} is no day` }] : []),
    ...(page !== undefined && number === undefined ? [{ path: 'page', message: `${page} is no page number` }] : []),
  ];
  if (faults.length > 0) throw new InvalidInputError('ARTICLE_INVALID', 'The row is not valid', faults);
  const rest = names.flatMap((name, at) =>
    name === '' || used.has(name) || (cells[at] ?? '').trim() === '' ? [] : [[name, cells[at]!.trim()]],
  );
  const extra = { ...Object.fromEntries(rest as [string, string][]), ...(box !== undefined && { box }) };
  return parseArticleInput(
    {
      id: cell('id'),
      title: cell('title'),
      byline: { authors: namesIn(cell('author') ?? '') },
      paper: cell('paper') ?? paper,
      date: day,
      pageNumber: number,
      section: cell('section'),
      paragraphs: (cell('text') ?? '')
        .split(/\r\n|\r|\n/u)
        .map((one) => one.trim())
        .filter((one) => one !== ''),
      ...(Object.keys(extra).length > 0 && { extra }),
    },
    { unknown: 'extra' },
  );
}

function namesIn(text: string): readonly string[] {
  return text
    .split(/[;；、,，|]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
