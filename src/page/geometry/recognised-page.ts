/** A page as a recognition program tells it -> the same page arranged, its type measured by what can be believed. */
import type { LaidOutLine, LaidOutPage, PageBox } from '../readers/page-reader.js';
import { arrangePage } from './arrange-page.js';
import { joinPieces } from './joined-pieces.js';
import { noiseAmong } from './noise.js';
import { partLines, type RecognisedLine, type RecognisedPage, type RecognisedPiece } from './recognised-line.js';

/** Rules, and pictures, of one page that are looked at. */
const MOST_DRAWN = 2_000;
/** How far from it another line of its headline begins, in thicknesses. */
const NEAR = 12;
/** Squares of a line from which its characters tell the size of its type. */
const LONG = 4;
/** Words so many times longer than their text would be are a line whose text was lost. */
const LOST = 1.8;
/** Height running type is given: what geometry measures in points then holds in any unit. */
const RUNNING = 10;

/**
 * Arranges what was recognised. The order of its lines is nobody's; boxes of lines are believed, those of characters only where they part
 * columns. The page given has the file's lengths in tenths of its running type. Where a line has no box at all, lines stay in the order
 * they came in, block by block. Costs as `arrangePage`.
 */
export function arrangeRecognised(page: RecognisedPage): LaidOutPage {
  const printed = page.lines.filter(({ words }) => words.some(({ text }) => text.trim() !== ''));
  const parted = partLines(printed);
  if (parted.some((pieces) => pieces.length === 0)) return { lines: asTheyCame(printed), recognised: true };
  const [rules, pictures] = [(page.rules ?? []).slice(0, MOST_DRAWN), (page.pictures ?? []).slice(0, MOST_DRAWN)];
  const torn = parted.flatMap((own, at) => own.map((piece) => ({ piece, line: printed[at]! })));
  const pieces = joinPieces(torn, [...rules, ...pictures]);
  const running = { ...runningType(pieces.map(({ piece }) => piece)), isTold: page.toldHeights === true };
  const { em } = running;
  const noise = noiseAmong(
    pieces.map(({ piece }) => piece),
    em,
  );
  const scale = RUNNING / em;
  const scaled = (box: PageBox): PageBox => [round(box[0] * scale), round(box[1] * scale), round(box[2] * scale), round(box[3] * scale)];
  const lines = pieces.map(({ piece, line }): LaidOutLine => {
    const { bold, block, article, order, told } = line;
    const role = noise.has(piece) ? 'noise' : line.role;
    const size = sizeOf(piece, line.size, running);
    return {
      text: piece.text,
      box: scaled(noHigher(piece, size)),
      size: round(size * scale),
      ...(piece.upright && { upright: true }),
      ...(bold === true && { bold }),
      ...(block !== undefined && { block }),
      ...(article !== undefined && { article }),
      ...(role !== undefined && { role }),
      ...(order !== undefined && { order }),
      ...(told !== undefined && { told }),
    };
  });
  const arranged = arrangePage({
    lines,
    recognised: true,
    ...(page.width !== undefined && page.width > 0 && { width: round(page.width * scale) }),
    ...(page.height !== undefined && page.height > 0 && { height: round(page.height * scale) }),
    rules: rules.map(scaled).filter(isRule),
    pictures: pictures.map(scaled).filter(isPicture),
  });
  return inOwnUnit(arranged, page, scale);
}

/** The arranged page in the lengths of its file, in which its picture is measured too. */
function inOwnUnit({ lines, recognised }: LaidOutPage, { width, height, unit = 'px' }: RecognisedPage, scale: number): LaidOutPage {
  const back = (length: number): number => Math.round((length / scale) * 100) / 100;
  const placed = lines.map((line): LaidOutLine => {
    const { box, size } = line;
    return box === undefined
      ? line
      : { ...line, box: box.map(back) as unknown as PageBox, ...(size !== undefined && { size: back(size) }) };
  });
  const reach = (axis: 0 | 1): number =>
    placed.reduce((most, { box }) => Math.max(most, box === undefined ? 0 : box[axis] + box[axis + 2]!), 0);
  return {
    lines: placed,
    unit,
    width: width !== undefined && width > 0 ? width : reach(0),
    height: height !== undefined && height > 0 ? height : reach(1),
    ...(recognised !== undefined && { recognised }),
  };
}

/** The running type of a page: from one character to the next, and the height its lines have in the file. */
interface RunningType {
  readonly em: number;
  readonly height: number;
  /** Heights are those the file tells of its type, and no ink. */
  readonly isTold?: boolean;
  /** The lines long enough to tell thickness and pitch. */
  readonly long: readonly RecognisedPiece[];
}

/** What most characters take of the lines they fill. */
function runningType(pieces: readonly RecognisedPiece[]): RunningType {
  const pitches = pieces.map((piece) => ({ value: pitchOf(piece), weight: piece.squares }));
  const middle = medianOf(pitches) ?? RUNNING;
  const near = pitches.filter(({ value }) => Math.abs(value - middle) < middle * 0.1);
  const weight = near.reduce((all, one) => all + one.weight, 0);
  const em = near.reduce((all, one) => all + one.value * one.weight, 0) / weight || RUNNING;
  return { em, height: runningHeight(pieces, em), long: pieces.filter(({ squares }) => squares >= LONG) };
}

/** From one character to the next; a line set wide is no larger than it is high. */
function pitchOf({ box, upright, squares }: RecognisedPiece): number {
  const [length, height] = upright ? [box[3], box[2]] : [box[2], box[3]];
  return Math.max(0.1, squares < 2 ? height : Math.min(length / squares, height * 1.2));
}

/** Of a single character the pitch is that of the line as thick as it that is nearest: it ends a headline of two lines. */
function pitchBeside(piece: RecognisedPiece, long: readonly RecognisedPiece[]): number | undefined {
  const thickness = thicknessOf(piece);
  const away = ({ box }: RecognisedPiece): number => Math.hypot(box[0] - piece.box[0], box[1] - piece.box[1]);
  const alike = long.filter((one) => Math.abs(thicknessOf(one) - thickness) < thickness * 0.1 && away(one) < thickness * NEAR);
  const nearest = alike.sort((a, b) => away(a) - away(b))[0];
  return nearest && pitchOf(nearest);
}

function thicknessOf({ box, upright }: RecognisedPiece): number {
  return upright ? box[2] : box[3];
}

/** The box of a line as high as its type, where programs leave room above and below. */
function noHigher({ box: [x, y, width, height], upright }: RecognisedPiece, size: number): PageBox {
  const over = Math.max(0, (upright ? width : height) - size) / 2;
  return upright ? [x + over, y, width - over * 2, height] : [x, y + over, width, height - over * 2];
}

/** Height of the boxes of lines in running type: that of most characters. */
function runningHeight(pieces: readonly RecognisedPiece[], em: number): number {
  const running = pieces.filter((piece) => Math.abs(pitchOf(piece) - em) < em * 0.1);
  return medianOf(running.map((piece) => ({ value: thicknessOf(piece), weight: piece.squares }))) ?? em;
}

/** The value in the middle of all, each as often as it weighs; undefined of none. */
function medianOf(weighed: readonly { readonly value: number; readonly weight: number }[]): number | undefined {
  const half = weighed.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  return [...weighed].sort((a, b) => a.value - b.value).find(({ weight }) => (sum += weight) >= half)?.value;
}

/**
 * Height of the type of a line: the pitch of its characters, for the height of its box goes with a tall mark or a line drawn under it; but
 * no more than its height allows, for lines are set wide to fill their column. What differs from running type no more than the pitch of so
 * few characters errs is running type.
 */
function sizeOf(piece: RecognisedPiece, told: number | undefined, { em, height, long, isTold = false }: RunningType): number {
  if (told === undefined && isLost(piece)) return em;
  const thickness = thicknessOf(piece);
  const pitch = isTold && piece.squares < 2 ? (pitchBeside(piece, long) ?? pitchOf(piece)) : pitchOf(piece);
  const size = told ?? Math.min(pitch, (thickness / height) * em * 1.1);
  const slack = 0.08 + 0.3 / Math.max(1, piece.squares);
  return Math.abs(size - em) <= em * slack ? em : size;
}

/** One character or two in a place for many: how large they are nothing tells. */
function isLost(piece: RecognisedPiece): boolean {
  return piece.squares <= 2 && (piece.ink ?? 0) > piece.squares * thicknessOf(piece) * LOST;
}

/** Strokes of large characters are taken for rules too. */
function isRule([, , width, height]: PageBox): boolean {
  return Math.max(width, height) >= RUNNING * 8 && Math.min(width, height) <= RUNNING * 0.6;
}

/** And parts of them for pictures. */
function isPicture([, , width, height]: PageBox): boolean {
  return Math.min(width, height) >= RUNNING * 4;
}

function asTheyCame(lines: readonly RecognisedLine[]): readonly LaidOutLine[] {
  return lines.flatMap(({ words, block }, at): readonly LaidOutLine[] => {
    const text = words.map((word, index) => (index > 0 && word.spaced === true ? ` ${word.text}` : word.text)).join('');
    return at > 0 && block !== lines[at - 1]!.block ? [{ text: '' }, { text }] : [{ text }];
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
