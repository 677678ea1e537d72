/** A hit as faces show it: the article's head, its marks, its snippets. */
import type { Article } from '../article/article.js';
import type { Analyzer } from '../analysis/analyzer.js';
import type { Clause } from '../query/clause.js';
import { marksOf } from '../query/mark-document.js';
import { match, type MatchDocument, NO_MATCH } from '../query/match-document.js';
import { fieldsAsWords } from '../query/field-clauses.js';
import { wantedClauses } from '../query/wanted-clauses.js';
import { foldArticle, layOut, type MarkedArticle, originalMarks, PEOPLE_FIELDS, spansInEntries, type TextEntry } from './article-text.js';
import type { ArticleHead, ArticleMarks, MarkedField, MatchTier, Range, SearchHit } from './search-answer.js';
import { firstOf, shownHead, shownMarked } from './shown-parts.js';
import { chooseSnippets } from './snippets/choose-snippets.js';

/**
 * Makes the hit of `article` for `clause`; `document` is what the engine found it by. The cost is folding the paragraphs that
 * hold a mark: about 20 µs.
 */
export function createHit(
  article: Article,
  document: MatchDocument,
  clause: Clause,
  rank: { score: number; match: MatchTier },
  analyzer: Analyzer,
): SearchHit {
  const { entries, marks } = layOut(article, document, marksOf(clause, document), analyzer) ?? foldAndMark(article, clause, analyzer);
  return {
    id: article.id,
    score: rank.score,
    match: rank.match,
    article: shownHead(headOf(article)),
    title: shownMarked(article.title, titleMarks(entries, marks)),
    fields: markedFields(article, marks),
    snippets: chooseSnippets(entries, marks, (original) => analyzer.fold(original).text),
  };
}

/** For an article that was replaced since the engine found it. */
function foldAndMark(article: Article, clause: Clause, analyzer: Analyzer): MarkedArticle {
  const text = foldArticle(article, analyzer);
  return { entries: text.entries, marks: originalMarks(text.entries, spansInEntries(marksOf(clause, text), text.steps)) };
}

/** Every mark of `clause` in a whole article; one that does not match is one whose field clauses were read as words. */
export function markArticle(article: Article, clause: Clause, analyzer: Analyzer): ArticleMarks {
  const text = foldArticle(article, analyzer);
  const read = match(clause, text) === NO_MATCH ? fieldsAsWords(clause, new Set(wantedClauses(clause, 'field'))) : clause;
  const marks = firstMarks(originalMarks(text.entries, spansInEntries(marksOf(read, text), text.steps)));
  const of = (field: TextEntry['field']): (readonly Range[])[] =>
    text.entries.filter((entry) => entry.field === field).map((entry) => marks.get(entry) ?? []);
  const people = of('people');
  const next = (count = 0): (readonly Range[])[] => people.splice(0, count);
  const { reporters, correspondents, photographers, authors } = article.byline;
  return {
    title: of('title')[0] ?? [],
    banner: of('banner')[0] ?? [],
    kicker: of('kicker'),
    subtitle: of('subtitle'),
    paragraphs: of('body'),
    people: {
      reporters: next(reporters.length),
      correspondents: next(correspondents.length),
      photographers: next(photographers.length),
      authors: next(authors?.length),
    },
  };
}

/** Marks of one article that are answered: more than anybody walks through. */
const MOST_ARTICLE_MARKS = 10_000;

/** The first ones, in the order of the article's parts. */
function firstMarks(marks: MarkedArticle['marks']): MarkedArticle['marks'] {
  let left = MOST_ARTICLE_MARKS;
  return new Map(
    [...marks].map(([entry, ranges]) => {
      const kept = ranges.slice(0, Math.max(0, left));
      left -= ranges.length;
      return [entry, kept] as const;
    }),
  );
}

function titleMarks(entries: readonly TextEntry[], marks: ReadonlyMap<TextEntry, readonly Range[]>): readonly Range[] {
  const entry = entries.find((e) => e.field === 'title');
  return entry === undefined ? [] : (marks.get(entry) ?? []);
}

function headOf(article: Article): ArticleHead {
  const { title, kicker, subtitle, banner, paper, date, pageNumber, section, kind } = article;
  return {
    title,
    kicker,
    subtitle,
    reporters: article.byline.reporters,
    kind,
    ...(banner !== undefined && { banner }),
    ...(paper !== undefined && { paper }),
    ...(date !== undefined && { date }),
    ...(pageNumber !== undefined && { pageNumber }),
    ...(section !== undefined && { section }),
  };
}

/** Fields whose lines are shown where they hold a mark. */
const SHOWN_LINES: ReadonlySet<TextEntry['field']> = new Set(['kicker', 'subtitle', 'banner', 'people']);

function markedFields(article: Article, marks: ReadonlyMap<TextEntry, readonly Range[]>): MarkedField[] {
  const lines = [...marks].filter(([{ field }]) => SHOWN_LINES.has(field));
  return firstOf(lines, ([{ original }]) => original).map(([{ field, index, original }, ranges]) => ({
    ...(field === 'kicker' || field === 'subtitle' || field === 'banner' ? { field, index } : personAt(article, index)),
    ...shownMarked(original, ranges),
  }));
}

function personAt(article: Article, place: number): Pick<MarkedField, 'field' | 'index'> {
  let index = place;
  for (const field of PEOPLE_FIELDS) {
    const count = article.byline[field]?.length ?? 0;
    if (index < count) return { field, index };
    index -= count;
  }
  throw new RangeError(`no person at ${place}`);
}
