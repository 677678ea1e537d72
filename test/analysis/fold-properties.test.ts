import fc from 'fast-check';
import { originalRange } from '../../src/analysis/fold.js';
import { findAll } from '../../src/query/match-text.js';
import { analyzer } from '../support/analyzer.js';
import { seed } from '../support/shared.js';
import { anyText, type Cluster, clusters } from './text-arbitraries.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const runs = { seed, numRuns: LONG ? 100_000 : 2000 };

/** The long form of one property. */
const TIMEOUT_MS = 600_000;

const MARK = /^\p{M}$/u;

describe(`folding any text (seed ${seed})`, () => {
  it(
    'never throws, and keeps a way back of whole characters, ascending, inside the text',
    () => {
      fc.assert(
        fc.property(anyText, (text) => {
          expect(faultOfWayBack(text)).toBe('');
        }),
        runs,
      );
    },
    TIMEOUT_MS,
  );

  it(
    'keeps borders ascending and inside the folded text',
    () => {
      fc.assert(
        fc.property(anyText, (text) => {
          const folded = analyzer.fold(text);
          expect(folded.borders).toEqual([...new Set(folded.borders)].sort((a, b) => a - b));
          for (const border of folded.borders) expect(border > 0 && border < folded.text.length).toBe(true);
        }),
        runs,
      );
    },
    TIMEOUT_MS,
  );

  it(
    'grows no character beyond the cap',
    () => {
      fc.assert(
        fc.property(anyText, (text) => {
          expect(mostGrowth(text)).toBeLessThanOrEqual(8);
        }),
        runs,
      );
    },
    TIMEOUT_MS,
  );

  it(
    'leaves no space beside Han, none at the ends, and never two',
    () => {
      fc.assert(
        fc.property(anyText, (text) => {
          const { text: folded } = analyzer.fold(text);
          expect(folded).not.toMatch(/^ | $| {2}|[\t\n\r]/);
          expect(folded).not.toMatch(SPACE_BESIDE_HAN);
        }),
        runs,
      );
    },
    TIMEOUT_MS,
  );

  it(
    'has the same way back when it is found from the folded text',
    () => {
      let found = 0;
      fc.assert(
        fc.property(anyText, (text) => {
          const { text: folded, starts, ends } = analyzer.fold(text);
          const way = analyzer.wayBack(text, folded);
          if (way === null) return;
          found += 1;
          expect(way).toEqual({ starts, ends });
        }),
        runs,
      );
      expect(found).toBeGreaterThan(runs.numRuns / 20);
    },
    TIMEOUT_MS,
  );

  it('finds no way back from a text that was folded from another', () => {
    expect(analyzer.wayBack('职工之家', '职工')).toBeNull();
    expect(analyzer.wayBack('职工', '职工之家')).toBeNull();
    expect(analyzer.wayBack('职工', '员工')).toBeNull();
  });

  it.each([
    ['1,234 人', '1234人'],
    ['“工”会', '工会'],
    ['a  “ b', 'a b'],
    ['职工，１号', '职工,1号'],
  ])('goes back over what is dropped or plainly folded in %s', (original, folded) => {
    const { text, starts, ends } = analyzer.fold(original);
    expect(text).toBe(folded);
    expect(analyzer.wayBack(original, folded)).toEqual({ starts, ends });
  });

  it(
    'changes nothing the second time',
    () => {
      fc.assert(
        fc.property(anyText, (text) => {
          fc.pre(isStable(text));
          const once = analyzer.fold(text).text;
          expect(analyzer.fold(once).text).toBe(once);
        }),
        runs,
      );
    },
    TIMEOUT_MS,
  );
});

describe(`a part of a text (seed ${seed})`, () => {
  it(
    'is found in the text at its own place, where docs/query-language.md#borders lets a match begin and end',
    () => {
      fc.assert(
        fc.property(clusters, fc.nat(), fc.nat(), (text, one, other) => {
          const begins = text.flatMap((_, i) => (mayBegin(text, i) ? [i] : []));
          fc.pre(begins.length > 0);
          const first = begins[one % begins.length]!;
          const ends = text.flatMap((_, i) => (i >= first && mayEnd(text, i) ? [i] : []));
          fc.pre(ends.length > 0);
          const last = ends[other % ends.length]!;
          const from = joined(text.slice(0, first)).length;
          const part = joined(text.slice(first, last + 1));
          const folded = analyzer.fold(joined(text));
          const needle = { pieces: [analyzer.fold(part).text], openEnd: false };
          const ranges = findAll(folded, needle, 0, folded.text.length).map(([start, end]) => originalRange(folded, start, end));
          expect(ranges).toContainEqual([from, from + part.length]);
        }),
        runs,
      );
    },
    TIMEOUT_MS,
  );
});

function joined(text: readonly Cluster[]): string {
  return text.map((c) => c.text).join('');
}

/** What is wrong with the offsets of a folded text; '' when nothing is. */
function faultOfWayBack(text: string): string {
  const { text: folded, starts, ends } = analyzer.fold(text);
  if (starts.length !== folded.length || ends.length !== folded.length) return 'other lengths';
  let [lastStart, lastEnd] = [0, 0];
  for (let i = 0; i < folded.length; i += 1) {
    const [start, end] = [starts[i]!, ends[i]!];
    if (start < lastStart || end < lastEnd) return `${i}: goes back`;
    if (start >= end || end > text.length) return `${i}: empty or outside`;
    if (cutsCharacter(text, start) || cutsCharacter(text, end)) return `${i}: cuts a character`;
    [lastStart, lastEnd] = [start, end];
  }
  return '';
}

/** Folded units made of one original cluster, for each unit of it; the most of all clusters. */
function mostGrowth(text: string): number {
  const { starts, ends } = analyzer.fold(text);
  let most = 0;
  for (let from = 0; from < starts.length;) {
    let to = from;
    while (starts[to] === starts[from]) to += 1;
    most = Math.max(most, (to - from) / (ends[from]! - starts[from]!));
    from = to;
  }
  return most;
}

/** Whether `at` lies inside a surrogate pair or between a starter and its marks. */
function cutsCharacter(text: string, at: number): boolean {
  if (at === 0 || at === text.length) return false;
  const [before, after] = [text.charCodeAt(at - 1), text.codePointAt(at)!];
  if (before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff) return true;
  return after > 0x2ff && MARK.test(String.fromCodePoint(after));
}

/**
 * Folding is one pass, so what it drops can bring two characters together that a second pass would join. Left out: a mark
 * or jamo behind something dropped or white, a spacing mark (´ ゛ fold to space and mark), halves of a surrogate pair, a
 * thousands comma beside something dropped or beside digits that are not one unit, an x with marks.
 */
function isStable(text: string): boolean {
  return !UNSTABLE.some((pattern) => pattern.test(text));
}

const HAN = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}]';
const SPACE_BESIDE_HAN = new RegExp(`${HAN} | ${HAN}`, 'u');
const DROPPED =
  '[\\s\\u0085"\'“”‘’„«»‹›「」『』《》〈〉·・•‧∙＂＇｢｣･\\u0387\\u00AD\\u200B-\\u200F\\u2060-\\u2064\\uFEFF\\uFE41-\\uFE44\\uFE3D-\\uFE40' +
  '\\u22C5\\u02D9\\uFF0E\\uFE52]';
const UNSTABLE = [
  new RegExp(`${DROPPED}[\\p{M}ﾞﾟ\\u1160-\\u11FF\\uD7B0-\\uD7FF\\u3131-\\u318E\\uFFA0-\\uFFDC]`, 'u'),
  /[\u00A8\u00AF\u00B4\u00B8\u02D8-\u02DD\u037A\u0384\u0385\u1FBD-\u1FFE\u2017\u203E\u309B\u309C]/,
  /[\uFC5E-\uFC63\uFE49-\uFE4C\uFE70-\uFE7F\uFFE3]/,
  /[\uD800-\uDFFF]/u,
  new RegExp(`${DROPPED},|,\\d*${DROPPED}`, 'u'),
  /[xXｘＸ]\p{M}/u,
];

function isWord(cluster: Cluster | undefined): boolean {
  return cluster?.kind === 'letter' || cluster?.kind === 'digit' || cluster?.text === '中\u0301';
}

/** What may join the digits on both sides of it: a point, or a space that marks thousands. */
function mayJoinDigits(cluster: Cluster | undefined): boolean {
  return cluster?.kind === 'point' || /^[\u00A0\u2009\u202F]$/.test(cluster?.text ?? '');
}

/** An x between digits is a sign, `×`, whatever was dropped between them. */
function isTimes(text: readonly Cluster[], at: number): boolean {
  const isKept = ({ kind }: Cluster): boolean => kind !== 'dropped';
  const beside = [text.slice(0, at).findLast(isKept), text.slice(at + 1).find(isKept)];
  return /^[xX]$/.test(text[at]?.text ?? '') && beside.every((cluster) => cluster?.kind === 'digit');
}

function mayBegin(text: readonly Cluster[], at: number): boolean {
  if (text[at]?.kind === 'han') return true;
  return (
    isWord(text[at]) && !isTimes(text, at) && !isWord(text[at - 1]) && !(mayJoinDigits(text[at - 1]) && text[at - 2]?.kind === 'digit')
  );
}

function mayEnd(text: readonly Cluster[], at: number): boolean {
  if (text[at]?.kind === 'han' && !isWord(text[at])) return true;
  return (
    isWord(text[at]) && !isTimes(text, at) && !isWord(text[at + 1]) && !(mayJoinDigits(text[at + 1]) && text[at + 2]?.kind === 'digit')
  );
}
