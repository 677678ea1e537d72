/** The lines of an article, part by part, though its text was changed since they were noted. */
import type { ArticleContent, ArticleLines } from '../../article/article.js';

/** With one list for each part of the text: lists that are too many go to the last one, those that are missing are empty. */
export function fittedLines(content: ArticleContent, lines: ArticleLines | undefined): ArticleLines {
  const { banner = [], kicker = [], title = [], subtitle = [], paragraphs = [] } = lines ?? {};
  const fit = (lists: readonly (readonly number[])[], count: number): readonly (readonly number[])[] =>
    Array.from({ length: count }, (_, index) => (index < count - 1 ? (lists[index] ?? []) : lists.slice(index).flat()));
  const [kickers, subtitles] = [fit(kicker, content.kicker.length), fit(subtitle, content.subtitle.length)];
  // Where all of a part was taken away its lines stay the article's, at the headline.
  const left = [content.kicker.length === 0 ? kicker.flat() : [], content.subtitle.length === 0 ? subtitle.flat() : []].flat();
  const body = content.paragraphs.length === 0 ? paragraphs.flat() : [];
  return {
    banner,
    kicker: kickers,
    title: [...title, ...left, ...body],
    subtitle: subtitles,
    paragraphs: fit(paragraphs, content.paragraphs.length),
  };
}
