import { readDispatch } from './byline.js';
import { beginsHeading, headsTextBelow, isBylineLine, isShortHead, partHead } from './display-lines.js';
import { beginsInside, countOf, endingOf, type Ending, squeeze } from './characters.js';
import { furnitureScore, isAddressLine, isJumpLine, isMarksOnly } from './furniture.js';
import { readGaps } from './gaps.js';
import { cutsWord, joinText } from './join-text.js';
import type { Label } from './labels.js';
import { hasRoom, isFull, readRunFacts, type RunFacts } from './line-facts.js';
import type { Line, LineGroup } from './lines.js';
import { HANG, readMeasures, SLACK } from './measures.js';
import { AUTHOR_NOTE, FULL_BODY } from './vocabulary.js';
import { linesTornAtNumbers } from './torn-numbers.js';
import { plainTwin } from './plain-twin.js';
import { isSiteFrame } from './site-frame.js';

/** A stretch of lines that is one unit on paper: a headline line, a paragraph or a part of one, an item, a folio. */
export interface Block {
  readonly lines: readonly Line[];
  /** What the rules look at: as `printedText`, unit for unit, in simplified characters and full-width marks. */
  readonly text: string;
  readonly printedText: string;
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
  /** Paragraphs begin with an indent where it stands. */
  readonly indents: boolean;
  /** First line set in from the edge where paragraphs are. */
  readonly indented: boolean;
  /** Width of a full line in half-width columns; 0 where lines are not wrapped. */
  readonly measure: number;
  /** The last line reaches the measure, so the text may go on elsewhere. Always true where lines are not wrapped. */
  readonly lastLineFull: boolean;
  /** How it ends; on a page of about 1920 a short line that ends in `、` ends a sentence. */
  readonly ending: Ending;
  /** The page has `、` for every stop, as papers about 1920 did. */
  readonly old: boolean;
  /** What it is where it was marked as a heading, as `HeadingRank`; else 0. */
  readonly heading: number;
  /** How much of it reads as furniture, 0 to 1. */
  readonly furniture: number;
  /** What its place on the page says of it, where that is known. */
  readonly printed?: PrintedPlace;
}

/** What the place of a block says. */
export interface PrintedPlace {
  /** What it can be; undefined = anything. */
  readonly labels: readonly Label[] | undefined;
  /** It is the first of another story than the block before it. */
  readonly beginsStory: boolean;
  /** Who wrote its story, where that is said beside the text. */
  readonly author?: string;
}

/** The page as blocks. */
export interface Layout {
  readonly blocks: readonly Block[];
}

/** Joins hard-wrapped lines into blocks, each run of lines by its own measure and indents. Linear in the text. */
export function layOut(printed: readonly LineGroup[]): Layout {
  const groups = readGaps(printed);
  const lines = groups.flatMap((group) => group.lines);
  const scores = new Map(lines.map((line) => [line, line.ofPage ? 1 : furnitureScore(line.text)]));
  const gaps = new Set(groups.map((group) => group.lines[0]!));
  const torn = linesTornAtNumbers(groups);
  const old = hasOldStops(lines);
  const measures = readMeasures(lines, gaps, (line) => scores.get(line)! >= 0.75, old);
  const facts = readRunFacts(lines, measures, gaps);
  const factsOf = new Map(lines.map((line, at) => [line, facts[at]!]));
  return { blocks: groups.flatMap((group, index) => blocksOf(group, index, factsOf, scores, torn, old)) };
}

/** `、` stands where later papers have commas and stops. */
function hasOldStops(lines: readonly Line[]): boolean {
  let [old, late] = [0, 0];
  for (const { text } of lines) {
    old += countOf(text, '、');
    late += countOf(text, '，。');
  }
  return old >= 12 && late < old * 0.3;
}

/** Credits, weekdays and jumps are furniture even among other lines; an address there belongs to the article. */
const SURE_ANYWHERE = /责任?编|責任?編|版式|版面|校对|校對|美编|星期|下转|上接|下轉/u;

function blocksOf(
  group: LineGroup,
  index: number,
  factsOf: ReadonlyMap<Line, RunFacts>,
  scores: ReadonlyMap<Line, number>,
  torn: ReadonlySet<Line>,
  old: boolean,
): readonly Block[] {
  const apart = group.lines.every((line) => scores.get(line)! >= 0.75);
  const units: Line[][] = [];
  group.lines.forEach((line, at) => {
    const above = group.lines[at - 1];
    const open = units.at(-1);
    const own = apart || isPagesOwn(line, scores) || (above !== undefined && isPagesOwn(above, scores));
    const facts = open && factsOf.get(open[0]!)!;
    const heads = open?.length === 1 && headsAnother(group.lines, at, facts!);
    if (above && open && (torn.has(line) || (!own && !heads && continues(above, line, group.lines[at + 1], facts!, old)))) open.push(line);
    else units.push([line]);
  });
  return units.map((lines, place) => {
    const printedText = lines.reduce((joined, line) => (joined === '' ? line.text : joinText(joined, line.text)), '');
    const text = plainTwin(printedText);
    const last = lines.at(-1)!;
    const { measure, indents } = factsOf.get(lines[0]!)!;
    return {
      lines,
      text,
      printedText,
      length: squeeze(text).length,
      group: index,
      place,
      groupSize: units.length,
      blankBefore: place === 0 ? group.blankBefore : 0,
      indents,
      indented: indents && lines[0]!.indent >= 2,
      measure,
      ending: old && /、$/u.test(text) ? 'closed' : endingOf(text),
      old,
      heading: lines[0]!.heading,
      lastLineFull: measure === 0 || last.width >= measure - SLACK,
      furniture:
        lines.length === 1
          ? scores.get(last)! *
            (apart || units.length === 1 || index < 2 || last.ofPage || SURE_ANYWHERE.test(text) || isSiteFrame(text) ? 1 : 0.7)
          : 0,
    };
  });
}

/** The line above is a head line of its own, as wide as the columns though it is. */
function headsAnother(lines: readonly Line[], at: number, { indents, measure }: RunFacts): boolean {
  const above = lines[at - 1]!;
  if (measure === 0 || (indents && above.indent >= 2)) return false;
  return (!indents && headsTextBelow(lines, at - 1, measure)) || partHead(above, lines[at]!, measure);
}

/** A masthead, folio or page credit joins no other line; an address may be the rest of a notice. */
function isPagesOwn(line: Line, scores: ReadonlyMap<Line, number>): boolean {
  return scores.get(line)! >= 0.9 && !isMarksOnly(line.text) && !isAddressLine(line.text);
}

/** Decides whether a line goes on with the paragraph of the line above it in the same group and run. */
function continues(above: Line, line: Line, below: Line | undefined, facts: RunFacts, old: boolean): boolean {
  const { measure, indents } = facts;
  if (isJumpLine(above.text) || isJumpLine(line.text) || above.heading > 0 || line.heading > 0 || isBylineLine(above.text)) return false;
  if (cutsWord(above.text, line.text) || goesOnInBracket(above.text, line.text, old)) return true;
  if (beginsInside(line.text) && above.width >= (measure > 0 ? measure - SLACK : 20)) return true;
  if (measure === 0 || isMarksOnly(line.text)) return false;
  if (above.width > measure + HANG || (line.width > measure + HANG && isFull(above, measure) && !indents) || (indents && line.indent >= 2))
    return false;
  return isFull(above, measure) ? goesOnAfterFull(above, line, below, facts, old) : roomForWord(above, line, measure);
}

/** After a full line the text goes on, unless the line above ends a sentence and this one looks like a beginning. */
function goesOnAfterFull(above: Line, line: Line, below: Line | undefined, facts: RunFacts, old: boolean): boolean {
  const { measure, indents, strict } = facts;
  const ending = endingOf(above.text);
  if (beginsAnew(line.text, ending)) return false;
  if (!indents && announcesLines(above.text) && below !== undefined && !isFull(line, measure) && !isFull(below, measure)) return false;
  if (strict && hasRoom(above, line, measure)) return false;
  if (isOver(above.text, old) && below !== undefined && (isShortHead(line, measure) || beginsHeading(line, below, measure))) return false;
  if (ending !== 'closed') return true;
  if (!indents) return !hasRoom(above, line, measure);
  // A paragraph may end just at the edge; a short line set between it and an indented one is then a sub-head.
  return (
    endingOf(line.text) === 'closed' || /^[（(]|[：:]$/u.test(line.text) || isFull(line, measure) || below === undefined || below.indent < 2
  );
}

/** A dispatch, and below text that is over an item, a credit or who signs. */
function beginsAnew(text: string, above: Ending): boolean {
  return readDispatch(text) !== undefined || isBylineLine(text) || (above !== 'open' && (beginsItem(text) || standsAlone(text)));
}

/** A sentence ends with the text, or on a page of about 1920 a clause or a note in brackets. */
function isOver(text: string, old: boolean): boolean {
  return endingOf(text) === 'closed' || (old && /(?:、|（[^（）]{1,6}）)$/u.test(text));
}

/**
 * A bracket of a few characters, opened on one line and closed on the next: a name or a note that was set over two. On a page of about
 * 1920 the numerals of a part stand in a bracket each, line by line.
 */
function goesOnInBracket(above: string, line: string, old: boolean): boolean {
  if (old && isNumeral(above) && isNumeral(line)) return true;
  return /[（(][^（）()]{0,10}$/u.test(above.slice(-12)) && /^[^（）()]{0,10}[）)]/u.test(line);
}

/** A numeral in brackets, and nothing else. */
function isNumeral(text: string): boolean {
  return text.length <= 5 && /^[（(][〇○零一二三四五六七八九十廿卅百]{1,3}[）)]$/u.test(text);
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
  return new RegExp(
    String.raw`^(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．](?!\d)|\d{1,2}\.(?!\d)` +
      String.raw`|[①-⑳]|第[一二三四五六七八九十]{1,3}[条條]|[●○◆◇■□▲△★☆※•▪▶►◘◙])`,
    'u',
  ).test(text);
}
