/** A correction of an article that is one part of a story on several pages: it is of that part alone, and must not bring in the others. */
import type { Article } from '../article/article.js';
import { InvalidInputError } from '../article/invalid-input-error.js';
import type { Archive } from '../archive/archive.js';
import type { JoinedArticles } from './joined-articles.js';

/** Characters from which the opening of a part tells it from another. */
const LEAST_CHARACTERS = 12;

/**
 * What is to be said of the correction of `before` to `after`; nothing for a story on one page. Throws ARTICLE_INVALID where paragraphs of
 * earlier parts are written into a later one: the whole, as it is read, can be put under the id of its first part only.
 */
export async function partWarnings(
  before: Article,
  after: Article,
  { joined, archive }: { readonly joined: Pick<JoinedArticles, 'idsOf'>; readonly archive: Pick<Archive, 'article'> },
): Promise<readonly string[]> {
  const ids = await joined.idsOf(before.id);
  const place = ids.indexOf(before.id);
  if (ids.length < 2) return [];
  const own = new Set(before.paragraphs.map(tight));
  const added = new Set(after.paragraphs.map(tight).filter((text) => !own.has(text)));
  for (const id of ids.slice(0, Math.max(place, 0))) {
    const other = (await archive.article(id))?.article;
    // One that holds the whole already has the others' paragraphs too; where it begins is its own.
    const opening = other?.paragraphs.find((text) => text.length >= LEAST_CHARACTERS);
    if (opening !== undefined && added.has(tight(opening)))
      throw new InvalidInputError('ARTICLE_INVALID', 'The patch is not valid', [
        {
          path: 'paragraphs',
          message: `hold those of ${id} too: ${before.id} is part ${place + 1} of a story; send its own, or patch ${ids[0]!}`,
        },
      ]);
  }
  const page = before.pageNumber ?? '-';
  return [
    `part ${place + 1} of ${ids.length} of a story, on page ${page}: only this part was changed ` +
      `只改了这条消息在第 ${page} 版的部分（共 ${ids.length} 部分）`,
  ];
}

function tight(text: string): string {
  return text.replace(/\s/gu, '');
}
