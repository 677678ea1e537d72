/** An article's texts folded and laid end to end, with the way back from every folded place to the printed characters. */
import type { Article } from '../article/article.js';
import type { Analyzer } from '../analysis/analyzer.js';
import { type Folded, originalRange, type WayBack } from '../analysis/fold.js';
import type { WordBits } from '../analysis/word-bits.js';
import { type MatchDocument, pageKey, TEXT_FIELDS, type TextField } from '../query/match-document.js';
import type { Span } from '../query/match-text.js';
import type { Range } from './search-answer.js';
import { STEP_MARK, steppedBorders, steppedOver, type SteppedText, steppedTexts } from './stepped-texts.js';

/** One printed text of an article. */
export interface TextEntry {
  readonly field: TextField;
  /** Place among the entries of its field. */
  readonly index: number;
  readonly original: string;
  /** Where its folded text begins in the article's whole folded text. */
  readonly start: number;
  /** From its folded text to `original`. */
  readonly back: WayBack;
}

/** One printed text that was folded here. */
export interface FoldedEntry extends TextEntry {
  readonly back: Folded;
}

/** What the matcher reads, and the entries it was laid together from. */
export interface ArticleText extends MatchDocument {
  readonly entries: readonly FoldedEntry[];
  readonly steps: readonly PlacedStep[];
  readonly words: WordBits;
}

/** A text without its bracketed readings, in the article's whole folded text. */
export interface PlacedStep extends SteppedText {
  /** Where it begins, and where the entry it was taken from does. */
  readonly start: number;
  readonly entryStart: number;
}

/** A line that folded texts of recognised pages have behind their body, which no query can ask for: folding drops it. */
export const RECOGNISED_MARK = `${STEP_MARK}${STEP_MARK}`;
const RECOGNISED_LINE = `${RECOGNISED_MARK}\n`;

/** Whether the article's page was recognised in a picture, as the reader of the page says. */
function isRecognised({ extra }: Article): boolean {
  return extra?.['recognised'] === true;
}

/** Folded units of one article that are searched; what is beyond is kept and shown. */
export const LONGEST_TEXT = 200_000;

/** A paragraph of so few characters in front of the running text is a byline or a credit. */
export const SHORT_PARAGRAPH = 20;

/** Everyone of the byline, in this order. */
export const PEOPLE_FIELDS = ['reporters', 'correspondents', 'photographers', 'authors'] as const;

/** Folds every text of an article. About 30 MB of UTF-8 a second. */
export function foldArticle(article: Article, analyzer: Analyzer): ArticleText {
  const entries: FoldedEntry[] = [];
  const parts: string[] = [];
  const borders: number[] = [];
  const fieldStarts: number[] = [];
  const steps: PlacedStep[] = [];
  let length = 0;
  for (const field of TEXT_FIELDS) {
    fieldStarts.push(length);
    for (const [index, original] of textsOf(article, field).entries()) {
      const folded = analyzer.fold(original);
      const kept = folded.text.slice(0, Math.max(0, LONGEST_TEXT - length));
      entries.push({ field, index, original, start: length, back: folded });
      for (const border of folded.borders) if (border < kept.length) borders.push(border + length);
      parts.push(kept, '\n');
      const start = length;
      length += kept.length + 1;
      for (const stepped of steppedTexts(kept)) {
        if (length + stepped.text.length >= LONGEST_TEXT) break;
        for (const border of steppedBorders(stepped, folded.borders)) borders.push(border + length + 1);
        parts.push(STEP_MARK, stepped.text, '\n');
        steps.push({ ...stepped, start: length + 1, entryStart: start });
        length += stepped.text.length + 2;
      }
    }
    if (field === 'body' && isRecognised(article)) {
      parts.push(RECOGNISED_LINE);
      length += RECOGNISED_LINE.length;
    }
  }
  fieldStarts.push(length);
  const text = parts.join('');
  return {
    entries,
    steps,
    text,
    words: analyzer.wordBits({ text, borders }),
    borders,
    fieldStarts,
    ...(article.date !== undefined && { date: article.date }),
    ...(article.pageNumber !== undefined && { pageNumber: pageKey(analyzer.fold(article.pageNumber).text) }),
  };
}

/**
 * The texts of an article under the folded text an engine keeps of it. Only of those that hold a span the way
 * back is found. Null where the article is not the one that was indexed, which a write just before may be.
 */
export function layOut(article: Article, document: MatchDocument, spans: readonly Span[], analyzer: Analyzer): MarkedArticle | null {
  const entries: LaidEntry[] = [];
  const steps: PlacedStep[] = [];
  let start = 0;
  for (const field of TEXT_FIELDS) {
    for (const [index, original] of textsOf(article, field).entries()) {
      const end = document.text.indexOf('\n', start);
      if (end < 0) return null;
      const indexed = document.text.slice(start, end);
      entries.push(new LaidEntry(field, index, original, start, indexed, analyzer));
      const entryStart = start;
      start = end + 1;
      if (!isStep(document.text, start)) continue;
      for (const stepped of steppedTexts(indexed)) {
        if (!isStep(document.text, start)) break;
        steps.push({ ...stepped, start: start + 1, entryStart });
        start += stepped.text.length + 2;
      }
    }
    if (field === 'body' && document.text.startsWith(RECOGNISED_LINE, start)) start += RECOGNISED_LINE.length;
  }
  if (start !== document.text.length) return null;
  const marks = originalMarks(entries, spansInEntries(spans, steps));
  return [...marks.keys()].every((entry) => entry.isAsIndexed) ? { entries, marks } : null;
}

function isStep(text: string, at: number): boolean {
  return text.startsWith(STEP_MARK, at) && !text.startsWith(RECOGNISED_LINE, at);
}

/** The texts of an article, and what is marked in each. */
export interface MarkedArticle {
  readonly entries: readonly TextEntry[];
  readonly marks: ReadonlyMap<TextEntry, readonly Range[]>;
}

/** A text whose way back is found when it is asked for. */
class LaidEntry implements TextEntry {
  #found: { readonly back: WayBack; readonly isAsIndexed: boolean } | undefined;

  readonly #indexed: string;
  readonly #analyzer: Analyzer;

  constructor(
    readonly field: TextField,
    readonly index: number,
    readonly original: string,
    readonly start: number,
    indexed: string,
    analyzer: Analyzer,
  ) {
    this.#indexed = indexed;
    this.#analyzer = analyzer;
  }

  get back(): WayBack {
    return this.#look().back;
  }

  get isAsIndexed(): boolean {
    return this.#look().isAsIndexed;
  }

  #look(): { readonly back: WayBack; readonly isAsIndexed: boolean } {
    this.#found ??= this.#aligned() ?? this.#folded();
    return this.#found;
  }

  #aligned(): { back: WayBack; isAsIndexed: boolean } | null {
    const back = this.#analyzer.wayBack(this.original, this.#indexed);
    return back === null ? null : { back, isAsIndexed: true };
  }

  #folded(): { back: WayBack; isAsIndexed: boolean } {
    const folded = this.#analyzer.fold(this.original);
    const isCut = this.start + this.#indexed.length === LONGEST_TEXT;
    return { back: folded, isAsIndexed: folded.text === this.#indexed || (isCut && folded.text.startsWith(this.#indexed)) };
  }
}

/** The printed texts of a field, in the order in which they are folded. */
function textsOf(article: Article, field: TextField): readonly string[] {
  switch (field) {
    case 'title':
      return [article.title];
    case 'kicker':
      return article.kicker;
    case 'subtitle':
      return article.subtitle;
    case 'banner':
      return article.banner === undefined ? [] : [article.banner];
    case 'people':
      return peopleOf(article);
    case 'body':
      return article.paragraphs;
    case 'section':
      return article.section === undefined ? [] : [article.section];
    case 'paper':
      return article.paper === undefined ? [] : [article.paper];
  }
}

/** Everyone of the byline, in the order of PEOPLE_FIELDS. */
export function peopleOf(article: Article): string[] {
  return PEOPLE_FIELDS.flatMap((field) => article.byline[field] ?? []);
}

/** Folded ranges with those in texts without their bracketed readings put where these were taken from. */
export function spansInEntries(spans: readonly Span[], steps: readonly PlacedStep[]): readonly Span[] {
  if (steps.length === 0) return spans;
  return spans.map((span) => {
    const step = steps.findLast(({ start }) => start <= span[0]);
    if (step === undefined || span[0] >= step.start + step.text.length) return span;
    const [start, end] = steppedOver(step, [span[0] - step.start, span[1] - step.start]);
    return [step.entryStart + start, step.entryStart + end];
  });
}

/** Folded ranges of the whole text as ranges of each entry's original, sorted, those that touch joined. */
export function originalMarks<E extends TextEntry>(entries: readonly E[], spans: readonly Span[]): Map<E, Range[]> {
  const marks = new Map<E, Range[]>();
  const sorted = [...spans].sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let at = 0;
  for (const [start, end] of sorted) {
    while (at + 1 < entries.length && entries[at + 1]!.start <= start) at += 1;
    const entry = entries[at]!;
    const range = originalRange(entry.back, start - entry.start, end - entry.start);
    const ranges = marks.get(entry);
    const last = ranges?.at(-1);
    if (ranges === undefined) marks.set(entry, [range]);
    else if (last !== undefined && range[0] <= last[1]) ranges[ranges.length - 1] = [last[0], Math.max(last[1], range[1])];
    else ranges.push(range);
  }
  return marks;
}
