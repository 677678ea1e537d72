/** `/?q=…`: how the query was read, what was found, and what to do when nothing was. */
import type { SearchView, SuggestionView } from '../http/view-models.js';
import { EXPORT_FORMATS, MOST_EXPORTED } from '../http/search-parameters.js';
import { filterChips, filterPanel } from './filter-panel.js';
import { hitItem } from './hit.js';
import { html, joined, type Html, type HtmlPart } from './html.js';
import { layout } from './layout.js';
import { MAX_OFFSET, type SearchState } from './search-state.js';
import type { MonthGaps } from '../http/issue-service.js';
import { markText } from './marks.js';
import { queryNotes, type DateNotes } from './query-notes.js';
import { hiddenField, keptFields, searchBox } from './search-box.js';
import type { View } from './view.js';

/** Articles a page, as readers may choose. */
const PAGE_SIZES = [10, 20, 50, 100];

/** What stands beside an answer. */
export interface ResultsNotes {
  /** Texts that would find something. */
  readonly help?: readonly SuggestionView[];
  /** Dates of the address that are passed over. */
  readonly dates?: DateNotes;
  /** Months within the dates that are asked for of which there is no issue. */
  readonly gaps?: MonthGaps | undefined;
}

/** Spans of months that are named. */
const MOST_SPANS = 3;

/** The page of results. `answer` is one to `timelineQuestion` and PANEL_FACETS. */
export function resultsPage(view: View, state: SearchState, answer: SearchView, notes: ResultsNotes = {}): string {
  const { help = [], dates = { passedOver: [] }, gaps } = notes;
  const { strings } = view;
  const panel = filterPanel(view, state, answer);
  return layout(view, {
    title: state.text === '' ? strings.recent : strings.resultsTitle(state.text),
    mastheadBox: searchBox(view, state),
    noIndex: true,
    head: html`<link rel="alternate" type="application/atom+xml" title="${
      state.text === '' ? strings.recent : strings.resultsTitle(state.text)
    }" href="${view.links.feed(state)}">`,
    main: html`<h1 class="hidden">${state.text === '' ? strings.recent : strings.resultsTitle(state.text)}</h1>
${filterChips(view, state)}
<div class="search">
<div class="found">
<div class="summary">
<p role="status"><strong>${answer.total === 0 ? strings.nothingFound : countText(view, answer)}</strong>${spanText(view, answer)}</p>
${answer.total > 1 && sortLinks(view, state)}
${panel !== undefined && html`<a class="to-filters" href="#filters">${strings.toFilters}</a>`}
</div>
${queryNotes(view, state, answer, dates)}
${gapNote(view, gaps)}
${answer.hits.length > 0 && html`<ol class="hits" start="${answer.offset + 1}">${answer.hits.map((hit) => hitItem(view, hit, state))}</ol>`}
${moreList(view, state, answer)}
${answer.total === 0 && nothingFound(view, state, help)}
${answer.total > 0 && answer.hits.length === 0 && beyondLast(view, state)}
${answer.hits.length > 0 && paging(view, state, answer)}
${answer.hits.length > 0 && pageChoice(view, state, answer)}
${answer.hits.length > 0 && takeAway(view, state, answer)}
${answer.hits.length > 0 && waysOn(view, state)}
</div>
${panel}
</div>`,
  });
}

/** The same search over time, and as a feed. */
function waysOn({ strings, links }: View, state: SearchState): Html {
  const overTime = links.overTime({ queries: [state.text], filters: state.filters, isShare: false });
  return html`<p class="subscribe">${
    state.text !== '' &&
    html`<button type="button" class="plain-button" hidden data-search="${links.search({ ...state, offset: 0 })}"
      data-text="${state.text}" data-saved="${strings.searchSaved}">${strings.saveSearch}</button>
<a href="${overTime}">${strings.overTime.link}</a> · <a href="${links.advanced(state.text)}">${strings.help.advanced}</a> · `
  }<a href="${links.feed(state)}">${strings.feed}</a></p>`;
}

/** Where nothing can be found since nothing is there. */
function gapNote({ strings, links }: View, gaps: MonthGaps | undefined): HtmlPart {
  if (gaps === undefined || gaps.spans.length === 0) return undefined;
  const named = gaps.spans.slice(0, MOST_SPANS).map(({ first, last }) => (first === last ? first : `${first} – ${last}`));
  const more = gaps.spans.length - named.length;
  return html`<p class="quiet gaps">${strings.coverage.gaps(named.join(strings.listComma), more)} <a href="${links.coverage()}">${
    strings.coverage.title
  }</a></p>`;
}

function countText({ strings }: View, { total, more }: SearchView): string {
  return more === undefined || more === null ? strings.resultCount(total) : strings.resultCountWithMore(total, more.total);
}

/** The articles that hold most of the query, under a rule, numbered on; each says what it lacks. */
function moreList(view: View, state: SearchState, { more, hits }: SearchView): HtmlPart {
  if (more === undefined || more === null) return undefined;
  return html`<section class="more"><h2 class="rule-title">${view.strings.moreTitle}</h2>
<ol class="hits" start="${hits.length + 1}">${more.hits.map((hit) => hitItem(view, hit, state))}</ol></section>`;
}

function spanText({ strings }: View, { total, limit, offset, hits }: SearchView): HtmlPart {
  return total > limit && hits.length > 0 && html`<span class="quiet"> ${strings.resultSpan(offset + 1, offset + hits.length)}</span>`;
}

function sortLinks({ strings, links }: View, state: SearchState): Html {
  const sorts = (['relevance', 'newest', 'oldest'] as const).filter((sort) => sort !== 'relevance' || state.text !== '');
  return html`<nav class="sorts" aria-label="${strings.sortLabel}">${sorts.map(
    (sort) =>
      html`<a href="${links.search({ ...state, sort, offset: 0 })}"${
        isCurrent(sort, state) && html` aria-current="true"`
      }>${strings.sorts[sort]}</a> `,
  )}</nav>`;
}

/** Without a query everything is listed newest first, whatever relevance would be. */
function isCurrent(sort: SearchState['sort'], state: SearchState): boolean {
  return state.sort === sort || (state.text === '' && state.sort === 'relevance' && sort === 'newest');
}

function nothingFound({ strings, links }: View, state: SearchState, help: readonly SuggestionView[]): Html {
  const isFiltered = Object.keys(state.filters).length > 0;
  const suggested = help.map(
    ({ text, ranges }) =>
      html`<li><a href="${links.search({ ...state, text, offset: 0 })}" lang="zh-CN">${markText(text, ranges)}</a></li>`,
  );
  return html`<section class="nothing">
${suggested.length > 0 && html`<h2 class="rule-title">${strings.didYouMean}</h2><ul class="suggested">${suggested}</ul>`}
<ul>${isFiltered && html`<li><a href="${links.search({ ...state, filters: {}, offset: 0 })}">${strings.withoutFilters}</a></li>`}
${strings.nothingFoundHelp.map((line) => html`<li>${line}</li>`)}
<li><a href="${links.advanced(state.text)}">${strings.help.advanced}</a> · <a href="${links.help()}">${strings.help.title}</a></li></ul>
</section>`;
}

/** The whole search in each form to take away; says when it is not whole. */
function takeAway({ strings, links }: View, state: SearchState, { total }: SearchView): Html {
  const forms = EXPORT_FORMATS.map(
    (format) => html`<a href="${links.takeAway(state, format)}" download>${strings.takeAwayForms[format]}</a>`,
  );
  return html`<p class="subscribe">${strings.takeAway}${joined(forms, ' · ')}${
    total > MOST_EXPORTED && strings.takeAwayCut(MOST_EXPORTED)
  }</p>`;
}

function beyondLast({ strings, links }: View, state: SearchState): Html {
  return html`<p class="nothing">${strings.beyondLast} <a href="${links.search({ ...state, offset: 0 })}">${strings.firstPage}</a></p>`;
}

function paging({ strings, links }: View, state: SearchState, { total, limit, offset }: SearchView): HtmlPart {
  if (total <= limit && offset === 0) {
    return undefined;
  }
  const next = offset + limit;
  return html`<nav class="paging" aria-label="${strings.pagingLabel}">
${offset > 0 && html`<a rel="prev" href="${links.search({ ...state, offset: Math.max(0, offset - limit) })}">‹ ${strings.previousPage}</a>`}
<span class="quiet">${strings.pageOf(Math.floor(offset / limit) + 1, Math.ceil(total / limit))}</span>
${next < total && next <= MAX_OFFSET && html`<a rel="next" href="${links.search({ ...state, offset: next })}">${strings.nextPage} ›</a>`}
</nav>`;
}

/** A page to go to, and how many articles stand on one. */
function pageChoice({ strings, links, chosenLanguage }: View, state: SearchState, { total, limit }: SearchView): HtmlPart {
  if (total <= Math.min(limit, PAGE_SIZES[0]!)) return undefined;
  const sizes = PAGE_SIZES.map(
    (size) =>
      html`<a href="${links.search({ ...state, limit: size, offset: 0 })}"${size === limit && html` aria-current="true"`}>${size}</a> `,
  );
  return html`<div class="page-choice">
${
  total > 2 * limit &&
  html`<form class="dates" action="${links.file('/')}" method="get">${hiddenField('q', state.text)}${keptFields(state)}${
    chosenLanguage !== undefined && hiddenField('lang', chosenLanguage)
  }<label>${strings.toPage} <input name="page" inputmode="numeric" size="4" maxlength="6" autocomplete="off" required></label>
<button type="submit">${strings.apply}</button></form>`
}
<nav class="sorts" aria-label="${strings.pageSize}"><span class="quiet">${strings.pageSize}</span> ${sizes}</nav>
</div>`;
}
