import { gbt7714 } from '../article/citation.js';
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

/** Hits as CSV, header first, one hit a row with a citation ready to paste; no text in it can command the terminal it may be shown on. */
export function hitsCsv(hits: readonly SearchHit[]): string {
  return [COLUMNS, ...hits.map((hit) => row(hit).map(withoutUnseen))].map(csvLine).join('');
}

function row(hit: SearchHit): readonly (string | number)[] {
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
    gbt7714({ ...article, id: hit.id, authors: article.reporters }),
  ];
}

function withoutUnseen(cell: string | number): string | number {
  return typeof cell === 'number' ? cell : seen(cell);
}
