/** CSV as spreadsheets write it (RFC 4180, and what they do beside it). */

/** A line of a table, and where it begins. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** Number of its first line in the file, from 1. */
  readonly line: number;
}

/**
 * Reads a text: cells between commas, or between tabs or semicolons where the first line has those and no comma; quoted with `"`, which
 * is doubled inside; any line end. Blank lines are left out. A quotation that is not ended ends with the text. Linear.
 */
export function readCsv(text: string): readonly CsvRow[] {
  const plain = text.replace(/^\ufeff/u, '');
  const parting = partingOf(/^[^\r\n]*/u.exec(plain)![0]);
  const rows: CsvRow[] = [];
  let [at, line] = [0, 1];
  while (at < plain.length) {
    const cells: string[] = [];
    const first = line;
    for (let isOver = false; !isOver;) {
      const cell = readCell(plain, at, parting);
      cells.push(cell.text);
      line += cell.lineCount;
      isOver = plain[cell.end] !== parting;
      at = cell.end + 1;
    }
    if (plain[at - 1] === '\r' && plain[at] === '\n') at += 1;
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ cells, line: first });
    line += 1;
  }
  return rows;
}

function partingOf(firstLine: string): string {
  return [',', '\t', ';'].find((mark) => firstLine.includes(mark)) ?? ',';
}

interface Cell {
  readonly text: string;
  readonly end: number;
  /** Line ends inside. */
  readonly lineCount: number;
}

function readCell(text: string, start: number, parting: string): Cell {
  const quoted = text[start] === '"' ? readQuoted(text, start + 1) : { text: '', end: start };
  let { end } = quoted;
  while (end < text.length && text[end] !== parting && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { text: quoted.text + text.slice(quoted.end, end), end, lineCount: quoted.text.split(/\r\n|\r|\n/u).length - 1 };
}

/** From behind a quotation mark to behind the one that ends it. */
function readQuoted(text: string, start: number): { readonly text: string; readonly end: number } {
  const pieces: string[] = [];
  for (let from = start; ;) {
    const mark = text.indexOf('"', from);
    if (mark < 0) return { text: [...pieces, text.slice(from)].join(''), end: text.length };
    if (text[mark + 1] !== '"') return { text: [...pieces, text.slice(from, mark)].join(''), end: mark + 1 };
    pieces.push(text.slice(from, mark + 1));
    from = mark + 2;
  }
}
