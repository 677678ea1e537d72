import type { Article } from '../../../src/article/article.js';
import { Suggester } from '../../../src/search/suggest/suggester.js';
import { makeArticle } from '../../http/fake-services.js';
import { analyzer } from '../../support/analyzer.js';

export type Given = Partial<Article> & { readonly id: string };

/** Puts articles (or, by `null`, takes ids away) in order. */
export async function feed(
  suggester: Suggester,
  changes: readonly (Given | { readonly id: string; readonly gone: true })[],
): Promise<void> {
  await suggester.apply(
    changes.map((change, i) => ({ sequence: i + 1, id: change.id, article: 'gone' in change ? null : makeArticle(change) })),
  );
}

export async function suggesterOf(articles: readonly Given[]): Promise<Suggester> {
  const suggester = new Suggester(analyzer);
  await feed(suggester, articles);
  return suggester;
}

/** A suggester over headlines; the first is the oldest. */
export function suggesterOfTitles(titles: readonly string[]): Promise<Suggester> {
  return suggesterOf(titles.map((title, i) => ({ id: `a${i}`, title })));
}

/** What is suggested, headlines only where `kind` says so. */
export async function textsFor(
  suggester: Suggester,
  text: string,
  { limit = 20, kind }: { readonly limit?: number; readonly kind?: string } = {},
): Promise<readonly string[]> {
  const suggestions = await suggester.suggest(text, limit);
  return suggestions.filter((one) => kind === undefined || one.kind === kind).map((one) => one.text);
}
