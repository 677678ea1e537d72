/** How long a headline may be, and what becomes of the rest of a longer one. */
import type { ArticleContent, ArticleLines } from './article.js';
import { cutText } from './cut-text.js';

/** Most UTF-16 units of each title, kicker, sub-headline and banner that are taken for it. */
export const MAX_HEADLINE_CHARACTERS = 2_000;

/** An article whose headlines are short enough. */
export interface BoundedHeadlines<Content extends ArticleContent> {
  readonly content: Content;
  /** Lines of its parts, where those of the article were given. */
  readonly lines?: ArticleLines;
  /** For people: what has gone to the text. Empty where nothing has. */
  readonly warnings: readonly string[];
}

type Part = 'banner' | 'kicker' | 'title' | 'subtitle';

/** A rest, and the printed lines of the headline it was cut from. */
interface Rest {
  readonly part: Part;
  readonly text: string;
  readonly lines: readonly number[];
}

/**
 * The article with at most 2,000 characters of each headline; the rest of each stands before its first paragraph, as a paragraph of
 * its own, in printed order and with the lines of its headline. Nothing is lost. One look where nothing is too long.
 */
export function boundHeadlines<Content extends ArticleContent>(content: Content, lines?: ArticleLines): BoundedHeadlines<Content> {
  const { title, banner = '', kicker, subtitle } = content;
  if (![title, banner, ...kicker, ...subtitle].some(({ length }) => length > MAX_HEADLINE_CHARACTERS))
    return { content, ...(lines !== undefined && { lines }), warnings: [] };
  const rests: Rest[] = [
    ...restOf('banner', banner, lines?.banner),
    ...kicker.flatMap((text, index) => restOf('kicker', text, lines?.kicker[index])),
    ...restOf('title', title, lines?.title),
    ...subtitle.flatMap((text, index) => restOf('subtitle', text, lines?.subtitle[index])),
  ];
  return {
    content: {
      ...content,
      title: headOf(title),
      kicker: kicker.map(headOf),
      subtitle: subtitle.map(headOf),
      ...(content.banner !== undefined && { banner: headOf(banner) }),
      paragraphs: [...rests.map(({ text }) => text), ...content.paragraphs],
    },
    ...(lines !== undefined && { lines: { ...lines, paragraphs: [...rests.map((rest) => rest.lines), ...lines.paragraphs] } }),
    warnings: [...new Set(rests.map(({ part }) => part))].map(
      (part) =>
        `${part}: longer than ${MAX_HEADLINE_CHARACTERS} characters; the rest stands before the first paragraph 标题部分过长，其余移入正文之首`,
    ),
  };
}

function headOf(text: string): string {
  return cutText(text, MAX_HEADLINE_CHARACTERS);
}

function restOf(part: Part, text: string, lines: readonly number[] = []): readonly Rest[] {
  const rest = text.slice(headOf(text).length);
  return rest === '' ? [] : [{ part, text: rest, lines }];
}
