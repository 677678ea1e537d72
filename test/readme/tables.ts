/** A table of a Markdown text. Cells are as written, `\|` as `|`. */
export interface Table {
  /** The heading it stands under. */
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** All tables of a Markdown text, in their order. */
export function tablesOf(markdown: string): readonly Table[] {
  const tables: { heading: string; columns: readonly string[]; rows: (readonly string[])[] }[] = [];
  let heading = '';
  let isInside = false;
  for (const line of markdown.split('\n')) {
    if (/^#+ /.test(line)) heading = line.replace(/^#+ /, '');
    const cells = line.startsWith('|') ? cellsOf(line) : undefined;
    if (cells !== undefined && !isInside) tables.push({ heading, columns: cells, rows: [] });
    else if (cells !== undefined && !cells.every((cell) => /^-+$/.test(cell))) tables.at(-1)!.rows.push(cells);
    isInside = cells !== undefined;
  }
  return tables;
}

/** What stands between the backticks of a cell, one after the other. */
export function codesOf(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]*)`/g)].map(([, code]) => code!);
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());
}
