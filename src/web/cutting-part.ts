/** The cutting of an article: that part of the printed page, with the hits boxed, leading to the whole page. */
import { pagePlaceOf } from '../article/dated-by-text.js';
import type { ArticleView, RegionView } from '../http/view-models.js';
import { html, type Html, type HtmlPart } from './html.js';
import { addressOf } from './page-address.js';
import { rect } from './page-picture.js';
import { dotted, placeParts } from './place-line.js';
import type { SearchState } from './search-state.js';
import type { View } from './view.js';

/** Points across of the picture of the page that a cutting is cut from. */
const PICTURE_WIDTH = 2_000;
/** Room around a cutting, as a share of the page's width. */
const MARGIN = 0.008;

/** What it is written from. */
export interface CuttingParts extends Pick<ArticleView, 'article' | 'page' | 'parts'> {
  readonly cuttings: readonly RegionView[];
  readonly state: SearchState | undefined;
}

/** A cutting for each page the article stands on and whose picture may be shown; nothing where there is none. */
export function cuttingPart(view: View, parts: CuttingParts): HtmlPart {
  const { strings } = view;
  return (
    parts.cuttings.length > 0 &&
    html`<section class="cuttings" aria-labelledby="cutting"><h2 id="cutting" class="rule-title">${strings.sheet.cutting}</h2>
${parts.cuttings.map((cutting) => cuttingOf(view, parts, cutting))}
</section>`
  );
}

function cuttingOf(view: View, { article, parts, state }: CuttingParts, { page, width, height, boxes, marks = [] }: RegionView): Html {
  const { strings, links } = view;
  const place = parts?.find((part) => part.page?.id === page) ?? pagePlaceOf(article);
  const { paper, date, pageNumber } = place;
  const address = addressOf({
    id: page,
    ...(paper !== undefined && { paper }),
    ...(date !== undefined && { date }),
    ...(pageNumber !== undefined && { pageNumber }),
  });
  const [left, top, wide, high] = around(boxes, width * MARGIN);
  const shownWidth = Math.round((wide / width) * PICTURE_WIDTH * 0.75);
  return html`<figure class="cutting">
<svg viewBox="${left} ${top} ${wide} ${high}" width="${shownWidth}" role="img" aria-label="${strings.sheet.cuttingOf(article.title)}">
<image href="${links.picture(page, PICTURE_WIDTH)}" width="${width}" height="${height}"/>
<g class="hit-box">${marks.flatMap((mark) => mark.boxes.map(rect))}</g>
</svg>
<figcaption>${[
    html`<a href="${links.pagePicture(address, state === undefined ? {} : { state })}">${strings.sheet.toSheet}</a>`,
    html` <span class="quiet">${dotted(placeParts(view, place))}</span>`,
  ]}</figcaption>
</figure>`;
}

type Box = readonly [number, number, number, number];

/** The least box around some, with a margin. */
function around(boxes: readonly Box[], margin: number): Box {
  const left = Math.min(...boxes.map(([x]) => x)) - margin;
  const top = Math.min(...boxes.map(([, y]) => y)) - margin;
  const right = Math.max(...boxes.map(([x, , wide]) => x + wide)) + margin;
  const bottom = Math.max(...boxes.map(([, y, , high]) => y + high)) + margin;
  const round = (length: number): number => Math.round(length * 100) / 100;
  return [round(left), round(top), round(right - left), round(bottom - top)];
}
