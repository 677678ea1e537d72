/** Numbers of the printed lines an article was read from. */
import type { ArticleLines } from './article.js';

/** Those of every part. */
export function lineNumbers(lines: ArticleLines): readonly number[] {
  return [...lines.banner, ...ownLineNumbers(lines)];
}

/** Those of all parts but the banner, which several articles may share; none where they are not known. */
export function ownLineNumbers(lines: ArticleLines | undefined): readonly number[] {
  return lines === undefined ? [] : [...lines.kicker.flat(), ...lines.title, ...lines.subtitle.flat(), ...lines.paragraphs.flat()];
}
