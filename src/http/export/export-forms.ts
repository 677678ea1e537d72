/** How a search is written that is taken away: its table, or a file for programs that keep references. */
import { bibtex } from '../../article/citation/bibtex.js';
import { citationText, type CitationStyle } from '../../article/citation/chinese.js';
import { cslItem } from '../../article/citation/csl-item.js';
import { ris } from '../../article/citation/ris.js';
import { csvLine } from '../../article/csv.js';
import type { TakenArticle } from '../../search/taken-article.js';
import type { ExportFormat } from '../search-parameters.js';

/** One form: what stands before, between and behind what is written of each article. */
export interface ExportForm {
  readonly mediaType: string;
  /** End of the file's name, without a dot. */
  readonly ending: string;
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  /** `url` is where the article can be read. */
  readonly written: (article: TakenArticle, url: string, style: CitationStyle) => string;
}

const COLUMNS = ['id', 'title', 'paper', 'date', 'pageNumber', 'section', 'authors', 'kind', 'citation', 'link', 'rights', 'text'] as const;

/** All of them. The table begins with a byte order mark, by which spreadsheets know UTF-8. */
export const EXPORT_FORMS: Readonly<Record<ExportFormat, ExportForm>> = {
  csv: { mediaType: 'text/csv', ending: 'csv', head: `\ufeff${csvLine(COLUMNS)}`, between: '', tail: '', written: csvRow },
  ris: {
    mediaType: 'application/x-research-info-systems',
    ending: 'ris',
    head: '',
    between: '\n',
    tail: '',
    written: ({ cited }, url) => `${ris(cited, url)}\n`,
  },
  bibtex: {
    mediaType: 'application/x-bibtex',
    ending: 'bib',
    head: '',
    between: '\n',
    tail: '',
    written: ({ cited }, url) => `${bibtex(cited, url)}\n`,
  },
  csl: {
    mediaType: 'application/vnd.citationstyles.csl+json',
    ending: 'json',
    head: '[',
    between: ',\n',
    tail: ']\n',
    written: ({ cited }, url) => JSON.stringify(cslItem(cited, url)),
  },
};

function csvRow({ cited, kind, rights = '', text = '' }: TakenArticle, url: string, style: CitationStyle): string {
  const { id, title, paper = '', date = '', pageNumber = '', section = '', authors } = cited;
  return csvLine([id, title, paper, date, pageNumber, section, authors.join('；'), kind, citationText(style, cited), url, rights, text]);
}

/** Most characters of a query that stand in the name of a file. */
const MOST_NAMED = 40;

/** A name for the file of a search: letters, digits and Han of what was asked. */
export function exportName(asked: string, { ending }: ExportForm): string {
  const words = asked.match(/[\p{L}\p{N}]+/gu)?.join('-') ?? '';
  return `${['xunbao', [...words].slice(0, MOST_NAMED).join('')].filter((part) => part !== '').join('-')}.${ending}`;
}
