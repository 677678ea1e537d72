/**
 * What is kept of a page beside its bytes: the lines its reader gave, each with its place. Line numbers of articles count these lines, so
 * that they hold however the reader changes. Stored as JSON, compressed: a printed page takes 5 to 12 kB.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { SearchServiceError } from '../search-service-error.js';
import type { LaidOutLine, LaidOutPage, PageBox, PageSource } from './readers/page-reader.js';

/** A line of a layout. Lengths are in the unit of its page. */
export type PlacedText = Pick<LaidOutLine, 'text' | 'box' | 'size' | 'bold' | 'upright'>;

/** Which part of a page is whose, where its form says so: an area of a digital edition. */
export interface StoryOutline {
  /** Number of its first line. */
  readonly line: number;
  readonly boxes: readonly PageBox[];
}

/** The lines of one page, or of a file that was not parted into pages. */
export interface PageLayout extends Pick<LaidOutPage, 'width' | 'height' | 'unit' | 'recognised'> {
  /** Name and version of the reader. */
  readonly form: string;
  readonly readerVersion: number;
  /** Number of its first line: lines are numbered from 1 through the file. */
  readonly firstLine: number;
  readonly lines: readonly PlacedText[];
  readonly outlines?: readonly StoryOutline[];
}

/** Of what is written below; a higher one is of a later program. */
const FORMAT_VERSION = 1;
/** More than any page takes: a file of 200,000 characters with a box a line. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Places are kept to a tenth of the unit, of pages a few units wide to a thousandth of their width. */
const LEAST_WIDTH = 100;

/** The layouts of a file: one for each printed page where its form has pages, else one for all. */
export function layoutsOf({ form, version: readerVersion, pages, isPaged }: PageSource): readonly PageLayout[] {
  if (!isPaged) {
    const lines = pages.flatMap((page) => page.lines);
    return [{ form, readerVersion, firstLine: 1, lines: lines.map(({ text }) => ({ text })) }];
  }
  let firstLine = 1;
  return pages.map((page) => {
    const layout = layoutOf(page, firstLine);
    firstLine += page.lines.length;
    return { form, readerVersion, ...layout };
  });
}

function layoutOf(
  { lines, width, height, unit, recognised, outlines }: LaidOutPage,
  firstLine: number,
): Omit<PageLayout, 'form' | 'readerVersion'> {
  return {
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(unit !== undefined && { unit }),
    ...(recognised !== undefined && { recognised }),
    firstLine,
    lines: lines.map(({ text, box, size, bold, upright }) => ({
      text,
      ...(box !== undefined && { box }),
      ...(size !== undefined && { size }),
      ...(bold === true && { bold }),
      ...(upright === true && { upright }),
    })),
    ...(outlines !== undefined && {
      outlines: outlines.flatMap(({ story, boxes }) => {
        const at = lines.findIndex(({ part }) => part?.story === story);
        return at < 0 ? [] : [{ line: firstLine + at, boxes }];
      }),
    }),
  };
}

/** The lines as one text, one a line, each at its number: empty lines stand for those of the pages before. */
export function textOfLayout({ firstLine, lines }: Pick<PageLayout, 'firstLine' | 'lines'>): string {
  return '\n'.repeat(firstLine - 1) + lines.map(({ text }) => text).join('\n');
}

/** The layout with the text of `textOfLayout` changed: a line that is empty now has no place any more, nor has the story it began. */
export function withText(layout: PageLayout, text: string): PageLayout {
  const texts = text.split('\n').slice(layout.firstLine - 1);
  const lines = layout.lines.map((line, at): PlacedText => {
    const now = texts[at] ?? '';
    return now === line.text ? line : now.trim() === '' ? { text: now } : { ...line, text: now };
  });
  if (layout.outlines === undefined) return { ...layout, lines };
  const outlines = layout.outlines.filter(({ line }) => lines[line - layout.firstLine]?.text.trim() !== '');
  return { ...layout, lines, outlines };
}

const tuple = z.array(z.number());
const writtenSchema = z.object({
  version: z.literal(FORMAT_VERSION),
  form: z.string(),
  readerVersion: z.number(),
  firstLine: z.number(),
  page: z
    .object({ width: z.number(), height: z.number(), unit: z.enum(['pt', 'px', 'mm', 'inch']), recognised: z.literal(true) })
    .partial(),
  texts: z.array(z.string()),
  /** Four numbers a line that has a place, in the order of `placed`. */
  placed: tuple,
  boxes: tuple,
  /** Zero where the size is not known. */
  sizes: tuple,
  bold: tuple,
  upright: tuple,
  outlines: z.array(z.object({ line: z.number(), boxes: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])) })).optional(),
});
type Written = z.input<typeof writtenSchema>;

/** Bytes of a layout; the same layout gives the same bytes. Some milliseconds a page. */
export function encodeLayout(layout: PageLayout): Buffer {
  const { form, readerVersion, firstLine, lines, outlines, width, height, unit, recognised } = layout;
  const digits = (width ?? LEAST_WIDTH) < LEAST_WIDTH ? 1_000 : 10;
  const round = (value: number): number => Math.round(value * digits) / digits;
  const numbersOf = (has: (line: PlacedText) => boolean): number[] => lines.flatMap((line, at) => (has(line) ? [at] : []));
  const written: Written = {
    version: FORMAT_VERSION,
    form,
    readerVersion,
    firstLine,
    page: Object.fromEntries(Object.entries({ width, height, unit, recognised }).filter(([, value]) => value !== undefined)),
    texts: lines.map(({ text }) => text),
    placed: numbersOf(({ box }) => box !== undefined),
    boxes: lines.flatMap(({ box }) => box?.map(round) ?? []),
    sizes: lines.flatMap(({ box, size }) => (box === undefined ? [] : [round(size ?? 0)])),
    bold: numbersOf(({ bold }) => bold === true),
    upright: numbersOf(({ upright }) => upright === true),
    ...(outlines !== undefined && {
      outlines: outlines.map(({ line, boxes }) => ({ line, boxes: boxes.map((box) => mapBox(box, round)) })),
    }),
  };
  return gzipSync(JSON.stringify(written), { level: 9 });
}

function mapBox([left, top, width, height]: PageBox, change: (value: number) => number): [number, number, number, number] {
  return [change(left), change(top), change(width), change(height)];
}

/** The layout of bytes that `encodeLayout` wrote. Throws ARCHIVE_CORRUPT where they are not, or of a later program. */
export function decodeLayout(bytes: Uint8Array): PageLayout {
  const { texts, placed, boxes, sizes, bold, upright, page, outlines, form, readerVersion, firstLine } = writtenOf(bytes);
  const lines: { -readonly [Key in keyof PlacedText]: PlacedText[Key] }[] = texts.map((text) => ({ text }));
  placed.forEach((line, at) => {
    const [left, top, width, height] = boxes.slice(at * 4, at * 4 + 4) as [number, number, number, number];
    const size = sizes[at]!;
    const target = lines[line];
    if (target === undefined) return;
    target.box = [left, top, width, height];
    if (size > 0) target.size = size;
  });
  for (const line of bold) if (lines[line] !== undefined) lines[line].bold = true;
  for (const line of upright) if (lines[line] !== undefined) lines[line].upright = true;
  return { ...page, form, readerVersion, firstLine, lines, ...(outlines !== undefined && { outlines }) } as PageLayout;
}

function writtenOf(bytes: Uint8Array): z.output<typeof writtenSchema> {
  try {
    return writtenSchema.parse(JSON.parse(gunzipSync(bytes, { maxOutputLength: MOST_BYTES }).toString()));
  } catch (cause) {
    throw new SearchServiceError(
      'ARCHIVE_CORRUPT',
      'the layout of a page is not what was written, or was written by a later program. Run xunbao read-again, which makes it anew.',
      { cause },
    );
  }
}
