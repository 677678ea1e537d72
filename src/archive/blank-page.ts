import type { Article, ArticleLines } from '../article/article.js';
import { lineNumbers } from '../article/line-numbers.js';

/** Encodings in which a byte 0x0A or 0x0D is always a line's end, so that lines can be blanked in the raw bytes. */
const LINE_SAFE = new Set(['utf-8', 'gb18030', 'gbk', 'big5']);
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
/** Shorter strings stand on a page by chance. */
const MIN_TELLING_CHARACTERS = 4;

/** An article of a page, with the lines it was read from. */
export interface PrintedArticle {
  readonly article: Article;
  readonly lines?: ArticleLines;
}

/**
 * A page's raw bytes with the printed lines of some articles blanked out: every other line keeps its number and bytes.
 * Blanked are the lines the articles were read from, those between that belong to no other article, and those that name
 * the people of a byline. Undefined when that cannot be done, or when some of the text would still be there: then only
 * dropping the bytes helps.
 */
export function blankArticles(
  bytes: Uint8Array,
  encoding: string,
  gone: readonly PrintedArticle[],
  kept: readonly PrintedArticle[],
): Buffer | undefined {
  if (!LINE_SAFE.has(encoding.toLowerCase()) || isUtf16(bytes) || gone.some(({ lines }) => lines === undefined)) return undefined;
  const blanked = Buffer.from(bytes);
  const places = linePlaces(blanked);
  const decoder = new TextDecoder(encoding);
  const owned = new Set(kept.flatMap(({ lines }) => (lines === undefined ? [] : lineNumbers(lines))));
  for (const { article, lines } of gone) {
    const numbers = lineNumbers(lines!);
    const first = Math.min(...numbers);
    const last = Math.max(...numbers);
    const people = peopleOf(article).map(squeeze);
    for (const [index, [start, end]] of places.entries()) {
      if (owned.has(index + 1)) continue;
      const within = index + 1 >= first && index + 1 <= last;
      if (within || named(squeeze(decoder.decode(blanked.subarray(start, end))), people)) blanked.fill(SPACE, start, end);
    }
  }
  const left = squeeze(decoder.decode(blanked));
  const keptText = kept.map(({ article }) => squeeze(textsOf(article).join('\n'))).join('\n');
  const telling = gone.flatMap(({ article }) => textsOf(article).map(squeeze)).filter((text) => text.length >= MIN_TELLING_CHARACTERS);
  return telling.some((text) => left.includes(text) && !keptText.includes(text)) ? undefined : blanked;
}

/** Told by its mark whatever the record says: in it half a character may look like a line's end. */
function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function named(line: string, people: readonly string[]): boolean {
  return people.some((name) => name.length >= 2 && line.includes(name));
}

/** Start and end of every line, without what ends it; CR LF, LF and CR end a line, as where pages are read. */
function linePlaces(bytes: Uint8Array): (readonly [number, number])[] {
  const places: (readonly [number, number])[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte !== LINE_FEED && byte !== RETURN) continue;
    places.push([start, at]);
    if (byte === RETURN && bytes[at + 1] === LINE_FEED) at++;
    start = at + 1;
  }
  places.push([start, bytes.length]);
  return places;
}

function textsOf({ title, kicker, subtitle, banner, paragraphs }: Article): string[] {
  return [title, ...kicker, ...subtitle, ...(banner === undefined ? [] : banner.split('\n')), ...paragraphs];
}

function peopleOf({ byline }: Article): string[] {
  return [...byline.reporters, ...byline.correspondents, ...byline.photographers, ...(byline.authors ?? [])];
}

/** Text as it can be found again whatever the line breaks and widths. */
function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/[\s\ufeff]+/gu, '');
}
