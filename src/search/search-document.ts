/**
 * An article as engines index it: its folded text with word borders, and the values filters and facets read. Made once by
 * the indexer; every engine gets the same, so that every engine can answer the same.
 */
import type { Article, ArticleKind } from '../article/article.js';
import type { Analyzer } from '../analysis/analyzer.js';
import type { WordBits } from '../analysis/word-bits.js';
import type { MatchDocument } from '../query/match-document.js';
import { foldArticle, peopleOf, SHORT_PARAGRAPH } from './article-text.js';

/** A value as filters compare it, and as it is shown. */
export interface Label {
  readonly key: string;
  readonly shown: string;
}

/** What engines keep of an article. */
export interface SearchDocument extends MatchDocument {
  readonly id: string;
  /** Word borders of `text`. */
  readonly words: WordBits;
  /** End of the first paragraph of running text in `text`; the body's start where there is none. */
  readonly leadEnd: number;
  readonly kind: ArticleKind;
  readonly paper?: Label;
  readonly section?: Label;
  readonly people: readonly Label[];
}

/** Folds and cuts an article. About 8 MB of UTF-8 a second. */
export function createSearchDocument(article: Article, analyzer: Analyzer): SearchDocument {
  const { entries, text, words, borders, fieldStarts, date, pageNumber } = foldArticle(article, analyzer);
  const body = entries.filter((entry) => entry.field === 'body');
  const lead = body.find((entry) => entry.back.text.length > SHORT_PARAGRAPH) ?? body[0];
  const bodyStart = body[0]?.start ?? text.length;
  return {
    id: article.id,
    text,
    words,
    borders,
    fieldStarts,
    leadEnd: lead === undefined ? bodyStart : Math.min(text.length, lead.start + lead.back.text.length + 1),
    kind: article.kind,
    people: peopleOf(article).map((name) => label(name, analyzer)),
    ...(date !== undefined && { date }),
    ...(pageNumber !== undefined && { pageNumber }),
    ...(article.paper !== undefined && { paper: label(article.paper, analyzer) }),
    ...(article.section !== undefined && { section: label(article.section, analyzer) }),
  };
}

/** A filter value as it is compared. */
export function label(shown: string, analyzer: Analyzer): Label {
  return { key: analyzer.fold(shown).text, shown };
}
