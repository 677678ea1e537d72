/** A year of a paper as tables of months, the days with an issue links. */
import type { IssueCalendar } from '../http/issue-service.js';
import { monthsOf, type CalendarDay, type CalendarMonth } from './calendar.js';
import { html, type Html, type HtmlPart } from './html.js';
import { MISSING_PART } from './links.js';
import { plainDate } from './place-line.js';
import type { View } from './view.js';

/** `paper` is null for the pages that name none. */
export function calendarPart(view: View, paper: string | null, calendar: IssueCalendar): Html {
  const { strings } = view;
  return html`<nav class="years" aria-label="${strings.calendar.years}">${calendar.years.map(
    (year) =>
      html`<a href="${view.links.pageList({
        paper: paper ?? MISSING_PART,
        year,
      })}"${year === calendar.year && html` aria-current="true"`}>${strings.year(year)}</a> `,
  )}</nav>
<div class="months">${monthsOf(calendar).map((month) => monthTable(view, paper, calendar.year, month))}</div>`;
}

function monthTable(view: View, paper: string | null, year: string, { month, weeks }: CalendarMonth): Html {
  const { strings } = view;
  return html`<table class="month"><caption>${strings.month(Number(year), month)}</caption>
<thead><tr>${strings.calendar.weekdays.map(([short, long]) => html`<th scope="col" abbr="${long}">${short}</th>`)}</tr></thead>
<tbody>${weeks.map(
    (week) => html`<tr>${week.map((day) => dayCell(view, paper, day))}</tr>
`,
  )}</tbody></table>
`;
}

function dayCell(view: View, paper: string | null, day: CalendarDay | undefined): HtmlPart {
  if (day?.issue === undefined) return html`<td>${day?.day}</td>`;
  const { strings } = view;
  const { date, pageCount } = day.issue;
  const label = strings.calendar.dayWithPages(plainDate(strings, date), pageCount);
  return html`<td><a href="${view.links.issue({ ...(paper !== null && { paper }), date })}" aria-label="${label}">${day.day}</a></td>`;
}
