import { isHan } from './characters.js';
import type { BlockFeatures } from './features.js';

const HAN_GRAM = /^\p{Script=Han}+$/u;

/** Share of the Han character pairs of a heading that stand in the first 240 characters of a text. */
export function overlapOf(heading: string, text: string): number {
  const lead = text.slice(0, 240);
  let pairs = 0;
  let found = 0;
  const limit = Math.min(heading.length, 60);
  for (let at = 0; at + 2 <= limit; at += 1) {
    const pair = heading.slice(at, at + 2);
    if (!HAN_GRAM.test(pair)) continue;
    pairs += 1;
    if (lead.includes(pair)) found += 1;
  }
  return pairs === 0 ? 0 : found / pairs;
}

/** Characters of grammar and counting: pairs with one of them say nothing about the matter. */
const EMPTY: ReadonlySet<number> = new Set(
  Array.from(
    '的了是在和有不也就都而及与等中上下个这那一二三四五六七八九十百千万年月日时分人说他她我们你为对从到以可会要能把被让给向将已还又很最更没之其此些所得地着过来去出如果因但或者元次名家里后前多大小與個這萬時說們為對從會讓給將還沒過來後裡',
    (c) => c.charCodeAt(0),
  ),
);

/**
 * How far the running text below a heading goes on with the matter above it, -1 (another matter) to 1: the share of
 * content pairs of Han characters that both sides have (after Hearst, TextTiling, 1997, with n-grams for words). Reads
 * about 500 characters above and 300 below.
 */
export function cohesionOf(features: readonly BlockFeatures[], heading: number, below: number): number {
  let before = '';
  for (let at = heading - 1; at >= 0 && at >= heading - 8 && before.length < 450; at -= 1) {
    if (features[at]!.body) before = features[at]!.block.text.slice(0, 450) + before;
  }
  let after = '';
  for (let at = below; at < features.length && at < below + 3 && after.length < 300 && features[at]!.body; at += 1) {
    after += features[at]!.block.text.slice(0, 300 - after.length);
  }
  if (before === '' || after.length < 20) return 0;
  const known = contentPairs(before);
  const wanted = contentPairs(after);
  let shared = 0;
  for (const pair of wanted) if (known.has(pair)) shared += 1;
  // A pronoun in the first clause points back at somebody the reader knows.
  const pronoun = /^[^，。]{0,9}[他她它]/u.test(after) ? 0.02 : 0;
  const share = shared / Math.max(8, wanted.size) + pronoun;
  if (share >= 0.06) return 1;
  if (share >= 0.04) return 0.4;
  return share >= 0.02 ? -0.3 : -1;
}

/** Pairs of characters as numbers, which hash several times quicker than strings. */
function contentPairs(text: string): ReadonlySet<number> {
  const pairs = new Set<number>();
  let first = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const full = isHan(code) && !EMPTY.has(code) ? code : 0;
    if (first !== 0 && full !== 0) pairs.add(first * 0x10000 + full);
    first = full;
  }
  return pairs;
}

/**
 * Headings whose words belong to the page and not to the article below: at least 40 % of their four-character runs
 * stand in running text elsewhere, none in the next three running blocks. Such a line is a campaign's banner.
 */
export function readThemes(features: readonly BlockFeatures[]): ReadonlySet<number> {
  const wanted = new Map<string, number[]>();
  const candidates = features.flatMap((one, index) =>
    one.headlike && one.length >= 6 && one.length <= 20 && one.clauses === 0 ? [index] : [],
  );
  if (candidates.length > 400) return new Set();
  for (const index of candidates) for (const gram of gramsOf(features[index]!.block.text)) wanted.set(gram, []);
  // Most places are done with after a look at two characters; only the rest need the string of four.
  const openings = new Set(Array.from(wanted.keys(), (gram) => gram.charCodeAt(0) * 0x10000 + gram.charCodeAt(1)));
  features.forEach((one, index) => {
    if (!one.body || wanted.size === 0) return;
    const { text } = one.block;
    for (let at = 0; at + 4 <= text.length; at += 1) {
      if (!openings.has(text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1))) continue;
      const places = wanted.get(text.slice(at, at + 4));
      if (places && places.at(-1) !== index) places.push(index);
    }
  });
  return new Set(
    candidates.filter((index) => {
      const grams = gramsOf(features[index]!.block.text);
      const near = nextBodyIndexes(features, index);
      const elsewhere = grams.filter((gram) => wanted.get(gram)!.some((place) => !near.has(place))).length;
      const own = grams.filter((gram) => wanted.get(gram)!.some((place) => near.has(place))).length;
      return own === 0 && elsewhere >= 3 && elsewhere >= grams.length * 0.4;
    }),
  );
}

function nextBodyIndexes(features: readonly BlockFeatures[], index: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (let at = index + 1; at < features.length && at < index + 12 && found.size < 3; at += 1) if (features[at]!.body) found.add(at);
  return found;
}

function gramsOf(text: string): readonly string[] {
  const grams: string[] = [];
  for (let at = 0; at + 4 <= text.length; at += 1) {
    const gram = text.slice(at, at + 4);
    if (HAN_GRAM.test(gram)) grams.push(gram);
  }
  return grams;
}
