/** What narrows a search: dates, and the values that occur in what was found. Links and one form; each link is a whole search. */
import type { ArticleKind } from '../article/article.js';
import { FILTER_PARAMETERS, type FilterParameter } from '../http/search-parameters.js';
import type { SearchView } from '../http/view-models.js';
import { html, type Html, type HtmlPart } from './html.js';
import { withFilter, withoutFilter, type SearchState } from './search-state.js';
import { hiddenField, keptFields } from './search-box.js';
import { timelineOf } from './timeline.js';
import { timelineChart } from './timeline-chart.js';
import type { View } from './view.js';

/** Facets in the order in which readers ask. */
export const PANEL_FACETS = ['paper', 'section', 'reporter', 'kind', 'pageNumber'] as const satisfies readonly FilterParameter[];

/** Values of a facet that are seen at once; the others are a click away. */
const SEEN_COUNT = 6;

/** The panel; empty when nothing could be narrowed. `id="filters"` is where small screens jump to. */
export function filterPanel(view: View, state: SearchState, answer: SearchView): HtmlPart {
  const { strings } = view;
  const timeline = timelineOf(state.filters, answer);
  const groups = PANEL_FACETS.flatMap((name) => facetGroup(view, state, answer, name) ?? []);
  const hasDates = timeline !== undefined || state.filters.from !== undefined || state.filters.to !== undefined;
  if (!hasDates && groups.length === 0) return undefined;
  return html`<section class="panel" id="filters" aria-labelledby="filters-title" tabindex="-1">
<h2 id="filters-title" class="rule-title">${strings.narrow}</h2>
${
  hasDates &&
  html`<section><h3>${strings.dateLabel}</h3>${
    timeline !== undefined && timelineChart(view, state, timeline)
  }${dateForm(view, state)}</section>`
}
${groups}
</section>`;
}

function dateForm({ strings, chosenLanguage, links }: View, state: SearchState): Html {
  const { from, to, ...filters } = state.filters;
  const field = (name: 'from' | 'to', value = '') =>
    html`<label>${strings.filterNames[name]} <input name="${name}" value="${value}" autocomplete="off" size="12"
      maxlength="30" placeholder="2023-05" title="${strings.dateForms}"></label>`;
  return html`<form class="dates" action="${links.file('/')}" method="get">
${field('from', from)} ${field('to', to)} <button type="submit">${strings.apply}</button>
${hiddenField('q', state.text)}
${keptFields({ ...state, filters })}
${chosenLanguage !== undefined && hiddenField('lang', chosenLanguage)}
</form>`;
}

interface Value {
  readonly value: string;
  /** Undefined for a chosen value that no article has under the other filters. */
  readonly count: number | undefined;
  readonly isChosen: boolean;
}

function facetGroup(view: View, state: SearchState, answer: SearchView, name: FilterParameter): Html | undefined {
  const { strings } = view;
  const values = valuesOf(state, answer, name);
  const isOpen = values.some(({ count, isChosen }) => isChosen || (count !== undefined && count < answer.total));
  if (!isOpen) return undefined;
  const items = values.map((value) => facetItem(view, state, name, value));
  const rest = items.slice(SEEN_COUNT);
  const label = strings.filterNames[name];
  return html`<section><h3>${label}</h3>
<ul class="facet">${items.slice(0, SEEN_COUNT)}</ul>
${rest.length > 0 && html`<details><summary>${strings.moreValues(rest.length)}</summary><ul class="facet">${rest}</ul></details>`}
</section>`;
}

/** Chosen values first, so that they are never out of sight. */
function valuesOf({ filters }: SearchState, { facets }: SearchView, name: FilterParameter): readonly Value[] {
  const counted = facets?.[name] ?? [];
  const chosen = filters[name] ?? [];
  const rest = counted.filter(({ value }) => !chosen.includes(value)).map((value) => ({ ...value, isChosen: false }));
  return [...chosen.map((value) => ({ value, count: counted.find((one) => one.value === value)?.count, isChosen: true })), ...rest];
}

function facetItem(view: View, state: SearchState, name: FilterParameter, { value, count, isChosen }: Value): Html {
  const { strings } = view;
  const shown = filterValue(view, name, value);
  const number = count !== undefined && html` <span class="number">${count}</span>`;
  if (!isChosen) return html`<li><a href="${view.links.search(withFilter(state, name, value))}"><span>${shown}</span>${number}</a></li>`;
  return html`<li><a class="chosen" href="${view.links.search(
    withoutFilter(state, name, value),
  )}"><span><span aria-hidden="true">✓ </span><span class="hidden">${strings.remove} </span>${shown}</span>${number}</a></li>`;
}

/** A value as readers say it. */
function filterValue({ strings }: View, name: FilterParameter | 'from' | 'to', value: string): string {
  if (name === 'kind' && Object.hasOwn(strings.kinds, value)) return strings.kinds[value as ArticleKind];
  return name === 'pageNumber' ? strings.pageNumber(value) : value;
}

/** What a form of its own is narrowed by, in words; nothing where it is not. */
export function filterChipNames(view: View, filters: SearchState['filters']): HtmlPart {
  const names = FILTER_PARAMETERS.flatMap((name) =>
    (filters[name] ?? []).map((value) => `${view.strings.filterNames[name]} ${filterValue(view, name, value)}`),
  );
  return names.length > 0 && html`<p class="quiet">${names.join(view.strings.listComma)}</p>`;
}

/** What the search is narrowed by, each a link that takes it off; nothing when it is not narrowed. */
export function filterChips(view: View, state: SearchState): HtmlPart {
  const { strings } = view;
  const { filters } = state;
  const chips = [
    ...FILTER_PARAMETERS.flatMap((name) => (filters[name] ?? []).map((value) => ({ name, value }))),
    ...(['from', 'to'] as const).flatMap((name) => (filters[name] === undefined ? [] : [{ name, value: filters[name] }])),
  ];
  if (chips.length === 0) return undefined;
  return html`<ul class="chips" aria-label="${strings.filtersLabel}">
${chips.map(({ name, value }) => {
  const label = strings.filterNames[name];
  const shown = filterValue(view, name, value);
  return html`<li><a href="${view.links.search(withoutFilter(state, name, value))}" aria-label="${strings.removeFilter(
    label,
    shown,
  )}"><span class="chip-name">${label}</span> ${shown} <span aria-hidden="true">×</span></a></li>`;
})}
${
  chips.length > 1 &&
  html`<li><a class="chip-all" href="${view.links.search({ ...state, filters: {}, offset: 0 })}">${strings.removeAllFilters}</a></li>`
}
</ul>`;
}
