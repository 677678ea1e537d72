/** What is said of a query above its results: how it was read, what was let go or passed over, what may have been meant. */
import type { SearchView } from '../http/view-models.js';
import { html, type Html, type HtmlPart } from './html.js';
import type { PageParameters, SearchState } from './search-state.js';
import type { View } from './view.js';

/** What of the dates of an address is passed over. */
export type DateNotes = Omit<PageParameters, 'raw'>;

/** Characters of a reading that are seen at once; a longer one is folded away. */
const MOST_SEEN = 60;

/** Notes, names that may have been meant, the reading. */
export function queryNotes(view: View, state: SearchState, { query, partial }: SearchView, dates: DateNotes): HtmlPart {
  const { strings, links } = view;
  const notes = [
    query.relaxed && html`<p>${strings.relaxed} ${wayBack(view, state)}</p>`,
    partial && html`<p>${strings.partial}</p>`,
    ...dateNotes(view, dates),
    ...query.warnings.map(({ message }) => html`<p>${ownHalf(view, message)}</p>`),
  ].filter((note) => note !== false);
  const offers = query.offers.map(
    ({ text, count }, i) =>
      html`${i > 0 && strings.listComma}<a href="${links.search({ ...state, text, offset: 0 })}" lang="zh-CN">${text}</a> (${count})`,
  );
  const differs = state.text !== '' && query.readAs !== '' && plain(query.readAs) !== plain(query.text);
  return [
    notes.length > 0 && html`<div class="note">${notes}</div>`,
    offers.length > 0 && html`<p class="offers">${strings.offers}${offers}</p>`,
    differs && readAsPart(view, query.readAs),
  ];
}

/** A paragraph for each date that is passed over. */
export function dateNotes({ strings }: View, { passedOver, backwards }: DateNotes): readonly Html[] {
  return [
    ...passedOver.map((value) => html`<p>${strings.noSuchDate(value)}</p>`),
    ...(backwards === undefined ? [] : [html`<p>${strings.datesBackwards(backwards.from, backwards.to)}</p>`]),
  ];
}

/** The reading in words; who wants to type it again finds it in the language itself. */
function readAsPart({ strings }: View, readAs: string): Html {
  const text = inWords(strings, readAs);
  const shown = html`<span lang="zh-CN"${text !== readAs && html` title="${readAs}"`}>${text}</span>`;
  if (readAs.length <= MOST_SEEN) return html`<p class="read-as quiet">${strings.readAs}${shown}</p>`;
  return html`<details class="read-as quiet">
<summary>${strings.readAs}<span lang="zh-CN">${cut(text)}……</span></summary><p>${shown}</p></details>`;
}

function cut(text: string): string {
  return Array.from(text).slice(0, 24).join('');
}

/** Operators as words; what stands in quotation marks stays. */
function inWords({ readAsWords: { and, or, not } }: View['strings'], readAs: string): string {
  return readAs
    .split(/("[^"]*"(?:~\d+)?)/u)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part
            .replace(/ AND /gu, ` ${and} `)
            .replace(/ OR /gu, ` ${or} `)
            .replace(/(^|[ (])-(?=\S|$)/gu, (_, before: string) => before + not),
    )
    .join('');
}

/** Warnings come in both languages, Chinese first; where it cannot be told which part is which, all of it. */
function ownHalf({ language }: View, message: string): string {
  const [chinese, english, ...others] = message.split('。');
  if (chinese === undefined || english === undefined || english === '' || others.length > 0) return message;
  return language === 'zh' ? `${chinese}。` : english;
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
