/** `/coverage` and `/coverage.csv`: what the archive has of each paper in each month, and where it has gaps. */
import { csvLine } from '../article/csv.js';
import type { Coverage, MonthCoverage } from '../http/issue-service.js';
import { html, type Html } from './html.js';
import { layout } from './layout.js';
import { searchBox } from './search-box.js';
import type { View } from './view.js';

/** Rows of the page; the table has all of them. */
const MOST_SHOWN = 1_200;
/** Days that are named in a row of the page. */
const MOST_DAYS = 31;

/** The page for people: a table for each paper, the newest month first. */
export function coveragePage(view: View, { rows }: Coverage): string {
  const { strings, links } = view;
  const words = strings.coverage;
  const papers = [...new Set(rows.map(({ paper }) => paper))];
  let left = MOST_SHOWN;
  const tables = papers.flatMap((paper) => {
    const own = rows
      .filter((row) => row.paper === paper)
      .reverse()
      .slice(0, left);
    left -= own.length;
    return own.length === 0 ? [] : [tableOf(view, paper ?? strings.noPaper, own)];
  });
  return layout(view, {
    title: words.title,
    mastheadBox: searchBox(view),
    main: html`<p class="back"><a href="${links.pageList()}">‹ ${strings.pagesTitle}</a></p>
<h1 class="page-title">${words.title}</h1>
<p class="quiet">${words.about} <a href="${links.coverageTable()}">${words.table}</a></p>
${rows.length === 0 && html`<p>${strings.pagesEmpty}</p>`}
${tables}`,
  });
}

function tableOf(view: View, name: string, rows: readonly MonthCoverage[]): Html {
  const { coverage: words } = view.strings;
  const heads = [words.month, words.issues, words.pages, words.texts, words.pictures, words.unsure, words.missing];
  const columns = heads.map((head) => html`<th scope="col">${head}</th>`);
  return html`<section><h2 class="rule-title" lang="zh-CN">${name}</h2>
<div class="table-frame" tabindex="0" role="region" aria-label="${name}">
<table class="coverage"><thead><tr>${columns}</tr></thead>
<tbody>${rows.map((row) => rowOf(view, row))}</tbody></table></div></section>`;
}

function rowOf({ strings, links }: View, row: MonthCoverage): Html {
  const { paper, month, issueCount, pageCount, textCount, pictureCount, unsureCount, missingDays } = row;
  const list = links.pageList({ ...(paper !== undefined && { paper }), ...(month !== undefined && { year: month.slice(0, 4) }) });
  const name = month === undefined ? strings.noDate : html`<a href="${list}">${month}</a>`;
  const counts = [issueCount, pageCount, textCount, pictureCount, unsureCount].map((count) => html`<td>${count}</td>`);
  const days = missingDays.slice(0, MOST_DAYS).map((day) => Number(day.slice(8)));
  return html`<tr><th scope="row">${name}</th>${counts}<td>${days.join(' ')}</td></tr>`;
}

/** All rows as CSV, with a byte order mark; days without an issue as days of the month, parted by spaces. */
export function coverageCsv({ rows }: Coverage): string {
  const head = csvLine(['paper', 'month', 'issues', 'pages', 'withText', 'picturesOnly', 'lowConfidence', 'daysWithoutIssue']);
  const lines = rows.map(({ paper = '', month = '', issueCount, pageCount, textCount, pictureCount, unsureCount, missingDays }) =>
    csvLine([
      paper,
      month,
      issueCount,
      pageCount,
      textCount,
      pictureCount,
      unsureCount,
      missingDays.map((day) => Number(day.slice(8))).join(' '),
    ]),
  );
  return `\ufeff${head}${lines.join('')}`;
}
