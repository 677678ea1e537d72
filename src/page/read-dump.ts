import type { ArticleContent, ArticleLines, ParsedPage } from '../article/article.js';
import type { PageLine } from './clean/clean-lines.js';
import { NO_BYLINE } from './credits.js';

/** More lines than any printed page has, and than a file of pages has in lines as short as `SHORT_BYTES`. */
const MANY_LINES = 20_000;
/** Average size of a line in UTF-8, about nine Han characters, under which lines are no columns of a newspaper. */
const SHORT_BYTES = 30;
const PARAGRAPH_LINES = 500;
const ARTICLE_CHARACTERS = 100_000;
/** How sure such a reading is: nothing was decided. */
export const DUMP_CONFIDENCE = 0.3;

/**
 * True for lines that are no newspaper page: tens of thousands of scraps, such as a table, a word list or text broken at
 * every character. Labelling each scrap would take minutes and tell nothing. A look at each character; few lines none.
 */
export function isDump(lines: readonly PageLine[]): boolean {
  if (lines.length <= MANY_LINES) return false;
  let filled = 0;
  let bytes = 0;
  for (const { text } of lines) {
    const before = bytes;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit > 32) bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    }
    if (bytes > before) filled += 1;
  }
  return filled > MANY_LINES && bytes < filled * SHORT_BYTES;
}

/** Keeps such a text whole: its lines as printed, some hundred to a paragraph, in articles without a headline. Linear. */
export function readDump(pageLines: readonly PageLine[]): ParsedPage {
  const articles: ArticleContent[] = [];
  const lines: ArticleLines[] = [];
  let paragraphs: string[] = [];
  let numbers: number[][] = [];
  let size = 0;
  let part: string[] = [];
  let partNumbers: number[] = [];
  const closeParagraph = (): void => {
    if (part.length === 0) return;
    paragraphs.push(part.join('\n'));
    numbers.push(partNumbers);
    part = [];
    partNumbers = [];
  };
  const closeArticle = (): void => {
    closeParagraph();
    if (paragraphs.length === 0) return;
    articles.push({ title: '', kicker: [], subtitle: [], byline: NO_BYLINE, paragraphs, kind: 'list' });
    lines.push({ banner: [], kicker: [], title: [], subtitle: [], paragraphs: numbers });
    paragraphs = [];
    numbers = [];
    size = 0;
  };
  for (const { text, number } of pageLines) {
    const line = text.trim();
    if (line === '') continue;
    part.push(line);
    partNumbers.push(number);
    size += line.length + 1;
    if (size >= ARTICLE_CHARACTERS) closeArticle();
    else if (part.length >= PARAGRAPH_LINES) closeParagraph();
  }
  closeArticle();
  return { page: {}, articles, furniture: [], lines, confidence: DUMP_CONFIDENCE, confidences: articles.map(() => DUMP_CONFIDENCE) };
}
