/** Marked text from offsets, so that no markup ever travels with an article. */
import type { RangeView } from '../http/view-models.js';
import { html, type HtmlPart } from './html.js';

/** `text` with `<mark>` around each range; ranges that overlap or lie outside are cut to fit. */
export function markText(text: string, ranges: readonly RangeView[] = []): HtmlPart {
  const parts: HtmlPart[] = [];
  let end = 0;
  for (const [rangeStart, rangeEnd] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const start = Math.max(rangeStart, end);
    if (start < Math.min(rangeEnd, text.length)) {
      parts.push(text.slice(end, start), html`<mark>${text.slice(start, rangeEnd)}</mark>`);
      end = Math.min(rangeEnd, text.length);
    }
  }
  return [...parts, text.slice(end)];
}
