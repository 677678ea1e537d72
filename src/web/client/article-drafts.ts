/** The articles of a page while an editor corrects them: two can be made one, and one can be divided. Pure data. */
import { inOrder, partsOf, type DraftContent, type DraftLines, type Part } from './page-draft.js';

/** An article as it was read, and as it is corrected. */
export interface ArticleDraft {
  /** Of an article that is stored; absent for one that is not yet. */
  readonly id?: string;
  /** What goes along with the parts. */
  readonly content: DraftContent;
  readonly lines: DraftLines;
  /** The parts as they were read; absent for an article that an editor made of others. */
  readonly original?: readonly Part[];
  readonly parts: readonly Part[];
  /** How sure the reading is, 0 to 1. */
  readonly confidence: number;
}

/** The articles of a page as it was read. */
export function draftsOf(
  articles: readonly DraftContent[],
  lines: readonly DraftLines[],
  confidences: readonly number[] = [],
): readonly ArticleDraft[] {
  return articles.map((content, index) => {
    const parts = partsOf(content, lines[index]!);
    return { content, lines: lines[index]!, original: parts, parts, confidence: confidences[index] ?? 1 };
  });
}

/** True while nothing of it was corrected. */
export function isAsRead({ original, parts }: ArticleDraft): boolean {
  return parts === original;
}

/** True where no text is left. */
export function isGone({ parts }: ArticleDraft): boolean {
  return parts.every(({ text }) => text.trim() === '');
}

/**
 * The article and the one behind it as one. The headlines of the second become paragraphs where they were printed, unless the first
 * has none: then they are the headlines of both. A banner that both stand under is kept once.
 */
export function mergeWithNext(drafts: readonly ArticleDraft[], index: number): readonly ArticleDraft[] {
  const [first, second] = [drafts[index], drafts[index + 1]];
  if (first === undefined || second === undefined) return drafts;
  const banners = first.parts.filter(({ role }) => role === 'banner').map(({ text }) => text);
  const added = second.parts.filter(({ role, text }) => text.trim() !== '' && !(role === 'banner' && banners.includes(text)));
  const untitled = !first.parts.some(({ role, text }) => role === 'title' && text.trim() !== '');
  const parts =
    untitled && added.some(({ role }) => role === 'title')
      ? inOrder(
          first.parts.filter(({ role }) => role !== 'title'),
          added,
        )
      : [...first.parts, ...added.map((part): Part => ({ ...part, role: 'paragraph' }))];
  const merged: ArticleDraft = { ...idOf(first), content: joined(first.content, second.content), lines: first.lines, parts, confidence: 1 };
  return [...drafts.slice(0, index), merged, ...drafts.slice(index + 2)];
}

/** A paragraph that may be a headline: short, and no sentence. */
const HEADLINE = /^.{1,40}(?<![。！？；…，、：])$/u;

/**
 * Two articles of one: the second begins with the paragraph at `at`, which is its headline where it looks like one and others follow;
 * else it has a place for a headline. The same where nothing would be left of the first.
 */
export function divideAt(drafts: readonly ArticleDraft[], index: number, at: number): readonly ArticleDraft[] {
  const draft = drafts[index];
  if (draft === undefined || draft.parts[at]?.role !== 'paragraph' || draft.parts.slice(0, at).every(({ text }) => text.trim() === ''))
    return drafts;
  const { content, lines } = draft;
  const [first, ...rest] = draft.parts.slice(at);
  const isTitle = HEADLINE.test(first!.text) && rest.length > 0;
  const before: ArticleDraft = { ...idOf(draft), content, lines, parts: draft.parts.slice(0, at), confidence: 1 };
  const behind: ArticleDraft = {
    content: withoutByline(content),
    lines,
    parts: isTitle ? [{ ...first!, role: 'title' }, ...rest] : [{ role: 'title', text: '', lines: [] }, ...draft.parts.slice(at)],
    confidence: 1,
  };
  return [...drafts.slice(0, index), before, behind, ...drafts.slice(index + 1)];
}

function idOf({ id }: ArticleDraft): Pick<ArticleDraft, 'id'> {
  return id === undefined ? {} : { id };
}

/** The byline of an article is that of its beginning. */
function withoutByline(content: DraftContent): DraftContent {
  return { ...content, byline: { reporters: [], correspondents: [], photographers: [] } } as DraftContent;
}

/** What goes along with both, such as names: lists one behind the other, each entry once; of the rest what the first says. */
function joined<Value extends object>(first: Value, second: Value): Value {
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])] as (keyof Value)[];
  return Object.fromEntries(names.map((name) => [name, joinedValue(first[name], second[name])])) as Value;
}

function joinedValue(first: unknown, second: unknown): unknown {
  if (Array.isArray(first) && Array.isArray(second)) return [...new Set<unknown>([first, second].flat())];
  if (isRecord(first) && isRecord(second)) return joined(first, second);
  return first ?? second;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
