/** The words that tell what an article is about: frequent in it, rare elsewhere (Salton and Buckley, 1988). */
import type { Analyzer } from '../../analysis/analyzer.js';
import { ALNUM, characterCount, classAt, DIGIT } from '../../analysis/char-class.js';
import type { Article } from '../../article/article.js';
import type { CollectionStatistics, RankTerm, SearchEngine } from '../engine.js';
import { inverseFrequency } from '../ranking/scorer.js';

/** A word, and what it weighs. */
export interface TellingTerm {
  /** Folded. */
  readonly text: string;
  /** Its inverse frequency, the natural logarithm. */
  readonly weight: number;
}

/** Terms of one article. */
const MOST_TERMS = 25;
/** Words whose frequencies are looked up, the most frequent of the article first. */
const MOST_CANDIDATES = 150;
/** Occurrences a word of the headline counts for. */
const TITLE_COUNT = 3;
/** Characters of the body that are read: a long text has said what it is about. */
const MOST_CHARACTERS = 5_000;

/** At most 25, the most telling first; words no other article holds are of no use and left out. About 1 ms for 600 characters. */
export async function tellingTerms(article: Article, engine: SearchEngine, analyzer: Analyzer): Promise<TellingTerm[]> {
  const counts = [...wordCounts(article, analyzer)].sort(([, a], [, b]) => b - a).slice(0, MOST_CANDIDATES);
  const { documentCount, frequencies } = await statisticsOf(
    counts.map(([text]) => ({ text, type: 'word' })),
    engine,
  );
  return counts
    .map(([text, count], i) => {
      const weight = inverseFrequency(documentCount, frequencies[i]!);
      return { text, weight, value: (1 + Math.log(count)) * weight, isShared: frequencies[i]! > 1 };
    })
    .filter(({ isShared }) => isShared)
    .sort((a, b) => b.value - a.value || (a.text < b.text ? -1 : 1))
    .slice(0, MOST_TERMS)
    .map(({ text, weight }) => ({ text, weight }));
}

/** How often each word stands in headline and body; stop words, single characters and numbers left out. */
function wordCounts(article: Article, analyzer: Analyzer): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (text: string, by: number): void => {
    for (const { word } of analyzer.words(analyzer.fold(text)))
      if (isTelling(word, analyzer)) counts.set(word, (counts.get(word) ?? 0) + by);
  };
  add(article.title, TITLE_COUNT);
  let left = MOST_CHARACTERS;
  for (const paragraph of article.paragraphs) {
    if (left <= 0) break;
    add(paragraph.slice(0, left), 1);
    left -= paragraph.length;
  }
  return counts;
}

function isTelling(word: string, analyzer: Analyzer): boolean {
  if (characterCount(word) < 2 || analyzer.isStopWord(word)) return false;
  return (classAt(word, 0) & ALNUM) === 0 || [...word].some((_, i) => (classAt(word, i) & DIGIT) === 0 && (classAt(word, i) & ALNUM) !== 0);
}

/** What the engine knows of the terms: a query that finds nothing and costs only the look. */
async function statisticsOf(terms: readonly RankTerm[], engine: SearchEngine): Promise<CollectionStatistics> {
  const nothing = {
    clause: { type: 'none' },
    filter: {},
    sort: 'newest',
    standing: { whole: null, runs: [] },
    first: 0,
    count: 0,
    facets: [],
  } as const;
  return (await engine.search({ ...nothing, terms })).statistics;
}
