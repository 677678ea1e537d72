/** The lines of a region of a PAGE file: their text, whichever level has it, and their boxes, wherever they can be had. */
import { squaresOf, type RecognisedLine, type RecognisedWord } from '../../page/geometry/recognised-line.js';
import type { PageBox } from '../../page/readers/page-reader.js';
import { boxOfPoints, oneLine, spanOfPoints } from './markup.js';

/** A region, line, word or glyph as it is read. */
export interface PageItem {
  readonly name: string;
  readonly kind: 'region' | 'line' | 'word' | 'glyph';
  /** Elements around it. */
  readonly depth: number;
  readonly id: string;
  readonly type: string | undefined;
  /** Id of the article it says it is of. */
  readonly article: string | undefined;
  readonly upright: boolean;
  /** Points of its outline, and of its baseline. */
  coords: string;
  baseline: string;
  bold: boolean;
  /** A region in it has text, which its own only says again. */
  isFilled: boolean;
  /** Its readings; the lowest index is the best. */
  readonly texts: { readonly index: number; readonly text: string }[];
  /** Lines of a region, words of a line, glyphs of a word. */
  readonly children: PageItem[];
}

/** A line with what it says of itself. */
export interface RegionLine {
  readonly line: RecognisedLine;
  readonly type: string | undefined;
  readonly article: string | undefined;
}

/** From one line to the next, in the size of the type, where only the text of a region is known. */
const LEADING = 1.5;

/** The best of the readings of an item: of those that have text the one with the lowest index, else the first. */
export function textOf({ texts }: PageItem): string {
  const filled = texts.filter(({ text }) => text.trim() !== '');
  return filled.reduce((best, one) => (one.index < best.index ? one : best), filled[0] ?? { index: 0, text: '' }).text;
}

/** The lines of a region; where it has none, those of its text, laid into its box. A line without a box has its share of the region's. */
export function linesOfRegion(region: PageItem): readonly RegionLine[] {
  const { type, article, upright, bold, children } = region;
  const area = boxOfPoints(region.coords);
  const own = children.filter(({ kind }) => kind === 'line');
  if (own.length === 0 && region.isFilled) return [];
  if (own.length === 0)
    return rowsWithin(
      textOf(region)
        .split(/\r\n?|\n/u)
        .map(oneLine)
        .filter(Boolean),
      area,
    ).map(({ text, box }) => ({
      line: { words: [{ text }], ...(box && { box }), ...(bold && { bold }), ...(upright && { upright }) },
      type,
      article,
    }));
  return own.flatMap((item, at): readonly RegionLine[] => {
    const words = wordsOf(item);
    if (words.length === 0) return [];
    const box = boxOf(item, words) ?? (area && rowOf(area, at, own.length));
    const isBold = bold || item.bold || (item.children.length > 0 && item.children.every((word) => word.bold));
    const line = { words, ...(box && { box }), ...(isBold && { bold: true }), ...(item.upright && { upright: true }) };
    return [{ line, type: item.type, article: item.article }];
  });
}

/** The line's own text in the words that have places, where they are the same text; else the one of both that is there. */
function wordsOf(line: PageItem): readonly RecognisedWord[] {
  const text = oneLine(textOf(line));
  const words = line.children.flatMap((word): readonly RecognisedWord[] => {
    const own = oneLine(textOf(word) || word.children.map(textOf).join(''));
    const box = boxOfPoints(word.coords);
    return own === '' ? [] : [{ text: own, spaced: true, ...(box && { box }) }];
  });
  if (text === '') return words;
  const blanks = blanksBefore(text, words);
  return blanks === undefined ? [{ text }] : words.map((word, at) => ({ ...word, spaced: blanks[at]! }));
}

/** Whether a blank stands before each word in a text; undefined where the words are another text. */
function blanksBefore(text: string, words: readonly RecognisedWord[]): readonly boolean[] | undefined {
  let at = 0;
  const blanks: boolean[] = [];
  for (const word of words) {
    blanks.push(text[at] === ' ');
    for (const character of word.text.replaceAll(' ', '')) {
      if (text[at] === ' ') at += 1;
      if (!text.startsWith(character, at)) return undefined;
      at += character.length;
    }
  }
  return at === text.length && words.length > 0 ? blanks : undefined;
}

/** Its outline; where it has none, geometry takes the words', and the baseline stands for both. */
function boxOf(line: PageItem, words: readonly RecognisedWord[]): PageBox | undefined {
  const box = boxOfPoints(line.coords);
  if (box !== undefined) return box;
  const boxes = words.flatMap((word) => (word.box === undefined ? [] : [word.box]));
  if (boxes.length > 0) return boxOfPoints(boxes.map(([x, y, w, h]) => `${x},${y} ${x + w},${y + h}`).join(' '));
  const span = spanOfPoints(line.baseline);
  if (span === undefined || span[2] <= 0) return undefined;
  const size = span[2] / squaresOf(words.map(({ text }) => text).join(''));
  return [span[0], span[1] - size, span[2], span[3] + size];
}

function rowOf([x, y, w, h]: PageBox, at: number, count: number): PageBox {
  return [x, y + (h * at) / count, w, h / count];
}

/** Texts as rows of one box: a row each where they can be that, else broken to fill it. */
function rowsWithin(texts: readonly string[], box: PageBox | undefined): readonly { readonly text: string; readonly box?: PageBox }[] {
  if (box === undefined) return texts.map((text) => ({ text }));
  const [, , width, height] = box;
  const widest = texts.reduce((most, text) => Math.max(most, squaresOf(text)), 1);
  const fits = width / widest >= height / texts.length / 3;
  const all = texts.reduce((sum, text) => sum + squaresOf(text), 0);
  const size = fits ? width / widest : Math.sqrt((width * height) / (LEADING * Math.max(1, all)));
  const rows = fits ? texts : texts.flatMap((text) => brokenAt(text, Math.max(1, Math.floor(width / size))));
  return rows.map((text, at) => {
    const [x, y, , h] = rowOf(box, at, rows.length);
    return { text, box: [x, y, Math.min(width, squaresOf(text) * size), h] };
  });
}

/** A text in pieces of so many squares. */
function brokenAt(text: string, squares: number): readonly string[] {
  const rows: string[] = [];
  let [row, taken] = ['', 0];
  for (const character of text) {
    const own = squaresOf(`一${character}一`) - 2;
    if (taken + own > squares && row !== '') {
      rows.push(row);
      [row, taken] = ['', 0];
    }
    row += character;
    taken += own;
  }
  return row === '' ? rows : [...rows, row];
}
