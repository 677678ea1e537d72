/** The door for what a person changes of a stored page, as `PATCH /pages/{id}` takes it. */
import { z } from 'zod';

import type { ArticleContent, ArticleLines, PageInfo } from './article.js';
import { articleLinesSchema } from './article-lines-schema.js';
import { articleContentSchema, idFault, pageInfoShape, refuseTooLarge } from './article-schema.js';
import { faultsOf, InvalidInputError } from './invalid-input-error.js';

/** Most articles of one page. */
const MOST_ARTICLES = 500;
const numbers = z.array(z.int().min(1)).min(1).max(100_000);
const content = articleContentSchema.shape;

/** An article of a page: its lines, and what it says where that is written out. */
const dividedSchema = z.strictObject({
  id: z
    .string()
    .refine((id) => idFault(id) === undefined, 'is no id')
    .exactOptional(),
  ...content,
  title: content.title.unwrap().exactOptional(),
  lines: z.union([numbers, articleLinesSchema]),
});

/** A merge patch of a page. `withheld`: why its articles are not to be shown; null brings them back. */
export const pagePatchSchema = z.strictObject({
  paper: pageInfoShape.paper.unwrap().nullable().exactOptional(),
  date: pageInfoShape.date.unwrap().nullable().exactOptional(),
  pageNumber: pageInfoShape.pageNumber.unwrap().nullable().exactOptional(),
  section: pageInfoShape.section.unwrap().nullable().exactOptional(),
  articles: z.array(dividedSchema).max(MOST_ARTICLES).exactOptional(),
  withheld: z.string().trim().min(1, 'must say why').max(1_000).nullable().exactOptional(),
});

/** One article of a page as a person divides it. */
export interface DividedArticle {
  /** Of an article that is on the page already. */
  readonly id?: string;
  /** Numbers of its printed lines, or those of each of its parts. */
  readonly lines: readonly number[] | ArticleLines;
  /** What it says, `lines` by parts; where it is missing its lines say it. */
  readonly content?: ArticleContent;
  /** Its headline, where `lines` are numbers alone. */
  readonly title?: string;
}

/** A patch that was checked, but for what only the page can tell. */
export interface PagePatch {
  /** Parts that change; null: nobody knows it. */
  readonly place: { readonly [Part in keyof PageInfo]-?: string | null | undefined };
  readonly articles?: readonly DividedArticle[];
  readonly withheld?: string | null;
}

/** Checks a patch. Throws PAGE_INVALID with every fault and its place, ARTICLE_TOO_LARGE. */
export function parsePagePatch(value: unknown): PagePatch {
  const parsed = pagePatchSchema.safeParse(value);
  if (!parsed.success) throw invalidPage(faultsOf(parsed.error));
  const { paper, date, pageNumber, section, articles, withheld } = parsed.data;
  // Defaults hide which fields came.
  const given = articles === undefined ? [] : (value as { readonly articles: readonly object[] }).articles;
  return {
    place: { paper, date, pageNumber, section },
    ...(articles !== undefined && { articles: articles.map((article, index) => dividedOf(article, given[index]!, index)) }),
    ...(withheld !== undefined && { withheld }),
  };
}

/** PAGE_INVALID with these faults. */
export function invalidPage(faults: InvalidInputError['faults']): InvalidInputError {
  return new InvalidInputError('PAGE_INVALID', 'The change of the page is not valid', faults);
}

function dividedOf(article: z.output<typeof dividedSchema>, given: object, index: number): DividedArticle {
  const { id, lines, title, ...rest } = article;
  const own = id === undefined ? {} : { id };
  const isWritten = Object.keys(given).some((name) => !['id', 'lines', 'title'].includes(name));
  if (!isWritten) return { ...own, lines, ...(title !== undefined && { title }) };
  const path = `articles[${index}]`;
  if (Array.isArray(lines)) throw invalidPage([{ path: `${path}.lines`, message: 'must be those of each part where the parts are given' }]);
  const written = articleContentSchema.safeParse({ ...rest, title });
  if (!written.success)
    throw invalidPage(faultsOf(written.error).map((fault) => ({ path: `${path}.${fault.path}`, message: fault.message })));
  const faults = (['kicker', 'subtitle', 'paragraphs'] as const)
    .filter((part) => (lines as ArticleLines)[part].length !== written.data[part].length)
    .map((part) => ({ path: `${path}.lines.${part}`, message: `must have one entry for each ${part} of the article` }));
  if (faults.length > 0) throw invalidPage(faults);
  refuseTooLarge(written.data);
  return { ...own, lines, content: written.data };
}
