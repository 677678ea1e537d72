/** The door for the articles of a page that an editor has corrected, as `POST /pages` takes them beside the page's bytes. */
import { z } from 'zod';

import type { CorrectedArticle } from './article.js';
import { articleLinesSchema } from './article-lines-schema.js';
import { articleContentSchema, refuseTooLarge } from './article-schema.js';
import { faultsOf, InvalidInputError } from './invalid-input-error.js';

/** Most articles of one page. */
const MOST_ARTICLES = 500;

/** Bytes and articles of a page; the articles and their lines as a dry run gives them, corrected, `lines[i]` of `articles[i]`. */
export const correctedPageSchema = z.strictObject({
  bytes: z.base64(),
  articles: z.array(articleContentSchema).max(MOST_ARTICLES),
  lines: z.array(articleLinesSchema).max(MOST_ARTICLES),
});

/** A page and its articles as an editor left them, checked. */
export interface CorrectedPage {
  readonly bytes: Uint8Array;
  readonly articles: readonly CorrectedArticle[];
}

/**
 * Checks what came from outside, but for what only the page's text can tell. Throws ARTICLE_INVALID with every fault and its place, and
 * ARTICLE_TOO_LARGE.
 */
export function parseCorrectedPage(value: unknown): CorrectedPage {
  const parsed = correctedPageSchema.safeParse(value);
  if (!parsed.success) throw invalid(faultsOf(parsed.error));
  const { bytes, articles, lines } = parsed.data;
  if (lines.length !== articles.length) throw invalid([{ path: 'lines', message: 'must have one entry for each of articles' }]);
  const corrected = articles.map((content, index): CorrectedArticle => ({ content, lines: lines[index]! }));
  const faults = corrected.flatMap(({ content, lines: printed }, index) =>
    (['kicker', 'subtitle', 'paragraphs'] as const)
      .filter((part) => printed[part].length !== content[part].length)
      .map((part) => ({ path: `lines[${index}].${part}`, message: `must have one entry for each ${part} of the article` })),
  );
  if (faults.length > 0) throw invalid(faults);
  for (const { content } of corrected) refuseTooLarge(content);
  return { bytes: Buffer.from(bytes, 'base64'), articles: corrected };
}

function invalid(faults: InvalidInputError['faults']): InvalidInputError {
  return new InvalidInputError('ARTICLE_INVALID', 'The corrected page is not valid', faults);
}
