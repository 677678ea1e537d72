/** What of a page is its head and foot, by its place and its words. */
import { furnitureScore, mayBePaperName } from '../furniture.js';
import { IMPRINT, PAGE_ROLE } from '../vocabulary.js';
import { overlapX, overlapY, type Area, type PlacedLine, type PlacedPage } from './placed-line.js';

/** Share of the page's height at its head and at its foot where furniture is looked for. */
const HEAD = 0.14;
const FOOT = 0.09;
const SURE = 0.6;
/** Lines of other text that may stand above a line of the head, or below one of the foot. */
const MOTTOES = 3;

/** The lines of a page, those of head and foot apart. */
export interface PageParts {
  readonly head: readonly PlacedLine[];
  readonly body: readonly PlacedLine[];
  readonly foot: readonly PlacedLine[];
}

/** Parts a page. `em` is the size of running type. */
export function partPage(page: PlacedPage, em: number): PageParts {
  const { rules, width, height } = page;
  const isNoise = ({ line }: PlacedLine): boolean => line.role === 'noise';
  const noise = page.lines.filter(isNoise);
  const lines = page.lines.filter((line) => !isNoise(line));
  // The last page of an issue, and every page of some, is printed down to its middle only.
  const bottom = lines.reduce((low, { y1 }) => Math.max(low, y1), 0);
  const isDisplay = (line: PlacedLine): boolean => line.size > em * 1.25 && !mayBePaperName(line.text);
  const sure = lines.filter((line) => (line.line.role === 'furniture' || furnitureScore(line.text) >= SURE) && !isDisplay(line));
  const others = lines.filter((line) => !sure.includes(line) && !mayBePaperName(line.text));
  const [tops, ends] = [others.map(({ y0 }) => y0).sort((a, b) => b - a), others.map(({ y1 }) => y1).sort((a, b) => a - b)];
  // An address in a notice is no head or foot: more stands above and below it than a section's name and a motto.
  const isTop = ({ y0 }: PlacedLine): boolean => (ends[MOTTOES] ?? Infinity) > y0 + 1;
  const isEnd = ({ y1 }: PlacedLine): boolean => (tops[MOTTOES] ?? -Infinity) < y1 - 1;
  const headEnd = sure.filter((line) => line.y1 < height * HEAD && isTop(line)).reduce((low, { y1 }) => Math.max(low, y1), -Infinity);
  const isLow = (line: PlacedLine): boolean => line.y0 > bottom - height * FOOT && !lines.some((above) => isRightAbove(above, line, em));
  const footStart = sure
    .filter((line) => isEnd(line) && (line.y0 > height * (1 - FOOT) || isLow(line)))
    .reduce((high, { y0 }) => Math.min(high, y0), Infinity);
  const across = rules.filter((rule) => rule.x1 - rule.x0 > width * 0.6);
  const headRule = across.filter(({ y0 }) => y0 < height * 0.2 && y0 > headEnd && y0 - headEnd < em * 4);
  const end = headEnd === -Infinity ? headEnd : Math.max(headEnd, ...headRule.map(({ y0 }) => y0));
  const start = Math.min(footStart, ...across.filter((rule) => isFootRule(rule, lines, height, em)).map(({ y1 }) => y1));
  const column = downwardText(lines.filter(({ across }) => across));
  // On a page whose text goes down, a small line that does not.
  const goesDown = lines.filter(({ across }) => across).length * 2 > lines.length;
  const isScrap = ({ across, size }: PlacedLine): boolean => goesDown && !across && size < em * 1.25;
  const isHead = (line: PlacedLine): boolean =>
    line.y1 <= end + 1 ||
    (sure.includes(line) && overlapsEnd(line, headEnd)) ||
    isName(line, headEnd, em) ||
    (isScrap(line) && line.y1 <= column.top + em);
  const head = lines.filter(isHead);
  const foot = lines.filter((line) => !head.includes(line) && (line.y0 >= start - 1 || (isScrap(line) && line.y0 >= column.bottom - em)));
  return {
    head: inRows(head),
    body: lines.filter((line) => !head.includes(line) && !foot.includes(line)),
    foot: [...inRows(foot), ...noise],
  };
}

/** The last line of a story goes on from the one above it. */
function isRightAbove(above: PlacedLine, line: PlacedLine, em: number): boolean {
  return above.y0 < line.y0 && line.y0 - above.y1 < em * 0.9 && overlapX(above, line) > 0;
}

/** Top and bottom of the text of a page that goes down. */
function downwardText(lines: readonly PlacedLine[]): { readonly top: number; readonly bottom: number } {
  return { top: Math.min(...lines.map(({ y0 }) => y0)), bottom: Math.max(...lines.map(({ y1 }) => y1)) };
}

/** Under the rule of a foot stand a few small lines and nothing else. */
function isFootRule(rule: Area, lines: readonly PlacedLine[], height: number, em: number): boolean {
  const below = lines.filter(({ y0 }) => y0 >= rule.y0);
  if (rule.y0 < height * 0.8 && !below.some(({ text }) => PAGE_ROLE.test(text) || IMPRINT.test(text))) return false;
  return below.length > 0 && below.every(({ y0, size }) => size <= em * 1.02 && y0 - rule.y1 < em * 5);
}

function overlapsEnd(line: PlacedLine, end: number): boolean {
  return line.y0 < end;
}

/** The paper's name may be printed larger than all beside it. */
function isName(line: PlacedLine, end: number, em: number): boolean {
  return line.y0 < end && line.size > em * 1.5 && mayBePaperName(line.text);
}

function inRows(lines: readonly PlacedLine[]): readonly PlacedLine[] {
  return [...lines].sort((a, b) => (overlapY(a, b) > 0 ? a.x0 - b.x0 : a.y0 - b.y0));
}
