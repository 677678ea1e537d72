/** A table as HTML -> its rows as lines, cells parted by blanks. */
import { withoutEntities } from '../../page/readers/html-text.js';
import { oneLine } from './markup.js';

/** A larger table is cut. */
const MOST = 200_000;

/** The text of the rows, a line feed between two; empty where there is none. Linear. */
export function rowsOfTable(html: string): string {
  const rows = html
    .slice(0, MOST)
    .replace(/<\/tr\s?>/giu, '\n')
    .replace(/<\/t[dh]\s?>|<br\s?\/?>/giu, ' ')
    .replace(/<[^<>]{0,2000}>/gu, '')
    .split('\n');
  return rows
    .map((row) => oneLine(withoutEntities(row)))
    .filter(Boolean)
    .join('\n');
}
