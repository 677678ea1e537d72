import type { SearchHit } from '../search/search-answer.js';

const COLUMNS = ['id', 'title', 'paper', 'date', 'pageNumber', 'section', 'reporters', 'kind', 'match', 'score', 'snippet', 'citation'] as const;

/** Hits as CSV (RFC 4180, CRLF, header first), one hit a row with a citation ready to paste. */
export function hitsCsv(hits: readonly SearchHit[]): string {
  return [COLUMNS.join(','), ...hits.map((hit) => row(hit).map(cell).join(','))].map((line) => `${line}\r\n`).join('');
}

/**
 * A reference in the form of GB/T 7714-2015 for a newspaper article: `authors. title[N]. paper, date(page).`; parts that
 * are not known are left out.
 */
export function citationOf({ article }: Pick<SearchHit, 'article'>): string {
  const { reporters, title, paper, date, pageNumber } = article;
  const authors = reporters.length > 3 ? `${reporters.slice(0, 3).join(',')},等` : reporters.join(',');
  const place = [paper, date].filter((part) => part !== undefined).join(',');
  const page = pageNumber === undefined ? '' : `(${pageNumber.padStart(/^\d$/.test(pageNumber) ? 2 : 0, '0')})`;
  const parts = [authors, `${title || '[无题]'}[N]`, `${place}${page}`].filter((part) => part !== '');
  return `${parts.join('.')}.`;
}

function row(hit: SearchHit): readonly string[] {
  const { article } = hit;
  return [
    hit.id, article.title, article.paper ?? '', article.date ?? '', article.pageNumber ?? '', article.section ?? '',
    article.reporters.join('；'), article.kind, hit.match, String(hit.score),
    hit.snippets.map(({ text }) => text).join(' … '), citationOf(hit),
  ];
}

/** Quoted where needed; a text a spreadsheet would run as a formula gets an apostrophe before it. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
