/** What a recognition program saw in one row -> printed lines: the text without its blanks, parted where columns part. */
import { isWide } from '../characters.js';
import type { Label } from '../labels.js';
import type { LaidOutPage, LineRole, PageBox } from '../readers/page-reader.js';
import { rowOf, RowEdges, type Row } from './row-edges.js';

/** A character, a word or a whole line, as a program recognised it. */
export interface RecognisedWord {
  readonly text: string;
  /** Where it stands; boxes of single characters err. */
  readonly box?: PageBox;
  /** A blank is printed before it; undefined = the form does not say. */
  readonly spaced?: boolean;
  /** Its text is a line's with the blanks that are printed in it. */
  readonly whole?: true;
}

/** A line of the program, in its words. */
export interface RecognisedLine {
  readonly words: readonly RecognisedWord[];
  readonly box?: PageBox;
  /** Height of its type, where the form says it and can know it. */
  readonly size?: number;
  readonly bold?: boolean;
  /** Set from top to bottom; undefined = as its box says. */
  readonly upright?: boolean;
  readonly block?: number;
  /** Number of its article, where the form names articles. */
  readonly article?: number;
  readonly role?: LineRole;
  /** Place in the reading order of its article, where the form says it. */
  readonly order?: number;
  /** What it can be, where the form says it and is believed. */
  readonly told?: readonly Label[];
}

/** A page of such a program; lengths in any unit. */
export interface RecognisedPage {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Of its lengths; absent: pixels. */
  readonly unit?: LaidOutPage['unit'];
  readonly lines: readonly RecognisedLine[];
  readonly rules?: readonly PageBox[];
  readonly pictures?: readonly PageBox[];
  /** Heights of its lines are those of type, as a program wrote them down; else they are heights of ink. */
  readonly toldHeights?: true;
}

/** A line's text and box, with the width its characters take in squares of the type. */
export interface RecognisedPiece {
  readonly text: string;
  readonly box: PageBox;
  readonly upright: boolean;
  readonly squares: number;
  /** Its words all together, along the line; undefined where they have no places. */
  readonly ink: number | undefined;
}

/** Gap in squares that parts a row wherever it is. */
const WIDE_GAP = 1.7;
/** Gap that parts it where other lines end and begin; behind a mark, which fills half of its square, it is wider. */
const [GUTTER, MARK] = [0.9, 0.4];
/** Gap between narrow characters that is a blank, where the form does not say. */
const BLANK = 0.22;
/** A line so many times higher than most of its words is no higher than they are. */
const TOO_HIGH = 1.35;
/** Marks whose ink fills half of their square, at the left or at the right. */
const [LEFT_HALF, RIGHT_HALF] = [/[，。、；：！？”’）」』》】〉]$/u, /^[“‘（「『《【〈]/u];

/** Words and box of a row along its direction: `from` and `to` go with the writing. */
interface Span {
  readonly word: RecognisedWord;
  readonly from: number;
  readonly to: number;
}

/** How many squares of its type a text takes: a wide character one, any other half of one, by the ink at its ends. */
export function squaresOf(text: string): number {
  let squares = 0;
  for (const character of text) squares += isWide(character.codePointAt(0)!) || /[“”‘’—…]/u.test(character) ? 1 : 0.5;
  return Math.max(0.5, squares - (LEFT_HALF.test(text) ? 0.45 : 0) - (RIGHT_HALF.test(text) ? 0.45 : 0));
}

/** True where a line goes down: most pages' lines of several characters are either much wider than high, or much higher than wide. */
export function goesDown({ words, box }: RecognisedLine): boolean {
  if (box === undefined) return false;
  const count = words.reduce((sum, { text }) => sum + [...text].length, 0);
  return count >= 2 && box[3] > box[2] * (count === 2 ? 1.4 : 1.8);
}

/** The lines of a page, each in one piece or more. Of a line without any box there is none. About linear. */
export function partLines(lines: readonly RecognisedLine[]): readonly (readonly RecognisedPiece[])[] {
  const boxed = lines.map((line) => {
    const upright = line.upright ?? goesDown(line);
    const box = line.box ?? around(line.words);
    if (box === undefined) return undefined;
    const own = withoutTallMarks(box, line.words, upright);
    const spans = placedSpans(line.words, upright);
    return { words: line.words, box: own, spans, row: rowOf(own, upright, spans) };
  });
  const edges = new RowEdges(boxed.flatMap((one) => one?.row ?? []));
  return boxed.map((one) => (one === undefined ? [] : partLine(one, edges)));
}

interface BoxedLine {
  readonly words: readonly RecognisedWord[];
  readonly box: PageBox;
  readonly spans: readonly Span[] | undefined;
  readonly row: Row;
}

function partLine({ words, box, spans, row }: BoxedLine, edges: RowEdges): readonly RecognisedPiece[] {
  const { upright } = row;
  const [from, length] = upright ? [box[1], box[3]] : [box[0], box[2]];
  if (spans === undefined) return [pieceOf(words, box, upright)];
  const type = Math.min(length / squaresOf(words.map(({ text }) => text).join('')), (upright ? box[2] : box[3]) * 1.2);
  const cuts = cutsOf(spans, type, row, edges);
  if (cuts.length === 0) return [pieceOf(words, box, upright)];
  return [0, ...cuts].map((start, at) => {
    const own = spans.slice(start, cuts[at]);
    const [first, last] = [start === 0 ? from : own[0]!.from, cuts[at] === undefined ? from + length : maxTo(own)];
    const part: PageBox = upright ? [box[0], first, box[2], last - first] : [first, box[1], last - first, box[3]];
    return pieceOf(
      own.map(({ word }) => word),
      part,
      upright,
    );
  });
}

/** Words by their place along the line; undefined where their places say nothing: all in one, or one behind another. */
function placedSpans(words: readonly RecognisedWord[], upright: boolean): readonly Span[] | undefined {
  const spans: Span[] = [];
  for (const word of words) {
    if (word.box === undefined) return undefined;
    const [from, length] = upright ? [word.box[1], word.box[3]] : [word.box[0], word.box[2]];
    if (spans.length > 0 && from < spans.at(-1)!.from) return undefined;
    spans.push({ word, from, to: from + length });
  }
  return spans.length > 1 ? spans : undefined;
}

/** The words before which the row is parted. A row with gaps all along is set wide. */
function cutsOf(spans: readonly Span[], type: number, row: Row, edges: RowEdges): readonly number[] {
  const cuts: number[] = [];
  let right = spans[0]!.to;
  spans.forEach((span, at) => {
    if (at === 0) return;
    const gap = (span.from - right) / type - (LEFT_HALF.test(spans[at - 1]!.word.text) ? MARK : 0);
    const isWideGap = gap > WIDE_GAP || (gap > GUTTER && edges.isGutter(right, span.from, type, row));
    if (isWideGap && !edges.isBridged(right, span.from, type, row)) cuts.push(at);
    right = Math.max(right, span.to);
  });
  return cuts.length > 2 && cuts.length * 2 >= spans.length ? [] : cuts;
}

function maxTo(spans: readonly Span[]): number {
  return spans.reduce((end, { to }) => Math.max(end, to), -Infinity);
}

function pieceOf(words: readonly RecognisedWord[], box: PageBox, upright: boolean): RecognisedPiece {
  const text = joinWords(words, upright);
  return { text, box, upright, squares: squaresOf(text), ink: inkOf(words, upright) };
}

function inkOf(words: readonly RecognisedWord[], upright: boolean): number | undefined {
  let ink = 0;
  for (const { box } of words) {
    if (box === undefined) return undefined;
    ink += upright ? box[3] : box[2];
  }
  return ink;
}

/** Their text: a blank stands between narrow characters only, whatever the program says. */
function joinWords(words: readonly RecognisedWord[], upright: boolean): string {
  let text = '';
  let last: RecognisedWord | undefined;
  for (const word of words) {
    if (word.text.trim() === '') continue;
    if (last !== undefined && !isWide(text.charCodeAt(text.length - 1)) && !isWide(word.text.charCodeAt(0)))
      text += isSpaced(last, word, upright) ? ' ' : '';
    text += word.whole === true ? word.text.trim() : withoutBlanks(word.text.trim());
    last = word;
  }
  return text;
}

function isSpaced(left: RecognisedWord, { spaced, box, text }: RecognisedWord, upright: boolean): boolean {
  if (spaced !== undefined) return spaced;
  if (left.box === undefined || box === undefined || left.box[0] === box[0]) return text.length > 1 || left.text.length > 1;
  const axis = upright ? 1 : 0;
  const gap = box[axis] - left.box[axis] - left.box[axis + 2]!;
  return gap > Math.min(left.box[3 - axis]!, box[3 - axis]!) * BLANK;
}

/** Blanks of one text go where a wide character stands beside them. */
function withoutBlanks(text: string): string {
  const parts = text.split(/[ \t\u00a0]+/u);
  return parts.reduce((all, part) =>
    isWide(all.charCodeAt(all.length - 1)) || isWide(part.charCodeAt(0)) ? all + part : `${all} ${part}`,
  );
}

/** The box of a line without what a few of its words reach beyond the others: a neighbour's ink, a line drawn under it. */
function withoutTallMarks(box: PageBox, words: readonly RecognisedWord[], upright: boolean): PageBox {
  const axis = upright ? 0 : 1;
  const wide = words.flatMap(({ text, box: own }) => (own !== undefined && isWide(text.charCodeAt(0)) ? [own] : []));
  if (wide.length < 3) return box;
  const from = median(wide.map((own) => own[axis]));
  const to = median(wide.map((own) => own[axis] + own[axis + 2]!));
  if (to <= from || box[axis + 2]! < (to - from) * TOO_HIGH) return box;
  return upright ? [from, box[1], to - from, box[3]] : [box[0], from, box[2], to - from];
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

/** The box around words; undefined where none has one. */
function around(words: readonly RecognisedWord[]): PageBox | undefined {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box } of words) {
    if (box === undefined) continue;
    [x0, y0, x1, y1] = [Math.min(x0, box[0]), Math.min(y0, box[1]), Math.max(x1, box[0] + box[2]), Math.max(y1, box[1] + box[3])];
  }
  return x0 === Infinity ? undefined : [x0, y0, x1 - x0, y1 - y0];
}
