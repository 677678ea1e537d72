/** Moves over the articles of a page that need not stand side by side. Pure data. */
import type { ArticleDraft } from './article-drafts.js';
import { mergeWithNext } from './article-drafts.js';
import { withoutPart, type Part } from './page-draft.js';

const NOBODY = { reporters: [], correspondents: [], photographers: [] };

/**
 * A part of one article moved to another, as a paragraph among those that stand before and behind it in print; beyond the last article it
 * becomes one of its own, its headline. The same where it is there already, or nothing is to be moved.
 */
export function movePart(drafts: readonly ArticleDraft[], from: number, at: number, to: number): readonly ArticleDraft[] {
  const [source, part] = [drafts[from], drafts[from]?.parts[at]];
  if (source === undefined || part === undefined || from === to || to > drafts.length || part.text.trim() === '') return drafts;
  const left = drafts.map((draft, index) => (index === from ? { ...draft, parts: withoutPart(draft.parts, at) } : draft));
  if (to === drafts.length) {
    const { kind } = source.content as { readonly kind?: string };
    const content = { kicker: [], title: part.text, subtitle: [], paragraphs: [], byline: NOBODY, ...(kind !== undefined && { kind }) };
    const made: ArticleDraft = { content, lines: source.lines, parts: [{ ...part, role: 'title' }], confidence: 1 };
    return [...left.slice(0, from + 1), made, ...left.slice(from + 1)];
  }
  return left.map((draft, index) =>
    index === to ? { ...draft, parts: withParagraph(draft.parts, { ...part, role: 'paragraph' }) } : draft,
  );
}

/** One article joined to another, which keeps its place and id; the first two as `mergeWithNext` joins them. */
export function mergeInto(drafts: readonly ArticleDraft[], index: number, into: number): readonly ArticleDraft[] {
  const [own, target] = [drafts[index], drafts[into]];
  if (own === undefined || target === undefined || index === into) return drafts;
  const [merged] = mergeWithNext([target, own], 0);
  return drafts.flatMap((draft, at) => (at === index ? [] : at === into ? [merged!] : [draft]));
}

/** Before the first paragraph that is printed behind it. */
function withParagraph(parts: readonly Part[], part: Part): readonly Part[] {
  const line = Math.min(...part.lines, Number.MAX_SAFE_INTEGER);
  const at = parts.findIndex((other) => other.role === 'paragraph' && other.lines.length > 0 && Math.min(...other.lines) > line);
  return at < 0 ? [...parts, part] : [...parts.slice(0, at), part, ...parts.slice(at)];
}
