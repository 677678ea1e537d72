/** The lines of a text as the rules get them. */
import { cleanLines, type PageLine } from '../../src/page/clean/clean-lines.js';
import { groupLines, type LineGroup } from '../../src/page/lines.js';
import { printedLines } from '../../src/page/readers/text-reader.js';

export const pageLines = (text: string): readonly PageLine[] => cleanLines(printedLines(text));

export const readLines = (text: string): readonly LineGroup[] => groupLines(pageLines(text));
