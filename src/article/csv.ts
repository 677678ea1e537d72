/** Every CSV that is written. */

/** What is blank, or shows nothing, before the first character that counts. */
const LEADING = /^[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/u;
/** As a spreadsheet takes what begins with it, in any width: Excel reads ＝ as = where the language is Chinese or Japanese. */
const FORMULA = /^[=+\-@\u2212]/;
/** Also what a spreadsheet of another country takes for the end of a cell. */
const QUOTED = /[",;\t\r\n]/;

/**
 * A line of CSV (RFC 4180, CRLF). A text that a spreadsheet would run as a formula gets an apostrophe before it; a number stands as it
 * is.
 */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : textCell(cell))).join(',')}\r\n`;
}

function textCell(text: string): string {
  const safe = isFormula(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function isFormula(text: string): boolean {
  if (/^[\t\r\n]/.test(text)) return true;
  return FORMULA.test(text.replace(LEADING, '').slice(0, 2).normalize('NFKC'));
}
