/**
 * Stories that go over from one page to another: what a half prints about it (`下转第4版`, `上接第1版`), which halves belong
 * together, and the one article they make. Strings and articles in, facts out; where halves are kept is not known here.
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
const BRACKETED = '\\s*[（(【[]?\\s*(?:下转|下轉|上接|紧接|緊接|转|轉|接)\\s*第?[A-Za-z0-9０-９一二三四五六七八九十-]{1,6}\\s*[版頁页]\\s*[）)】\\]]?\\s*';
const JUMP_AT_END = new RegExp(`${BRACKETED}$`, 'u');
const JUMP_AT_START = new RegExp(`^${BRACKETED}`, 'u');

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

/** A page number as it is compared: `A06`, `a6` and `A-6` are one page. */
export function pageNumberKey(pageNumber: string): string {
  return pageNumber.toUpperCase().replace(/^([A-Z]*)-?0*(?=\d)/u, '$1');
}

/** Share of common character pairs from which two headlines are one story's. */
const LEAST_LIKENESS = 0.5;

/**
 * Pairs the halves that go over from one page to another with those that come from it, one to one, as places in the two
 * lists: the most similar headlines first; then the only one that breaks off with the only one that can go on from it.
 */
export function pairHalves(begun: readonly Article[], resumed: readonly Article[]): readonly (readonly [begun: number, resumed: number])[] {
  const pairs: [number, number][] = [];
  const isFree = ([from, to]: readonly [number, number]): boolean => !pairs.some(([a, b]) => a === from || b === to);
  const alike = begun.flatMap((one, from) => resumed.map((other, to) => ({ pair: [from, to] as [number, number], likeness: likenessOf(one, other) })));
  for (const { pair, likeness } of alike.sort((a, b) => b.likeness - a.likeness)) {
    if (likeness >= LEAST_LIKENESS && isFree(pair)) pairs.push(pair);
  }
  const open = begun.flatMap((one, from) => (isFree([from, -1]) && breaksOff(one.paragraphs.at(-1)) ? [from] : []));
  const goingOn = resumed.flatMap((one, to) => (isFree([-1, to]) && mayGoOn(one) ? [to] : []));
  if (open.length === 1 && goingOn.length === 1) pairs.push([open[0]!, goingOn[0]!]);
  return pairs;
}

/** How much alike the headings of two halves are, 0 to 1. The rest of a story often prints its headline short. */
function likenessOf(one: Article, other: Article): number {
  const against = (title: string, headings: readonly string[]): number => Math.max(0, ...headings.map((heading) => pairShare(title, heading)));
  return Math.max(against(one.title, headingsOf(other)), against(other.title, headingsOf(one)));
}

function headingsOf({ title, kicker, subtitle }: Article): readonly string[] {
  return [title, ...kicker, ...subtitle];
}

/** Dice's coefficient of the two texts' character pairs; where one is much shorter, nine tenths of the share of it that the other has. */
function pairShare(left: string, right: string): number {
  const [a, b] = [pairsOf(left), pairsOf(right)];
  const least = Math.min(a.size, b.size);
  if (least === 0) return 0;
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return Math.max((2 * shared) / (a.size + b.size), least >= 3 ? (0.9 * shared) / least : 0);
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = Array.from(text.slice(0, 200).replace(/[^\p{L}\p{N}]+/gu, ''));
  return new Set(letters.length === 1 ? letters : letters.slice(1).map((letter, at) => letters[at]! + letter));
}

function breaksOff(paragraph: string | undefined): boolean {
  return paragraph !== undefined && endingOf(paragraph.replace(JUMP_AT_END, '')) === 'open';
}

/** True unless the half opens as a new story does. */
function mayGoOn({ title, paragraphs }: Article): boolean {
  const first = (paragraphs[0] ?? '').replace(JUMP_AT_START, '');
  return title === '' || beginsInside(first) || (readDispatch(first) === undefined && !SOFT_LEAD.test(first));
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
    ...(banner === undefined ? {} : { banner }),
    ...(rights === undefined ? {} : { rights }),
  };
}

function addParagraphs(article: Article, half: Article): { readonly paragraphs: readonly string[]; readonly places: readonly number[] } {
  const held = heldPlaces(article.paragraphs, half.paragraphs);
  if (held !== undefined) return { paragraphs: article.paragraphs, places: held };
  const paragraphs = [...article.paragraphs];
  const seam = lastRunning(article);
  const [opening] = half.paragraphs;
  const goesOver = seam >= 0 && opening !== undefined && isRunning(half, opening) && (breaksOff(paragraphs[seam]) || beginsInside(opening.replace(JUMP_AT_START, '')));
  if (goesOver) paragraphs[seam] = joinText(paragraphs[seam]!.replace(JUMP_AT_END, ''), opening.replace(JUMP_AT_START, ''));
  const added = half.paragraphs.slice(goesOver ? 1 : 0);
  const places = added.map((_, at) => paragraphs.length + at);
  return { paragraphs: [...paragraphs, ...added], places: goesOver ? [seam, ...places] : places };
}

/** Where the paragraphs stand already: the joined text was written back as the correction of its first half. */
function heldPlaces(paragraphs: readonly string[], wanted: readonly string[]): readonly number[] | undefined {
  if (wanted.length === 0) return [];
  const tight = paragraphs.map(squeeze);
  const places = wanted.map((text) => tight.findIndex((one) => one.includes(squeeze(text.replace(JUMP_AT_START, '')))));
  return places.includes(-1) || wanted.join('').length < 20 ? undefined : places;
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
