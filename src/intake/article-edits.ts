/** A change of a stored article by hand: which record it is for, what it leaves of the article, and what was decided with it. */
import { isDeepStrictEqual } from 'node:util';
import type { Archive } from '../archive/archive.js';
import type { Decision } from '../archive/decision.js';
import { articleInputSchema, parseArticleInput } from '../article/article-schema.js';
import type { Article } from '../article/article.js';
import { InvalidInputError } from '../article/invalid-input-error.js';
import { decisionIn, takenBackIn, valueWithout, type MadeDecision } from './keep-decisions.js';

/** Who changes something by hand. */
export interface Editor {
  /** Name of the key; absent where it has none. */
  readonly by?: string;
}

/** Versions of a record (`versionOf`), any of which may be changed; `*` is any. */
export type Expected = readonly string[] | '*';

/** What became of a change by hand; `stale`: the record is not the expected one, and nothing was written. */
export interface EditReceipt {
  readonly type: 'stored' | 'stale';
  readonly id: string;
  /** Of the record as it stands now. */
  readonly version: string;
  /** As it stands now. */
  readonly article: Article;
  readonly status: 'updated' | 'unchanged';
  /** Why it is kept and not shown: it is much the same as a text that was taken out. */
  readonly withheld?: string;
  readonly warnings?: readonly string[];
}

/** What an article is after a change by hand. */
export interface Edited {
  readonly article: Article;
  readonly made: readonly MadeDecision[];
}

/** Names this state of an article's record, of this archive or another; undefined where nothing is stored. From memory. */
export function versionOf(archive: Pick<Archive, 'changedAt' | 'fingerprint'>, id: string): string | undefined {
  const fingerprint = archive.fingerprint(id);
  return fingerprint === undefined ? undefined : `${archive.changedAt({ kind: 'article', id }) ?? 0}-${fingerprint}`;
}

/** True where a record of this version may be changed. */
export function isExpected(version: string, expected: Expected): boolean {
  return expected === '*' || expected.includes(version);
}

/** Fields that are decided one by one. */
const FIELDS: readonly string[] = Object.keys(articleInputSchema.shape).filter((name) => name !== 'id');

/** A decision for each field in which the two differ. */
export function fieldDecisions(before: Article, after: Article, { by }: Editor): readonly MadeDecision[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return FIELDS.filter((what) => !isDeepStrictEqual(was.get(what), is.get(what))).map((what) => ({
    what,
    before: was.get(what) ?? null,
    after: is.get(what) ?? null,
    ...(by !== undefined && { by }),
  }));
}

/** The article with a merge patch (RFC 7396) of its fields. Throws ARTICLE_INVALID and ARTICLE_TOO_LARGE. */
export function patched(article: Article, patch: unknown): Article {
  if (!isObject(patch)) throw invalid('', 'a merge patch of an article is a JSON object');
  const merged = mergePatch(article, patch, 0);
  const input = parseArticleInput(merged, { unknown: 'error' });
  if (input.id !== article.id) throw invalid('id', 'an article keeps its id');
  return { ...input, id: article.id };
}

/**
 * The article without one of its decisions: the value before is there again where the field still has that of the decision. Undefined where
 * it is taken back already. Throws DECISION_NOT_FOUND, PARAMETER_INVALID for how it stands, and ARTICLE_INVALID.
 */
export function takenBack(article: Article, history: readonly Decision[], n: number, { by }: Editor): Edited | undefined {
  const decision = decisionIn(history, n, 'withhold, restore or delete the article instead');
  const { what, after } = decision;
  if (takenBackIn(history).has(n)) return undefined;
  const present = fieldsOf(article).get(what) ?? null;
  const value = isDeepStrictEqual(present, after) ? valueWithout(history, decision) : present;
  const made: MadeDecision = { what, before: present, after: value, takesBack: n, ...(by !== undefined && { by }) };
  if (isDeepStrictEqual(value, present)) return { article, made: [made] };
  const fields = fieldsOf(article).set(what, value);
  if (value === null) fields.delete(what);
  return { article: { ...parseArticleInput(Object.fromEntries(fields), { unknown: 'error' }), id: article.id }, made: [made] };
}

function fieldsOf(article: Article): Map<string, unknown> {
  return new Map(Object.entries(article).filter(([, value]) => value !== undefined));
}

/** Deeper than `extra` may be: no patch of an article. */
const MOST_LEVELS = 40;

function mergePatch(target: unknown, patch: unknown, level: number): unknown {
  if (!isObject(patch)) return patch;
  if (level > MOST_LEVELS) throw invalid('', `a merge patch is nested at most ${MOST_LEVELS} levels deep`);
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value, level + 1));
  }
  return Object.fromEntries(merged);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(path: string, message: string): InvalidInputError {
  return new InvalidInputError('ARTICLE_INVALID', 'The patch is not valid', [{ path, message }]);
}
