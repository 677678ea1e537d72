/**
 * Whether two texts are the same dispatch, told from their letters side by side. Three things are asked, because notices,
 * price lists and weather reports are printed in one form day after day and share more letters than a dispatch and its edited
 * copy do: enough letters in common; the numbers at the same places equal as often as the letters around them let expect; and
 * no other names put in for the first one's throughout. docs/similar.md says how the limits were found.
 */
import type { DispatchText } from './dispatch-text.js';
import type { LetterAligner } from './letter-aligner.js';

/** Letters of each text that are compared; longer ones are compared by their beginnings. */
const MOST_LETTERS = 6_000;

/** Share of the longer text's letters that must be common where single letters were changed all over, */
const LEAST_SCATTERED = 0.6;
/** where whole passages were cut, put in or replaced, */
const LEAST_PASSAGES = 0.66;
/** and where it is neither: another's words about the same may share as much as 0.65. */
const LEAST_RETOLD = 0.7;
/** A common letter is followed by a common one this often where only whole passages differ, */
const CONTINUITY_OF_PASSAGES = 0.965;
/** and at most this much more often than letters are common where single ones were changed. */
const SCATTERED_SURPLUS = 0.12;

/** Standard deviations by which equal numbers may stay behind what is expected: where single letters were changed, and else. */
const BEHIND_SCATTERED = 2;
const BEHIND_ELSE = 1.5;
/** Pairs of letters that stand in two or more differing places of one text and nowhere in the other: from so many on it is names. */
const MOST_REPLACED = 2;
/** Letters of a differing place; a longer one is a passage, not a name. */
const LEAST_PLACE = 2;
const LONGEST_PLACE = 24;

/** What no pair can be without: the longer text is at most so many times the shorter. */
export const MOST_TIMES_LONGER = 1 / LEAST_SCATTERED;

/** Symmetric: decided with the texts in one order. Costs about 50 µs for two texts of 600 characters. */
export function isSameDispatch(one: DispatchText, other: DispatchText, aligner: LetterAligner): boolean {
  const [a, b] = isBefore(one, other) ? [one, other] : [other, one];
  const [left, right] = [a.words.subarray(0, MOST_LETTERS), b.words.subarray(0, MOST_LETTERS)];
  const longerLength = Math.max(left.length, right.length);
  // Two of three proposals are told apart by their letters alone, whatever the order.
  if (aligner.mostCommon(left, right) < longerLength * LEAST_SCATTERED) return false;
  const partners = aligner.align(left, right);
  const agreed = agreement(partners, longerLength);
  return isAgreed(agreed) && isNumbersAgreed(a, b, partners, agreed) && !isOtherNames(left, right, partners);
}

function isBefore({ fingerprint: [a, b] }: DispatchText, { fingerprint: [c, d] }: DispatchText): boolean {
  return a < c || (a === c && b < d);
}

/** How two texts agree. */
interface Agreement {
  /** Share of the longer text's letters that are common. */
  readonly share: number;
  /** Share of the common letters that a common one follows in both texts. */
  readonly continuity: number;
}

function agreement(partners: Int32Array, longerLength: number): Agreement {
  let [common, continued] = [0, 0];
  for (let i = 0; i < partners.length; i += 1) {
    if (partners[i]! < 0) continue;
    common += 1;
    if (partners[i + 1] === partners[i]! + 1) continued += 1;
  }
  return { share: common / longerLength, continuity: continued / Math.max(1, common) };
}

/** Whether the texts differ as if single letters had been changed all over. */
function isScattered({ share, continuity }: Agreement): boolean {
  return continuity - share <= SCATTERED_SURPLUS;
}

function isAgreed(agreed: Agreement): boolean {
  if (isScattered(agreed)) return agreed.share >= LEAST_SCATTERED;
  return agreed.share >= (agreed.continuity >= CONTINUITY_OF_PASSAGES ? LEAST_PASSAGES : LEAST_RETOLD);
}

/**
 * Between two neighbours that are common, a number of each text is expected to be equal as often as so many letters in a row
 * are common. In a form with other figures fewer are.
 */
function isNumbersAgreed(a: DispatchText, b: DispatchText, partners: Int32Array, agreed: Agreement): boolean {
  const { continuity } = agreed;
  let [equal, expected, variance] = [0, 0, 0];
  for (const [place, number] of a.numbers) {
    const partner = partners[place];
    if (place === 0 || partner === undefined || partner <= 0 || partners[place - 1] !== partner - 1) continue;
    const other = b.numbers.get(partner);
    if (other === undefined) continue;
    const chance = continuity ** Math.max(number.length, other.length);
    if (number === other) equal += 1;
    expected += chance;
    variance += chance * (1 - chance);
  }
  return equal >= expected - (isScattered(agreed) ? BEHIND_SCATTERED : BEHIND_ELSE) * Math.sqrt(variance + 0.25);
}

/** Whether each text has names of its own at the places where they differ, again and again. */
function isOtherNames(a: Uint16Array, b: Uint16Array, partners: Int32Array): boolean {
  const back = new Int32Array(b.length).fill(-1);
  partners.forEach((partner, i) => {
    if (partner >= 0) back[partner] = i;
  });
  return replacedCount(a, b, partners) > MOST_REPLACED && replacedCount(b, a, back) > MOST_REPLACED;
}

/** Pairs of letters of `text` that `other` has nowhere, and that stand in two or more places where something else stands there. */
function replacedCount(text: Uint16Array, other: Uint16Array, partners: Int32Array): number {
  const known = new Set<number>();
  for (let i = 0; i + 1 < other.length; i += 1) known.add(pairAt(other, i));
  const places = new Map<number, number>();
  let [before, partnerBefore] = [-1, -1];
  for (let i = 0; i <= text.length; i += 1) {
    const partner = i === text.length ? other.length : partners[i]!;
    if (partner < 0) continue;
    if (isPlace(i - before - 1) && isPlace(partner - partnerBefore - 1)) {
      for (const pair of pairsAround(text, before, i)) if (!known.has(pair)) places.set(pair, (places.get(pair) ?? 0) + 1);
    }
    [before, partnerBefore] = [i, partner];
  }
  let count = 0;
  for (const times of places.values()) if (times > 1) count += 1;
  return count;
}

function isPlace(length: number): boolean {
  return length >= LEAST_PLACE && length <= LONGEST_PLACE;
}

/** The different pairs from the letter `before` to the letter `after`, both included: a letter of a name may be common by chance. */
function pairsAround(text: Uint16Array, before: number, after: number): Set<number> {
  const pairs = new Set<number>();
  for (let i = Math.max(0, before); i < Math.min(after, text.length - 1); i += 1) pairs.add(pairAt(text, i));
  return pairs;
}

function pairAt(text: Uint16Array, at: number): number {
  return text[at]! * 0x10000 + text[at + 1]!;
}
