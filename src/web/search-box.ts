/** The box. */
import { FILTER_PARAMETERS } from '../http/search-parameters.js';
import { html, type Html } from './html.js';
import { DEFAULT_LIMIT, type SearchState } from './links.js';
import type { View } from './view.js';

/** A search form; with a state it holds that query, and a new one keeps the filters and the order. */
export function searchBox({ strings, chosenLanguage }: View, state?: SearchState, autofocus = false): Html {
  return html`<form class="box" role="search" action="/" method="get">
<label class="hidden" for="q">${strings.searchLabel}</label>
<input id="q" name="q" type="search" value="${state?.text ?? ''}" placeholder="${strings.searchPlaceholder}" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search" lang="zh-CN"${autofocus && html` autofocus`}>
<button type="submit">${strings.searchButton}</button>
${state !== undefined && keptFields(state)}
${chosenLanguage !== undefined && hiddenField('lang', chosenLanguage)}
</form>`;
}

function keptFields({ filters, sort, limit }: SearchState): Html[] {
  return [
    ...FILTER_PARAMETERS.flatMap((name) => (filters[name] ?? []).map((value) => hiddenField(name, value))),
    ...(['from', 'to'] as const).flatMap((name) => (filters[name] === undefined ? [] : [hiddenField(name, filters[name])])),
    ...(sort === 'relevance' ? [] : [hiddenField('sort', sort)]),
    ...(limit === DEFAULT_LIMIT ? [] : [hiddenField('limit', String(limit))]),
  ];
}

function hiddenField(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}
