import { gbt7714 } from '../article/citation.js';
import type { SearchHit } from '../search/search-answer.js';

const COLUMNS = ['id', 'title', 'paper', 'date', 'pageNumber', 'section', 'reporters', 'kind', 'match', 'score', 'snippet', 'citation'] as const;

/** Hits as CSV (RFC 4180, CRLF, header first), one hit a row with a citation ready to paste. */
export function hitsCsv(hits: readonly SearchHit[]): string {
  return [COLUMNS.join(','), ...hits.map((hit) => row(hit).map(cell).join(','))].map((line) => `${line}\r\n`).join('');
}

function row(hit: SearchHit): readonly string[] {
  const { article } = hit;
  return [
    hit.id, article.title, article.paper ?? '', article.date ?? '', article.pageNumber ?? '', article.section ?? '',
    article.reporters.join('；'), article.kind, hit.match, String(hit.score),
    hit.snippets.map(({ text }) => text).join(' … '), gbt7714({ ...article, id: hit.id, authors: article.reporters }),
  ];
}

/** Quoted where needed; a text a spreadsheet would run as a formula gets an apostrophe before it. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
