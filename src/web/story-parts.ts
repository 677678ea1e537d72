/** What an article page says of a story on several pages, of a part that is missing, and of an unsure reading. */
import { LOW_CONFIDENCE } from '../article/article.js';
import type { PagePlace } from '../http/services.js';
import type { ArticleView } from '../http/view-models.js';
import { html, type Html, type HtmlPart } from './html.js';
import type { View } from './view.js';

type Part = NonNullable<ArticleView['parts']>[number];

/** The page an article or a half stands on, as a link; undefined where it has no number. */
export function pageAnchor({ strings, links }: View, place: PagePlace): Html | undefined {
  const { pageNumber } = place;
  return pageNumber === undefined ? undefined : html`<a href="${links.page(place)}">${strings.pageNumber(pageNumber)}</a>`;
}

/** For each paragraph before which another page begins, the line that says so; one behind the last paragraph stands at its number. */
export function turnLines(view: View, parts: readonly Part[] = []): ReadonlyMap<number, Html> {
  const lines = new Map<number, Html>();
  const seen = new Set(parts[0]?.paragraphs ?? []);
  for (const part of parts.slice(1)) {
    const [first] = part.paragraphs;
    const within = first !== undefined && seen.has(first);
    const at = first === undefined ? Math.max(-1, ...seen) + 1 : within ? first + 1 : first;
    lines.set(
      at,
      html`<p class="turn">${
        within ? view.strings.turnsWithin : view.strings.turnsHere
      } ${pageAnchor(view, part) ?? view.strings.noPageNumber}</p>
`,
    );
    for (const place of part.paragraphs) seen.add(place);
  }
  return lines;
}

/** A line for each part of the story that the archive does not have. */
export function missingLine({ strings }: View, missing: ArticleView['missing'], way: 'to' | 'from'): HtmlPart {
  const found = missing?.find((one) => one.way === way);
  return (
    found !== undefined &&
    html`<p class="turn">${way === 'to' ? strings.missingRest(found.pageNumber) : strings.missingBeginning(found.pageNumber)}</p>`
  );
}

/** The mark of an unsure reading, where one of the halves is. */
export function confidenceMark({ strings }: View, { page, parts }: ArticleView): HtmlPart {
  const known = [page, ...(parts ?? []).map((part) => part.page)].flatMap((origin) => origin?.confidence ?? []);
  return known.some((confidence) => confidence < LOW_CONFIDENCE) && html`<p class="unsure">${strings.lowConfidence}</p>`;
}
