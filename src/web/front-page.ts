/** `/`: the box, what there is to search, and the latest articles. */
import type { SearchView } from '../http/view-models.js';
import { hitItem } from './hit.js';
import { html, type Html, type HtmlPart } from './html.js';
import { layout } from './layout.js';
import { DEFAULT_LIMIT } from './links.js';
import { dateNotes, type DateNotes } from './query-notes.js';
import { searchBox } from './search-box.js';
import type { View } from './view.js';

/** A facet holds at most so many values; with as many as this there may be more papers. */
const MAX_FACET_VALUES = 50;
/** Papers that are named under the box. */
const MOST_PAPERS = 8;

/** `latest` is a search for everything, newest first, with the facet `paper`; `dates`: what of the address is passed over. */
export function frontPage(view: View, latest: SearchView, dates: DateNotes = { passedOver: [] }): string {
  const { strings } = view;
  const papers = latest.facets?.paper?.length ?? 0;
  return layout(view, {
    main: html`<div class="front">
<h1 class="nameplate">寻报</h1>
<p class="tagline">${strings.tagline}</p>
${searchBox(view, undefined, true)}
<p class="holdings">${strings.holdings(latest.total, papers, papers >= MAX_FACET_VALUES)}</p>
<p class="ways"><a href="${view.links.advanced()}">${strings.help.advanced}</a> ·
<a href="${view.links.help()}">${strings.help.title}</a></p>
${papers > 1 && paperLinks(view, latest)}
${dateNotes(view, dates)}
</div>
<section class="my-searches" hidden data-searches="${JSON.stringify(strings.mySearches)}"></section>
${latest.total === 0 ? emptyArchive(view) : latestArticles(view, latest)}`,
  });
}

/** The papers with the most articles, by name. */
function paperLinks({ strings, links }: View, { facets }: SearchView): Html {
  const names = (facets?.paper ?? []).slice(0, MOST_PAPERS).map(({ value }) => value);
  return html`<nav aria-label="${strings.calendar.papers}"><ul class="front-papers" lang="zh-CN">${names.map(
    (paper) => html`<li><a href="${links.pageList({ paper })}">${paper}</a></li> `,
  )}</ul></nav>`;
}

function emptyArchive({ strings, links }: View): HtmlPart {
  return html`<div class="note"><p>${strings.emptyArchive} <a href="${links.add()}">${strings.emptyAdd}</a></p>
<p>${strings.emptyCommand}</p><pre tabindex="0"><code>npm run -s xunbao -- index FOLDER</code></pre></div>`;
}

function latestArticles(view: View, latest: SearchView): HtmlPart {
  const { strings } = view;
  const all = view.links.search({ text: '', filters: {}, sort: 'newest', limit: DEFAULT_LIMIT, offset: 0 });
  return html`<section class="latest" aria-labelledby="latest">
<h2 id="latest" class="rule-title"><a href="${all}">${strings.recent}</a></h2>
<ol class="hits hits-columns">${latest.hits.map((hit) => hitItem(view, hit))}</ol>
</section>`;
}
