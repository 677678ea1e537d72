/**
 * A plain-string model of docs/query-language.md, the judge of every engine: written from that page, as naively as it can be,
 * sharing nothing with what it judges but folding and the parser's clause tree. Quadratic and slow; that is its worth.
 */
import type { Analyzer } from '../../src/analysis/analyzer.js';
import type { Article } from '../../src/article/article.js';
import type { Clause, FieldName, Needle, TextClause, Variant } from '../../src/query/clause.js';
import type { FacetName, Filters, Sort } from '../../src/search/search-request.js';

/** The worst a match needed; null = no match. */
export type PlainTier = 'exact' | 'words' | 'variant' | 'loosened' | null;

const RANKS = ['exact', 'words', 'variant', 'loosened'] as const;

/** One printed text: folded characters, and what the folding of each says about the borders beside it. */
interface PlainText {
  readonly characters: readonly string[];
  /** Whether something a reader sees was dropped before the character (a thousands comma is none). */
  readonly gapBefore: readonly boolean[];
  /** Whether the character was printed as ASCII. */
  readonly ascii: readonly boolean[];
  /** Characters before which a word begins or ends. */
  readonly wordEdges: ReadonlySet<number>;
}

interface PlainArticle {
  readonly article: Article;
  readonly searched: readonly PlainText[];
  readonly fields: Readonly<Record<Exclude<FieldName, 'page'>, readonly PlainText[]>>;
}

/** Where a clause looks: some texts, or the page number. */
type Scope = readonly PlainText[] | 'page';

export class PlainModel {
  readonly #articles = new Map<string, PlainArticle>();

  readonly #analyzer: Analyzer;

  constructor(analyzer: Analyzer) {
    this.#analyzer = analyzer;
  }

  put(article: Article): void {
    this.#articles.set(article.id, this.#plain(article));
  }

  remove(id: string): void {
    this.#articles.delete(id);
  }

  get size(): number {
    return this.#articles.size;
  }

  /** How the article `id` matches. */
  tier(clause: Clause, id: string): PlainTier {
    const article = this.#articles.get(id);
    if (article === undefined) return null;
    const rank = this.#match(clause, article, article.searched);
    return rank === null ? null : (RANKS[rank] as PlainTier);
  }

  /** Ids of all that match, sorted by id. Their number is `total`. */
  ids(clause: Clause, filters: Filters = {}): string[] {
    return this.#matching(clause, filters)
      .map((a) => a.article.id)
      .sort(byText);
  }

  /** Ids in the order of a sort by date: newest or oldest first, ties by id, no date last. */
  byDate(clause: Clause, filters: Filters, sort: Exclude<Sort, 'relevance'>): string[] {
    const found = this.#matching(clause, filters).map((a) => a.article);
    const dated = found.filter((a) => a.date !== undefined);
    const undated = found.filter((a) => a.date === undefined);
    dated.sort((a, b) => byText(a.id, b.id));
    dated.sort((a, b) => (sort === 'newest' ? byText(b.date!, a.date!) : byText(a.date!, b.date!)));
    undated.sort((a, b) => byText(a.id, b.id));
    return [...dated, ...undated].map((a) => a.id);
  }

  /** Counts of a facet by folded value, under all filters but the facet's own. */
  facet(name: FacetName, clause: Clause, filters: Filters): Map<string, number> {
    const others: Record<string, unknown> = { ...filters };
    const own = name === 'year' || name === 'month' || name === 'day' ? ['from', 'to'] : [name];
    for (const filter of own) Reflect.deleteProperty(others, filter);
    const counts = new Map<string, number>();
    for (const { article } of this.#matching(clause, others)) {
      for (const value of new Set(this.values(article, name))) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  }

  /** The values by which an article is filtered and counted, folded. */
  values(article: Article, name: FacetName): string[] {
    const { date, paper, section, pageNumber } = article;
    const folded = (value: string | undefined): string[] => (value === undefined ? [] : [this.#analyzer.fold(value).text]);
    switch (name) {
      case 'year':
        return date === undefined ? [] : [date.slice(0, 4)];
      case 'month':
        return date === undefined ? [] : [date.slice(0, 7)];
      case 'day':
        return date === undefined ? [] : [date];
      case 'paper':
        return folded(paper);
      case 'section':
        return folded(section);
      case 'pageNumber':
        return folded(pageNumber).map(pageValue);
      case 'reporter':
        return peopleOf(article).flatMap(folded);
      case 'kind':
        return [article.kind];
    }
  }

  #matching(clause: Clause, filters: Filters): PlainArticle[] {
    return [...this.#articles.values()].filter((a) => this.#passes(a.article, filters) && this.#match(clause, a, a.searched) !== null);
  }

  #passes(article: Article, filters: Filters): boolean {
    for (const name of ['paper', 'section', 'pageNumber', 'reporter', 'kind'] as const) {
      const wanted = filters[name]?.map((value) => this.#analyzer.fold(value).text).map(name === 'pageNumber' ? pageValue : same);
      if (wanted !== undefined && !this.values(article, name).some((value) => wanted.includes(value))) return false;
    }
    return isInDates(article.date, filters.from, filters.to);
  }

  #plain(article: Article): PlainArticle {
    const texts = (printed: readonly string[]): PlainText[] => printed.flatMap(withoutReadings).map((text) => this.#text(text));
    const title = texts([article.title]);
    const people = texts(peopleOf(article));
    const heads = texts([...article.kicker, ...article.subtitle, ...(article.banner === undefined ? [] : [article.banner])]);
    return {
      article,
      searched: [...title, ...heads, ...people, ...texts(article.paragraphs)],
      fields: {
        title,
        reporter: people,
        section: texts(article.section === undefined ? [] : [article.section]),
        paper: texts(article.paper === undefined ? [] : [article.paper]),
      },
    };
  }

  #text(printed: string): PlainText {
    const folded = this.#analyzer.fold(printed);
    const characters = Array.from(folded.text);
    const gapBefore: boolean[] = [];
    const ascii: boolean[] = [];
    let at = 0;
    let end = -1;
    for (const character of characters) {
      const start = folded.starts[at]!;
      const gap = end < 0 || start <= end ? '' : printed.slice(end, start);
      gapBefore.push(gap !== '' && gap !== ',');
      end = folded.ends[at + character.length - 1]!;
      ascii.push(/^[\u0020-\u007e]*$/.test(printed.slice(start, end)));
      at += character.length;
    }
    const bits = this.#analyzer.wordBits(folded);
    const unitAt = characters.map((_, i) => characters.slice(0, i).join('').length).concat(folded.text.length);
    return { characters, gapBefore, ascii, wordEdges: new Set(unitAt.flatMap((unit, i) => (bits.has(unit) ? [i] : []))) };
  }

  /** Index into RANKS, or null. */
  #match(clause: Clause, article: PlainArticle, scope: Scope): number | null {
    switch (clause.type) {
      case 'all':
        return 0;
      case 'none':
        return null;
      case 'and': {
        const ranks = clause.clauses.map((c) => this.#match(c, article, scope));
        return ranks.includes(null) ? null : Math.max(...(ranks as number[]));
      }
      case 'or': {
        const ranks = clause.clauses.map((c) => this.#match(c, article, scope)).filter((rank) => rank !== null);
        return ranks.length === 0 ? null : Math.min(...ranks);
      }
      case 'not':
        return this.#match(clause.clause, article, scope) === null ? 0 : null;
      case 'field':
        return this.#match(clause.clause, article, clause.field === 'page' ? 'page' : article.fields[clause.field]);
      case 'date':
        return isInDates(article.article.date, clause.from, clause.to) ? 0 : null;
      case 'atLeast':
        return this.#matchAtLeast(clause, article, scope);
      case 'exact':
      case 'run':
        return scope === 'page' ? this.#isPage(clause, article.article) : matchText(clause, scope, article.article.date);
    }
  }

  #matchAtLeast({ units, share, least = 1 }: Extract<Clause, { type: 'atLeast' }>, article: PlainArticle, scope: Scope): number | null {
    const weight = (some: typeof units): number => some.reduce((sum, unit) => sum + unit.weight, 0);
    const held = units.filter((unit) => this.#match(unit.clause, article, scope) !== null);
    return held.length >= least && weight(held) > 0 && weight(held) + 1e-9 >= share * weight(units) ? RANKS.indexOf('loosened') : null;
  }

  #isPage({ needle }: TextClause, article: Article): number | null {
    if (needle.type !== 'literal') return null;
    return this.values(article, 'pageNumber').includes(pageValue(needle.text)) ? 0 : null;
  }
}

/** Index into RANKS, or null. */
function matchText(clause: TextClause, texts: readonly PlainText[], date: string | undefined): number | null {
  if (texts.some((text) => standsAs(text, clause.needle))) return 0;
  if (clause.type === 'exact') return null;
  if (clause.words.length > 0 && clause.words.every((word) => texts.some((text) => stands(text, word)))) return 1;
  return (clause.variants ?? []).some((variant) => matchVariant(variant, texts, date)) ? 2 : null;
}

function standsAs(text: PlainText, needle: Needle): boolean {
  switch (needle.type) {
    case 'near':
      return standsNear(text, needle.parts, needle.distance);
    case 'pattern':
      return standsAsPattern(text, needle.pieces, needle.openEnd);
    case 'literal':
      return stands(text, needle.text);
  }
}

function matchVariant(
  { text: wanted, words, issued, needs = [] }: Variant,
  texts: readonly PlainText[],
  date: string | undefined,
): boolean {
  if (issued !== undefined && !isInDates(date, issued.from, issued.to)) return false;
  const isThere = (text: PlainText, some: string): boolean => {
    const here = needs.flatMap((need) => (some === wanted ? [need] : some === need.writing ? [{ ...need, offset: 0 }] : []));
    const gaps = here.flatMap(({ offset, dropped }) => dropped.map((at) => Array.from(some.slice(0, offset + at)).length));
    const edges = here.flatMap(({ offset, writing, isWord }) =>
      isWord ? [offset, offset + writing.length].map((at) => Array.from(some.slice(0, at)).length) : [],
    );
    return standsApart(text, some, issued !== undefined, { gaps, edges });
  };
  if (texts.some((text) => isThere(text, wanted))) return true;
  return words.length > 0 && words.every((word) => texts.some((text) => isThere(text, word)));
}

function same(value: string): string {
  return value;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function peopleOf({ byline }: Article): string[] {
  return [...byline.reporters, ...byline.correspondents, ...byline.photographers, ...(byline.authors ?? [])];
}

/** `01` = `1`; letters upper case. */
function pageValue(folded: string): string {
  const value = folded.trim().toUpperCase();
  return /^[0-9]+$/.test(value) ? value.replace(/^0+([0-9])/, '$1') : value;
}

/** Both inclusive; `2023-11` is all of November. */
function isInDates(date: string | undefined, from: string | undefined, to: string | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  if (date === undefined) return false;
  const first = `${from ?? '0000'}-01-01`.slice(0, 10);
  const last = `${to ?? '9999'}-99-99`.slice(0, 10);
  return first <= date && date <= last;
}

/** A text, and the same without the Latin letters in brackets behind Han characters where it has any. */
function withoutReadings(printed: string): string[] {
  const stepped = printed.replace(
    /(?<=\p{Script=Han})(?:[（(][\p{Script=Latin}\p{M} ]+[）)]|[［[〔][\p{Script=Latin}\p{M} ]+[］\]〕])(?=[\p{L}\p{N}])/gu,
    '',
  );
  return stepped === printed ? [printed] : [printed, stepped];
}

const HAN_LIKE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]$/u;

function isLetterOrDigit(character: string | undefined): boolean {
  return character !== undefined && /^[\p{L}\p{N}\p{M}]$/u.test(character) && !HAN_LIKE.test(character);
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && /^[0-9]$/.test(character);
}

/** Where a match begins with a letter or digit, what stands before it must be no part of the same word. */
function mayBegin({ characters, gapBefore, ascii }: PlainText, at: number): boolean {
  if (!isLetterOrDigit(characters[at]) || at === 0 || gapBefore[at]!) return true;
  const before = characters[at - 1]!;
  if (isLetterOrDigit(before)) return false;
  return !((before === '.' || before === ',') && ascii[at - 1]! && !gapBefore[at - 1]! && isDigit(characters[at - 2]));
}

function mayEnd({ characters, gapBefore, ascii }: PlainText, end: number): boolean {
  if (!isLetterOrDigit(characters[end - 1]) || end === characters.length || gapBefore[end]!) return true;
  const behind = characters[end]!;
  if (isLetterOrDigit(behind)) return false;
  return !((behind === '.' || behind === ',') && ascii[end]! && gapBefore[end + 1] !== true && isDigit(characters[end + 1]));
}

/** Every `[start, end)`, in characters, at which `wanted` stands; undefined in `wanted` is any one character. */
function places(text: PlainText, wanted: readonly (string | undefined)[], openEnd = false): [number, number][] {
  const found: [number, number][] = [];
  for (let start = 0; start + wanted.length <= text.characters.length; start += 1) {
    const end = start + wanted.length;
    if (!wanted.every((character, i) => character === undefined || character === text.characters[start + i])) continue;
    if (mayBegin(text, start) && (openEnd || mayEnd(text, end))) found.push([start, end]);
  }
  return found;
}

function stands(text: PlainText, wanted: string): boolean {
  return places(text, Array.from(wanted)).length > 0;
}

function isNumeral(character: string | undefined): boolean {
  return character !== undefined && '0123456789〇零一二三四五六七八九十百千万亿两廿卅卌'.includes(character);
}

const FORMAL = '壹贰叁肆伍陆柒捌玖拾佰仟';

function isFormal(character: string | undefined): boolean {
  return character !== undefined && FORMAL.includes(character);
}

/** Whether a formal number goes on between two characters; `inner` tells which of them belongs to what is looked for. */
function goesOnFormally({ characters }: PlainText, left: number, inner: 'left' | 'right'): boolean {
  const [one, two] = [characters[left], characters[left + 1]];
  const [inside, outside] = inner === 'left' ? [one, two] : [two, one];
  if (isFormal(inside)) return isFormal(outside) || isNumeral(outside);
  return (
    inner === 'left' &&
    ['万', '亿', '零', '〇'].includes(inside ?? '') &&
    isFormal(outside) &&
    ['拾', '佰', '仟'].includes(characters[left + 2] ?? '')
  );
}

/** Two numerals side by side are one, but for digits with something between them that was dropped; 点 joins two of them. */
function goOn({ characters, gapBefore }: PlainText, left: number): boolean {
  if (!isNumeral(characters[left]) || !isNumeral(characters[left + 1])) return false;
  return !(isDigit(characters[left]) && isDigit(characters[left + 1]) && gapBefore[left + 1] === true);
}

/** Stands, and no other numeral touches one at its ends; `yearless`: nor does a number at its beginning stand behind a year. */
function standsApart(
  text: PlainText,
  wanted: string,
  yearless: boolean,
  { gaps, edges }: { readonly gaps: readonly number[]; readonly edges: readonly number[] },
): boolean {
  const { characters } = text;
  const isPoint = (at: number): boolean => characters[at] === '点' && isNumeral(characters[at - 1]) && isNumeral(characters[at + 1]);
  return places(text, Array.from(wanted)).some(([start, end]) => {
    if (gaps.some((at) => !text.gapBefore[start + at]!)) return false;
    if (edges.some((at) => !text.wordEdges.has(start + at))) return false;
    if (yearless && isNumeral(characters[start]) && characters[start - 1] === '年' && characters[start - 2] !== '今') return false;
    if (goesOnFormally(text, start - 1, 'right') || goesOnFormally(text, end - 1, 'left')) return false;
    const touchedBefore = goOn(text, start - 1) || (isPoint(start - 1) && isNumeral(characters[start]));
    return !touchedBefore && !goOn(text, end - 1) && !(isPoint(end) && isNumeral(characters[end - 1]));
  });
}

function standsAsPattern(text: PlainText, pieces: readonly string[], openEnd: boolean): boolean {
  const wanted = pieces.flatMap((piece, i) => [...(i === 0 ? [] : [undefined]), ...Array.from(piece)]);
  return places(text, wanted, openEnd).length > 0;
}

/** A place for each part, one after the other, each near enough to the one before it in either direction. */
function standsNear(text: PlainText, parts: readonly string[], distance: number): boolean {
  const all = parts.map((part) => places(text, Array.from(part)));
  const goesOn = (part: number, [start, end]: [number, number]): boolean => {
    if (part === parts.length) return true;
    return all[part]!.some((place) => {
      const gap = place[0] >= end ? place[0] - end : place[1] <= start ? start - place[1] : Infinity;
      return gap <= distance && goesOn(part + 1, place);
    });
  };
  return all[0]!.some((place) => goesOn(1, place));
}
