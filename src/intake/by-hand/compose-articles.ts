/** Articles from the lines a person gave each of them: what was read or corrected of those lines goes along, the rest is as printed. */
import type { ArticleContent, ArticleLines, CorrectedArticle } from '../../article/article.js';
import { lineNumbers } from '../../article/line-numbers.js';
import type { DividedArticle } from '../../article/page-patch-schema.js';
import { contentOf } from './page-view.js';
import { fittedLines } from './fitted-lines.js';
import type { Article } from '../../article/article.js';

/** An article of the page as it stands. */
export interface PresentArticle {
  readonly article: Article;
  readonly lines?: ArticleLines;
}

type Role = 'banner' | 'kicker' | 'title' | 'subtitle' | 'paragraph';

interface Part {
  readonly role: Role;
  readonly text: string;
  readonly lines: readonly number[];
  /** Whose it is. */
  readonly of: PresentArticle | undefined;
}

/** A headline that nobody named: short, and no sentence. */
const HEADLINE = /^.{1,40}(?<![。！？；…，、：])$/u;
const NOBODY = { reporters: [], correspondents: [], photographers: [] };

/** What a person's articles say. `printed` are all lines of the page's text, the first of them number 1. */
export class ComposedArticles {
  readonly #present: readonly PresentArticle[];
  readonly #parts: readonly Part[];
  readonly #printed: readonly string[];

  constructor(present: readonly PresentArticle[], printed: readonly string[]) {
    this.#present = present;
    this.#printed = printed;
    this.#parts = present.flatMap(partsOf);
  }

  /** One of them, with the lines of each part. */
  compose(divided: DividedArticle): CorrectedArticle {
    const { content, lines } = divided;
    if (content !== undefined) return { content, lines: lines as ArticleLines };
    return Array.isArray(lines) ? this.#ofNumbers(divided, lines) : this.#ofParts(divided, lines as ArticleLines);
  }

  #ofNumbers({ id, title }: DividedArticle, numbers: readonly number[]): CorrectedArticle {
    const wanted = new Set(numbers);
    const parts = this.#parts
      .map((part) => ({
        ...part,
        lines: part.lines.filter((line) => wanted.has(line)),
        isWhole: part.lines.every((line) => wanted.has(line)),
      }))
      .filter(({ lines }) => lines.length > 0);
    const base = this.#present.find(({ article }) => article.id === id) ?? mostOf(parts);
    const isKept = base !== undefined && (base.article.id === id || this.#holdsBeginning(base, wanted));
    const own = parts.map((part): Part => ({
      ...part,
      text: part.isWhole ? part.text : this.#textOf(part.lines),
      role: part.of === base || part.role === 'banner' ? part.role : 'paragraph',
    }));
    const held = new Set(own.flatMap(({ lines }) => lines));
    const loose = numbers
      .filter((line) => !held.has(line))
      .map((line): Part => ({ role: 'paragraph', text: this.#textOf([line]), lines: [line], of: undefined }));
    const ordered = inPrintedOrder([...own, ...loose].filter(({ text }) => text !== ''));
    const titled = ordered.some(({ role }) => role === 'title') ? ordered : withHeadline(ordered, isKept);
    const composed = corrected(titled, base, isKept);
    const isSaid = title !== undefined && isKept && title !== base.article.title;
    return isSaid ? { ...composed, content: { ...composed.content, title } } : composed;
  }

  /** Lines by parts, without words: those that were read of the same lines, else those that were printed. */
  #ofParts({ id }: DividedArticle, lines: ArticleLines): CorrectedArticle {
    const base =
      this.#present.find(({ article }) => article.id === id) ??
      mostOf(this.#parts.filter((part) => part.lines.some((line) => lineNumbers(lines).includes(line))));
    const text = (numbers: readonly number[]): string => {
      const key = numbers.join(' ');
      return this.#parts.find((part) => part.lines.join(' ') === key)?.text ?? this.#textOf(numbers);
    };
    const texts = (lists: readonly (readonly number[])[]): readonly string[] => lists.map(text);
    const banner = text(lines.banner);
    return {
      content: {
        ...restOf(base, base?.article.id === id),
        ...(banner !== '' && { banner }),
        kicker: texts(lines.kicker),
        title: text(lines.title),
        subtitle: texts(lines.subtitle),
        paragraphs: texts(lines.paragraphs),
      },
      lines,
    };
  }

  #holdsBeginning({ article, lines }: PresentArticle, wanted: ReadonlySet<number>): boolean {
    const { title, paragraphs } = fittedLines(article, lines);
    return [...title, ...(paragraphs[0] ?? [])].some((line) => wanted.has(line));
  }

  #textOf(numbers: readonly number[]): string {
    return numbers
      .map((line) => (this.#printed[line - 1] ?? '').trim())
      .reduce((text, line) => (/[\w,.;:]$/.test(text) && /^\w/.test(line) ? `${text} ${line}` : text + line), '');
  }
}

function partsOf(of: PresentArticle): readonly Part[] {
  const { article } = of;
  const lines = fittedLines(article, of.lines);
  const several = (role: Role, texts: readonly string[], lists: readonly (readonly number[])[]): Part[] =>
    texts.map((text, index) => ({ role, text, lines: lists[index] ?? [], of }));
  return [
    ...(article.banner === undefined ? [] : [{ role: 'banner' as const, text: article.banner, lines: lines.banner, of }]),
    ...several('kicker', article.kicker, lines.kicker),
    { role: 'title', text: article.title, lines: lines.title, of },
    ...several('subtitle', article.subtitle, lines.subtitle),
    ...several('paragraph', article.paragraphs, lines.paragraphs),
  ];
}

/** The article that most of the lines come from. */
function mostOf(parts: readonly Part[]): PresentArticle | undefined {
  const counts = new Map<PresentArticle, number>();
  for (const { of, lines } of parts) if (of !== undefined) counts.set(of, (counts.get(of) ?? 0) + lines.length);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function inPrintedOrder(parts: readonly Part[]): readonly Part[] {
  const first = ({ lines }: Part): number => Math.min(...lines);
  return parts.toSorted((a, b) => first(a) - first(b));
}

function withHeadline(parts: readonly Part[], isKept: boolean): readonly Part[] {
  const at = parts.findIndex(({ role }) => role === 'paragraph');
  if (isKept || at < 0 || parts.length < 2 || !HEADLINE.test(parts[at]!.text)) return parts;
  return parts.map((part, index) => (index === at ? { ...part, role: 'title' } : part));
}

function restOf(base: PresentArticle | undefined, isKept: boolean): Pick<ArticleContent, 'byline' | 'kind' | 'extra'> {
  if (base === undefined || !isKept) return { byline: NOBODY, kind: base?.article.kind ?? 'news' };
  const { byline, kind, extra } = contentOf(base.article);
  return { byline, kind, ...(extra !== undefined && { extra }) };
}

function corrected(parts: readonly Part[], base: PresentArticle | undefined, isKept: boolean): CorrectedArticle {
  const ofRole = (role: Role): readonly Part[] => parts.filter((part) => part.role === role);
  const texts = (role: Role): readonly string[] => ofRole(role).map(({ text }) => text);
  const lists = (role: Role): readonly (readonly number[])[] => ofRole(role).map(({ lines }) => lines);
  const banner = [...new Set(texts('banner'))].join('\n');
  return {
    content: {
      ...restOf(base, isKept),
      ...(banner !== '' && { banner }),
      kicker: texts('kicker'),
      title: texts('title').join(' '),
      subtitle: texts('subtitle'),
      paragraphs: texts('paragraph'),
    },
    lines: {
      banner: lists('banner').flat(),
      kicker: lists('kicker'),
      title: lists('title').flat(),
      subtitle: lists('subtitle'),
      paragraphs: lists('paragraph'),
    },
  };
}
