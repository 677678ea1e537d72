/** The box. */
import { FILTER_PARAMETERS } from '../http/search-parameters.js';
import { html, type Html } from './html.js';
import { DEFAULT_LIMIT } from './links.js';
import type { SearchState } from './search-state.js';
import type { View } from './view.js';

/** A search form; with a state it holds that query, and a new one keeps the filters and the order. */
export function searchBox({ strings, links, chosenLanguage, suggestPath }: View, state?: SearchState, autofocus = false): Html {
  return html`<form class="box" role="search" action="${links.file('/')}" method="get"${
    suggestPath !== undefined &&
    html` data-suggest="${suggestPath}" data-suggest-label="${strings.suggestions}"
      data-suggest-some="${strings.suggestionCount}" data-suggest-kinds="${JSON.stringify(strings.suggestionKinds)}"`
  }>
<label class="hidden" for="q">${strings.searchLabel}</label>
<input id="q" name="q" type="search" value="${state?.text ?? ''}" placeholder="${strings.searchPlaceholder}" autocomplete="off"
  autocapitalize="off" spellcheck="false" enterkeyhint="search" lang="zh-CN"${autofocus && html` autofocus`}>
<button type="submit">${strings.searchButton}</button>
${state !== undefined && keptFields(state)}
${chosenLanguage !== undefined && hiddenField('lang', chosenLanguage)}
</form>`;
}

/** A search as hidden fields of a form, but for its query and its place in the results. */
export function keptFields({ filters, sort, limit }: Pick<SearchState, 'filters' | 'sort' | 'limit'>): Html[] {
  return [
    ...FILTER_PARAMETERS.flatMap((name) => (filters[name] ?? []).map((value) => hiddenField(name, value))),
    ...(['from', 'to'] as const).flatMap((name) => (filters[name] === undefined ? [] : [hiddenField(name, filters[name])])),
    ...(sort === 'relevance' ? [] : [hiddenField('sort', sort)]),
    ...(limit === DEFAULT_LIMIT ? [] : [hiddenField('limit', String(limit))]),
  ];
}

/** A field nobody sees. */
export function hiddenField(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}
