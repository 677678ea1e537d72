/** What a recognition program took for text where none is printed: strokes within other lines, specks, pieces of rules. */
import type { PageBox } from '../readers/page-reader.js';
import type { RecognisedPiece } from './recognised-line.js';

/** Text of so few squares may be noise. */
const SHORT = 2;
/** Share of it that lies in another line. */
const WITHIN = 0.75;
/** Thickness, in running type, below which a sign that is no Han is a speck. */
const SPECK = 0.5;

/** The pieces that are noise; `em` is the size of running type. Quadratic in the short ones alone. */
export function noiseAmong(pieces: readonly RecognisedPiece[], em: number): ReadonlySet<RecognisedPiece> {
  const longer = pieces.filter(({ squares }) => squares > SHORT);
  const isNoise = (piece: RecognisedPiece): boolean => {
    const thickness = piece.upright ? piece.box[2] : piece.box[3];
    if (thickness < em * SPECK && !/[\p{L}\p{N}]/u.test(piece.text.replace(/[a-z]{1,3}/giu, ''))) return true;
    return longer.some((other) => shareWithin(piece.box, other.box) >= WITHIN);
  };
  return new Set(pieces.filter((piece) => piece.squares <= SHORT && isNoise(piece)));
}

function shareWithin([x, y, w, h]: PageBox, [left, top, width, height]: PageBox): number {
  const [wide, high] = [Math.min(x + w, left + width) - Math.max(x, left), Math.min(y + h, top + height) - Math.max(y, top)];
  return wide > 0 && high > 0 ? (wide * high) / (w * h) : 0;
}
