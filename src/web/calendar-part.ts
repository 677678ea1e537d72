/** A year of a paper as tables of months, the days with an issue links. */
import type { Calendar, CalendarDay, CalendarMonth } from './calendar.js';
import { html, type Html, type HtmlPart } from './html.js';
import { issueLink, pageListLink } from './links.js';
import { plainDate } from './place-line.js';
import type { View } from './view.js';

/** `paper` as in `PageListState`. */
export function calendarPart(view: View, paper: string, calendar: Calendar): Html {
  const { strings, chosenLanguage: language } = view;
  return html`<nav class="years" aria-label="${strings.calendar.years}">${calendar.years.map((year) =>
    html`<a href="${pageListLink({ language, paper, year })}"${year === calendar.year && html` aria-current="true"`}>${strings.year(year)}</a> `)}</nav>
<div class="months">${calendar.months.map((month) => monthTable(view, calendar.year, month))}</div>`;
}

function monthTable(view: View, year: string, { month, weeks }: CalendarMonth): Html {
  const { strings } = view;
  return html`<table class="month"><caption>${strings.month(Number(year), month)}</caption>
<thead><tr>${strings.calendar.weekdays.map(([short, long]) => html`<th scope="col" abbr="${long}">${short}</th>`)}</tr></thead>
<tbody>${weeks.map((week) => html`<tr>${week.map((day) => dayCell(view, day))}</tr>
`)}</tbody></table>
`;
}

function dayCell(view: View, day: CalendarDay | undefined): HtmlPart {
  if (day?.issue === undefined) return html`<td>${day?.day}</td>`;
  const { strings, chosenLanguage } = view;
  const { date = '', pages } = day.issue;
  return html`<td><a href="${issueLink(day.issue, chosenLanguage)}" aria-label="${strings.calendar.dayWithPages(plainDate(strings, date), pages.length)}">${day.day}</a></td>`;
}
