/** Transactions get their histories: what was decided of an article goes on with each new text of it, and with what is decided now. */
import type { Archive } from '../archive/archive.js';
import type { ArchiveChange } from '../archive/archive-change.js';
import { withDecisions, type MadeDecision } from './keep-decisions.js';

/** What somebody decides of an article, beside what it changes. */
export interface Decide {
  readonly type: 'decide';
  readonly id: string;
  readonly made: readonly MadeDecision[];
}

/** A change on its way into the archive, or a decision that is kept with the article it is of. */
export type IntakeChange = ArchiveChange | Decide;

/** The archive, as far as it tells of histories. */
export type DecidedArchive = Pick<Archive, 'article' | 'isDecided'>;

type ArticleChange = Extract<ArchiveChange, { readonly type: 'article' }>;

/** True for what the archive takes. */
export function isArchiveChange(change: IntakeChange): change is ArchiveChange {
  return change.type !== 'decide';
}

/**
 * The changes of a transaction with all that was decided, `decides` at the time `at`. A decision of an article whose text does not change
 * writes it once more; of one without a text nothing is kept.
 */
export async function withHistories(
  changes: readonly ArchiveChange[],
  decides: readonly Decide[],
  archive: DecidedArchive,
  at: string,
): Promise<readonly ArchiveChange[]> {
  const madeOf = new Map<string, readonly MadeDecision[]>();
  for (const { id, made } of decides) madeOf.set(id, [...(madeOf.get(id) ?? []), ...made]);
  const next: ArchiveChange[] = [];
  for (const change of changes) next.push(change.type === 'article' ? await carried(change, madeOf, archive, at) : change);
  const written = new Set(changes.flatMap((change) => (change.type === 'article' ? [change.article.id] : [])));
  for (const [id, made] of madeOf) {
    const stored = written.has(id) ? undefined : await archive.article(id);
    if (stored === undefined) continue;
    const { article, source, pageId, lines, decisions = [] } = stored;
    const rewritten: ArticleChange = {
      type: 'article',
      article,
      ...(source !== undefined && { source }),
      ...(pageId !== undefined && { pageId }),
      ...(lines !== undefined && { lines }),
      decisions: withDecisions(decisions, made, at),
    };
    // Where it is taken out it must stand before, where it is brought back behind.
    next.splice(next.findLastIndex((change) => change.type === 'restore' && change.id === id) + 1, 0, rewritten);
  }
  return next;
}

async function carried(
  change: ArticleChange,
  madeOf: ReadonlyMap<string, readonly MadeDecision[]>,
  archive: DecidedArchive,
  at: string,
): Promise<ArticleChange> {
  const { id } = change.article;
  const made = madeOf.get(id) ?? [];
  const earlier = change.decisions ?? (archive.isDecided(id) ? (await archive.article(id))?.decisions : undefined) ?? [];
  return earlier.length + made.length === 0 ? change : { ...change, decisions: withDecisions(earlier, made, at) };
}
