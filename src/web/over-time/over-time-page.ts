/** `/over-time` and `/over-time.csv`: how often words stand in the archive, year by year, month by month, day by day. */
import { csvLine } from '../../article/csv.js';
import { filterChipNames } from '../filter-panel.js';
import { html, joined, type Html, type HtmlPart } from '../html.js';
import { layout } from '../layout.js';
import { DEFAULT_LIMIT } from '../links.js';
import { plainDate } from '../place-line.js';
import { dateNotes } from '../query-notes.js';
import { hiddenField, keptFields, searchBox } from '../search-box.js';
import type { PageParameters } from '../search-state.js';
import type { View } from '../view.js';
import { overTimeChart, valueAt, valueText } from './over-time-chart.js';
import { MOST_QUERIES, UNITS, type OverTimeState } from './over-time-question.js';
import type { OverTime, TimeLine } from './over-time-series.js';

/** A longer address is not written a thousand times. */
const LONGEST_LINK = 2_000;

/** The page; `series` is undefined where nothing was asked. */
export function overTimePage(view: View, state: OverTimeState, series: OverTime | undefined, notes: Omit<PageParameters, 'raw'>): string {
  const { strings } = view;
  const words = strings.overTime;
  return layout(view, {
    title: state.queries.length === 0 ? words.title : `${words.title}：${state.queries.join(strings.listComma)}`,
    mastheadBox: searchBox(view),
    noIndex: true,
    main: html`<h1 class="page-title">${words.title}</h1>
<p class="quiet">${words.about}</p>
${dateNotes(view, notes).map((note) => html`<div class="note">${note}</div>`)}
${form(view, state)}
${series !== undefined && found(view, state, series)}`,
  });
}

function form(view: View, state: OverTimeState): Html {
  const { strings, links, chosenLanguage } = view;
  const words = strings.overTime;
  const { from, to, ...filters } = state.filters;
  const fields = Array.from(
    { length: MOST_QUERIES },
    (_, at) => html`<label>${words.query(at + 1)} <input name="q" value="${state.queries[at] ?? ''}" lang="zh-CN" autocomplete="off"
  spellcheck="false"${at === 0 && state.queries.length === 0 && html` autofocus`}></label> `,
  );
  const dates = (['from', 'to'] as const).map(
    (name) => html`<label>${strings.filterNames[name]} <input class="date" name="${name}" value="${(name === 'from' ? from : to) ?? ''}"
  autocomplete="off" size="12" maxlength="30" placeholder="2023-05" title="${strings.dateForms}"></label> `,
  );
  return html`<form class="many-fields" action="${links.file('/over-time')}" method="get">
<div class="fields">${fields}</div>
<div class="fields">${dates}<label>${words.unit} <select name="by"><option value="">${words.chosenUnit}</option>${UNITS.map(
    (unit) => html`<option value="${unit}"${state.unit === unit && html` selected`}>${words.units[unit]}</option>`,
  )}</select></label>
<button type="submit" class="main-button">${words.draw}</button></div>
${filterChipNames(view, filters)}
${state.isShare && hiddenField('as', 'share')}
${keptFields({ filters, sort: 'relevance', limit: DEFAULT_LIMIT })}
${chosenLanguage !== undefined && hiddenField('lang', chosenLanguage)}
</form>`;
}

function found(view: View, state: OverTimeState, series: OverTime): HtmlPart {
  const { strings, links } = view;
  const words = strings.overTime;
  const { slices, lines } = series;
  if (slices.length === 0) return html`<p class="note">${words.nothing}</p>`;
  const { from, to } = state.filters;
  const linkTo = (text: string, period: string): string | undefined => {
    const filters = { ...state.filters, from: laterOf(from, period), to: earlierOf(to, period) };
    const address = links.search({ text, filters, sort: 'oldest', limit: DEFAULT_LIMIT, offset: 0 });
    return address.length > LONGEST_LINK ? undefined : address;
  };
  const wholeTime = (text: string): string =>
    links.search({ text, filters: state.filters, sort: 'relevance', limit: DEFAULT_LIMIT, offset: 0 });
  const nameOf = (period: string): string => periodName(view, period);
  const kinds = [false, true].map((isShare) =>
    isShare === state.isShare
      ? html`<span aria-current="true">${words.kinds(isShare)}</span>`
      : html`<a href="${links.overTime({ ...state, isShare })}">${words.kinds(isShare)}</a>`,
  );
  const gapCount = slices.filter(({ total }) => total === 0).length;
  return html`<section><h2 class="hidden">${words.chart}</h2>
${series.isCoarser && html`<p class="note">${words.coarser(words.units[series.unit])}</p>`}
<nav class="zooms" aria-label="${words.kind}">${joined(kinds, ' ')}</nav>
<ul class="legend">${lines.map(
    ({ text, total }, index) =>
      html`<li class="series series-${index + 1}">
<svg viewBox="0 0 36 12" aria-hidden="true" focusable="false"><path d="M2 6H34"/></svg>
<a href="${wholeTime(text)}" lang="zh-CN">${text}</a> <span class="quiet">${strings.articleCount(total)}</span></li>`,
  )}</ul>
${overTimeChart(view, series, { isShare: state.isShare, linkTo, nameOf: (period) => shortName(period) })}
${gapCount > 0 && html`<p class="quiet"><span class="gap-mark" aria-hidden="true"></span> ${words.gaps(gapCount)}</p>`}
${table(view, series, { linkTo, nameOf })}
<p class="subscribe"><a href="${links.overTime(state, true)}" download>${words.download}</a></p>
</section>`;
}

interface TableParts {
  readonly linkTo: (text: string, period: string) => string | undefined;
  readonly nameOf: (period: string) => string;
}

function table(view: View, series: OverTime, { linkTo, nameOf }: TableParts): Html {
  const { slices, lines } = series;
  const words = view.strings.overTime;
  const cell = (line: TimeLine, at: number, period: string): Html => {
    const count = line.counts[at]!;
    if (count === 0) return html`<td>0</td>`;
    const share = valueText(valueAt(series, line, at, true) ?? 0, true);
    const address = linkTo(line.text, period);
    const shown = address === undefined ? count : html`<a href="${address}">${count}</a>`;
    return html`<td>${shown} <span class="quiet">${share}</span></td>`;
  };
  return html`<details class="numbers"><summary>${view.strings.timelineTable}</summary>
<div class="table-frame" tabindex="0" role="region" aria-label="${words.table}"><table class="coverage">
<thead><tr><th scope="col">${view.strings.dateLabel}</th>${lines.map(
    ({ text }) => html`<th scope="col" lang="zh-CN">${text}</th>`,
  )}<th scope="col">${words.all}</th><th scope="col">${words.missing}</th></tr></thead>
<tbody>${slices.map(
    ({ period, total, missingDays }, at) =>
      html`<tr><th scope="row">${nameOf(period)}</th>${lines.map((line) =>
        total === 0 ? html`<td>–</td>` : cell(line, at, period),
      )}<td>${total}</td><td>${missingDays}</td></tr>
`,
  )}</tbody></table></div></details>`;
}

/** The table as CSV with a byte order mark: of each query its count and its share; shares of nothing are empty. */
export function overTimeCsv(series: OverTime): string {
  const { slices, lines } = series;
  const head = csvLine(['period', ...lines.flatMap(({ text }) => [text, `${text} share`]), 'articles', 'daysWithoutIssue']);
  const rows = slices.map(({ period, total, missingDays }, at) =>
    csvLine([
      period,
      ...lines.flatMap((line) => [line.counts[at]!, total === 0 ? '' : Number((line.counts[at]! / total).toFixed(6))]),
      total,
      missingDays,
    ]),
  );
  return `\ufeff${head}${rows.join('')}`;
}

/** A year, a month or a day as readers write it. */
function periodName({ strings }: View, period: string): string {
  const [year, month] = period.split('-').map(Number);
  return period.length === 4 ? strings.year(period) : period.length === 7 ? strings.month(year!, month!) : plainDate(strings, period);
}

/** The same where there is little room. */
function shortName(period: string): string {
  return period.length === 10 ? period.slice(5) : period;
}

/** The later of two beginnings, where the slice may reach over the dates of the search. */
function laterOf(bound: string | undefined, period: string): string {
  return bound !== undefined && bound.length > period.length && bound > period ? bound : period;
}

function earlierOf(bound: string | undefined, period: string): string {
  return bound?.startsWith(period) === true ? bound : period;
}
