import { columns } from './characters.js';

/** One printed line. */
export interface Line {
  /** 1-based number in the decoded text. */
  readonly number: number;
  /** The line without the white space around it; never empty. */
  readonly text: string;
  /** White space before the text, in half-width columns. */
  readonly indent: number;
  /** Width of indent and text, in half-width columns. */
  readonly width: number;
}

/** Lines that stand together without a blank line between them. */
export interface LineGroup {
  readonly lines: readonly Line[];
  /** Blank lines above the group. */
  readonly blankBefore: number;
}

/**
 * Splits decoded text into groups of lines parted by blank lines. Any of CR LF, LF and CR ends a line.
 * `firstNumber` is the number of the first line (1 unless the text is part of a larger file).
 */
export function readLines(text: string, firstNumber = 1): readonly LineGroup[] {
  const groups: LineGroup[] = [];
  let current: Line[] = [];
  let blankBefore = 0;
  let number = firstNumber - 1;
  const close = (): void => {
    if (current.length > 0) {
      groups.push({ lines: current, blankBefore });
      current = [];
      blankBefore = 0;
    }
  };
  for (const raw of text.split(/\r\n|\n|\r/u)) {
    number += 1;
    const line = readLine(raw, number);
    if (line) current.push(line);
    else {
      close();
      blankBefore += 1;
    }
  }
  close();
  return groups;
}

function readLine(raw: string, number: number): Line | undefined {
  const text = raw.trim();
  if (text === '') return undefined;
  const indent = columns(raw.slice(0, raw.length - raw.trimStart().length).replace(/\ufeff/gu, ''));
  return { number, text, indent, width: indent + columns(text) };
}
