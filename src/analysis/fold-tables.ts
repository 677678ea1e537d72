/** The tables folding reads, made once: a simple character is one UTF-16 unit before and after. */
import { Converter } from 'opencc-js/t2cn';
import { classOfCodePoint, classOfUnit, MARK } from './char-class.js';

/** In `FoldTables.simple`: not a simple character; ask `foldCluster`. U+FFFF is a noncharacter. */
export const SIMPLE_NONE = 0xffff;

export interface FoldTables {
  /** Folded unit of each simple unit, else SIMPLE_NONE. */
  readonly simple: Uint16Array;
  /** 1 where a unit may attach to the character before it: marks, jamo and surrogates. */
  readonly mayCombine: Uint8Array;
  /** Simplified form and variant of a code point, where it has one. */
  readonly characters: ReadonlyMap<string, string>;
}

/** NFKC may grow a cluster up to 18 times (U+FDFA); beyond this many units the cluster is kept as it is. */
const LONGEST_FOLD = 8;
/** Marks on one starter that are folded with it; more stand for themselves, so that no text makes folding quadratic. */
const MOST_MARKS = 16;

/** Builds the tables. `variants`: character → the character it is one with. About 40 ms. */
export function createFoldTables(variants: ReadonlyMap<string, string>): FoldTables {
  const characters = simplifications();
  for (const [from, to] of variants) characters.set(from, characters.get(to) ?? to);
  // A traditional character whose simplified form is itself a variant goes all the way in one step.
  for (const [from, to] of characters) {
    const further = variants.get(to);
    if (further !== undefined) characters.set(from, characters.get(further) ?? further);
  }
  const simple = new Uint16Array(0x10000).fill(SIMPLE_NONE);
  const mayCombine = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit += 1) {
    const surrogate = unit >= 0xd800 && unit <= 0xdfff;
    const jamo = (unit >= 0x1100 && unit <= 0x11ff) || (unit >= 0xd7b0 && unit <= 0xd7ff);
    if (surrogate || jamo || classOfUnit(unit) & MARK) {
      mayCombine[unit] = 1;
      continue;
    }
    const folded = foldStarter(String.fromCharCode(unit), characters);
    if (folded.length === 1 && unit !== SIMPLE_NONE) simple[unit] = folded.charCodeAt(0);
  }
  return { simple, mayCombine, characters };
}

/**
 * Folds the cluster that begins at `from`: one code point, the marks behind it, jamo that compose. `end` is the offset
 * behind it. A lone surrogate stays as it is.
 */
export function foldCluster(original: string, from: number, tables: FoldTables): { folded: string; end: number } {
  let end = from + String.fromCodePoint(original.codePointAt(from)!).length;
  const first = end;
  for (let marks = 0; marks < MOST_MARKS && end < original.length; marks += 1) {
    const codePoint = original.codePointAt(end)!;
    if (!joins(original, from, codePoint)) break;
    end += codePoint > 0xffff ? 2 : 1;
  }
  const cluster = original.slice(from, end);
  const visible = end > first ? cluster.replace(VARIATION_SELECTORS, '') : cluster;
  return { folded: foldStarter(visible, tables.characters), end };
}

const VARIATION_SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;
const JAMO_LEADING = /^[\u1100-\u115f\ua960-\ua97c]/u;
const JAMO_OR_SYLLABLE = /^[\u1100-\u11ff\uac00-\ud7ff]/u;

function joins(original: string, from: number, next: number): boolean {
  if (classOfCodePoint(next) & MARK) return true;
  const isVowelOrTail = (next >= 0x1160 && next <= 0x11ff) || (next >= 0xd7b0 && next <= 0xd7ff);
  return isVowelOrTail && (JAMO_OR_SYLLABLE.test(original[from]!) || JAMO_LEADING.test(original[from]!));
}

function foldStarter(cluster: string, characters: ReadonlyMap<string, string>): string {
  const normal = cluster.normalize('NFKC').toLowerCase();
  const kept = normal.length > LONGEST_FOLD * cluster.length || normal.length > LONGEST_FOLD + cluster.length ? cluster.toLowerCase() : normal;
  let folded = '';
  for (const char of kept) folded += characters.get(char) ?? char;
  return folded;
}

/** Traditional → simplified for every ideograph that has one, by code point: phrases would change lengths and meanings. */
function simplifications(): Map<string, string> {
  const toSimplified = Converter({ from: 't', to: 'cn' });
  const all: string[] = [];
  for (const [first, last] of [[0x2e80, 0x9fff], [0xf900, 0xfaff], [0x20000, 0x323af]] as const) {
    for (let codePoint = first; codePoint <= last; codePoint += 1) all.push(String.fromCodePoint(codePoint));
  }
  const converted = toSimplified(all.join('\n')).split('\n');
  const map = new Map<string, string>();
  all.forEach((char, i) => {
    const simplified = converted[i];
    if (simplified !== undefined && simplified !== char) map.set(char, simplified);
  });
  return map;
}
