/** Stories set in columns, line by line, as a page is printed. */
import type { PrintedLine, PrintedPage } from './write-forms.js';

/** A story over so many columns. */
export interface PrintedStory {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** First column, and how many there are. */
  readonly from: number;
  readonly columns: number;
}

/** Size of running type, characters of a line, from one line and one column to the next. */
export const TYPE = { size: 10, width: 15, leading: 16, pitch: 162, left: 40 } as const;
const [CANNOT_BEGIN, HEAD, TOP] = [/^[，。、；：！？”）]/u, 24, 100];

/** A paragraph in lines of so many characters, set in by two. */
export function linesOf(text: string, width: number = TYPE.width): readonly string[] {
  const lines: string[] = [];
  let line = '　　';
  for (const character of text) {
    if (line.length >= width && !CANNOT_BEGIN.test(character)) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return [...lines, line];
}

/** A page with a head, and the stories under it. */
export function printPage(head: string, stories: readonly PrintedStory[], { columns = 4 } = {}): PrintedPage {
  const lines: PrintedLine[] = [{ text: head, x: TYPE.left, y: 30, size: TYPE.size * 0.9 }];
  for (const { title, paragraphs, from, columns: count } of stories) {
    const left = TYPE.left + from * TYPE.pitch;
    const width = (count - 1) * TYPE.pitch + TYPE.width * TYPE.size;
    lines.push({ text: title, x: left + (width - title.length * HEAD) / 2, y: TOP, size: HEAD });
    const rows = paragraphs.flatMap((paragraph) => linesOf(paragraph));
    const deep = Math.ceil(rows.length / count);
    rows.forEach((row, at) => {
      const indent = row.length - row.trimStart().length;
      const x = left + Math.floor(at / deep) * TYPE.pitch + indent * TYPE.size;
      lines.push({ text: row.trim(), x, y: TOP + HEAD + 12 + (at % deep) * TYPE.leading, size: TYPE.size });
    });
  }
  return { width: TYPE.left * 2 + columns * TYPE.pitch, height: 900, lines };
}
