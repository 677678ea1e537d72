/** A reading of a page divided otherwise, step by step, for the form without the script: by what the script itself does. Pure data. */
import type { ArticleContent, ArticleLines, CorrectedArticle } from '../article/article.js';
import { divideAt, draftsOf, mergeWithNext, type ArticleDraft } from './client/article-drafts.js';
import { contentOf, linesOf } from './client/page-draft.js';

/** Steps a form may hold. */
const MOST_STEPS = 500;
const STEP = /^(?:m(\d{1,4})|d(\d{1,4})\.(\d{1,5}))$/;

/** `m2`: article 2 and the one behind it become one. `d2.3`: another article begins with paragraph 3 of article 2. Both count from 1. */
export type DivisionStep = string;

/** The steps in a form's field, which are words with spaces between; what is none is left out. */
export function readSteps(text: string): readonly DivisionStep[] {
  return text
    .split(' ')
    .filter((step) => STEP.test(step))
    .slice(0, MOST_STEPS);
}

/** The articles after these steps; one that names what is not there changes nothing. */
export function divideReading(articles: readonly CorrectedArticle[], steps: readonly DivisionStep[]): readonly CorrectedArticle[] {
  const drafts = draftsOf(
    articles.map(({ content }) => content),
    articles.map(({ lines }) => lines),
  );
  // What nobody touched stays the very object it was.
  const untouched = new Map(drafts.map((draft, index) => [draft, articles[index]!]));
  const divided = steps.reduce(afterStep, drafts);
  return divided === drafts ? articles : divided.map((draft) => untouched.get(draft) ?? correctedOf(draft));
}

function afterStep(drafts: readonly ArticleDraft[], step: DivisionStep): readonly ArticleDraft[] {
  const [, merged, divided, paragraph] = STEP.exec(step) ?? [];
  if (merged !== undefined) return mergeWithNext(drafts, Number(merged) - 1);
  const index = Number(divided) - 1;
  return divideAt(drafts, index, placeOfParagraph(drafts[index], Number(paragraph)));
}

/** Place among the parts of the paragraph with this number, from 1; -1 where there is none. */
function placeOfParagraph(draft: ArticleDraft | undefined, number: number): number {
  const places = (draft?.parts ?? []).flatMap(({ role }, at) => (role === 'paragraph' ? [at] : []));
  return places[number - 1] ?? -1;
}

function correctedOf({ content, parts }: ArticleDraft): CorrectedArticle {
  return { content: contentOf(content, parts) as ArticleContent, lines: linesOf(parts) };
}

/** Whether something stands before the paragraph, and it is there. */
export function canDivide(
  { kicker, title, subtitle, paragraphs }: Pick<ArticleContent, 'kicker' | 'title' | 'subtitle' | 'paragraphs'>,
  paragraph: number,
): boolean {
  const isFirst = paragraph === 0 && title === '' && kicker.length === 0 && subtitle.length === 0;
  return paragraph >= 0 && paragraph < paragraphs.length && !isFirst;
}

/** The lists of a reading as one. */
export function articlesOf({
  articles,
  lines,
}: {
  readonly articles: readonly ArticleContent[];
  readonly lines: readonly ArticleLines[];
}): readonly CorrectedArticle[] {
  return articles.map((content, index) => ({ content, lines: lines[index]! }));
}
