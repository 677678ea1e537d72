/** Fragments of a paragraph: whole sentences where they are short enough, else a window around the marks. */
import type { Range } from '../search-answer.js';

/** A part of one paragraph, UTF-16 offsets into its original. */
export interface Fragment {
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
}

/** Characters a fragment aims at, and the most it has. */
const AIM = 80;
const MOST = 120;
/** Characters a window shows before its first mark. */
const BEFORE = 24;

/** End of a sentence, with the quotation marks and brackets that close behind it. */
const SENTENCE = /[^。！？；!?;\n]*(?:[。！？；!?;\n]+[”’」』）)》]*|$)/gu;
const PAUSE = /[，、：,:\s]/u;

/** The fragments of a paragraph that hold marks, each mark in exactly one of them but a mark longer than a fragment. */
export function markedFragments(paragraph: number, text: string, ranges: readonly Range[]): Fragment[] {
  const sentences = sentencesOf(text);
  const fragments: Fragment[] = [];
  let next = 0;
  while (next < ranges.length) {
    const [markStart, markEnd] = ranges[next]!;
    const from = fragments.at(-1)?.end ?? 0;
    const fragment = markStart < from ? { start: markStart, end: markEnd } : around(text, sentences, markStart, markEnd, from);
    const end = endBesideMarks(fragment, ranges);
    fragments.push({ paragraph, start: fragment.start, end });
    while (next < ranges.length && ranges[next]![0] < end) next += 1;
  }
  return fragments;
}

/** The beginning of a text: its first sentences, or as much of them as a fragment holds. */
export function openingFragment(paragraph: number, text: string): Fragment {
  const sentences = sentencesOf(text);
  let end = sentences[0]?.[1] ?? 0;
  for (const [, sentenceEnd] of sentences) if (sentenceEnd <= MOST) end = sentenceEnd;
  return { paragraph, start: 0, end: end <= MOST ? end : cutBefore(text, AIM) };
}

function sentencesOf(text: string): Range[] {
  const sentences: Range[] = [];
  for (const match of text.matchAll(SENTENCE)) {
    if (match[0].trim() !== '') sentences.push([match.index, match.index + match[0].length]);
  }
  return sentences;
}

function around(
  text: string,
  sentences: readonly Range[],
  markStart: number,
  markEnd: number,
  from: number,
): { start: number; end: number } {
  let first = sentences.findLastIndex(([start]) => start <= markStart);
  let last = Math.max(
    first,
    sentences.findIndex(([, end]) => end >= markEnd),
  );
  if (first < 0) first = 0;
  const start = Math.max(from, sentences[first]?.[0] ?? 0);
  const end = sentences[last]?.[1] ?? text.length;
  if (end - start > MOST) return windowAround(text, markStart, markEnd, start, end);
  let grown = end;
  while (last + 1 < sentences.length && sentences[last + 1]![1] - start <= AIM) {
    last += 1;
    grown = sentences[last]![1];
  }
  let begun = start;
  while (first > 0 && sentences[first - 1]![0] >= from && grown - sentences[first - 1]![0] <= AIM) {
    first -= 1;
    begun = sentences[first]![0];
  }
  return { start: begun, end: grown };
}

function windowAround(text: string, markStart: number, markEnd: number, low: number, high: number): { start: number; end: number } {
  let start = markStart - low <= BEFORE ? low : wholeCharacter(text, markStart - BEFORE);
  // Better to begin behind a pause, if one is near.
  for (let i = start; i < markStart && start > low; i += 1) {
    if (PAUSE.test(text[i]!)) {
      start = i + 1;
      break;
    }
  }
  const end = Math.max(markEnd, high - start <= MOST ? high : cutBefore(text, start + AIM));
  return { start, end };
}

/** A place at or a little before `at` that cuts no character, behind a pause if one is near. */
function cutBefore(text: string, at: number): number {
  for (let i = at; i > at - 16 && i > 0; i -= 1) if (PAUSE.test(text[i - 1]!)) return i;
  return wholeCharacter(text, at);
}

function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}

/** The end of a fragment that cuts no mark: behind the mark it would cut while it is short enough, else before it. */
function endBesideMarks({ start, end }: { start: number; end: number }, ranges: readonly Range[]): number {
  const cut = ranges.find(([markStart, markEnd]) => markStart < end && markEnd > end);
  if (cut === undefined) return end;
  return cut[1] - start <= MOST ? cut[1] : cut[0];
}
