/** What an article gives to suggestions and offers: headline, people, section, paper, words of headline and beginning, places. */
import type { Article } from '../../article/article.js';
import type { Analyzer, WordToken } from '../../analysis/analyzer.js';
import { characterCount, classAt, HAN } from '../../analysis/char-class.js';
import { peopleOf, SHORT_PARAGRAPH } from '../article-text.js';
import { printedWord, type PrintedText, readName, readText, type ReadText, wordsOf } from './read-text.js';
import { placesIn } from './place-names.js';
import type { EntryKind } from './suggestion.js';
import type { WordReader } from './word-reader.js';

/** One text that an article gives. */
export interface ArticleEntry {
  readonly kind: EntryKind;
  readonly original: string;
  /** Whether it stands where headlines stand; else in the article's beginning. */
  readonly isProminent: boolean;
  /** Reads it; asked for only when the text is new. */
  readonly read: () => ReadText;
}

/** Folded units of a text that is suggested at most; a longer one is none. */
export const LONGEST_TEXT = 200;
/** Units of the first paragraph of running text whose words are taken: enough for who, what and where. */
const OPENING_LENGTH = 100;
const LONGEST_WORD = 12;
/** Names, and lines around the headline, that are read of one article. */
const MOST_LINES = 100;

/** The entries of an article, each once. About 0.1 ms, most of it jieba's. */
export function entriesOf(article: Article, analyzer: Analyzer, reader: WordReader): readonly ArticleEntry[] {
  const entries = new Map<string, ArticleEntry>();
  const put = (entry: ArticleEntry): void => {
    const key = `${entry.kind} ${entry.original}`;
    if (!entries.has(key)) entries.set(key, entry);
  };
  const printed = (original: string): PrintedText => ({ original, folded: analyzer.fold(original) });
  const headline = printed(article.title.slice(0, LONGEST_TEXT * 2));
  const words = wordsOf(headline, analyzer);
  if (isSuggestible(headline) && headline.original === article.title)
    put({ kind: 'headline', original: headline.original, isProminent: true, read: () => readText(headline, words, reader) });
  for (const name of peopleOf(article).slice(0, MOST_LINES)) {
    const text = printed(name);
    if (isSuggestible(text)) put({ kind: 'reporter', original: name, isProminent: true, read: () => readName(text, reader) });
  }
  if (article.section !== undefined) {
    const text = printed(article.section);
    if (isSuggestible(text))
      put({ kind: 'section', original: text.original, isProminent: true, read: () => readText(text, wordsOf(text, analyzer), reader) });
  }
  if (article.paper !== undefined) {
    const text = printed(article.paper);
    if (isSuggestible(text))
      put({ kind: 'paper', original: text.original, isProminent: true, read: () => readText(text, wordsOf(text, analyzer), reader) });
  }
  for (const place of placesIn(words)) put({ ...term(headline, place, { isProminent: true, analyzer, reader }), kind: 'place' });
  const putTerms = (text: PrintedText, cut: readonly WordToken[], isProminent: boolean): void => {
    for (const token of cut) if (isTerm(token)) put(term(text, token, { isProminent, analyzer, reader }));
  };
  putTerms(headline, words, true);
  for (const line of [...article.kicker, ...article.subtitle].slice(0, MOST_LINES)) {
    const text = printed(line.slice(0, LONGEST_TEXT * 2));
    putTerms(text, wordsOf(text, analyzer), true);
  }
  const opening = article.paragraphs.find(({ length }) => length > SHORT_PARAGRAPH);
  if (opening !== undefined) {
    const text = printed(opening.slice(0, OPENING_LENGTH));
    // The last word may be cut through.
    putTerms(text, wordsOf(text, analyzer).slice(0, -1), false);
  }
  return [...entries.values()];
}

interface TermParts {
  readonly isProminent: boolean;
  readonly analyzer: Analyzer;
  readonly reader: WordReader;
}

function term(text: PrintedText, { start, end }: WordToken, { isProminent, analyzer, reader }: TermParts): ArticleEntry {
  const original = printedWord(text, start, end);
  const read = (): ReadText => {
    const printed = { original, folded: analyzer.fold(original) };
    return readText(printed, [{ word: printed.folded.text, start: 0, end: printed.folded.text.length }], reader);
  };
  return { kind: 'term', original, isProminent, read };
}

function isSuggestible({ original, folded }: PrintedText): boolean {
  return folded.text.length > 0 && folded.text.length <= LONGEST_TEXT && original.length <= LONGEST_TEXT * 2;
}

/** Two or more ideographs. */
function isTerm({ word }: WordToken): boolean {
  if (word.length > LONGEST_WORD || characterCount(word) < 2) return false;
  for (let i = 0; i < word.length; i += 1) if (!(classAt(word, i) & HAN)) return false;
  return true;
}
