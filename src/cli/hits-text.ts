import type { SearchAnswer, SearchHit } from '../search/search-answer.js';
import { markText, type Marks } from './mark-text.js';
import { printable } from './terminal.js';

/** An answer for the eye: how many, how the query was read, then headline, place and marked snippets of each hit. */
export function hitsText(answer: SearchAnswer, marks: Marks): string {
  const { query, total, offset, hits, tookMs } = answer;
  const range = hits.length === 0 ? '' : `, ${offset + 1}–${offset + hits.length}`;
  const lines = [`${total} found 篇${range} (${tookMs.toFixed(1)} ms)`];
  if (query.text !== '' && query.readAs !== query.text) lines.push(`read as 读作: ${printable(query.readAs)}`);
  for (const { message } of query.warnings) lines.push(`note 提示: ${printable(message)}`);
  if (query.offers.length > 0)
    lines.push(`perhaps 也许是: ${query.offers.map(({ text, count }) => `${printable(text)} (${count})`).join('、')}`);
  hits.forEach((hit, index) => lines.push('', ...hitLines(hit, offset + index + 1, marks)));
  lines.push(...moreLines(answer, marks), ...facetLines(answer));
  if (answer.cursor !== null) lines.push('', `more 还有更多: --cursor ${printable(answer.cursor)}`);
  return `${lines.join('\n')}\n`;
}

/** The articles that hold most of the query, numbered on, each with what it lacks. */
function moreLines({ more, hits }: SearchAnswer, marks: Marks): readonly string[] {
  if (more === undefined || more === null) return [];
  return [
    '',
    '――――――――',
    `${more.total} more with most of it 另有 ${more.total} 篇包含其中大部分`,
    ...more.hits.flatMap((hit, index) => ['', ...hitLines(hit, hits.length + index + 1, marks)]),
  ];
}

function hitLines(hit: SearchHit, number: number, marks: Marks): readonly string[] {
  const { article } = hit;
  const place = [
    article.paper,
    article.date,
    article.pageNumber && `第${article.pageNumber}版`,
    article.section,
    article.reporters.join(' '),
  ].filter((part) => part !== undefined && part !== '');
  return [
    `${number}. ${markText(hit.title, marks) || '(no headline 无题)'}`,
    `   ${printable([...place, hit.id].join(' · '))}`,
    ...(hit.missing === undefined || hit.missing.length === 0 ? [] : [`   missing 缺: ${printable(hit.missing.join('、'))}`]),
    ...hit.fields.map((field) => `   ${printable(field.field)}: ${markText(field, marks)}`),
    ...hit.snippets.map((snippet) => `   ${snippet.start > 0 ? '…' : ''}${markText(snippet, marks)}`),
  ];
}

function facetLines({ facets }: SearchAnswer): readonly string[] {
  return Object.entries(facets ?? {}).flatMap(([name, values]) => [
    '',
    `${printable(name)}: ${values.map(({ value, count }) => `${printable(value)} (${count})`).join(', ')}`,
  ]);
}
