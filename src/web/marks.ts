/** Marked text from offsets, so that no markup ever travels with an article. */
import type { RangeView } from '../http/view-models.js';
import { html, type HtmlPart } from './html.js';

/** Numbers the hits of a page as they are written: `hit-1`, `hit-2` … */
export class HitNumbers {
  count = 0;

  next(): number {
    this.count += 1;
    return this.count;
  }
}

/** `text` with `<mark>` around each range, numbered where `numbers` are given; ranges that overlap or lie outside are cut to fit. */
export function markText(text: string, ranges: readonly RangeView[] = [], numbers?: HitNumbers): HtmlPart {
  const parts: HtmlPart[] = [];
  let end = 0;
  for (const [rangeStart, rangeEnd] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const start = Math.max(rangeStart, end);
    if (start < Math.min(rangeEnd, text.length)) {
      const id = numbers !== undefined && html` id="hit-${numbers.next()}"`;
      parts.push(text.slice(end, start), html`<mark${id}>${text.slice(start, rangeEnd)}</mark>`);
      end = Math.min(rangeEnd, text.length);
    }
  }
  return [...parts, text.slice(end)];
}
