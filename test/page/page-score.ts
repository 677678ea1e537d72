import type { ArticleContent } from '../../src/article/article.js';
import { squeeze } from '../../src/page/characters.js';

/** A page's articles and furniture, gold or parsed. */
interface Answer {
  readonly articles: readonly ArticleContent[];
  readonly furniture: readonly string[];
}

/** What is compared. */
export type Measure = 'articles' | 'titles' | 'headlines' | 'paragraphs' | 'people' | 'kinds' | 'furniture';

/** Counts over many pages. */
export interface Tally {
  add(gold: Answer, got: Answer): void;
  /** F1 of each measure, 0 to 1. */
  shares(): Readonly<Record<Measure, number>>;
}

/**
 * Compares pages: an article is found when nine tenths of the characters pairs of the two are the same; headlines,
 * paragraphs, people and furniture lines must be equal but for white space.
 */
export function createTally(): Tally {
  const counts = new Map<Measure, { hit: number; all: number }>();
  const count = (measure: Measure, gold: readonly string[], got: readonly string[]): void => {
    const one = counts.get(measure) ?? { hit: 0, all: 0 };
    counts.set(measure, { hit: one.hit + shared(gold, got), all: one.all + gold.length + got.length });
  };
  return {
    add: (gold, got) => {
      const free = new Set(got.articles);
      const pairs = gold.articles.map((article) => {
        const best = nearest(article, free);
        if (best) free.delete(best.article);
        return { article, best };
      });
      for (const { article, best } of pairs) compare(article, best?.article, best?.likeness ?? 0, count);
      for (const spare of free) compare(undefined, spare, 0, count);
      count('furniture', gold.furniture.map(squeeze), got.furniture.map(squeeze));
    },
    shares: () =>
      Object.fromEntries([...counts].map(([measure, { hit, all }]) => [measure, all === 0 ? 1 : (2 * hit) / all])) as Record<
        Measure,
        number
      >,
  };
}

function compare(
  gold: ArticleContent | undefined,
  got: ArticleContent | undefined,
  likeness: number,
  count: (measure: Measure, gold: readonly string[], got: readonly string[]) => void,
): void {
  const each = (read: (one: ArticleContent) => readonly string[]): [readonly string[], readonly string[]] => [
    gold ? read(gold).map(squeeze) : [],
    got ? read(got).map(squeeze) : [],
  ];
  count('articles', gold ? ['same'] : [], got ? [likeness >= 0.9 ? 'same' : 'other'] : []);
  count('titles', ...each((one) => [one.title]));
  count('headlines', ...each((one) => [[...one.kicker, '|', one.title, '|', ...one.subtitle].join('\n')]));
  count('paragraphs', ...each((one) => one.paragraphs));
  count(
    'people',
    ...each(({ byline }) => [
      ...byline.reporters.map((name) => `r${name}`),
      ...byline.correspondents.map((name) => `c${name}`),
      ...byline.photographers.map((name) => `p${name}`),
    ]),
  );
  count('kinds', ...each((one) => [one.kind]));
}

function shared(gold: readonly string[], got: readonly string[]): number {
  const left = [...got];
  return gold.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}

function nearest(
  article: ArticleContent,
  among: ReadonlySet<ArticleContent>,
): { readonly article: ArticleContent; readonly likeness: number } | undefined {
  const own = pairsOf(article);
  const best = [...among]
    .map((one) => ({ article: one, likeness: likenessOf(own, pairsOf(one)) }))
    .sort((a, b) => b.likeness - a.likeness)[0];
  return best && best.likeness >= 0.5 ? best : undefined;
}

function pairsOf(article: ArticleContent): ReadonlySet<string> {
  const text = squeeze([article.banner ?? '', ...article.kicker, article.title, ...article.subtitle, ...article.paragraphs].join(''));
  return new Set(Array.from(text, (_c, at) => text.slice(at, at + 2)));
}

function likenessOf(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const both = [...left].filter((pair) => right.has(pair)).length;
  return both / Math.max(1, left.size + right.size - both);
}
