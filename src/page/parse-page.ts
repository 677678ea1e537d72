import type { PageInfo, ParsedPage } from '../article/article.js';
import { articleOf, assemble, linesOf } from './assemble.js';
import { confidenceOf, pageConfidence } from './confidence.js';
import { mergePageInfo, readPageInfo } from './page-info.js';
import { isDump, readDump } from './read-dump.js';
import { readPage } from './read-page.js';

/**
 * Segments the decoded text of one newspaper page into its articles. `given` overrides what the page prints.
 * Never throws; every non-space character of the text is in one part of one article or in one furniture line.
 * `firstNumber` is the number of the text's first line (1 unless it is cut from a larger file). Linear in the text.
 */
export function parsePage(text: string, given: PageInfo = {}, firstNumber = 1): ParsedPage {
  if (isDump(text)) return readDump(text, given, firstNumber);
  const { blocks, labels } = readPage(text, firstNumber);
  const { drafts, furniture } = assemble(blocks, labels);
  const kept = drafts.filter((draft) => draft.title.length > 0 || draft.body.length > 0);
  const printed = furniture.map((line) => line.text);
  const confidences = kept.map(confidenceOf);
  return {
    page: mergePageInfo(readPageInfo(printed), given),
    articles: kept.map(articleOf),
    furniture: printed,
    lines: kept.map(linesOf),
    confidence: pageConfidence(confidences),
    confidences,
  };
}
