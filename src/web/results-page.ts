/** `/?q=…`: how the query was read, what was found, and what to do when nothing was. */
import type { SearchView, SuggestionView } from '../http/view-models.js';
import { EXPORT_FORMATS, MOST_EXPORTED } from '../http/search-parameters.js';
import { filterChips, filterPanel } from './filter-panel.js';
import { hitItem } from './hit.js';
import { html, joined, type Html, type HtmlPart } from './html.js';
import { layout } from './layout.js';
import type { SearchState } from './search-state.js';
import type { MonthGaps } from '../http/issue-service.js';
import { markText } from './marks.js';
import { searchBox } from './search-box.js';
import type { View } from './view.js';

/** The API's own bound of `offset`. */
const MAX_OFFSET = 10_000;

/** What stands beside an answer. */
export interface ResultsNotes {
  /** Texts that would find something. */
  readonly help?: readonly SuggestionView[];
  /** Dates of the address that are none. */
  readonly passedOver?: readonly string[];
  /** Months within the dates that are asked for of which there is no issue. */
  readonly gaps?: MonthGaps | undefined;
}

/** Spans of months that are named. */
const MOST_SPANS = 3;

/** The page of results. `answer` is one to `timelineQuestion` and PANEL_FACETS. */
export function resultsPage(view: View, state: SearchState, answer: SearchView, notes: ResultsNotes = {}): string {
  const { help = [], passedOver = [], gaps } = notes;
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
${queryNotes(view, state, answer, passedOver)}
${gapNote(view, gaps)}
${answer.hits.length > 0 && html`<ol class="hits" start="${answer.offset + 1}">${answer.hits.map((hit) => hitItem(view, hit, state))}</ol>`}
${moreList(view, state, answer)}
${answer.total === 0 && nothingFound(view, state, help)}
${answer.total > 0 && answer.hits.length === 0 && beyondLast(view, state)}
${answer.hits.length > 0 && paging(view, state, answer)}
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
    state.text !== '' && html`<a href="${overTime}">${strings.overTime.link}</a> · `
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

function queryNotes(view: View, state: SearchState, { query, partial }: SearchView, passedOver: readonly string[]): HtmlPart {
  const { strings, links } = view;
  const notes = [
    query.relaxed && html`<p>${strings.relaxed} ${wayBack(view, state)}</p>`,
    partial && html`<p>${strings.partial}</p>`,
    ...passedOver.map((value) => html`<p>${strings.noSuchDate(value)}</p>`),
    ...query.warnings.map(({ message }) => html`<p>${message}</p>`),
  ].filter((note) => note !== false);
  const offers = query.offers.map(
    ({ text, count }, i) =>
      html`${i > 0 && strings.listComma}<a href="${links.search({ ...state, text, offset: 0 })}" lang="zh-CN">${text}</a> (${count})`,
  );
  const differs = state.text !== '' && query.readAs !== '' && plain(query.readAs) !== plain(query.text);
  return [
    notes.length > 0 && html`<div class="note">${notes}</div>`,
    offers.length > 0 && html`<p class="offers">${strings.offers}${offers}</p>`,
    differs && html`<p class="read-as quiet">${strings.readAs}<span lang="zh-CN">${query.readAs}</span></p>`,
  ];
}

/** Ways back from a loosened answer: the query exactly as it was typed, and the same query outside the filters. */
function wayBack({ strings, links }: View, state: SearchState): Html {
  const exact = `"${state.text.replace(/[“”"＂„「」『』]/gu, '').trim()}"`;
  const isFiltered = Object.keys(state.filters).length > 0;
  return html`<a href="${links.search({ ...state, text: exact, offset: 0 })}">${strings.exactly}</a>${
    isFiltered && html` <a href="${links.search({ ...state, filters: {}, offset: 0 })}">${strings.withoutFilters}</a>`
  }`;
}

/** A space means AND, so saying so tells a reader nothing. */
function plain(text: string): string {
  return text.trim().replace(/\s+(?:AND\s+)?/gu, ' ');
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
${strings.nothingFoundHelp.map((line) => html`<li>${line}</li>`)}</ul>
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
