import type { MarkedText } from '../search/search-answer.js';
import { printable } from './terminal.js';

/** What stands before and after a marked range. */
export interface Marks {
  readonly open: string;
  readonly close: string;
}

/** Bold yellow on a terminal. */
export const ANSI_MARKS: Marks = { open: '\u001b[1;33m', close: '\u001b[0m' };
/** For pipes and files. */
export const PLAIN_MARKS: Marks = { open: '【', close: '】' };

/** A snippet or headline for the terminal, its ranges marked; nothing in the text itself can control the terminal. */
export function markText({ text, ranges }: MarkedText, { open, close }: Marks): string {
  let written = '';
  let end = 0;
  for (const [from, to] of ranges) {
    written += `${printable(text.slice(end, from))}${open}${printable(text.slice(from, to))}${close}`;
    end = to;
  }
  return written + printable(text.slice(end));
}
