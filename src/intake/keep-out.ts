/** What goes with a transaction so that taken-out texts stay out: their prints, and the articles that are much the same as one. */
import type { Article } from '../article/article.js';
import type { Archive } from '../archive/archive.js';
import type { ArchiveChange, ArchivedArticle, Standing, TextPrint } from '../archive/archive-change.js';
import { MAX_REASON_CHARACTERS } from './input-limits.js';
import { MOST_PRINTS, printOf, type Fold } from './text-print.js';
import type { TakenOutArchive, TakenOutTexts } from './taken-out-texts.js';

/** The archive, as far as it is asked. */
export type KeepingArchive = TakenOutArchive & Pick<Archive, 'status' | 'isReleased'>;

/** Ids of articles that a transaction withholds for their likeness, and the reasons. */
export type WithheldForLikeness = ReadonlyMap<string, string>;

type Delete = Extract<ArchiveChange, { readonly type: 'delete' }>;
type Withhold = Extract<ArchiveChange, { readonly type: 'withhold' }>;
type Put = Extract<ArchiveChange, { readonly type: 'article' }>;

/** Sources of what a person has put by hand. */
export const API_SOURCES: readonly (string | undefined)[] = ['api', 'api:page'];

/**
 * The decisions with the prints of the texts they are about, and those that a new text of a taken-out article needs. Reads the texts that
 * are not in the transaction.
 */
export async function withPrints(
  changes: readonly ArchiveChange[],
  archive: KeepingArchive,
  fold: Fold,
): Promise<readonly ArchiveChange[]> {
  const texts = new Map<string, Article>();
  const decided = new Set<string>();
  const all: ArchiveChange[] = [];
  for (const change of changes) {
    if (change.type === 'article') texts.set(change.article.id, change.article);
    if (change.type === 'restore') decided.add(change.id);
    if (!isDecision(change)) {
      all.push(change);
      continue;
    }
    decided.add(change.id);
    const text = texts.get(change.id) ?? (await archive.article(change.id))?.article;
    all.push({ ...change, ...printsWith(change.prints ?? archive.standing(change.id)?.prints, text, fold) });
  }
  for (const [id, text] of texts) {
    const standing = decided.has(id) ? undefined : archive.standing(id);
    if (standing === undefined || archive.status(id) !== 'withheld') continue;
    const { reason = '', like, prints } = standing;
    const next = printsWith(prints, text, fold);
    if (next.prints?.length !== prints?.length) all.push({ type: 'withhold', id, reason, ...(like !== undefined && { like }), ...next });
  }
  return all;
}

/** What withholds the articles of a transaction that would be found and are much the same as a text that is out, or goes out with it. */
export async function likenesses(
  changes: readonly ArchiveChange[],
  archive: KeepingArchive,
  taken: TakenOutTexts,
): Promise<readonly Withhold[]> {
  const found = new Map<string, Put>();
  const gone = new Set<string>();
  const [released, lifted] = [new Set<string>(), new Set<string>()];
  for (const change of changes) {
    if (change.type === 'article') found.set(change.article.id, change);
    else if (change.type === 'restore') (change.released === false ? lifted : released).add(change.id);
    else if (isDecision(change) || change.type === 'remove') gone.add(change.id);
  }
  const withheld: Withhold[] = [];
  for (const [id, put] of found) {
    const isFound = !gone.has(id) && !released.has(id) && !archive.isReleased(id) && (lifted.has(id) || archive.standing(id) === undefined);
    const held = isFound ? await newlyHeld(put, archive, taken) : undefined;
    if (held !== undefined) withheld.push(withholdLike(id, held.id, held.standing));
  }
  return withheld;
}

/** The first taken-out text that an article holds now and did not before. One deleted with its page may be put by hand elsewhere. */
async function newlyHeld(
  { article, source }: Put,
  archive: KeepingArchive,
  taken: TakenOutTexts,
): Promise<{ readonly id: string; readonly standing: Standing } | undefined> {
  const byHand = API_SOURCES.includes(source);
  const now = (await taken.heldBy(article)).filter(({ standing }) => !(byHand && standing.withPage === true));
  const before = now.length === 0 || archive.status(article.id) !== 'live' ? undefined : await archive.article(article.id);
  if (before === undefined) return now[0];
  const then = new Set((await taken.heldBy({ ...before.article, id: article.id })).map(({ id }) => id));
  return now.find(({ id }) => !then.has(id));
}

/** Withholds an article for its likeness to another that is out. */
export function withholdLike(id: string, like: string, { reason }: Standing): Withhold {
  const why =
    reason === undefined
      ? `与已删除的文章 ${like} 基本相同 · much the same text as article ${like}, which was deleted`
      : `与已停止公开的文章 ${like} 基本相同 · much the same text as article ${like}, which is withheld: ${reason}`;
  return { type: 'withhold', id, reason: why.slice(0, MAX_REASON_CHARACTERS), like };
}

/** What gives the texts that were taken out before prints were kept theirs; nothing where none lacks one. Reads those texts. */
export async function lackingPrints(
  archive: TakenOutArchive & Pick<Archive, 'status' | 'recordsOf' | 'pageStatus'>,
  fold: Fold,
): Promise<readonly ArchiveChange[]> {
  const changes: ArchiveChange[] = [];
  for (const { id, standing } of archive.takenOut()) {
    const text = standing.prints !== undefined || standing.like !== undefined ? undefined : await archive.article(id);
    const { prints } = printsWith([], text?.article, fold);
    if (text === undefined || prints === undefined) continue;
    if (text.status === 'withheld') changes.push({ type: 'withhold', id, reason: standing.reason ?? '', prints });
    else changes.push({ type: 'delete', id, ...standing, prints, ...((await wentWithPage(text, archive)) && { withPage: true }) });
  }
  return changes;
}

/** True where the page an article stood on was deleted in the same transaction. */
async function wentWithPage({ pageId, sequence }: ArchivedArticle, archive: Pick<Archive, 'recordsOf' | 'pageStatus'>): Promise<boolean> {
  if (pageId === undefined || archive.pageStatus(pageId) !== 'deleted') return false;
  const [page] = await archive.recordsOf([{ kind: 'page', id: pageId }]);
  return page?.sequence === sequence;
}

function isDecision(change: ArchiveChange): change is Delete | Withhold {
  return change.type === 'delete' || change.type === 'withhold';
}

function printsWith(prints: readonly TextPrint[] = [], text: Article | undefined, fold: Fold): Pick<Standing, 'prints'> {
  const print = text === undefined ? undefined : printOf(text, fold);
  const isNew = print !== undefined && !prints.some(({ sample, paper }) => sample === print.sample && paper === print.paper);
  const all = isNew ? [...prints, print].slice(-MOST_PRINTS) : prints;
  return all.length === 0 ? {} : { prints: all };
}
