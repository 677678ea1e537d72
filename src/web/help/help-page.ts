/** `/help`: how to ask, with examples that find something here; `/advanced`: the same by filling in a form. */
import { html, type Html, type HtmlPart } from '../html.js';
import { layout } from '../layout.js';
import { DEFAULT_LIMIT } from '../links.js';
import { hiddenField, searchBox } from '../search-box.js';
import type { View } from '../view.js';
import { ADVANCED_FIELDS, DISTANCES, type AdvancedField, type AdvancedForm } from './advanced-query.js';
import { QUERY_FORMS, type QueryExample, type QueryForm } from './query-examples.js';

/** The page of help; a form without an example is told all the same. */
export function helpPage(view: View, examples: ReadonlyMap<QueryForm, QueryExample>): string {
  const { strings, links } = view;
  const words = strings.help;
  return layout(view, {
    title: words.title,
    mastheadBox: searchBox(view),
    main: html`<h1 class="page-title">${words.title}</h1>
<p>${words.about} <a href="${links.advanced()}">${words.advanced}</a></p>
<div class="table-frame" tabindex="0" role="region" aria-label="${words.title}"><table class="help">
<thead><tr><th scope="col">${words.meaning}</th><th scope="col">${words.example}</th></tr></thead>
<tbody>${QUERY_FORMS.map((form) => formRow(view, form, examples.get(form)))}</tbody></table></div>
<ul class="hints">${words.hints.map((hint) => html`<li>${hint}</li>`)}</ul>`,
  });
}

function formRow(view: View, form: QueryForm, example: QueryExample | undefined): Html {
  const { strings } = view;
  return html`<tr><th scope="row">${strings.help.forms[form]}</th><td>${
    example === undefined
      ? html`<span class="quiet">${strings.help.none}</span>`
      : html`<a href="${linkTo(view, example.query)}" lang="zh-CN"><code>${example.query}</code></a> <span
class="quiet">${strings.articleCount(example.total)}</span>`
  }</td></tr>
`;
}

function linkTo({ links }: View, text: string): string {
  return links.search({ text, filters: {}, sort: 'relevance', limit: DEFAULT_LIMIT, offset: 0 });
}

/** The form; `wrongDates` are said above it, and everything that was filled in stands. */
export function advancedPage(view: View, form: AdvancedForm, wrongDates: readonly string[]): string {
  const { strings, links, chosenLanguage } = view;
  const words = strings.help;
  return layout(view, {
    title: words.advanced,
    mastheadBox: searchBox(view),
    main: html`<h1 class="page-title">${words.advanced}</h1>
<p>${words.advancedAbout} <a href="${links.help()}">${words.title}</a></p>
${wrongDates.map((value) => html`<div class="note" role="alert"><p>${words.wrongDate(value)}</p></div>`)}
<form class="many-fields advanced" action="${links.file('/advanced')}" method="get">
${ADVANCED_FIELDS.map((name) => field(view, form, name))}
<p><button type="submit" class="main-button">${strings.searchButton}</button></p>
${chosenLanguage !== undefined && hiddenField('lang', chosenLanguage)}
</form>`,
  });
}

function field({ strings }: View, form: AdvancedForm, name: AdvancedField): HtmlPart {
  const [label, hint] = strings.help.fields[name];
  const distance =
    name === 'near' &&
    html`<label>${strings.help.distance} <select name="distance">${DISTANCES.map(
      (one) => html`<option value="${one}"${one === form.distance && html` selected`}>${strings.help.characters(one)}</option>`,
    )}</select></label>`;
  return html`<p class="fields"><label>${label}<input name="${name}" value="${form[name]}" lang="zh-CN" autocomplete="off" maxlength="300"
  aria-describedby="about-${name}"></label>${distance} <span class="quiet" id="about-${name}">${hint}</span></p>
`;
}
