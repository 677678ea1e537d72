import { beginsInside, columns, endingOf, squeeze } from './characters.js';
import { furnitureScore, isJumpLine, isMarksOnly } from './furniture.js';
import { joinText } from './join-text.js';
import type { Line, LineGroup } from './lines.js';
import { AUTHOR_NOTE, FULL_BODY } from './vocabulary.js';

/** A stretch of lines that is one unit on paper: a headline line, a paragraph or a part of one, an item, a folio. */
export interface Block {
  readonly lines: readonly Line[];
  readonly text: string;
  /** Number of non-space characters. */
  readonly length: number;
  /** Which group of lines it stands in, counted from 0. */
  readonly group: number;
  /** Place in its group, from 0. */
  readonly place: number;
  /** Number of blocks of its group. */
  readonly groupSize: number;
  /** Blank lines above it; 0 within a group. */
  readonly blankBefore: number;
  /** First line set in from the edge, on a page that marks paragraphs so. */
  readonly indented: boolean;
  /** Width of a full line in half-width columns; 0 where lines are not wrapped. */
  readonly measure: number;
  /** The last line reaches the measure, so the text may go on elsewhere. Always true where lines are not wrapped. */
  readonly lastLineFull: boolean;
  /** How much of it reads as furniture, 0 to 1. */
  readonly furniture: number;
}

/** The page as blocks, with what holds for all of it. */
export interface Layout {
  readonly blocks: readonly Block[];
  /** Full line of the page in half-width columns; 0 = lines are as long as their paragraphs. */
  readonly measure: number;
  /** Paragraphs begin with an indent. */
  readonly indents: boolean;
}

/** A line may fall this many columns short of the measure and still be full: a mark or a character was carried down. */
const SLACK = 5;
/** Closing marks may hang over the edge by this many columns. */
const HANG = 4;

/** Finds measure and indents of a page and joins hard-wrapped lines into blocks. Linear in the text. */
export function layOut(groups: readonly LineGroup[]): Layout {
  const scores = new Map<Line, number>();
  for (const { lines } of groups) for (const line of lines) scores.set(line, furnitureScore(line.text));
  const running = groups.filter(({ lines }) => lines.length > 1 && lines.some((line) => scores.get(line)! < 0.75));
  const found = measureOf(running.flatMap(innerLines), 2);
  const pageMeasure = isPassed(groups, found) ? 0 : found;
  const indents = usesIndents(running, pageMeasure);
  const blocks: Block[] = [];
  groups.forEach((group, index) => {
    const own = group.lines.length > 3 ? measureOf(innerLines(group), 3) : 0;
    const measure = own > 0 && Math.abs(own - pageMeasure) > HANG ? own : pageMeasure;
    blocks.push(...blocksOf(group, index, measure, indents, scores));
  });
  return { blocks, measure: pageMeasure, indents };
}

/** Lines that may be full: the last line of a paragraph, told by the indent below it, tells nothing of the measure. */
function innerLines({ lines }: LineGroup): readonly Line[] {
  const inner = lines.filter((_line, at) => (lines[at + 1]?.indent ?? 0) < 2);
  return inner.length >= 2 && inner.length < lines.length ? inner : lines;
}

/**
 * The width most lines share, when so many reach it and so few pass it that the lines must be wrapped. Lines of verse
 * and lists do not count: wrapped prose has punctuation inside its lines and breaks off in mid-sentence.
 */
function measureOf(lines: readonly Line[], least: number): number {
  const counts = new Map<number, number>();
  for (const line of lines) counts.set(line.width, (counts.get(line.width) ?? 0) + 1);
  let best = 0;
  let bestScore = 0;
  for (const width of counts.keys()) {
    if (width < 12 || width > 160) continue;
    const score = near(counts, width, -1, 0) * 2 + near(counts, width, -SLACK, HANG);
    if (score > bestScore || (score === bestScore && width > best)) {
      best = width;
      bestScore = score;
    }
  }
  const full = lines.filter((line) => line.width >= best - SLACK && line.width <= best + HANG);
  const over = lines.filter((line) => line.width > best + HANG).length;
  const prose = full.filter((line) => /[，。；？！]./u.test(line.text)).length;
  const cut = full.filter((line) => endingOf(line.text) === 'open').length;
  const wrapped =
    full.length >= least &&
    full.length >= lines.length * 0.3 &&
    over <= lines.length * 0.12 &&
    prose >= full.length * 0.3 &&
    cut >= full.length * 0.4 &&
    cut >= Math.min(least, 2);
  return wrapped ? best : 0;
}

/** True when prose runs on past the measure in line after line: then what looked like wrapped lines are others. */
function isPassed(groups: readonly LineGroup[], measure: number): boolean {
  let past = 0;
  let within = 0;
  for (const { lines } of groups) {
    for (const line of lines) {
      if (line.width > measure + HANG && /[，。]/u.test(line.text)) past += 1;
      else if (line.width >= measure - SLACK && line.width <= measure + HANG) within += 1;
    }
  }
  return past > within * 0.5;
}

function near(counts: ReadonlyMap<number, number>, width: number, from: number, to: number): number {
  let sum = 0;
  for (let at = width + from; at <= width + to; at += 1) sum += counts.get(at) ?? 0;
  return sum;
}

function usesIndents(groups: readonly LineGroup[], measure: number): boolean {
  if (measure === 0) return false;
  let indented = 0;
  let afterFull = 0;
  for (const { lines } of groups) {
    lines.forEach((line, at) => {
      if (line.indent < 2) return;
      indented += 1;
      const above = lines[at - 1];
      if (above && isFull(above, measure) && above.indent >= 2) afterFull += 1;
    });
  }
  // Where every line is set in, the indent marks nothing.
  return indented >= 2 && afterFull <= indented * 0.4;
}

/** Credits, weekdays and jumps are furniture even among other lines; an address there belongs to the article. */
const SURE_ANYWHERE = /责任?编|責任?編|版式|版面|校对|校對|美编|星期|下转|上接|下轉/u;

function isFull(line: Line, measure: number): boolean {
  return line.width >= measure - SLACK && line.width <= measure + HANG;
}

function blocksOf(group: LineGroup, index: number, measure: number, indents: boolean, scores: ReadonlyMap<Line, number>): readonly Block[] {
  const apart = group.lines.every((line) => scores.get(line)! >= 0.75);
  const units: Line[][] = [];
  group.lines.forEach((line, at) => {
    const above = group.lines[at - 1];
    const open = units.at(-1);
    if (above && open && !apart && continues(above, line, group.lines[at + 1], measure, indents)) open.push(line);
    else units.push([line]);
  });
  return units.map((lines, place) => {
    const text = lines.reduce((joined, line) => (joined === '' ? line.text : joinText(joined, line.text)), '');
    const last = lines.at(-1)!;
    return {
      lines,
      text,
      length: squeeze(text).length,
      group: index,
      place,
      groupSize: units.length,
      blankBefore: place === 0 ? group.blankBefore : 0,
      indented: indents && lines[0]!.indent >= 2,
      measure,
      lastLineFull: measure === 0 || last.width >= measure - SLACK,
      furniture:
        lines.length === 1 ? scores.get(last)! * (apart || units.length === 1 || index < 2 || SURE_ANYWHERE.test(text) ? 1 : 0.7) : 0,
    };
  });
}

/** Decides whether a line goes on with the paragraph of the line above it in the same group. */
function continues(above: Line, line: Line, below: Line | undefined, measure: number, indents: boolean): boolean {
  if (isJumpLine(above.text) || isJumpLine(line.text)) return false;
  if (beginsInside(line.text) && above.width >= Math.max(20, measure - SLACK)) return true;
  if (measure === 0 || isMarksOnly(line.text)) return false;
  if (above.width > measure + HANG || (indents && line.indent >= 2)) return false;
  return isFull(above, measure) ? goesOnAfterFull(above, line, below, measure, indents) : roomForWord(above, line, measure);
}

/** After a full line the text goes on, unless the line above ends a sentence and this one looks like a beginning. */
function goesOnAfterFull(above: Line, line: Line, below: Line | undefined, measure: number, indents: boolean): boolean {
  const ending = endingOf(above.text);
  if (ending !== 'open' && (beginsItem(line.text) || standsAlone(line.text))) return false;
  if (!indents && announcesLines(above.text) && below !== undefined && !isFull(line, measure) && !isFull(below, measure)) return false;
  if (ending !== 'closed') return true;
  if (!indents) return !hadRoom(above, line, measure);
  // A paragraph may end just at the edge; a short line set between it and an indented one is then a sub-head.
  return (
    endingOf(line.text) === 'closed' || /^[（(]|[：:]$/u.test(line.text) || isFull(line, measure) || below === undefined || below.indent < 2
  );
}

/** A credit, a caption with its credit, a note on the author, who signs: it joins no paragraph that is over. */
function standsAlone(text: string): boolean {
  return (
    text.length <= 60 &&
    (FULL_BODY.test(text) ||
      AUTHOR_NOTE.test(text) ||
      /\s[\p{Script=Han}\s]{2,9}[摄攝]$|^(?:文|图|圖|摄影|攝影)\s*[/／：]|(?:摄影|攝影)报道$/u.test(text))
  );
}

/** A sentence that ends in `如下：` is over where short lines follow. */
function announcesLines(text: string): boolean {
  return /(?:如下|以下|下列|名单|名單)\p{Script=Han}{0,4}[：:]$/u.test(text);
}

/** The first character of the next line would still have fitted, and nothing carried it down: the line was meant to end. */
function hadRoom(above: Line, line: Line, measure: number): boolean {
  const carried = /^.[\s，。、；：？！”’」』）》]/u.test(line.text) || /^[A-Za-z]/u.test(line.text);
  return !carried && above.width + columns(line.text.charAt(0)) <= measure;
}

/** A line that ends early because the word or address below it did not fit. */
function roomForWord(above: Line, line: Line, measure: number): boolean {
  const word = /^[\w./:@?=&%#-]{4,}/u.exec(line.text)?.[0];
  return (
    word !== undefined &&
    /[\p{L}\p{N}：，]$/u.test(above.text) &&
    above.width + word.length > measure &&
    above.width > measure / 2 &&
    /[A-Za-z]/u.test(word)
  );
}

/** An item of a numbered list: `一、`, `（二）`, `3.`, `①`. */
export function beginsItem(text: string): boolean {
  return /^(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．](?!\d)|\d{1,2}\.(?!\d)|[①-⑳]|第[一二三四五六七八九十]{1,3}[条條]|[●○◆◇■□▲△★☆※•▪▶►])/u.test(
    text,
  );
}
