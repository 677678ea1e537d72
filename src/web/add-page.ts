/** `/add`: a form that takes the text of a page, shows how it is divided, and stores it. The script makes more of it. */
import { LOW_CONFIDENCE, type PageReading } from '../article/article.js';
import type { Fault } from '../http/problem.js';
import type { PageReceiptView } from '../http/view-models.js';
import { readingPreview } from './add-preview.js';
import type { DivisionStep } from './divide-reading.js';
import { html, type Html, type HtmlPart } from './html.js';
import { layout } from './layout.js';
import { releaseForm } from './release-form.js';
import { hiddenField, searchBox } from './search-box.js';
import { addressOf } from './page-address.js';
import type { View } from './view.js';

/** What the form holds; the key is never written back. */
export interface AddFields {
  readonly text: string;
  readonly paper: string;
  readonly date: string;
  readonly pageNumber: string;
}

/** An empty form. */
export const NO_FIELDS: AddFields = { text: '', paper: '', date: '', pageNumber: '' };

/** What the page is written from. */
export interface AddPageParts {
  readonly fields: AddFields;
  /** True where a write key must be given. */
  readonly needsKey: boolean;
  /** Why nothing was done. */
  readonly fault?: Fault;
  /** How the text is divided. */
  readonly reading?: PageReading;
  /** How the reading was divided otherwise. */
  readonly steps?: readonly DivisionStep[];
  /** What was stored. */
  readonly receipt?: PageReceiptView;
}

/** The page. */
export function addPage(view: View, parts: AddPageParts): string {
  const {
    strings: { add },
  } = view;
  return layout(view, {
    title: add.title,
    mastheadBox: searchBox(view),
    noIndex: true,
    head: html`<script src="${view.assets.addScriptPath}" defer></script>`,
    main: html`<h1 class="page-title">${add.title}</h1>
<p class="quiet">${add.intro} <span data-script="on" hidden>${add.introFiles}</span></p>
${faultNote(view, parts.fault)}
${parts.receipt !== undefined && storedNote(view, parts.receipt, parts.needsKey)}
${form(view, parts)}
${parts.reading !== undefined && readingPreview(view, parts.reading)}`,
  });
}

function faultNote({ strings: { add } }: View, shown: Fault | undefined): HtmlPart {
  if (shown === undefined) return undefined;
  return html`<div class="note" role="alert"><p><strong>${add.faultTitle}</strong> ${add.faults[shown.code] ?? shown.detail}</p>
${
  shown.errors !== undefined && html`<ul>${shown.errors.map(({ path, message }) => html`<li><code>${path}</code> ${message}</li>`)}</ul>`
}</div>`;
}

function storedNote(view: View, { page, articles, warnings }: PageReceiptView, needsKey: boolean): Html {
  const {
    strings: { add, untitled },
  } = view;
  return html`<section class="note" role="status"><h2>${add.storedTitle}</h2>
<ol>${articles.map(
    ({ id, title, withheld }) =>
      html`<li><a href="${view.links.article(id)}" lang="zh-CN">${title === '' ? untitled : title}</a>${
        withheld !== undefined && releaseForm(view, { id, needsKey })
      }</li>`,
  )}</ol>
${warnings.map((warning) => html`<p class="quiet">${warning}</p>`)}
${articles.length > 0 && html`<p><a href="${view.links.page(addressOf(page))}">${add.toPage}</a></p>`}</section>`;
}

function form(view: View, { fields, needsKey, steps = [] }: AddPageParts): Html {
  const {
    strings: { add },
  } = view;
  const field = (name: 'paper' | 'date' | 'pageNumber', type: string): Html =>
    html`<label>${add[name]} <input name="${name}" type="${type}" value="${fields[name]}" maxlength="200" autocomplete="off"></label>`;
  return html`<form id="add" class="add" action="${view.links.add()}#preview" method="post" accept-charset="utf-8"
  data-words="${JSON.stringify(add.script)}" data-low-confidence="${LOW_CONFIDENCE}"
  data-api="${view.links.file('/api/v1/pages')}" data-pages="${view.links.file('/pages')}">
${needsKey && html`<label class="key">${add.key} <input name="key" type="password" autocomplete="off" maxlength="1000"></label>`}
<div class="drop" data-script="on" hidden><label>${add.files} <input type="file" multiple accept=".txt,text/plain"></label></div>
<label class="block" for="text">${add.text}</label>
<textarea id="text" name="text" rows="8" lang="zh-CN" spellcheck="false">
${fields.text}</textarea>
<div class="fields">${field('paper', 'text')} ${field('date', 'date')} ${field('pageNumber', 'text')}
<span class="quiet">${add.placeHelp}</span></div>
${steps.length > 0 && hiddenField('division', steps.join(' '))}
<p><button type="submit" name="do" value="look" class="main-button">${add.look}</button> <button type="submit" name="do" value="store"
  class="plain-button" data-script="off">${add.store}</button></p>
</form>`;
}
