/**
 * Joins the pieces of a paragraph that a line end, a column end or furniture has cut apart. Han text is joined as it
 * stands; between Latin letters and digits it has to be judged whether the break replaced a space.
 */
import { isWide } from './characters.js';

const SMALL_WORDS = new Set(
  'a an the of and or in on at to for with by from is are as be it its not no nor but into over under via per than'.split(' '),
);
/** First parts of compounds that keep their hyphen. */
const FIRST_PARTS = new Set(['self', 'non', 'half', 'well', 'all', 'high', 'low', 'long']);
const LAST_WORD = /[A-Za-z\u00c0-\u024f'’]+$/u;
const FIRST_WORD = /^[A-Za-z\u00c0-\u024f'’]+/u;
const INSIDE_ADDRESS = /(?:https?:|www\.|@|[A-Za-z0-9]\.[A-Za-z0-9])[\w./:@?=&%#-]*$/u;

/** Joins two pieces, with a space where the break stood for one, and without the hyphen that cut a word. */
export function joinText(left: string, right: string): string {
  if (cutsWord(left, right)) return left.slice(0, -1) + right;
  return breakWasSpace(left, right) ? `${left} ${right}` : left + right;
}

/**
 * True when a hyphen ends the first piece only because a word went over the line's end: small letters on both sides, in a word without
 * another hyphen. Codes (`AI-8000`), names (`Wi-Fi`), single letters (`e-mail`) and chains (`state-of-the-art`) keep theirs.
 */
export function cutsWord(left: string, right: string): boolean {
  const tail = left.slice(-80);
  if (!/[-\u2010]$/u.test(tail)) return false;
  const first = /(?<![A-Za-z\u00c0-\u024f\d'’\-\u2010])[A-Za-z\u00c0-\u024f]\p{Ll}+(?=.$)/u.exec(tail)?.[0].toLowerCase();
  if (first === undefined || !/^[a-z\u00df-\u024f]+$/u.test(first) || SMALL_WORDS.has(first) || FIRST_PARTS.has(first)) return false;
  return (
    !INSIDE_ADDRESS.test(tail) && /^[a-z\u00df-\u024f]{2,}(?![\p{Lu}\p{N}\-\u2010@])/u.test(right) && !/^[a-z\d]+\.[a-z\d]/u.test(right)
  );
}

/** True when a break between the two pieces fell on a space between two words. */
function breakWasSpace(left: string, right: string): boolean {
  const tail = left.slice(-80);
  if (INSIDE_ADDRESS.test(tail)) return false;
  const last = LAST_WORD.exec(tail)?.[0];
  if (last === undefined) return /[A-Za-z][,.;:!?]$/u.test(tail) && /^[A-Za-z]/u.test(right) && !/\b[A-Za-z]\.$/u.test(tail);
  const first = FIRST_WORD.exec(right.slice(0, 40))?.[0];
  // A capitalised word and a number (`Run 10K`) are two words; capitals and a number (`DN600`) are a code.
  if (first === undefined) return /^\d/u.test(right) && /[a-z]{2}$/u.test(last) && !/^[a-z]+$/u.test(last);
  if (/^\p{Lu}/u.test(first)) return /\p{Ll}$/u.test(last) || (isCapitals(last) && isCapitals(first) && last.length > 3);
  return SMALL_WORDS.has(last.toLowerCase()) || SMALL_WORDS.has(first.toLowerCase());
}

function isCapitals(word: string): boolean {
  return /^\p{Lu}+$/u.test(word);
}

/**
 * Takes out the spaces that recognition noise put between characters: every space next to a Han character or a
 * full-width mark, except inside brackets, where a space may part two names.
 */
export function dropNoiseSpaces(text: string): string {
  return text
    .split(/([（(][^（()）]{0,60}[）)])/u)
    .map((piece, index) =>
      index % 2 === 1
        ? piece.replace(/\s{2,}/gu, ' ')
        : piece.replace(/\s+/gu, (white, at: number) =>
            isWide(piece.charCodeAt(at - 1)) || isWide(piece.charCodeAt(at + white.length)) ? '' : ' ',
          ),
    )
    .join('');
}
