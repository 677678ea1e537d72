/** What is told of a page that came in. */
import path from 'node:path';
import { LOW_CONFIDENCE } from '../article/article.js';
import type { Archive } from '../archive/archive.js';
import type { PageRecord } from '../archive/archive-change.js';
import type { PageReceipt } from './write-receipt.js';
import type { PlacedPage } from './page-articles.js';
import type { ReadPage } from './read-page.js';

/** What became of a page that was placed. */
export function receiptOf(
  record: PageRecord,
  page: ReadPage,
  placed: PlacedPage,
  status: PageReceipt['status'],
  earlierSource: string | undefined,
): PageReceipt {
  const awayCount = placed.articles.filter(({ away }) => away).length;
  const unsure = unsureOf(page, placed);
  const warnings = [...page.warnings, ...unsure];
  if (record.isPicture === true) warnings.push('a picture: kept without text until its text comes 版面图像，尚未识别文字');
  if (awayCount > 0) warnings.push(`${awayCount} of its articles were deleted or purged earlier and stay away`);
  if (status === 'updated' && earlierSource !== undefined && earlierSource !== record.source)
    warnings.push(`it takes the place of the page from ${path.basename(earlierSource)}`);
  return {
    page: { id: record.id, ...page.place },
    articles: placed.articles
      .filter(({ away }) => !away)
      .map(({ article, status: articleStatus }) => ({ id: article.id, title: article.title, status: articleStatus })),
    removedIds: placed.removedIds,
    furniture: record.furniture,
    warnings,
    unsure,
    status,
    ...(record.isPicture === true && { isPicture: true as const }),
  };
}

/** What a picture is told that came when the text of its page was there. */
export function besideReceipt({ id, furniture }: PageRecord, { place, warnings }: ReadPage, status: PageReceipt['status']): PageReceipt {
  return { page: { id, ...place }, articles: [], removedIds: [], furniture, warnings, unsure: [], status };
}

/** What a file is told of a page that people have deleted. */
export function deletedReceipt(id: string, { place, parsed, warnings }: ReadPage): PageReceipt {
  return {
    page: { id, ...place },
    articles: [],
    removedIds: [],
    furniture: parsed.furniture,
    warnings: [...warnings, 'the page was deleted and stays deleted; put it through the API or restore it to have it back'],
    unsure: [],
    status: 'unchanged',
  };
}

/** With what is kept and not shown, and why; asked when it is stored. */
export function withWithheld(receipt: PageReceipt, archive: Pick<Archive, 'status' | 'reason'>): PageReceipt {
  const articles = receipt.articles.map((article) =>
    archive.status(article.id) === 'withheld' ? { ...article, withheld: archive.reason(article.id) ?? '' } : article,
  );
  const said = articles.flatMap(({ id, title, withheld, status }) =>
    withheld === undefined || status === 'unchanged' ? [] : [`withheld 停止公开: “${title}” (${id}): ${withheld}`],
  );
  return { ...receipt, articles, warnings: [...receipt.warnings, ...said] };
}

/** Titles named in one warning; the rest is counted. */
const MOST_NAMED = 5;

/** What was read with low confidence, but for articles that were corrected by hand since or are away. */
function unsureOf({ parsed: { confidence, confidences, isPicture } }: ReadPage, { articles }: PlacedPage): readonly string[] {
  if (isPicture === true) return [];
  const low = articles.flatMap(({ article, away, byHand, corrected, reading }) =>
    away || byHand || corrected || (confidences[reading] ?? 1) >= LOW_CONFIDENCE
      ? []
      : [`“${article.title || (article.paragraphs[0] ?? '').slice(0, 12)}” (${confidences[reading]})`],
  );
  const more = low.length > MOST_NAMED ? ` and ${low.length - MOST_NAMED} more` : '';
  return [
    ...(confidence < LOW_CONFIDENCE
      ? [`low confidence 版面切分把握较低: the page as a whole was read with ${confidence} of 1; look at it with parse --explain`]
      : []),
    ...(low.length > 0 ? [`low confidence 切分把握较低: ${low.slice(0, MOST_NAMED).join(', ')}${more}`] : []),
  ];
}
