/** Characters as readers know them, whatever a font, a pasteboard or a setting program made of them. */
import { IDEOGRAPH_OF_RADICAL } from '../../notation/radicals.js';

/** Marks as they are set in vertical lines, from U+FE10 and U+FE30 on; a blank stands for what stays as it is. */
const VERTICAL_FROM_FE10 = '，、。：；！？〖〗…';
const VERTICAL_FROM_FE30 = '：—–  （）｛｝〔〕【】《》〈〉「」『』  ［］';

const PLAIN = new Map<string, string>([
  ...IDEOGRAPH_OF_RADICAL,
  ...Array.from(VERTICAL_FROM_FE10, (mark, at) => [String.fromCharCode(0xfe10 + at), mark] as const),
  ...Array.from(VERTICAL_FROM_FE30, (mark, at) => [String.fromCharCode(0xfe30 + at), mark] as const).filter(([, mark]) => mark !== ' '),
  ['\u22ef', '…'],
]);
const CHANGED = /[\u2e80-\u2fd5\ufe10-\ufe19\ufe30-\ufe48\u22ef]/gu;

/**
 * The text with radicals as ideographs, vertical marks as they are set in horizontal lines and the dots of mathematics as an ellipsis.
 * NFKC would not do: it has few of the radicals, and three full stops for a vertical ellipsis.
 */
export function plainCharacters(text: string): string {
  return text.replace(CHANGED, (character) => PLAIN.get(character) ?? character);
}

/** Marks that are not seen: soft hyphens, zero-width spaces, marks of direction, joiners of words, byte order marks in mid-text. */
const UNSEEN = /[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/gu;
/** Joiners mean something between two letters of a script that joins, and within a pictogram. */
const JOINERS = /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Mongolian}\p{Extended_Pictographic}\ufe0f])[\u200c\u200d]/gu;
/** White space that is no plain space, and characters that look like it. */
const BLANKS = /[\u1680\u2000-\u2008\u200a\u205f\u2800\u3164\uffa0\u115f\u1160]/gu;
/** Spaces that may part the thousands of a number. */
const NARROW = /(?<!\d(?=[\u00a0\u2009\u202f]\d{3}(?!\d)))[\u00a0\u2009\u202f]/gu;
/** Where GB 18030 had a full-width space, decoders of old give this. */
const PRIVATE_SPACE = /\ue5e5/gu;
const ANY =
  /[\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f\u2800\u3164\ue5e5\ufeff\uffa0\ufff9-\ufffb]/u;

/** The text without marks that are not seen, every blank a space of its width. */
export function visible(text: string): string {
  if (!ANY.test(text)) return text;
  return text.replace(UNSEEN, '').replace(JOINERS, '').replace(PRIVATE_SPACE, '\u3000').replace(BLANKS, ' ').replace(NARROW, ' ');
}

const PRIVATE = /[\ue000-\uf8ff]/gu;
const PRIVATE_INDENT = /^[\s\ue000-\uf8ff]+/u;

/**
 * Private characters that only ever begin lines, several lines of these: spaces of some setting program. They differ from house to house;
 * what else a private character stands for cannot be known, and it stays.
 */
export function privateSpaces(lines: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, { all: number; before: number; lines: number }>();
  for (const line of lines) {
    const found = line.match(PRIVATE);
    if (found === null) continue;
    const before = PRIVATE_INDENT.exec(line)?.[0].match(PRIVATE) ?? [];
    for (const character of found) countOf(counts, character).all += 1;
    for (const character of before) countOf(counts, character).before += 1;
    for (const character of new Set(before)) countOf(counts, character).lines += 1;
  }
  return new Set([...counts].flatMap(([character, { all, before, lines: times }]) => (all === before && times >= 2 ? [character] : [])));
}

function countOf<Key>(
  counts: Map<Key, { all: number; before: number; lines: number }>,
  key: Key,
): { all: number; before: number; lines: number } {
  let count = counts.get(key);
  if (count === undefined) counts.set(key, (count = { all: 0, before: 0, lines: 0 }));
  return count;
}
