/** The snippets of an article: the fragments that show most of the query, in printed order. */
import { SHORT_PARAGRAPH, type TextEntry } from '../article-text.js';
import type { Range, Snippet } from '../search-answer.js';
import { type Fragment, markedFragments, openingFragment } from './fragments.js';
import { shownMarked } from '../shown-parts.js';

/** Snippets of one article. */
const MOST_SNIPPETS = 3;
/** Fragments of one article that are compared. */
const MOST_FRAGMENTS = 200;
/** Most UTF-16 units of a snippet; a quoted query has fewer. */
const LONGEST_SNIPPET = 1_200;
/** What a mark counts that another fragment shows already. */
const SEEN_AGAIN = 0.1;

interface Candidate {
  readonly fragment: Fragment;
  readonly entry: TextEntry;
  readonly ranges: readonly Range[];
  /** Folded texts of its marks. */
  readonly keys: readonly string[];
}

/** Chooses greedily: first the fragment that shows the longest different marks, then those that add to it. */
export function chooseSnippets(
  entries: readonly TextEntry[],
  marks: ReadonlyMap<TextEntry, readonly Range[]>,
  fold: (text: string) => string,
): Snippet[] {
  const keyOf = remembered(fold);
  const paragraphs = entries.filter((entry) => entry.field === 'body');
  const candidates = paragraphs.flatMap((entry) => candidatesOf(entry, marks.get(entry) ?? [], keyOf)).slice(0, MOST_FRAGMENTS);
  if (candidates.length === 0) return opening(paragraphs);
  const shown = new Set<string>();
  const chosen: Candidate[] = [];
  while (chosen.length < MOST_SNIPPETS && candidates.length > 0) {
    const best = candidates.reduce((a, b) => (worth(b, shown) > worth(a, shown) ? b : a));
    if (chosen.length > 0 && best.keys.every((key) => shown.has(key)) && chosen.length >= 2) break;
    chosen.push(best);
    for (const key of best.keys) shown.add(key);
    candidates.splice(candidates.indexOf(best), 1);
  }
  return chosen
    .sort((a, b) => a.fragment.paragraph - b.fragment.paragraph || a.fragment.start - b.fragment.start)
    .map(({ fragment, entry, ranges }) => snippetOf(fragment, entry, ranges));
}

function candidatesOf(entry: TextEntry, ranges: readonly Range[], fold: (text: string) => string): Candidate[] {
  if (ranges.length === 0) return [];
  return markedFragments(entry.index, entry.original, ranges).map((fragment) => {
    const inside = ranges.filter(([start, end]) => start >= fragment.start && end <= fragment.end);
    return { fragment, entry, ranges: inside, keys: [...new Set(inside.map(([start, end]) => fold(entry.original.slice(start, end))))] };
  });
}

/** What an article marks is mostly the same few words again and again. */
function remembered(fold: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const folded = known.get(text) ?? fold(text);
    known.set(text, folded);
    return folded;
  };
}

function worth(candidate: Candidate, shown: ReadonlySet<string>): number {
  return candidate.keys.reduce((sum, key) => sum + key.length * (shown.has(key) ? SEEN_AGAIN : 1), 0);
}

function opening(paragraphs: readonly TextEntry[]): Snippet[] {
  const entry = paragraphs.find((paragraph) => paragraph.original.length > SHORT_PARAGRAPH) ?? paragraphs[0];
  if (entry === undefined || entry.original.trim() === '') return [];
  return [snippetOf(openingFragment(entry.index, entry.original), entry, [])];
}

function snippetOf({ paragraph, start, end }: Fragment, entry: TextEntry, ranges: readonly Range[]): Snippet {
  // A mark may be longer than a fragment: a word without an end, text that was dropped in between.
  const text = entry.original.slice(start, end);
  return {
    paragraph,
    start,
    ...shownMarked(
      text,
      ranges.map(([from, to]) => [from - start, to - start] as const),
      LONGEST_SNIPPET,
    ),
  };
}
