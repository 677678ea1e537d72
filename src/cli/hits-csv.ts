import { citationText, type CitationStyle } from '../article/citation/chinese.js';
import { csvLine } from '../article/csv.js';
import type { SearchHit } from '../search/search-answer.js';
import { seen } from './terminal.js';

const COLUMNS = [
  'id',
  'title',
  'paper',
  'date',
  'pageNumber',
  'section',
  'reporters',
  'kind',
  'match',
  'score',
  'snippet',
  'citation',
] as const;

/**
 * Hits as CSV, header first, one hit a row with a citation ready to paste; no text in it can command the terminal it may be
 * shown on.
 */
export function hitsCsv(hits: readonly SearchHit[], style: CitationStyle = 'gbt2025'): string {
  return [COLUMNS, ...hits.map((hit) => row(hit, style).map(withoutUnseen))].map(csvLine).join('');
}

function row(hit: SearchHit, style: CitationStyle): readonly (string | number)[] {
  const { article } = hit;
  return [
    hit.id,
    article.title,
    article.paper ?? '',
    article.date ?? '',
    article.pageNumber ?? '',
    article.section ?? '',
    article.reporters.join('；'),
    article.kind,
    hit.match,
    hit.score,
    hit.snippets.map(({ text }) => text).join(' … '),
    citationText(style, { ...article, id: hit.id, authors: article.reporters }),
  ];
}

function withoutUnseen(cell: string | number): string | number {
  return typeof cell === 'number' ? cell : seen(cell);
}
