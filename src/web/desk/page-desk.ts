/** One page on the desk: its place, what of it is shown, its history, and where the script divides it. Works without the script. */
import { ARTICLE_KINDS, LOW_CONFIDENCE } from '../../article/article.js';
import type { DeskNeighbours } from '../../http/desk-service.js';
import type { Fault } from '../../http/problem.js';
import type { DecisionView, HandPageView, SheetView } from '../../http/view-models.js';
import { html, type Html, type HtmlPart } from '../html.js';
import { layout } from '../layout.js';
import type { DeskListState } from '../links.js';
import { addressOf } from '../page-address.js';
import { pagePicture, ZOOMS } from '../page-picture.js';
import { hiddenField } from '../search-box.js';
import type { View } from '../view.js';
import { nameOfPage, stateFields } from './desk-page.js';
import { faultNote } from './fault-note.js';

/** What the page is written from. */
export interface PageDeskParts {
  readonly page: HandPageView;
  /** Of the page as it stands. */
  readonly version: string;
  readonly state: DeskListState;
  readonly neighbours: DeskNeighbours;
  readonly decisions: readonly DecisionView[];
  /** Numbers of those that were taken back. */
  readonly takenBack: ReadonlySet<number>;
  readonly sheet?: SheetView;
  readonly isSaved: boolean;
  readonly fault?: Fault;
}

/** The page. */
export function pageDesk(view: View, parts: PageDeskParts): string {
  const { desk } = view.strings;
  const { page, isSaved, fault } = parts;
  const name = [page.paper, page.date, page.pageNumber].filter((part) => part !== undefined).join(' ');
  return layout(view, {
    title: `${desk.correct} ${name === '' ? (page.file ?? page.id) : name}`,
    noIndex: true,
    head: html`<script src="${view.assets.deskScriptPath}" defer></script>`,
    main: html`${ways(view, parts)}
<h1 class="page-title" lang="zh-CN">${nameOfPage(view, page)}</h1>
${page.wants.length > 0 && html`<p class="unsure">${page.wants.map((want) => html`${desk.wants[want]} `)}</p>`}
${faultNote(view, fault)}
${isSaved && html`<p class="note" role="status">${desk.saved}</p>`}
${placeForm(view, parts)}
${editor(view, parts)}
${shownForms(view, parts)}
${history(view, parts)}`,
  });
}

function ways(view: View, { page, state, neighbours: { earlier, later } }: PageDeskParts): Html {
  const { desk } = view.strings;
  const { links } = view;
  return html`<nav class="steps" aria-label="${desk.title}"><a href="${links.desk(state)}">‹ ${desk.back}</a>
${earlier !== undefined && html`<a href="${links.deskPage(earlier, state)}" rel="prev">${desk.earlier}</a>`}
${later !== undefined && html`<a href="${links.deskPage(later, state)}" rel="next">${desk.later}</a>`}
<a href="${links.page(addressOf(page))}">${desk.toPage}</a>
<a href="${links.deskText(page.id)}" download>${desk.download}</a></nav>`;
}

/** What every form of the page carries. */
function form(view: View, { page, version, state }: PageDeskParts, inner: HtmlPart): Html {
  return html`<form class="desk-form" action="${view.links.deskPage(page.id, state)}" method="post" accept-charset="utf-8">
${hiddenField('version', version)}${stateFields(state)}
${inner}</form>`;
}

function placeForm(view: View, parts: PageDeskParts): Html {
  const { desk } = view.strings;
  const field = (name: 'paper' | 'date' | 'pageNumber' | 'section', type = 'text'): Html =>
    html`<label>${desk[name]} <input name="${name}" type="${type}" value="${parts.page[name] ?? ''}" maxlength="200"
  autocomplete="off"></label> `;
  return html`<section aria-labelledby="place"><h2 id="place" class="rule-title">${desk.place}</h2>
${form(
  view,
  parts,
  html`<div class="fields">${field('paper')}${field('date', 'date')}${field('pageNumber')}${field('section')}
<button type="submit" name="do" value="place" class="plain-button">${desk.savePlace}</button>
<span class="quiet">${desk.placeHelp}</span></div>`,
)}</section>`;
}

/** Where the script works; without it the articles by their headlines. */
function editor(view: View, { page, sheet }: PageDeskParts): Html {
  const { desk, untitled, kinds } = view.strings;
  const { links } = view;
  const titles = new Map(page.articles.map(({ id, title }) => [id, title]));
  const kindNames = Object.fromEntries(ARTICLE_KINDS.map((kind) => [kind, kinds[kind]]));
  return html`<section aria-labelledby="editor"><h2 id="editor" class="rule-title">${desk.editor}</h2>
${
  sheet !== undefined &&
  html`<details class="desk-picture"><summary>${desk.picture}</summary>${pagePicture(
    view,
    { ...sheet, pageId: page.id, hits: [] },
    { zoom: ZOOMS[0], state: undefined, titles, linkAt: () => links.page(addressOf(page)) },
  )}</details>`
}
${
  page.isPicture === true
    ? html`<p>${desk.noLines}</p>`
    : html`<div id="desk-editor" data-words="${JSON.stringify(desk.script)}" data-kinds="${JSON.stringify(kindNames)}"
  data-low-confidence="${LOW_CONFIDENCE}" data-page="${links.deskFile(page.id)}" data-id="${page.id}"></div>`
}
<ol data-script="off" lang="zh-CN">${page.articles.map(
    ({ id, title }) => html`<li><a href="${links.article(id)}">${title === '' ? untitled : title}</a></li>`,
  )}</ol></section>`;
}

function shownForms(view: View, parts: PageDeskParts): Html {
  const { desk, untitled } = view.strings;
  const { page } = parts;
  const isAway = page.away.some(({ status }) => status === 'withheld');
  const reason = (id: string): Html =>
    html`<label>${desk.reason} <input name="reason" id="${id}" maxlength="1000" autocomplete="off"></label> `;
  const one = (article: string, label: HtmlPart, buttons: HtmlPart): Html =>
    html`<li><span lang="zh-CN">${label}</span> ${form(view, parts, html`${hiddenField('article', article)}${buttons}`)}</li>`;
  const button = (what: string, label: string): Html =>
    html`<button type="submit" name="do" value="${what}" class="plain-button">${label}</button> `;
  const away = page.away.map(({ id, status, reason: why = '' }) =>
    one(id, html`${id} ${desk.away[status]} ${why}`, button('release-article', desk.releaseOne)),
  );
  return html`<details class="desk-shown"${isAway && html` open`}><summary>${desk.shown}</summary>
${form(view, parts, html`${reason('page-reason')}${button('withhold', desk.withhold)}${isAway && button('release', desk.release)}`)}
${form(view, parts, html`<label><input type="checkbox" name="sure" value="1"> ${desk.sure}</label> ${button('delete', desk.deletePage)}`)}
<ol>${page.articles.map(({ id, title }, index) =>
    one(
      id,
      title === '' ? untitled : title,
      html`${reason(`reason-${index}`)}${button('withhold-article', desk.withholdOne)}${button('delete-article', desk.deleteOne)}`,
    ),
  )}
${away}</ol></details>`;
}

function history(view: View, parts: PageDeskParts): HtmlPart {
  const { desk } = view.strings;
  if (parts.decisions.length === 0) return undefined;
  return html`<details class="desk-history"><summary>${desk.history}</summary>
<ol>${parts.decisions.toReversed().map((decision) => historyItem(view, parts, decision))}</ol></details>`;
}

function historyItem(view: View, parts: PageDeskParts, { n, at, by, what, before, after, purged }: DecisionView): Html {
  const { desk } = view.strings;
  const isWord = what !== 'articles' && what !== 'status';
  const change = isWord ? html` <span lang="zh-CN">${text(before)} → ${text(after)}</span>` : undefined;
  const isOver = parts.takenBack.has(n);
  const takeBack = html`<button type="submit" name="do" value="take-back" class="plain-button">${desk.takeBack}</button>`;
  const way = purged === true || what === 'status' ? undefined : form(view, parts, html`${hiddenField('n', String(n))}${takeBack}`);
  return html`<li value="${n}">${at.slice(0, 16).replace('T', ' ')} ${by} ${desk.whats[what] ?? what}${change} ${
    isOver ? desk.takenBack : way
  }${purged === true && desk.purged}</li>`;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '–';
}
