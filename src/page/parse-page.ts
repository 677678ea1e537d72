import type { ParsedPage } from '../article/article.js';
import { articleOf, assemble, linesOf } from './assemble.js';
import { confidenceOf, pageConfidence } from './confidence.js';
import { labelPage } from './label-page.js';
import { readPageInfo } from './page-info.js';
import { isDump, readDump } from './read-dump.js';

/**
 * Segments the decoded text of one newspaper page into its articles. Never throws; every non-space character of the text is
 * in one part of one article or in one furniture line. `firstNumber` is the number of the text's first line (1 unless it is
 * cut from a larger file). Linear in the text.
 */
export function parsePage(text: string, firstNumber = 1): ParsedPage {
  if (isDump(text)) return readDump(text, firstNumber);
  const { blocks, labels } = labelPage(text, firstNumber);
  const { drafts, furniture } = assemble(blocks, labels);
  const printed = furniture.map((line) => line.text);
  const confidences = drafts.map(confidenceOf);
  return {
    page: readPageInfo(printed),
    articles: drafts.map(articleOf),
    furniture: printed,
    lines: drafts.map(linesOf),
    confidence: pageConfidence(confidences),
    confidences,
  };
}
