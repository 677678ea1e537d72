/** Pieces of one printed line that recognition gave apart -> the line: of headlines programs take some characters for strokes. */
import { isWide } from '../characters.js';
import type { PageBox } from '../readers/page-reader.js';
import { squaresOf, type RecognisedLine, type RecognisedPiece } from './recognised-line.js';
import { rowOf, RowEdges, type Row } from './row-edges.js';

/** A piece with the line of the file it comes from. */
export interface OwnPiece {
  readonly piece: RecognisedPiece;
  readonly line: RecognisedLine;
}

/** Gap between two pieces, and how far they may lie over each other, in their thickness. */
const [GAP, OVER] = [0.6, 0.9];
/** Type up to so many times as thick as most is running type: in it any gap may be a gutter. */
const RUNNING = 1.12;
/** Gap over lost characters of which strokes are left. */
const LOST = 2.4;
/** How much thicker one of two pieces may be, and how far off the middle of the other, in thicknesses. */
const [THICKER, OFF] = [1.4, 0.3];
/** Gap in a headline behind a character that was lost without a trace: how wide, in type how much thicker than most, and how alike. */
const [WIDE, LARGE, SAME] = [1.15, 1.5, 1.2];
/** Pieces that are looked at for one: those that begin last in its band. */
const LATEST = 40;

interface Placed extends OwnPiece {
  readonly row: Row;
}

/** Joins pieces at one height with less than a gutter between them. `strokes`: what was taken for rules and pictures. About linear. */
export function joinPieces(pieces: readonly OwnPiece[], strokes: readonly PageBox[]): readonly OwnPiece[] {
  const placed = pieces.map((own): Placed => ({ ...own, row: rowOf(own.piece.box, own.piece.upright, []) }));
  const edges = new RowEdges(placed.map(({ row }) => row));
  const band = Math.max(1, edges.usual);
  const bands = new Map<number, Placed[]>();
  for (const one of placed.sort((a, b) => a.row.from - b.row.from)) {
    const own = Math.floor(one.row.middle / band);
    const left = [own - 1, own, own + 1]
      .flatMap((at) => bands.get(at)?.slice(-LATEST) ?? [])
      .find((before) => goesOn(before, one, edges, strokes));
    if (left === undefined) put(bands, own, one);
    else {
      const at = Math.floor(left.row.middle / band);
      bands.set(
        at,
        bands.get(at)!.filter((other) => other !== left),
      );
      const whole = joined(left, one);
      put(bands, Math.floor(whole.row.middle / band), whole);
    }
  }
  return [...bands.values()].flat();
}

function put(bands: Map<number, Placed[]>, at: number, one: Placed): void {
  const there = bands.get(at);
  if (there === undefined) bands.set(at, [one]);
  else there.push(one);
}

function goesOn(left: Placed, right: Placed, edges: RowEdges, strokes: readonly PageBox[]): boolean {
  const [a, b] = [left.row, right.row];
  const [thin, thick] = [Math.min(a.thickness, b.thickness), Math.max(a.thickness, b.thickness)];
  const gap = b.from - a.to;
  if (a.upright !== b.upright || thick > thin * THICKER || Math.abs(a.middle - b.middle) > thin * OFF) return false;
  if (gap < -thin * OVER || b.from < a.from + thin * 0.3 || b.to <= a.to || !isToldAlike(left.line, right.line)) return false;
  if (gap > thin * LOST || thick < edges.usual * RUNNING) return false;
  // A character was lost there, whatever stands below.
  if (gap > thin * GAP && strokes.some((stroke) => isIn(stroke, a, b))) return true;
  if (gap > thin * GAP && (gap > thin * WIDE || thin < edges.usual * LARGE || thick > thin * SAME)) return false;
  return gap <= thin * GAP ? !edges.isGutter(a.to, b.from, thin, b) : !edges.holdsGutter(a.to, b.from, thin, b);
}

/** True for what is no larger than a character and stands between two pieces. */
function isIn([x, y, w, h]: PageBox, left: Row, right: Row): boolean {
  const [from, length, across, thickness] = left.upright ? [y, h, x, w] : [x, w, y, h];
  const most = Math.max(left.thickness, right.thickness) * 1.3;
  return (
    Math.max(length, thickness) <= most &&
    from > left.to - most * 0.3 &&
    from + length < right.from + most * 0.3 &&
    Math.abs(across + thickness / 2 - left.middle) < most * 0.6
  );
}

function isToldAlike(left: RecognisedLine, right: RecognisedLine): boolean {
  return (
    left.article === right.article && left.role === right.role && left.order === right.order && left.told?.join() === right.told?.join()
  );
}

function joined(left: Placed, right: Placed): Placed {
  const [a, b] = [left.piece, right.piece];
  const blank = isWide(a.text.charCodeAt(a.text.length - 1)) || isWide(b.text.charCodeAt(0)) ? '' : ' ';
  const text = a.text + blank + b.text;
  const [x, y] = [Math.min(a.box[0], b.box[0]), Math.min(a.box[1], b.box[1])];
  const [x1, y1] = [Math.max(a.box[0] + a.box[2], b.box[0] + b.box[2]), Math.max(a.box[1] + a.box[3], b.box[1] + b.box[3])];
  const ink = a.ink === undefined || b.ink === undefined ? undefined : a.ink + b.ink;
  const piece = { text, box: [x, y, x1 - x, y1 - y] as const, upright: a.upright, squares: squaresOf(text), ink };
  return { piece, line: a.squares >= b.squares ? left.line : right.line, row: rowOf(piece.box, piece.upright, []) };
}
