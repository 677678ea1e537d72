import type { Article } from '../article/article.js';
import type { Archive } from '../archive/archive.js';
import type { ArchiveChange, IndexedChange } from '../archive/archive-change.js';
import { isArchiveChange, withHistories, type DecidedArchive, type Decide, type IntakeChange } from './histories.js';
import type { JoinedArticles } from './joined-articles.js';
import { likenesses, withPrints, type KeepingArchive, type WithheldForLikeness } from './keep-out.js';
import { TakenOutTexts } from './taken-out-texts.js';
import type { Fold } from './text-print.js';

/**
 * What follows the archive. `put` resolves when the changes of transaction `sequence`, and all it has changed, are where they must be
 * before the write is answered.
 */
export interface IntakeFeed {
  put(changes: readonly IndexedChange[], sequence: number): Promise<void>;
}

/** What transactions are stored with. */
export interface ChangeStoreParts {
  readonly archive: KeepingArchive & DecidedArchive & Pick<Archive, 'commit'>;
  readonly feed: IntakeFeed;
  readonly joined: JoinedArticles;
  readonly fold: Fold;
  /** The clock of decisions. */
  readonly now: () => Date;
}

const NONE: WithheldForLikeness = new Map();

/** The one way of every write into archive and index, where it is looked at whole: no text that was taken out gets in unseen. */
export class ChangeStore {
  readonly taken: TakenOutTexts;

  readonly #parts: ChangeStoreParts;

  constructor(parts: ChangeStoreParts) {
    this.#parts = parts;

    this.taken = new TakenOutTexts(parts.archive, parts.fold);
  }

  /** Commits, then brings the index up; resolves when both are done, with the articles that were withheld for their likeness. */
  async store(given: readonly IntakeChange[], pageBytes: readonly Uint8Array[] = []): Promise<WithheldForLikeness> {
    if (given.length === 0) return NONE;
    const { archive, feed, joined, fold, now } = this.#parts;
    const changes = given.filter(isArchiveChange);
    const decides = given.filter((change): change is Decide => change.type === 'decide');
    const decided = await withPrints(changes, archive, fold);
    const noted = [
      ...new Set(decided.flatMap((change) => ('id' in change ? [change.id] : change.type === 'article' ? [change.article.id] : []))),
    ];
    try {
      // A text that goes out must be known while the rest of its own transaction is looked at.
      for (const change of decided) if (change.type === 'delete' || change.type === 'withhold') this.taken.note(change.id, change);
      const alike = this.taken.isEmpty ? [] : await likenesses(decided, archive, this.taken);
      const own = [...decided, ...alike];
      const all = [...own, ...(await joined.rewrites(own))];
      const sequence = await archive.commit(await withHistories(all, decides, archive, now().toISOString()), pageBytes);
      await feed.put(await this.#indexed(all, sequence), sequence);
      return alike.length === 0 ? NONE : new Map(alike.map(({ id, reason }) => [id, reason]));
    } finally {
      for (const id of noted) this.taken.note(id);
    }
  }

  /** What the index must do, from how the articles stand now; no one else changes them while their lock is held. */
  async #indexed(changes: readonly ArchiveChange[], sequence: number): Promise<readonly IndexedChange[]> {
    const { archive } = this.#parts;
    const latest = new Map<string, Article | undefined>();
    for (const change of changes) {
      if (change.type === 'article') latest.set(change.article.id, change.article);
      else if (change.type === 'restore') latest.set(change.id, (await archive.article(change.id))?.article);
      else if (change.type === 'delete' || change.type === 'remove' || change.type === 'withhold') latest.set(change.id, undefined);
    }
    return [...latest].map(([id, article]) => ({ sequence, id, article: archive.status(id) === 'live' ? (article ?? null) : null }));
  }
}
