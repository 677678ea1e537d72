/** A page as an editor divided it, in the place of the parser's reading. */
import { isDeepStrictEqual } from 'node:util';
import type { CorrectedArticle, ParsedPage } from '../article/article.js';
import { InvalidInputError } from '../article/invalid-input-error.js';
import { lineNumbers } from '../article/line-numbers.js';
import { divisionName } from './by-hand/division-name.js';

/** What an editor decided of a page. */
export interface Decided {
  /** Places, in `parsed.articles`, of those that are not as the parser read them. */
  readonly byHand: ReadonlySet<number>;
  /** Numbers of the lines that the parser gave to an article and the editor to none. */
  readonly leftOut: readonly number[];
  /** `divisionName` of the parser's own reading. */
  readonly against: string;
}

/**
 * The reading with the editor's articles instead of its own. One that is as the parser read it stays the parser's, so that
 * a better reading may replace it. Throws ARTICLE_INVALID for an article without a printed line, and for lines the page has not.
 */
export function correctReading(
  parsed: ParsedPage,
  corrected: readonly CorrectedArticle[],
  text: readonly string[],
): { readonly parsed: ParsedPage; readonly decided: Decided } {
  refuseForeignLines(corrected, text.length);
  const readAs = corrected.map(({ content, lines }) =>
    parsed.articles.findIndex((article, at) => isDeepStrictEqual(article, content) && isDeepStrictEqual(parsed.lines[at], lines)),
  );
  const held = new Set(corrected.flatMap(({ lines }) => lineNumbers(lines)));
  const leftOut = [...new Set(parsed.lines.flatMap(lineNumbers))].filter((line) => !held.has(line)).sort((a, b) => a - b);
  return {
    parsed: {
      ...parsed,
      articles: corrected.map(({ content }) => content),
      lines: corrected.map(({ lines }) => lines),
      furniture: [...parsed.furniture, ...leftOut.map((line) => text[line - 1]!.trim())],
      confidences: readAs.map((at) => parsed.confidences[at] ?? 1),
    },
    decided: { byHand: new Set(readAs.flatMap((at, index) => (at < 0 ? [index] : []))), leftOut, against: divisionName(parsed.lines) },
  };
}

function refuseForeignLines(corrected: readonly CorrectedArticle[], lineCount: number): void {
  const faults = corrected.flatMap(({ lines }, index) => {
    const numbers = lineNumbers(lines);
    if (numbers.length === 0) return [{ path: `lines[${index}]`, message: 'an article of a page has at least one of its lines' }];
    const beyond = numbers.find((line) => line > lineCount);
    return beyond === undefined ? [] : [{ path: `lines[${index}]`, message: `the page has ${lineCount} lines, not ${beyond}` }];
  });
  if (faults.length > 0) throw new InvalidInputError('ARTICLE_INVALID', 'The corrected page is not valid', faults);
}
