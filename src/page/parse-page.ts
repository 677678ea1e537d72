import type { ParsedPage } from '../article/article.js';
import { articleOf, assemble, linesOf } from './assemble.js';
import { cleanLines, type PageLine } from './clean/clean-lines.js';
import { confidencesOf, pageConfidence } from './confidence.js';
import { labelPage } from './label-page.js';
import { readPageInfo } from './page-info.js';
import { isDump, readDump } from './read-dump.js';
import { printedLines } from './readers/text-reader.js';

/** Segments the decoded text of one newspaper page, as `parseLines` its lines. */
export function parsePage(text: string): ParsedPage {
  return parseLines(cleanLines(printedLines(text)));
}

/**
 * Segments the lines of one newspaper page into its articles. Never throws; every non-space character of the clean lines is
 * in one part of one article, or the line it stands in is furniture. Linear in the text.
 */
export function parseLines(lines: readonly PageLine[]): ParsedPage {
  if (isDump(lines)) return readDump(lines);
  const { blocks, labels } = labelPage(lines);
  const { drafts, furniture } = assemble(blocks, labels);
  const printed = furniture.map((line) => line.printed);
  const confidences = confidencesOf(drafts);
  return {
    page: readPageInfo(furniture.map((line) => line.text)),
    articles: drafts.map(articleOf),
    furniture: printed,
    lines: drafts.map(linesOf),
    confidence: pageConfidence(confidences),
    confidences,
  };
}
