/** A page set in columns, in the blocks and lines that a program would find on it. Lengths in points, corners as programs tell them. */
import { columns as widthOf } from '../../../src/page/characters.js';

/** `[x0, y0, x1, y1]`. */
export type Corners = readonly [number, number, number, number];

/** A line with its place. */
export interface BlockLine {
  readonly text: string;
  readonly box: Corners;
}

/** What a program finds. */
export interface Block {
  readonly kind: 'header' | 'footer' | 'number' | 'title' | 'text' | 'picture' | 'caption';
  readonly box: Corners;
  readonly lines: readonly BlockLine[];
  /** The second half of a paragraph that was cut at the end of a column. */
  readonly continues: boolean;
}

/** A page of them, in the order they are read. */
export interface BlockPage {
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly Block[];
}

/** How the page is set: size of its type, characters of a line, and in sizes the step from line to line and the gutter. */
export interface Setting {
  readonly em: number;
  readonly measure: number;
  readonly leading: number;
  readonly gutter: number;
}

/** A story over some columns; a picture stands at the head of its last one. */
export interface BlockStory {
  readonly title: string;
  readonly subtitle?: string;
  readonly paragraphs: readonly string[];
  readonly columns: number;
  readonly titleSize: number;
  readonly picture?: { readonly rows: number; readonly caption: string };
}

const CANNOT_BEGIN = /^[，。、；：！？”）]/u;
const widthIn = (text: string, size: number): number => (widthOf(text) / 2) * size;
const blockOf = (kind: Block['kind'], lines: readonly BlockLine[], continues = false): Block => ({
  kind,
  lines,
  continues,
  box: [
    Math.min(...lines.map(({ box }) => box[0])),
    Math.min(...lines.map(({ box }) => box[1])),
    Math.max(...lines.map(({ box }) => box[2])),
    Math.max(...lines.map(({ box }) => box[3])),
  ],
});
const lineAt = (text: string, x: number, y: number, size: number): BlockLine => ({ text, box: [x, y, x + widthIn(text, size), y + size] });

interface Row {
  readonly text: string;
  readonly indent: number;
  readonly paragraph: number;
}

function rowsOf(paragraphs: readonly string[], measure: number): readonly Row[] {
  const rows: Row[] = [];
  paragraphs.forEach((paragraph, at) => {
    let [line, indent] = ['', 2];
    for (const character of paragraph) {
      if (widthOf(line) / 2 + indent >= measure - 0.25 && !CANNOT_BEGIN.test(character)) {
        rows.push({ text: line, indent, paragraph: at });
        [line, indent] = ['', 0];
      }
      line += character;
    }
    rows.push({ text: line, indent, paragraph: at });
  });
  return rows;
}

/** Prints bands of stories under a head; stories of a band stand beside each other. */
export function printBlocks(
  head: readonly [string, string],
  foot: string,
  bands: readonly (readonly BlockStory[])[],
  setting: Setting,
): BlockPage {
  const { em, measure, leading, gutter } = setting;
  const left = em * 4;
  const pitch = (measure + gutter) * em;
  const count = Math.max(...bands.map((band) => band.reduce((sum, { columns }) => sum + columns, 0)));
  const width = left * 2 + count * pitch - gutter * em;
  const blocks: Block[] = [
    blockOf('header', [lineAt(head[0], left, em * 2.5, em * 0.9)]),
    blockOf('number', [lineAt(head[1], width - left - widthIn(head[1], em * 0.9), em * 2.5, em * 0.9)]),
  ];
  let top = em * 6;
  for (const band of bands) {
    let [from, low] = [0, top];
    for (const story of band) {
      const printed = printStory(story, left + from * pitch, top, setting);
      blocks.push(...printed);
      low = Math.max(low, ...printed.map(({ box }) => box[3]));
      from += story.columns;
    }
    top = low + em * 2.5;
  }
  const height = top + em * leading * 6;
  blocks.push(blockOf('footer', [lineAt(foot, left, height - em * 3, em * 0.8)]));
  return { width, height, blocks };
}

function printStory(story: BlockStory, left: number, top: number, { em, measure, leading, gutter }: Setting): readonly Block[] {
  const { title, subtitle, columns, titleSize, picture } = story;
  const pitch = (measure + gutter) * em;
  const middle = left + ((columns - 1) * pitch + measure * em) / 2;
  const centred = (text: string, y: number, size: number): BlockLine => lineAt(text, middle - widthIn(text, size) / 2, y, size);
  const blocks = [blockOf('title', [centred(title, top, titleSize)])];
  let y = top + titleSize + em * 0.8;
  if (subtitle !== undefined) {
    blocks.push(blockOf('text', [centred(subtitle, y, em * 1.3)]));
    y += em * 2.1;
  }
  const rows = rowsOf(story.paragraphs, measure);
  const taken = picture === undefined ? 0 : picture.rows + 2;
  const deep = Math.ceil((rows.length + taken) / columns);
  const last = left + (columns - 1) * pitch;
  if (picture !== undefined) {
    const bottom = y + (picture.rows - 1) * leading * em;
    blocks.push({ kind: 'picture', box: [last, y, last + measure * em, bottom], lines: [], continues: false });
    blocks.push(blockOf('caption', [lineAt(picture.caption, last, bottom + em * 0.4, em * 0.85)]));
  }
  let at = 0;
  for (let column = 0; column < columns; column += 1) {
    const skipped = column === columns - 1 ? taken : 0;
    const own = rows.slice(at, at + deep - skipped);
    const printed = own.map((row, down) => ({
      row,
      line: lineAt(row.text, left + column * pitch + row.indent * em, y + (down + skipped) * leading * em, em),
    }));
    for (const paragraph of new Set(own.map((row) => row.paragraph))) {
      const lines = printed.filter(({ row }) => row.paragraph === paragraph);
      blocks.push(
        blockOf(
          'text',
          lines.map(({ line }) => line),
          lines[0]!.row.indent === 0,
        ),
      );
    }
    at += own.length;
  }
  return blocks;
}
