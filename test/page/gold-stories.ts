import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ArticleContent } from '../../src/article/article.js';

/** An article of the sample pages, ready to be printed on another page. */
export interface Story {
  readonly article: ArticleContent;
  /** For each paragraph, whether it is one printed line (a name, a sub-head, a line of verse), never wrapped or cut. */
  readonly lines: readonly boolean[];
  readonly traditional: boolean;
}

/** End of a sentence, or a mark that may close one. */
export const SENTENCE_END = /[。！？…；：”’」』）)》】]$/u;

const GOLD = path.resolve('data/gold');
const TRADITIONAL = /[們這說個來時會後為對學國點還過於與裡]/u;

/**
 * The articles of `data/gold` whose limits a careful reader can tell wherever they stand. What only its own page shows is
 * left off, on paper and in the gold: a banner of more than six characters or two lines; the half of a story that begins
 * on another page.
 */
export function readGoldStories(): readonly Story[] {
  return readdirSync(GOLD)
    .sort()
    .flatMap((file) => {
      const { articles } = JSON.parse(readFileSync(path.join(GOLD, file), 'utf8')) as { readonly articles: readonly ArticleContent[] };
      return articles.filter((article) => !JSON.stringify(article.extra ?? {}).includes('上接')).map(storyOf);
    });
}

function storyOf(gold: ArticleContent): Story {
  const { banner, ...rest } = gold;
  const article = banner === undefined || banner.length > 6 ? rest : gold;
  const extra = (gold.extra ?? {}) as Readonly<Record<string, readonly string[] | undefined>>;
  const named = new Set([...(extra['bylineBlocks'] ?? []), ...(extra['subheads'] ?? [])]);
  const inLines = gold.kind === 'list' || gold.kind === 'verse';
  const lines = gold.paragraphs.map(
    (text) =>
      named.has(text) || (inLines ? !/。$/u.test(text) : text.length <= 32 && (!SENTENCE_END.test(text) || /[）)》】]$/u.test(text))),
  );
  return { article, lines, traditional: TRADITIONAL.test(gold.paragraphs.join('')) };
}
