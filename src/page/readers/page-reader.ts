/**
 * The port of the forms a page comes in. A form of its own is a file beside this one that implements `PageReader`, and a line in
 * `page-readers.ts`; who stores, shows or divides pages does not know one from another.
 */

import type { PageInfo } from '../../article/article.js';
import type { Label } from '../labels.js';

/** A printed line. All but `text` is what only some forms tell; lengths are in the unit of its page. */
export interface LaidOutLine {
  /** As it was printed, without its line end and free of line breaks; empty or white where the line is blank. */
  readonly text: string;
  readonly box?: PageBox;
  /** Height of the type. */
  readonly size?: number;
  readonly bold?: boolean;
  /** Set from top to bottom. */
  readonly upright?: boolean;
  /** Number of the block it stands in, where the form names blocks. */
  readonly block?: number;
  /** Number of the article it belongs to, where the form says so: its place then says nothing against it. */
  readonly article?: number;
  /** Place in the reading order of its article, where the form says so. */
  readonly order?: number;
  /** Its level, 1 to 6, where the form marks it as a heading. */
  readonly heading?: number;
  /** What it can be, where the form says so and is believed; what its place says is one of these. */
  readonly told?: readonly Label[];
  /** A page may end above this line: the form parts pages here, or its writer did. */
  readonly pageBreak?: true;
  /** What a recognition program took its block for: evidence, no more. `noise`: it was read where nothing is printed. */
  readonly role?: LineRole | 'noise';
  /** What its place on the page says of it; lines that have it stand in reading order. */
  readonly part?: LinePart;
}

/** Kinds of blocks that recognition programs tell apart. */
export type LineRole = 'furniture' | 'caption' | 'title';

/** Left, top, width, height; the origin is the upper left corner of the page. */
export type PageBox = readonly [number, number, number, number];

/** Where a line belongs, by its place on the page. Numbers go through the page. */
export interface LinePart {
  /** Lines of one number are one paragraph, or one line of a headline. */
  readonly unit: number;
  /** Lines of another number are another article, or furniture. */
  readonly story: number;
  /** What it can be, where the place says so. */
  readonly labels?: readonly Label[];
  /** Who wrote the story, where the form says so beside its text. */
  readonly author?: string;
}

/** A page, or a text that may hold several. */
export interface LaidOutPage {
  readonly lines: readonly LaidOutLine[];
  readonly width?: number;
  readonly height?: number;
  readonly unit?: 'pt' | 'px' | 'mm' | 'inch';
  /** Drawn lines, and the sides of frames. */
  readonly rules?: readonly PageBox[];
  readonly pictures?: readonly PageBox[];
  /** Which part of the page each story takes, where the form says so. */
  readonly outlines?: readonly { readonly story: number; readonly boxes: readonly PageBox[] }[];
  /** Where the page belongs, where the form says so beside its lines: it goes before what they say. */
  readonly place?: PageInfo;
  /** Its text was recognised in a picture, and errs. */
  readonly recognised?: true;
  /** It is a picture, and nothing on it has been recognised; it has no lines. */
  readonly isPicture?: true;
}

/** What a reader found in a file. Plain data: it may come from another thread. */
export interface PageSource {
  /** Name of the reader, kept with the page. */
  readonly form: string;
  /** The reader's version: a higher one may give the same bytes other lines. */
  readonly version: number;
  /** The encoding of the text as `TextDecoder` names it; `utf-8` for forms that are no text. */
  readonly encoding: string;
  /** Lines are numbered from 1 through all pages. */
  readonly pages: readonly LaidOutPage[];
  /** True where the lines are those of the bytes, each ended by CR LF, LF or CR alone: then one can be blanked in the bytes. */
  readonly linesAreBytes: boolean;
  /** True where each of `pages` is one printed page. Else the lines may hold several, told by their mastheads and page breaks. */
  readonly isPaged: boolean;
}

/** What is said of a file beside its bytes; the content goes before it. */
export interface FormHint {
  /** In lower case, without parameters. */
  readonly mediaType?: string;
  /** The file's name. */
  readonly name?: string;
}

/** Reads one form of a page. */
export interface PageReader {
  readonly form: string;
  readonly version: number;
  /** Media types under which the form is sent. */
  readonly mediaTypes: readonly string[];
  /** Endings of file names, in lower case, with their dot. */
  readonly endings: readonly string[];
  /** True where reading runs code that others wrote on data that others made: it is done in a thread that can be ended. */
  readonly isEnded?: true;
  /** Says whether the bytes are this form. A look at the content: no more than a few milliseconds for a megabyte. */
  recognises(bytes: Uint8Array, hint: FormHint): boolean;
  /** Reads them. Throws the PAGE_… codes of docs/errors.md. */
  read(bytes: Uint8Array, hint: FormHint): PageSource | Promise<PageSource>;
}

/** The lines of a source as one text, a line feed between two: what line numbers count. */
export function printedText({ pages }: PageSource): string {
  return pages.flatMap(({ lines }) => lines.map(({ text }) => text)).join('\n');
}
