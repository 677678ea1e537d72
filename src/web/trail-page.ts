/** `/articles/{id}/trail`: the page as it was printed, line by line, beside the articles that were read from it. */
import { lineNumbers } from '../article/line-numbers.js';
import type { RawPageView } from '../http/view-models.js';
import { html, type Html, type HtmlPart } from './html.js';
import { layout } from './layout.js';
import { colourOf, lineOwners } from './line-owners.js';
import type { SearchState } from './search-state.js';
import { HitNumbers, markText } from './marks.js';
import { dotted, placeParts } from './place-line.js';
import { lineAnchor } from './printed-lines.js';
import { searchBox } from './search-box.js';
import type { Trail, TrailPage } from './trail.js';
import type { View } from './view.js';

/** The page. Colours only repeat what the numbers say. */
export function trailPage(view: View, { article, pages }: Trail, state: SearchState | undefined): string {
  const { strings } = view;
  const title = article.title === '' ? strings.untitled : article.title;
  const hits = new HitNumbers();
  return layout(view, {
    title: strings.trailTitle(title),
    mastheadBox: searchBox(view, state),
    noIndex: true,
    main: html`<p class="back"><a href="${view.links.article(article.id, state)}">‹ ${strings.backToArticle}</a></p>
<h1 class="page-title">${strings.trailTitle(title)}</h1>
<p class="quiet trail-help">${strings.trailHelp}</p>
${pages.map((page, index) => printedPage({ view, state, hits }, page, index))}`,
  });
}

interface Writing {
  readonly view: View;
  readonly state: SearchState | undefined;
  readonly hits: HitNumbers;
}

function printedPage(writing: Writing, trail: TrailPage, pageIndex: number): Html {
  const { view } = writing;
  const { articles, lines: text, firstNumber } = trail.page;
  const owners = lineOwners(
    articles.map(({ lines }) => lines),
    text,
    firstNumber,
  );
  const place = placeParts(view, trail.place);
  return html`<section class="trail" aria-labelledby="trail-${pageIndex + 1}">
<h2 id="trail-${pageIndex + 1}" class="rule-title">${place.length === 0 ? view.strings.noPageNumber : dotted(place)}</h2>
<div class="trail-sides">
<ol class="owners">${trail.page.articles.map((printed, index) => ownerItem(writing, trail, printed, index, pageIndex))}</ol>
<ol class="raw" lang="zh-CN">
${trail.page.lines.map((text, index) => rawLine(writing, trail, { text, number: trail.page.firstNumber + index, pageIndex }, owners))}</ol>
</div>
</section>`;
}

function ownerItem(
  { view, state }: Writing,
  trail: TrailPage,
  { article, lines }: RawPageView['articles'][number],
  index: number,
  pageIndex: number,
): Html {
  const isHere = article.id === trail.articleId;
  const first = lineNumbers(lines).reduce((a, b) => Math.min(a, b));
  const title = article.title === '' ? view.strings.untitled : article.title;
  const href = view.links.article(article.id, isHere ? state : undefined);
  const owner = html`<span class="owner">${index + 1}</span>`;
  const anchor = lineAnchor(pageIndex, first);
  return html`<li class="${colourOf(index)}${isHere && ' here'}">${[
    html`<a href="${href}"${isHere && html` aria-current="true"`}>${owner} <span lang="zh-CN">${title}</span></a>`,
    html` <a class="quiet" href="#${anchor}">${view.strings.fromLine(first)}</a>`,
  ]}</li>`;
}

interface RawLine {
  readonly text: string;
  readonly number: number;
  readonly pageIndex: number;
}

function rawLine(
  { view, hits }: Writing,
  trail: TrailPage,
  { text, number, pageIndex }: RawLine,
  owners: ReadonlyMap<number, number>,
): HtmlPart {
  const owner = owners.get(number);
  const id = lineAnchor(pageIndex, number);
  if (trail.page.hiddenLines.has(number))
    return html`<li id="${id}" class="line">${[
      html`<span class="line-number">${number}</span><span class="owner"></span>`,
      html`<span class="line-text quiet">${view.strings.hiddenLine}</span>`,
    ]}</li>
`;
  const isHere = owner !== undefined && trail.page.articles[owner]?.article.id === trail.articleId;
  const begins = owner !== undefined && owners.get(number - 1) !== owner;
  return html`<li id="${id}" class="line${owner !== undefined && ` ${colourOf(owner)}`}${isHere && ' here'}">${[
    html`<span class="line-number">${number}</span><span class="owner">${begins && owner + 1}</span>`,
    html`<span class="line-text">${markText(text, trail.marks.get(number), hits)}</span>`,
  ]}</li>
`;
}
