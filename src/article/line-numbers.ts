import type { ArticleLines } from './article.js';

/** Number of every printed line an article was read from, part by part. */
export function lineNumbers({ banner, kicker, title, subtitle, paragraphs }: ArticleLines): readonly number[] {
  return [...banner, ...kicker.flat(), ...title, ...subtitle.flat(), ...paragraphs.flat()];
}
