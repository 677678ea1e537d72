/**
 * The line format of `export` and `import`: an article's JSON as everywhere, and beside its fields one more, `archive`, with
 * what the archive knows of it. A tombstone is its id and `archive` alone. So the file can be read by anything that
 * reads articles, and loses nothing.
 */
import { z } from 'zod';
import type { Article, ArticleLines } from '../article/article.js';
import { articleLinesSchema } from '../article/article-lines-schema.js';
import { articleInputSchema, BYLINE_FIELDS, idFault, parseArticleInput } from '../article/article-schema.js';
import { faultsOf, InvalidInputError } from '../article/invalid-input-error.js';
import type { ArchivedArticle, ArchiveRecord, ArticleStatus, Standing } from '../archive/archive-change.js';
import type { Decision } from '../archive/decision.js';
import { MOST_DECISIONS } from './keep-decisions.js';
import { contentArticleId } from './make-id.js';
import { MOST_PRINTS, MOST_SAMPLE_CHARACTERS } from './text-print.js';

/** An article or tombstone as a line holds it. */
export interface ImportRecord extends Standing {
  readonly id: string;
  readonly status: ArticleStatus;
  /** Missing for a tombstone without a text. */
  readonly article?: Article;
  readonly source?: string;
  readonly pageId?: string;
  readonly lines?: ArticleLines;
  /** True when a person has brought it back, so that no likeness takes it out. */
  readonly released?: true;
  /** What was decided of it by hand, the newest last. */
  readonly decisions?: readonly Decision[];
}

/** In the order in which it is written. */
const decisionSchema = z.strictObject({
  n: z.int().min(1),
  by: z.string().max(100).exactOptional(),
  at: z.iso.datetime(),
  what: z.string().max(100),
  before: z.unknown(),
  after: z.unknown(),
  state: z.enum(['accepted', 'proposed']),
  takesBack: z.int().min(1).exactOptional(),
  purged: z.literal(true).exactOptional(),
});

const textPrintSchema = z.strictObject({
  paper: z.string().max(1_000).exactOptional(),
  pieceCount: z.number().int().min(0),
  sample: z.base64().max(MOST_SAMPLE_CHARACTERS),
});

/** In the order in which it is written. */
const archiveSchema = z.strictObject({
  status: z.enum(['withheld', 'deleted']).exactOptional(),
  reason: z.string().max(10_000).exactOptional(),
  source: z.string().max(10_000).exactOptional(),
  pageId: z.string().max(1_000).exactOptional(),
  lines: articleLinesSchema.exactOptional(),
  like: z.string().max(1_000).exactOptional(),
  withPage: z.literal(true).exactOptional(),
  released: z.literal(true).exactOptional(),
  prints: z.array(textPrintSchema).max(MOST_PRINTS).exactOptional(),
  decisions: z.array(decisionSchema).max(MOST_DECISIONS).exactOptional(),
});

const FIELDS = Object.keys(articleInputSchema.shape);

/** One line, with its line feed: the same for the same record, whatever order its keys were stored in. */
export function writeRecordLine({ id, status, reason, article, ...place }: ArchiveRecord): string {
  const known: Partial<Omit<ArchivedArticle, 'article' | 'status'>> = place;
  const archive = {
    ...(status !== 'live' && { status, reason }),
    source: known.source,
    pageId: known.pageId,
    lines: known.lines && inOrder(known.lines, Object.keys(articleLinesSchema.shape)),
    like: known.like,
    withPage: known.withPage,
    released: known.released,
    prints: known.prints?.map((print) => inOrder(print, Object.keys(textPrintSchema.shape))),
    decisions: known.decisions?.map((one) => inOrder(one, Object.keys(decisionSchema.shape))),
  };
  const fields = article === undefined ? { id } : inOrder({ ...article, byline: inOrder(article.byline, BYLINE_FIELDS) }, FIELDS);
  const says = Object.values(archive).some((value) => value !== undefined);
  return `${JSON.stringify(says ? { ...fields, archive } : fields)}\n`;
}

function inOrder(value: object, names: readonly string[]): Record<string, unknown> {
  const given = new Map(Object.entries(value));
  return Object.fromEntries([...names, ...given.keys()].map((name) => [name, given.get(name)]));
}

/**
 * Reads a line's JSON. Without `archive` it is an article from elsewhere: unknown fields go under `extra`, a missing id is
 * made. Throws ARTICLE_INVALID with every fault, ARTICLE_TOO_LARGE.
 */
export function readRecord(value: unknown): ImportRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !('archive' in value)) {
    const article = parseArticleInput(value, { unknown: 'extra' });
    const id = article.id ?? contentArticleId(article);
    return { id, status: 'live', article: { ...article, id } };
  }
  const { archive, ...fields } = value;
  const parsed = archiveSchema.safeParse(archive);
  if (!parsed.success)
    throw invalid(faultsOf(parsed.error).map(({ path, message }) => ({ path: path === '' ? 'archive' : `archive.${path}`, message })));
  const { status = 'live', ...place } = parsed.data;
  const id = idOf(fields);
  if (Object.keys(fields).length > 1) return { id, status, ...place, article: { ...parseArticleInput(fields, { unknown: 'error' }), id } };
  if (status === 'live')
    throw invalid([{ path: 'archive.status', message: 'a line without a text is a tombstone and must be withheld or deleted' }]);
  return { id, status, ...place };
}

function idOf(fields: object): string {
  const id: unknown = 'id' in fields ? fields.id : undefined;
  const fault = typeof id === 'string' ? idFault(id) : 'an exported line has an id';
  if (fault !== undefined) throw invalid([{ path: 'id', message: fault }]);
  return id as string;
}

function invalid(faults: readonly { readonly path: string; readonly message: string }[]): InvalidInputError {
  return new InvalidInputError('ARTICLE_INVALID', 'The line is not valid', faults);
}
