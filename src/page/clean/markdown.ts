/** Markdown as people and programs write it: the text without its marks, and which lines it marks as headings. */
import { withoutEntities } from '../readers/html-text.js';

/** A line without markup. */
export interface MarkedLine {
  readonly text: string;
  /** Its level, 1 to 6, where it is a heading. */
  readonly heading?: number;
}

const HEADING = /^ {0,3}(#{1,6})[ \t\u3000]+(\S.*?)[ \t]*#*[ \t]*$/u;
const UNDERLINE = /^ {0,3}(=+|-{3,})[ \t]*$/u;
const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/u;
const FENCE = /^ {0,3}(?:```|~~~)/u;
const BULLET = /^([ \t]*)[-*+][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)/u;
const IMAGE_LINE = /^\s*!\[[^\]]*\]\([^()]*\)\s*$/u;
const IMAGE = /!\[([^\]]*)\]\([^()]*\)/gu;
const LINK = /\[([^\][]+)\]\((?:[^()\s]|\([^()\s]*\))+(?:[ \t]+"[^"]*")?\)/gu;
const STRONG = /(\*\*|__)(?=\S)([^*_]+?)\1/gu;
const EMPHASIS = /(?<![\p{L}\p{N}*_\\])([*_])(?=[^\s*_])([^*_]+?)(?<=\S)\1(?![\p{L}\p{N}*_])/gu;
const STRUCK = /~~(?=\S)([^~]+?)~~/gu;
const CODE = /`([^`]+)`/gu;
const ADDRESS = /<((?:https?:\/\/|mailto:)[^<>\s]+)>/gu;
const ESCAPED = /\\([!-/:-@[-`{-~])/gu;
const TABLE_RULE = /^\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*$/u;
const WHOLLY_STRONG = /^\s*(\*\*|__)([^*_]{2,60})\1\s*$/u;

/** Marks that add up to this much make a text Markdown. */
const ENOUGH = 2;

/** Takes the marks off, line by line, where the text is Markdown; else gives the lines as they are. Linear. */
export function readMarkdown(lines: readonly string[]): readonly MarkedLine[] {
  if (!isMarkdown(lines)) return lines.map((text) => ({ text }));
  const hasHeadings = lines.some((line) => HEADING.test(line));
  let fenced = false;
  return lines.map((line, at): MarkedLine => {
    if (FENCE.test(line)) {
      fenced = !fenced;
      return { text: '' };
    }
    return fenced ? { text: line } : readLine(line, lines[at - 1], lines[at + 1], hasHeadings);
  });
}

function readLine(line: string, above: string | undefined, below: string | undefined, hasHeadings: boolean): MarkedLine {
  const heading = HEADING.exec(line);
  if (heading) return { text: plainOf(heading[2]!), heading: heading[1]!.length };
  const underline = below === undefined || !mayBeUnderlined(line) ? undefined : UNDERLINE.exec(below)?.[1];
  if (underline !== undefined) return { text: plainOf(line), heading: underline.startsWith('=') ? 1 : 2 };
  if (RULE.test(line) || TABLE_RULE.test(line) || (UNDERLINE.test(line) && above !== undefined && mayBeUnderlined(above)))
    return { text: '' };
  if (IMAGE_LINE.test(line)) return { text: line };
  const text = plainOf(rowText(line.replace(BULLET, '$1')));
  return !hasHeadings && WHOLLY_STRONG.test(line) && !/[。！？]/u.test(line) ? { text, heading: 3 } : { text };
}

/** The text of a heading of two lines; longer lines are paragraphs with a rule below. */
function mayBeUnderlined(line: string): boolean {
  return line.trim() !== '' && line.length <= 60 && !UNDERLINE.test(line) && !/[。！？；]\s*$/u.test(line);
}

/** Cells of a table's row, parted by spaces. */
function rowText(line: string): string {
  return /^\s*\|.*\|\s*$/u.test(line)
    ? line
        .trim()
        .slice(1, -1)
        .replace(/(?<!\\)\|/gu, ' ')
    : line;
}

/** A text without the marks within it: emphasis, links, escapes, entities. Linear. */
export function plainOf(text: string): string {
  if (!/[*_~`\\[\]<>&!]/u.test(text)) return text;
  const plain = text
    .replace(IMAGE, '$1')
    .replace(LINK, '$1')
    .replace(ADDRESS, '$1')
    .replace(STRONG, '$2')
    .replace(STRONG, '$2')
    .replace(EMPHASIS, '$2')
    .replace(STRUCK, '$1')
    .replace(CODE, '$1')
    .replace(/<br\s*\/?>/giu, ' ')
    .replace(ESCAPED, '$1')
    .replace(/\\$/u, '');
  return /&[#\w]+;/u.test(plain) ? withoutEntities(plain).replace(/\u00a0/gu, ' ') : plain;
}

function isMarkdown(lines: readonly string[]): boolean {
  let marks = 0;
  for (const line of lines) {
    if (line.length > 5_000) continue;
    if (HEADING.test(line)) marks += 2;
    else if (/\*\*(?=\S)[^*]+\*\*/u.test(line)) marks += 1;
    else if (/!\[[^\]]*\]\([^()]*\)|\[[^\][]+\]\((?:https?:|\/|#)[^()\s]*\)/u.test(line)) marks += 2;
    if (marks >= ENOUGH) return true;
  }
  return false;
}
