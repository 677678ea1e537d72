/**
 * Stories that go over from one page to another: what a half prints about it (`下转第4版`, `上接第1版`), how it ends and begins,
 * and the one article that halves make. Strings and articles in, facts out; where halves are kept is not known here.
 */
import type { Article } from '../article/article.js';
import { DATE_FROM } from '../article/dated-by-text.js';
import { mergeBylines, readDispatch } from '../page/byline.js';
import { beginsInside, endingOf, squeeze } from '../page/characters.js';
import { readFolio } from '../page/furniture.js';
import { joinText } from '../page/join-text.js';
import { SOFT_LEAD } from '../page/vocabulary.js';

/** Which way a half sends its reader: on `to` another page, or back to the one it comes `from`. */
export type JumpWay = 'to' | 'from';

/** The page numbers a half names, as printed there (`4`, `A06`). */
export type Jumps = Readonly<Partial<Record<JumpWay, string>>>;

const JUMP = /(下转|下轉|转|轉|上接|紧接|緊接|接)\s*((?:第\s*)?[A-Za-z0-9０-９一二三四五六七八九十-]{1,6}\s*[版頁页])/gu;
const BRACKETED =
  '\\s*[（(【[]?\\s*(?:下转|下轉|上接|紧接|緊接|转|轉|接)\\s*第?[A-Za-z0-9０-９一二三四五六七八九十-]{1,6}\\s*[版頁页]\\s*[）)】\\]]?\\s*';
const JUMP_AT_END = new RegExp(`${BRACKETED}$`, 'u');
const JUMP_AT_START = new RegExp(`^${BRACKETED}`, 'u');
/** More than a jump line with its brackets and blanks has. */
const MOST_JUMP_UNITS = 64;

/** What the article's jump lines say; the parser and importers keep them in `extra.jump`. */
export function jumpsOf({ extra }: Pick<Article, 'extra'>): Jumps {
  const printed = extra !== undefined && Object.hasOwn(extra, 'jump') ? extra['jump'] : undefined;
  if (typeof printed !== 'string' || printed.length > 200) return {};
  const found: Partial<Record<JumpWay, string>> = {};
  for (const [, word, folio] of printed.matchAll(JUMP)) {
    const page = readFolio(folio!);
    if (page !== undefined) found[/[转轉]/u.test(word!) ? 'to' : 'from'] ??= page;
  }
  return found;
}

/** True when the text stops in mid-sentence, its jump line aside. */
export function breaksOff(paragraph: string | undefined): boolean {
  return paragraph !== undefined && endingOf(withoutJumpAtEnd(paragraph)) === 'open';
}

/** True unless the half opens as a new story does. */
export function mayGoOn({ title, paragraphs }: Article): boolean {
  const first = withoutJumpAtStart(paragraphs[0] ?? '');
  return title === '' || beginsInside(first) || (readDispatch(first) === undefined && !SOFT_LEAD.test(first));
}

function withoutJumpAtEnd(text: string): string {
  const trimmed = text.trimEnd();
  const at = Math.max(0, trimmed.length - MOST_JUMP_UNITS);
  const jumpAt = trimmed.slice(at).search(JUMP_AT_END);
  return jumpAt < 0 ? text : trimmed.slice(0, at + jumpAt);
}

function withoutJumpAtStart(text: string): string {
  return text.slice(0, MOST_JUMP_UNITS).replace(JUMP_AT_START, '') + text.slice(MOST_JUMP_UNITS);
}

/** The headings of a half. */
export function headingsOf({ title, kicker, subtitle }: Article): readonly string[] {
  return [title, ...kicker, ...subtitle];
}

/** Halves as one article; `paragraphs[i][k]` is the place in it of the `k`th paragraph of the `i`th half. */
export interface JoinedText {
  readonly article: Article;
  readonly paragraphs: readonly (readonly number[])[];
}

/**
 * One article of the halves of a story, in its order: head and place are those of the first. A sentence that goes over is
 * whole again, without the jump line in it; headings that only a later half has become sub-headlines. Linear in the text.
 */
export function joinHalves(halves: readonly [Article, ...Article[]]): JoinedText {
  const [first, ...rest] = halves;
  const places: (readonly number[])[] = [first.paragraphs.map((_, at) => at)];
  let article = first;
  for (const half of rest) {
    const joined = addParagraphs(article, half);
    places.push(joined.places);
    article = withHead(article, half, joined.paragraphs);
  }
  return { article, paragraphs: places };
}

function withHead(article: Article, half: Article, paragraphs: readonly string[]): Article {
  const known = new Set(headingsOf(article).map(squeeze));
  const more = headingsOf(half).filter((heading) => heading !== '' && !known.has(squeeze(heading)));
  const banner = article.banner ?? half.banner;
  const rights = article.rights ?? half.rights;
  return {
    ...article,
    subtitle: [...article.subtitle, ...more],
    byline: mergeBylines([article.byline, half.byline]),
    paragraphs,
    extra: mergeExtra(article.extra, half.extra),
    ...(banner !== undefined && { banner }),
    ...(rights !== undefined && { rights }),
  };
}

function addParagraphs(article: Article, half: Article): { readonly paragraphs: readonly string[]; readonly places: readonly number[] } {
  const held = heldPlaces(article.paragraphs, half.paragraphs);
  if (held !== undefined) return { paragraphs: article.paragraphs, places: held };
  const paragraphs = [...article.paragraphs];
  const seam = lastRunning(article);
  const [opening] = half.paragraphs;
  const goesOver =
    seam >= 0 &&
    opening !== undefined &&
    isRunning(half, opening) &&
    (breaksOff(paragraphs[seam]) || beginsInside(withoutJumpAtStart(opening)));
  if (goesOver) paragraphs[seam] = joinText(withoutJumpAtEnd(paragraphs[seam]!), withoutJumpAtStart(opening));
  const added = half.paragraphs.slice(goesOver ? 1 : 0);
  const places = added.map((_, at) => paragraphs.length + at);
  return { paragraphs: [...paragraphs, ...added], places: goesOver ? [seam, ...places] : places };
}

/** Where the paragraphs stand already: the joined text was written back as the correction of its first half. */
function heldPlaces(paragraphs: readonly string[], wanted: readonly string[]): readonly number[] | undefined {
  if (wanted.length === 0) return [];
  const tight = paragraphs.map(squeeze);
  const places: number[] = [];
  for (const text of wanted) {
    const sought = squeeze(withoutJumpAtStart(text));
    const place = tight.findIndex((one) => one.includes(sought));
    if (place < 0) return undefined;
    places.push(place);
  }
  return wanted.join('').length < 20 ? undefined : places;
}

function lastRunning(article: Article): number {
  return article.paragraphs.findLastIndex((text) => isRunning(article, text));
}

/** Neither caption nor sub-head, byline or item of a list, as far as the parser said so. */
function isRunning({ extra }: Article, text: string): boolean {
  return !['subheads', 'captions', 'bylineBlocks', 'listItems'].some((name) => {
    const list = extra?.[name];
    return Array.isArray(list) && list.includes(text);
  });
}

function mergeExtra(left: Article['extra'] = {}, right: Article['extra'] = {}): NonNullable<Article['extra']> {
  const merged: Record<string, unknown> = { ...right, ...left };
  // The date is that of the first half.
  if (!Object.hasOwn(left, DATE_FROM)) Reflect.deleteProperty(merged, DATE_FROM);
  for (const [name, more] of Object.entries(right)) {
    const own = Object.hasOwn(left, name) ? left[name] : undefined;
    if (Array.isArray(own) && Array.isArray(more)) merged[name] = [...(own as unknown[]), ...(more as unknown[])];
    else if (name === 'jump' && typeof own === 'string' && typeof more === 'string') merged[name] = own + more;
  }
  return merged;
}
