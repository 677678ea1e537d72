/** A reading of a page divided otherwise, step by step, for the form without the script. Pure data. */
import type { ArticleContent, ArticleLines, Byline, CorrectedArticle } from '../article/article.js';

/** Steps a form may hold. */
const MOST_STEPS = 500;
const STEP = /^(?:m(\d{1,4})|d(\d{1,4})\.(\d{1,5}))$/;
/** A paragraph that may be a headline: short, and no sentence. */
const HEADLINE = /^.{1,40}(?<![。！？；…，、：])$/u;

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
  return steps.reduce((all, step) => {
    const [, merged, divided, paragraph] = STEP.exec(step) ?? [];
    return merged !== undefined ? merge(all, Number(merged) - 1) : divide(all, Number(divided) - 1, Number(paragraph) - 1);
  }, articles);
}

/** The headlines of the second become paragraphs where they were printed. */
function merge(articles: readonly CorrectedArticle[], index: number): readonly CorrectedArticle[] {
  const [first, second] = [articles[index], articles[index + 1]];
  if (first === undefined || second === undefined) return articles;
  const added = paragraphsOf(second);
  const merged: CorrectedArticle = {
    content: {
      ...first.content,
      byline: joinedByline(first.content.byline, second.content.byline),
      paragraphs: [...first.content.paragraphs, ...added.map(({ text }) => text)],
    },
    lines: { ...first.lines, paragraphs: [...first.lines.paragraphs, ...added.map(({ lines }) => lines)] },
  };
  return [...articles.slice(0, index), merged, ...articles.slice(index + 2)];
}

function paragraphsOf({ content, lines }: CorrectedArticle): readonly { readonly text: string; readonly lines: readonly number[] }[] {
  const texts = [...content.kicker, content.title, ...content.subtitle, ...content.paragraphs];
  const numbers = [...lines.kicker, lines.title, ...lines.subtitle, ...lines.paragraphs];
  return texts.map((text, index) => ({ text, lines: numbers[index]! })).filter(({ text }) => text.trim() !== '');
}

function joinedByline(first: Byline, second: Byline): Byline {
  const both = (name: 'reporters' | 'correspondents' | 'photographers' | 'authors'): readonly string[] => [
    ...new Set([...(first[name] ?? []), ...(second[name] ?? [])]),
  ];
  const authors = both('authors');
  return {
    ...second,
    ...first,
    reporters: both('reporters'),
    correspondents: both('correspondents'),
    photographers: both('photographers'),
    ...(authors.length > 0 && { authors }),
  };
}

/** The second begins with the paragraph, which is its headline where it looks like one. */
function divide(articles: readonly CorrectedArticle[], index: number, paragraph: number): readonly CorrectedArticle[] {
  const article = articles[index];
  if (article === undefined || !canDivide(article.content, paragraph)) return articles;
  const { content, lines } = article;
  const before: CorrectedArticle = {
    content: { ...content, paragraphs: content.paragraphs.slice(0, paragraph) },
    lines: { ...lines, paragraphs: lines.paragraphs.slice(0, paragraph) },
  };
  const hasTitle = HEADLINE.test(content.paragraphs[paragraph]!) && paragraph < content.paragraphs.length - 1;
  const from = hasTitle ? paragraph + 1 : paragraph;
  const noByline: Byline = { reporters: [], correspondents: [], photographers: [] };
  const behind: CorrectedArticle = {
    content: {
      ...content,
      kicker: [],
      subtitle: [],
      title: hasTitle ? content.paragraphs[paragraph]! : '',
      byline: noByline,
      paragraphs: content.paragraphs.slice(from),
    },
    lines: {
      ...lines,
      kicker: [],
      subtitle: [],
      title: hasTitle ? lines.paragraphs[paragraph]! : [],
      paragraphs: lines.paragraphs.slice(from),
    },
  };
  return [...articles.slice(0, index), before, behind, ...articles.slice(index + 1)];
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
