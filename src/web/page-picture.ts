/** The printed page as a picture: its articles are areas that lead to them, hits are boxes. Works without the script. */
import type { MarkedSheet } from '../http/read-sheet.js';
import { hitsBar } from './hits-bar.js';
import { html, type Html } from './html.js';
import type { SearchState } from './search-state.js';
import type { View } from './view.js';

/** How large it is shown: times the width of the room. */
export const ZOOMS = [1, 2, 3] as const;
/** One of them. */
export type Zoom = (typeof ZOOMS)[number];

/** Points across of the picture that is loaded for each. */
const WIDTHS: Readonly<Record<Zoom, number>> = { 1: 1_200, 2: 2_000, 3: 3_000 };

/** What is shown beside the sheet itself. */
export interface PagePictureParts {
  readonly zoom: Zoom;
  readonly state: SearchState | undefined;
  /** Headlines by id. */
  readonly titles: ReadonlyMap<string, string>;
  /** Address of the page at a zoom. */
  readonly linkAt: (zoom: Zoom) => string;
}

type Box = readonly [number, number, number, number];

/** The picture, how large it is shown, and the way from hit to hit. */
export function pagePicture(view: View, sheet: MarkedSheet, { zoom, state, titles, linkAt }: PagePictureParts): Html {
  const { strings } = view;
  const { width, height, hits } = sheet;
  return html`<section class="sheet-view">
<nav class="zooms" aria-label="${strings.sheet.zoom}">${ZOOMS.map((one) =>
    one === zoom
      ? html`<span aria-current="true">${strings.sheet.zooms[one]}</span> `
      : html`<a href="${linkAt(one)}">${strings.sheet.zooms[one]}</a> `,
  )}</nav>
${hits.length > 0 && hitsBar(view, hits.length)}
<div class="sheet-room" tabindex="0" role="region" aria-label="${strings.sheet.title}">
<svg class="sheet-picture zoom-${zoom}" viewBox="0 0 ${width} ${height}" role="group" aria-label="${strings.sheet.title}">
<image href="${view.links.picture(sheet.pageId, WIDTHS[zoom])}" width="${width}" height="${height}"/>
${sheet.articles.flatMap(({ id, boxes }) =>
  boxes.length === 0 ? [] : [articleArea(view.links.article(id, state), titles.get(id) ?? strings.untitled, boxes)],
)}
${hits.map((boxes, index) => html`<g id="hit-${index + 1}" class="hit-box">${boxes.map(rect)}</g>`)}
</svg>
</div>
</section>`;
}

function articleArea(href: string, title: string, boxes: readonly Box[]): Html {
  return html`<a class="area" href="${href}" aria-label="${title}"><title>${title}</title>${boxes.map(rect)}</a>
`;
}

/** A box of a page as part of a drawing. */
export function rect([x, y, width, height]: Box): Html {
  return html`<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`;
}

/** The zoom an address names; 1 where it names none. */
export function readZoom(value: string | undefined): Zoom {
  return ZOOMS.find((zoom) => String(zoom) === value) ?? 1;
}
