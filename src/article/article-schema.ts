/**
 * The door for article JSON from outside: what comes through HTTP, NDJSON or an import is checked here once, and is an
 * `ArticleInput` afterwards.
 */
import { z } from 'zod';

import { isDay } from '../notation/calendar-day.js';
import { SearchServiceError } from '../search-service-error.js';
import { ARTICLE_KINDS, type ArticleContent, type ArticleInput } from './article.js';
import { faultsOf, InvalidInputError } from './invalid-input-error.js';

/** Most characters (UTF-16 units) an article may hold in all its printed parts, and again in `extra` as JSON. */
const MAX_ARTICLE_CHARACTERS = 200_000;
/** Most entries of `paragraphs`; every other list holds at most 200. */
const MAX_PARAGRAPH_COUNT = 20_000;
const MAX_LIST_COUNT = 200;
const MAX_ID_CHARACTERS = 200;
/** How deep `extra` may be nested; JSON beyond it is nobody's metadata. */
const MAX_EXTRA_DEPTH = 32;

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;
// Under the u flag a well-formed pair is one character, so only lone surrogates match.
const LONE_SURROGATE = /\p{Surrogate}/u;

/** What keeps `id` from being an article's or a page's id, or nothing when it may be one. */
export function idFault(id: string): string | undefined {
  if (id === '') {
    return 'an id must not be empty';
  }
  if (Array.from(id).length > MAX_ID_CHARACTERS) {
    return `an id has at most ${MAX_ID_CHARACTERS} characters`;
  }
  if (CONTROL.test(id)) {
    return 'an id must not hold a control character';
  }
  if (LONE_SURROGATE.test(id)) {
    return 'an id must not hold a lone surrogate';
  }
  return id === '.' || id === '..' ? 'an id must not be "." or ".."' : undefined;
}

/** True for a `YYYY-MM-DD` that is in the calendar. */
export function isCalendarDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) {
    return false;
  }
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  return year > 0 && isDay(year, month, day);
}

const idSchema = z.string().superRefine((id, context) => {
  const fault = idFault(id);
  if (fault !== undefined) {
    context.addIssue({ code: 'custom', message: fault });
  }
});

/** A printed name of a paper, section or page: short, one line, and nothing that means something else in a URL. */
function placeName(maxCharacters: number): z.ZodString {
  return z
    .string()
    .min(1, 'must not be empty; leave it out where it is not known')
    .max(maxCharacters)
    .refine((name) => !CONTROL.test(name) && !LONE_SURROGATE.test(name), 'must not hold a control character, line break or lone surrogate')
    .refine((name) => !['-', '.', '..'].includes(name), 'must not be "-", which stands for a missing part, nor "." or ".."');
}

/** The paper, date, page and section of a page or article; every part may be missing. */
export const pageInfoShape = {
  paper: placeName(200).exactOptional(),
  date: z.string().refine(isCalendarDate, 'must be a calendar date written YYYY-MM-DD').exactOptional(),
  pageNumber: placeName(40).exactOptional(),
  section: placeName(200).exactOptional(),
} as const;

const lines = z.array(z.string()).max(MAX_LIST_COUNT).default([]);

const bylineSchema = z
  .strictObject({
    reporters: lines,
    correspondents: lines,
    photographers: lines,
    authors: z.array(z.string()).max(MAX_LIST_COUNT).exactOptional(),
    agency: z.string().exactOptional(),
    dateline: z.string().exactOptional(),
  })
  .default({ reporters: [], correspondents: [], photographers: [] });

/** Names of the fields of a byline, in the order in which an export writes them. */
export const BYLINE_FIELDS: readonly string[] = Object.keys(bylineSchema.unwrap().shape);

const extraSchema = z.record(z.string(), z.unknown()).superRefine((extra, context) => {
  if (isDeeperThan(extra, MAX_EXTRA_DEPTH)) {
    context.addIssue({ code: 'custom', message: `must not be nested deeper than ${MAX_EXTRA_DEPTH} levels` });
  }
});

/** The printed parts of an article. */
const contentShape = {
  title: z.string().default(''),
  kicker: lines,
  subtitle: lines,
  banner: z.string().exactOptional(),
  byline: bylineSchema,
  paragraphs: z.array(z.string()).max(MAX_PARAGRAPH_COUNT).default([]),
  kind: z.enum(ARTICLE_KINDS).default('news'),
  extra: extraSchema.exactOptional(),
} as const;

const holdsText = ({ title, paragraphs }: Pick<ArticleContent, 'title' | 'paragraphs'>): boolean =>
  title.trim() !== '' || paragraphs.some((text) => text.trim() !== '');
const NO_TEXT = { message: 'title or paragraphs must hold something' };

/** Article JSON as the API takes it: unknown fields are faults, lists default to empty, `kind` to `news`. */
export const articleInputSchema = z
  .strictObject({
    id: idSchema.exactOptional(),
    ...contentShape,
    ...pageInfoShape,
    order: z.int().min(1).max(1_000_000).exactOptional(),
    rights: z.string().max(10_000).exactOptional(),
  })
  .refine(holdsText, NO_TEXT);

/** The same without an id and a place, which the page gives it. */
export const articleContentSchema = z.strictObject(contentShape).refine(holdsText, NO_TEXT);

/** Where an article comes from decides what becomes of fields it should not have. */
export interface ParseArticleOptions {
  /**
   * `error`: a field that is not known is a fault (HTTP). `extra`: it is kept under `extra`, and an optional field that
   * is null or empty counts as missing (import).
   */
  readonly unknown: 'error' | 'extra';
}

/**
 * Checks one article from outside. Throws ARTICLE_INVALID with every fault and its place, ARTICLE_TOO_LARGE when it
 * holds more than 200,000 characters.
 */
export function parseArticleInput(value: unknown, options: ParseArticleOptions): ArticleInput {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidInputError('ARTICLE_INVALID', 'The article is not valid', [{ path: '', message: 'an article is a JSON object' }]);
  }
  const parsed = articleInputSchema.safeParse(options.unknown === 'extra' ? moveUnknown(value) : value);
  if (!parsed.success) {
    throw new InvalidInputError('ARTICLE_INVALID', 'The article is not valid', faultsOf(parsed.error));
  }
  refuseTooLarge(parsed.data);
  return parsed.data;
}

/** Throws ARTICLE_TOO_LARGE for an article of more than 200,000 characters. */
export function refuseTooLarge(article: ArticleContent): void {
  const { byline } = article;
  const printed = [
    [article.title, article.banner ?? '', byline.agency ?? '', byline.dateline ?? ''],
    [article.kicker, article.subtitle, article.paragraphs].flat(),
    [byline.reporters, byline.correspondents, byline.photographers, byline.authors ?? []].flat(),
  ].flat();
  const characters = printed.reduce((sum, text) => sum + text.length, 0);
  const extraCharacters = article.extra === undefined ? 0 : JSON.stringify(article.extra).length;
  if (Math.max(characters, extraCharacters) > MAX_ARTICLE_CHARACTERS) {
    const what =
      characters > MAX_ARTICLE_CHARACTERS ? `The article has ${characters} characters` : `extra has ${extraCharacters} characters of JSON`;
    throw new SearchServiceError('ARTICLE_TOO_LARGE', `${what}; at most ${MAX_ARTICLE_CHARACTERS} are taken. Divide it.`);
  }
}

const KNOWN_FIELDS: ReadonlySet<string> = new Set(Object.keys(articleInputSchema.shape));
const KNOWN_BYLINE_FIELDS: ReadonlySet<string> = new Set(BYLINE_FIELDS);

function moveUnknown(value: object): Record<string, unknown> {
  const [known, unknown] = divide(value, KNOWN_FIELDS);
  if (isPlainObject(known['byline'])) {
    const [byline, rest] = divide(known['byline'], KNOWN_BYLINE_FIELDS);
    known['byline'] = byline;
    if (Object.keys(rest).length > 0) {
      unknown['byline'] = rest;
    }
  }
  const { extra: given, ...fields } = known;
  const extra = isPlainObject(given) ? { ...given } : {};
  // An `extra` that is no object is not lost either: it becomes a field of the new one.
  const moved = isPlainObject(given) || given === undefined ? unknown : { ...unknown, extra: given };
  for (const [key, field] of Object.entries(moved)) {
    extra[freeKey(extra, key)] = field;
  }
  return given === undefined && Object.keys(extra).length === 0 ? fields : { ...fields, extra };
}

/** The fields of `names` that say something, and all others. `__proto__` is in neither. */
function divide(value: object, names: ReadonlySet<string>): [known: Record<string, unknown>, unknown: Record<string, unknown>] {
  const known: Record<string, unknown> = {};
  const unknown: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    if (names.has(key)) {
      if (field !== null && field !== undefined && field !== '') {
        known[key] = field;
      }
    } else if (key !== '__proto__') {
      unknown[key] = field;
    }
  }
  return [known, unknown];
}

function freeKey(taken: object, key: string): string {
  return Object.hasOwn(taken, key) ? freeKey(taken, `${key}_`) : key;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}
