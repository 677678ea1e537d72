/** The shapes of all answers, for the description of the API. The tests hold every answer to them. */
import { z } from 'zod';

import { articleContentSchema, articleInputSchema, pageInfoShape } from '../../article/article-schema.js';
import { ARTICLE_KINDS } from '../../article/article.js';
import { HIT_MATCHES } from '../../search/search-answer.js';
import { FACETS, type FacetName } from '../../search/search-request.js';
import type { ArticleReceipt, WithholdReceipt } from '../../intake/intake.js';
import { MOST_SUGGESTIONS, SUGGESTION_KINDS } from '../../search/suggest/suggestion.js';
import type { BulkAnswer } from '../bulk-write.js';
import type { IssueListView } from '../issue-service.js';
import type { Problem } from '../problem.js';
import type { HistoryView } from '../read-history.js';
import type { PurgeOutcome, RebuildReport, StoreReport } from '../services.js';
import type {
  ArticleView,
  DryRunView,
  LayoutView,
  PageView,
  PatchView,
  SearchView,
  SimilarView,
  StoredFileView,
  StoredPagesView,
  StoredPageView,
  SuggestionView,
} from '../view-models.js';
import { answerOf } from './answer-of.js';

const count = z.int().min(0);
const text = z.string();
const texts = z.array(text);
const range = z.tuple([count, count]);
const ranges = z.array(range);
const id = z.string().min(1);
const lineNumbers = z.array(z.int().min(1));
const writeStatus = z.enum(['created', 'updated', 'unchanged']);
/** What is stored came in through the same checks, but for names that older pages print. */
const place = {
  paper: text.exactOptional(),
  date: text.exactOptional(),
  pageNumber: text.exactOptional(),
  section: text.exactOptional(),
} satisfies Record<keyof typeof pageInfoShape, z.ZodType>;

const articleShape = { ...articleInputSchema.shape, ...place, title: text, kind: z.enum(ARTICLE_KINDS) };
const articleSchema = z.strictObject({ ...articleShape, id });
const parsedArticleSchema = z.strictObject({ ...articleContentSchema.shape, title: text, kind: z.enum(ARTICLE_KINDS) });

const linesSchema = z.strictObject({
  banner: lineNumbers,
  kicker: z.array(lineNumbers),
  title: lineNumbers,
  subtitle: z.array(lineNumbers),
  paragraphs: z.array(lineNumbers),
});

const originSchema = z.strictObject({
  id,
  source: text,
  lines: linesSchema.exactOptional(),
  confidence: z.number().min(0).max(1).exactOptional(),
});

const markedText = { text, ranges, html: text };

/** How a score came about; nested without a bound. */
const explanationSchema = z.strictObject({
  value: z.number(),
  description: text,
  get details() {
    return z.array(explanationSchema);
  },
});

const hitSchema = z.strictObject({
  id,
  score: z.number(),
  match: z.enum(HIT_MATCHES),
  article: z.strictObject({
    title: text,
    kicker: texts,
    subtitle: texts,
    banner: text.exactOptional(),
    ...place,
    reporters: texts,
    kind: z.enum(ARTICLE_KINDS),
  }),
  title: z.strictObject(markedText),
  fields: z.array(
    z.strictObject({
      field: z.enum(['kicker', 'subtitle', 'banner', 'reporters', 'correspondents', 'photographers', 'authors']),
      index: count,
      ...markedText,
    }),
  ),
  snippets: z.array(z.strictObject({ paragraph: count, start: count, ...markedText })),
  sameAs: z.array(id).min(1).max(20).exactOptional(),
  missing: texts.exactOptional(),
  explanation: explanationSchema.exactOptional(),
});

/** `GET /similar/{id}`. */
export const similarAnswerSchema = answerOf<SimilarView>()(z.strictObject({ hits: z.array(hitSchema).max(20) }));

const facetValues = z
  .array(z.strictObject({ value: text, count }))
  .max(50)
  .exactOptional();

/** `GET /search`. */
export const searchAnswerSchema = answerOf<SearchView>()(
  z.strictObject({
    query: z.strictObject({
      text,
      readAs: text,
      relaxed: z.boolean(),
      warnings: z.array(z.strictObject({ code: text, message: text })),
      offers: z.array(z.strictObject({ text, why: z.enum(['sound', 'character']), count: z.int().min(1) })).max(3),
    }),
    total: count,
    limit: z.int().min(1).max(100),
    offset: count,
    cursor: z.string().nullable(),
    tookMs: z.number().min(0),
    partial: z.boolean(),
    hits: z.array(hitSchema),
    facets: z
      .strictObject(Object.fromEntries(FACETS.map((name) => [name, facetValues])) as Record<FacetName, typeof facetValues>)
      .exactOptional(),
    more: z
      .strictObject({ total: z.int().min(1), readAs: text, hits: z.array(hitSchema) })
      .nullable()
      .exactOptional(),
  }),
);

/** `GET /suggest`. */
export const suggestAnswerSchema = answerOf<{ readonly suggestions: readonly SuggestionView[] }>()(
  z.strictObject({ suggestions: z.array(z.strictObject({ text, kind: z.enum(SUGGESTION_KINDS), ranges })).max(MOST_SUGGESTIONS) }),
);

const marksSchema = z.strictObject({
  title: ranges,
  banner: ranges,
  kicker: z.array(ranges),
  subtitle: z.array(ranges),
  paragraphs: z.array(ranges),
  people: z.strictObject({
    reporters: z.array(ranges),
    correspondents: z.array(ranges),
    photographers: z.array(ranges),
    authors: z.array(ranges),
  }),
});

/** Left, top, width, height. */
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const pageSize = { width: z.number(), height: z.number(), unit: z.enum(['pt', 'px', 'mm', 'inch']) };

/** `GET /articles/{id}`. */
export const articleAnswerSchema = answerOf<ArticleView>()(
  z.strictObject({
    article: articleSchema,
    page: originSchema.nullable(),
    parts: z.array(z.strictObject({ id, ...place, page: originSchema.nullable(), paragraphs: z.array(count) })).exactOptional(),
    missing: z.array(z.strictObject({ way: z.enum(['to', 'from']), pageNumber: text })).exactOptional(),
    marks: marksSchema.exactOptional(),
    regions: z
      .array(
        z.strictObject({
          page: id,
          ...pageSize,
          boxes: z.array(box),
          marks: z
            .array(
              z.strictObject({
                field: z.enum(['title', 'banner', 'kicker', 'subtitle', 'paragraphs']),
                index: count,
                range,
                boxes: z.array(box).min(1),
              }),
            )
            .exactOptional(),
        }),
      )
      .exactOptional(),
  }),
);

/** `GET /pages/{id}/layout`. */
export const layoutAnswerSchema = answerOf<LayoutView>()(
  z.strictObject({
    ...pageSize,
    lines: z.array(
      z.strictObject({
        number: z.int().min(1),
        text,
        box,
        size: z.number().exactOptional(),
        upright: z.literal(true).exactOptional(),
        article: id.exactOptional(),
      }),
    ),
    articles: z.array(z.strictObject({ id, boxes: z.array(box) })),
  }),
);

/** A write of one article. */
export const articleReceiptSchema = answerOf<ArticleReceipt>()(
  z.strictObject({ id, status: writeStatus, withheld: text.exactOptional(), warnings: texts.exactOptional() }),
);

/** `PATCH /articles/{id}`. */
export const patchReceiptSchema = answerOf<PatchView>()(
  z.strictObject({ id, status: writeStatus, article: articleSchema, withheld: text.exactOptional(), warnings: texts.exactOptional() }),
);

/** `GET /articles/{id}/history`. */
export const historySchema = answerOf<HistoryView>()(
  z.strictObject({
    decisions: z.array(
      z.strictObject({
        n: z.int().min(1),
        by: text.exactOptional(),
        at: z.iso.datetime(),
        what: text,
        before: z.unknown(),
        after: z.unknown(),
        state: z.enum(['accepted', 'proposed']),
        takesBack: z.int().min(1).exactOptional(),
        purged: z.literal(true).exactOptional(),
      }),
    ),
  }),
);

/** A line of `POST /articles`. */
export const bulkLineSchema = answerOf<BulkAnswer>()(
  z.strictObject({
    line: z.int().min(1),
    id: text.nullable(),
    status: z.enum(['created', 'updated', 'unchanged', 'failed']),
    withheld: text.exactOptional(),
    warnings: texts.exactOptional(),
    error: z
      .strictObject({ code: text, detail: text, errors: z.array(z.strictObject({ path: text, message: text })).exactOptional() })
      .exactOptional(),
  }),
);

const pageInfoSchema = z.strictObject(place);

/** `POST /pages`. */
export const pageReceiptSchema = answerOf<StoredPageView>()(
  z.strictObject({
    page: z.strictObject({ id, ...place }),
    articles: z.array(z.strictObject({ id, title: text, status: writeStatus, withheld: text.exactOptional() })),
    furniture: texts,
    warnings: texts,
    removedIds: z.array(id),
    status: writeStatus,
    isPicture: z.literal(true).exactOptional(),
  }),
);

/** `POST /pages`, of one page, or of a file of several. */
export const pagesReceiptSchema = z.union([
  pageReceiptSchema,
  answerOf<StoredPagesView>()(z.strictObject({ pages: z.array(pageReceiptSchema) })),
]);

/** `POST /maintenance/files`. */
export const fileReceiptSchema = answerOf<StoredFileView>()(
  z.strictObject({ pages: z.array(z.strictObject({ ...pageReceiptSchema.shape, unsure: texts })) }),
);

/** `POST /maintenance/withhold`, where others were withheld too. */
export const withholdReceiptSchema = answerOf<WithholdReceipt>()(z.strictObject({ alike: z.array(id) }));

/** `POST /maintenance/rebuild`. */
export const rebuildReportSchema = answerOf<RebuildReport>()(z.strictObject({ documentCount: count, seconds: z.number().min(0) }));

/** `POST /maintenance/purge`. */
export const purgeReportSchema = answerOf<PurgeOutcome>()(
  z.strictObject({
    articleIds: z.array(id),
    pages: z.array(z.strictObject({ id, action: z.enum(['blanked', 'dropped']) })),
    deletedPageIds: z.array(id),
    removedFileCount: count,
    bytesBefore: count,
    bytesAfter: count,
    documentCount: count,
  }),
);

const problemOfArchiveSchema = z.strictObject({
  file: text,
  offset: count.exactOptional(),
  what: text,
  lostIds: texts.exactOptional(),
  savedIds: texts.exactOptional(),
  takenOutIds: texts.exactOptional(),
});

/** What a check tells that repairs nothing. */
type CheckReport = Omit<StoreReport, 'archive' | 'indexRebuilt'> & { readonly archive: Omit<StoreReport['archive'], 'repaired'> };

/** `POST /maintenance/verify`. */
export const storeReportSchema = answerOf<CheckReport>()(
  z.strictObject({
    ok: z.boolean(),
    archive: z.strictObject({
      ok: z.boolean(),
      sequence: count,
      articleCount: count,
      withheldCount: count,
      deletedCount: count,
      pageCount: count,
      tornBytes: count,
      problems: z.array(problemOfArchiveSchema),
      unusedFiles: texts,
    }),
    index: z.strictObject({ found: text, documentCount: count, questionCount: count, problems: texts }).exactOptional(),
    indexNote: text.exactOptional(),
  }),
);

/** `POST /pages?dryRun=1`; the last three come with `lines=1`. */
export const dryRunSchema = answerOf<DryRunView>()(
  z.strictObject({
    page: pageInfoSchema,
    articles: z.array(parsedArticleSchema),
    furniture: texts,
    printed: texts.exactOptional(),
    lines: z.array(linesSchema).exactOptional(),
    confidences: z.array(z.number().min(0).max(1)).exactOptional(),
  }),
);

/** `GET /pages`. */
export const issueListSchema = answerOf<IssueListView>()(
  z.strictObject({
    total: count,
    limit: z.int().min(1).max(100),
    offset: count,
    issues: z.array(
      z.strictObject({
        paper: text.exactOptional(),
        date: text.exactOptional(),
        pageCount: count,
        pages: z.array(
          z.strictObject({
            id: id.exactOptional(),
            ...place,
            alone: z.literal(true).exactOptional(),
            file: text.exactOptional(),
            articleCount: count,
            isPicture: z.literal(true).exactOptional(),
          }),
        ),
      }),
    ),
  }),
);

/** `GET /pages/{paper}/{date}/{pageNumber}`. */
export const pageAnswerSchema = answerOf<PageView>()(
  z.strictObject({
    page: pageInfoSchema,
    file: text.exactOptional(),
    pageIds: z.array(id),
    total: count,
    articles: z.array(articleSchema),
    isPicture: z.literal(true).exactOptional(),
  }),
);

/** Every fault (RFC 9457). */
export const problemSchema = answerOf<Problem>()(
  z.strictObject({
    type: z.string().regex(/^urn:xunbao:problem:[a-z-]+$/),
    title: text,
    status: z.int().min(400).max(599),
    detail: text,
    code: z.string().regex(/^[A-Z_]+$/),
    requestId: text,
    errors: z.array(z.strictObject({ path: text, message: text })).exactOptional(),
    present: z.unknown().exactOptional(),
  }),
);
