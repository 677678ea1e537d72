/** `/desk`: pages that want a look, why, and the places of many of them at once. Works without the script. */
import { DESK_SORTS, DESK_WANTS, type DeskList, type DeskRow, type DeskWant } from '../../http/desk-service.js';
import type { Fault } from '../../http/problem.js';
import { html, joined, type Html, type HtmlPart } from '../html.js';
import { layout } from '../layout.js';
import { MISSING_PART, type DeskListState } from '../links.js';
import { dotted, placeParts } from '../place-line.js';
import { hiddenField } from '../search-box.js';
import type { View } from '../view.js';
import { ROWS_A_PAGE } from './desk-state.js';
import { faultNote } from './fault-note.js';

/** What the page is written from. */
export interface DeskPageParts {
  readonly list: DeskList;
  readonly state: DeskListState;
  /** How many pages were just changed. */
  readonly changedCount?: number;
  readonly fault?: Fault;
}

/** The page. */
export function deskPage(view: View, parts: DeskPageParts): string {
  const { desk } = view.strings;
  const { list, state, changedCount, fault } = parts;
  return layout(view, {
    title: desk.title,
    noIndex: true,
    head: html`<script src="${view.assets.deskScriptPath}" defer></script>`,
    main: html`<h1 class="page-title">${desk.title}</h1>
<p class="quiet">${desk.about} <span data-script="on" hidden>${desk.keys}</span></p>
${faultNote(view, fault)}
${changedCount !== undefined && html`<p class="note" role="status">${changedCount === 0 ? desk.none : desk.changed(changedCount)}</p>`}
${filters(view, parts)}
${list.rows.length === 0 ? html`<p>${desk.empty}</p>` : rowsForm(view, list, state)}`,
  });
}

function filters(view: View, { list, state }: DeskPageParts): Html {
  const { desk, noPaper } = view.strings;
  const choice = (to: DeskListState, isNow: boolean, label: HtmlPart): Html =>
    isNow
      ? html`<span aria-current="true">${label}</span> `
      : html`<a href="${view.links.desk({ ...state, ...to, offset: 0 })}">${label}</a> `;
  const counted = (want: DeskWant): Html => html`${desk.wants[want]} <span class="count">${list.counts[want]}</span>`;
  return html`<nav class="desk-kinds" aria-label="${desk.kinds}">${choice({ want: undefined }, state.want === undefined, desk.all)}
${DESK_WANTS.map((want) => choice({ want }, state.want === want, counted(want)))}</nav>
${
  list.papers.length > 1 &&
  html`<nav class="desk-kinds" aria-label="${desk.papers}">${choice({ paper: undefined }, state.paper === undefined, desk.all)}
${list.papers.map((paper) => choice({ paper: paper ?? MISSING_PART }, state.paper === (paper ?? MISSING_PART), paper ?? noPaper))}</nav>`
}
<nav class="desk-kinds" aria-label="${desk.order}">
${DESK_SORTS.map((sort) => choice({ sort }, state.sort === sort, desk.sorts[sort]))}</nav>`;
}

function rowsForm(view: View, list: DeskList, state: DeskListState): Html {
  const { desk } = view.strings;
  const { links } = view;
  const offset = state.offset ?? 0;
  const before = links.desk({ ...state, offset: Math.max(0, offset - ROWS_A_PAGE) });
  const field = (name: string, label: string, type = 'text'): Html =>
    html`<label>${label} <input name="${name}" type="${type}" maxlength="200" autocomplete="off"></label> `;
  return html`<form action="${links.deskPlaces(state)}" method="post" accept-charset="utf-8">
<ol class="desk-rows" start="${offset + 1}" aria-label="${desk.pages}">${list.rows.map((row) => rowItem(view, row, state))}</ol>
<nav class="steps">${offset > 0 && html`<a href="${before}" rel="prev">${view.strings.previousPage}</a> `}
${
  offset + list.rows.length < list.total &&
  html`<a href="${links.desk({ ...state, offset: offset + ROWS_A_PAGE })}" rel="next">${view.strings.nextPage}</a>`
}</nav>
<fieldset class="desk-many"><legend>${desk.many}</legend>
<p class="quiet">${desk.manyHelp}</p>
<div class="fields">${field('paper', desk.paper)}${field('date', desk.date, 'date')}${field('perIssue', desk.perIssue, 'number')}${field(
    'firstNumber',
    desk.firstNumber,
  )}</div>
<button type="submit" class="plain-button">${desk.apply}</button></fieldset>
</form>`;
}

/** Its place, or the name of its file. */
export function nameOfPage(view: View, row: Pick<DeskRow, 'paper' | 'date' | 'pageNumber' | 'section' | 'file' | 'id'>): HtmlPart {
  const parts = placeParts(view, row);
  const named = row.paper === undefined || row.date === undefined || row.pageNumber === undefined ? [...parts, row.file ?? row.id] : parts;
  return dotted(named);
}

function rowItem(view: View, row: DeskRow, state: DeskListState): Html {
  const { desk } = view.strings;
  const { confidence, unsureCount, wants } = row;
  const name = row.file ?? row.id;
  const told = [
    ...wants.map((want) => desk.wants[want]),
    ...(wants.includes('unsure') && confidence !== undefined ? [desk.sureness(Math.round(confidence * 100))] : []),
    ...(wants.includes('unsure') && unsureCount > 0 ? [desk.unsureArticles(unsureCount)] : []),
  ];
  return html`<li><input type="checkbox" name="page" value="${row.id}" aria-label="${desk.choose(
    [row.paper, row.date, row.pageNumber, name].filter((part) => part !== undefined).join(' '),
  )}"> <a href="${view.links.deskPage(row.id, state)}" lang="zh-CN">${nameOfPage(view, row)}</a>
<span class="quiet">${joined(told, ' · ')}</span></li>
`;
}

/** A list's state as fields of a form. */
export function stateFields({ want, paper, sort }: DeskListState): readonly Html[] {
  const fields = { want, paper, sort };
  return Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [hiddenField(name, value)]));
}
