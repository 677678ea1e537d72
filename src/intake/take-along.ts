/** Articles that stand or fall with another one: those of much the same text are withheld with it, and come back with it. */
import type { Article, ArticleContent } from '../article/article.js';
import type { Archive } from '../archive/archive.js';
import type { ArchiveChange } from '../archive/archive-change.js';
import type { JoinedArticles } from './joined-articles.js';
import { withholdLike, type KeepingArchive } from './keep-out.js';
import type { TakenOutTexts } from './taken-out-texts.js';

/** Gives ids of articles that may be found and may be much the same as one, the likeliest first; asked again until nothing new comes. */
export type FindAlike = (article: Article) => Promise<readonly string[]>;

/** Where the articles stand. */
export interface TakingAlong {
  readonly archive: KeepingArchive;
  readonly taken: TakenOutTexts;
  readonly joined: Pick<JoinedArticles, 'idsOf'>;
  readonly findAlike: FindAlike;
}

/**
 * What withholds the articles that are much the same as one that is withheld, as far as they were found. Nothing else may be written
 * until they are. `isDecided`: somebody withholds it now, which goes before earlier releases; else those hold.
 */
export async function alikeOf(
  id: string,
  { archive, taken, joined, findAlike }: TakingAlong,
  isDecided: boolean,
): Promise<readonly Extract<ArchiveChange, { readonly type: 'withhold' }>[]> {
  const text = archive.status(id) === 'withheld' ? await archive.article(id) : undefined;
  if (text === undefined) return [];
  const found: Extract<ArchiveChange, { readonly type: 'withhold' }>[] = [];
  const candidates = new Set<string>();
  for (const candidate of await findAlike(text.article)) for (const half of await joined.idsOf(candidate)) candidates.add(half);
  for (const candidate of candidates) {
    if (candidate === id || archive.status(candidate) !== 'live' || (!isDecided && archive.isReleased(candidate))) continue;
    const held = (await taken.heldBy((await archive.article(candidate))!.article)).find((one) => one.id === id);
    if (held !== undefined) found.push(withholdLike(candidate, id, held.standing));
  }
  return found;
}

/** True where others are out only for their likeness to an article. From memory; looks at all that are out. */
export function fallWith(id: string, archive: Pick<Archive, 'takenOut'>): boolean {
  for (const { standing } of archive.takenOut()) if (standing.like === id) return true;
  return false;
}

/** What lifts the withholding of those that are out only for their likeness to `ids`, which come back; another likeness keeps them out. */
export async function liftedWith(
  ids: readonly string[],
  { archive, taken }: Pick<TakingAlong, 'taken'> & { readonly archive: KeepingArchive & Pick<Archive, 'takenOut'> },
): Promise<readonly ArchiveChange[]> {
  const lifted = [...archive.takenOut()].filter(({ standing: { like } }) => like !== undefined && ids.includes(like));
  return Promise.all(
    lifted.map(async ({ id }): Promise<ArchiveChange> => {
      const text = await archive.article(id);
      const other = text === undefined ? undefined : (await taken.heldBy(text.article)).find((held) => !ids.includes(held.id));
      return other === undefined ? { type: 'restore', id, released: false } : withholdLike(id, other.id, other.standing);
    }),
  );
}

const MOST_PHRASES = 10;
const PHRASE_CHARACTERS = 14;
/** Letters and digits in a row, with the spaces between words; shorter rows say little. */
const ROW = /[\p{L}\p{N}][\p{L}\p{N} ]{5,}/gu;

/**
 * Some phrases of an article, from all over it: who has much of its text has some of them as they stand. Only letters, digits and spaces.
 */
export function phrasesOf({ title, paragraphs }: ArticleContent): readonly string[] {
  const rows = [title, ...paragraphs].flatMap((text) => text.match(ROW) ?? []);
  const step = Math.max(1, rows.length / MOST_PHRASES);
  const chosen = Array.from({ length: Math.min(rows.length, MOST_PHRASES) }, (_, index) => rows[Math.floor(index * step)]!);
  // A word that was cut in two is none.
  return [
    ...new Set(
      chosen.map((row) =>
        (row.length <= PHRASE_CHARACTERS ? row : row.slice(0, PHRASE_CHARACTERS).replace(/[\p{Script=Latin}\p{N}]+$/u, '') || row).trim(),
      ),
    ),
  ];
}
