/** Marked HTML: escaped first, then marked, so that no text can bring a tag of its own. */
import type { MarkedText, Range } from '../search-answer.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML content or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char]!);
}

/** A text with its marks; `ranges` ascend and do not overlap. */
export function markText(text: string, ranges: readonly Range[]): MarkedText {
  let html = '';
  let at = 0;
  for (const [start, end] of ranges) {
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
    at = end;
  }
  return { text, ranges, html: html + escapeHtml(text.slice(at)) };
}
