/** `/pages`, `/pages/{paper}/{date}` and `/pages/{paper}/{date}/{pageNumber}`: the archive without a query. */
import type { IssueListView, IssueSheets, IssueView, PaperHoldings, Shelf, ArticleHead } from '../http/issue-service.js';
import type { PageView } from '../http/view-models.js';
import { deskLink } from './desk/desk-link.js';
import { calendarPart } from './calendar-part.js';
import { html, joined, type Html, type HtmlPart } from './html.js';
import { layout } from './layout.js';
import { MISSING_PART, type PageListState } from './links.js';
import { addressOf } from './page-address.js';
import { dateText, dotted, placeParts, plainDate } from './place-line.js';
import { searchBox } from './search-box.js';
import type { SearchState } from './search-state.js';
import type { View } from './view.js';

/**
 * The papers, the calendar of one of them (that of the newest issue, where the address names none), and the issues, newest
 * first, the named paper's or all.
 */
export function pageListPage(
  view: View,
  { issueCount, papers, paper: chosen, calendar, list }: Shelf,
  state: Omit<PageListState, 'language'>,
): string {
  const { strings } = view;
  const paper = chosen ?? MISSING_PART;
  const name = chosen ?? strings.noPaper;
  return layout(view, {
    title: state.paper === undefined ? strings.pagesTitle : `${strings.pagesTitle}: ${name}`,
    mastheadBox: searchBox(view),
    main: html`<h1 class="page-title">${strings.pagesTitle}</h1>
<p class="quiet">${
      issueCount === 0 ? strings.pagesEmpty : html`<a href="${view.links.coverage()}">${strings.issueCount(issueCount)}</a>`
    } <a class="to-add" href="${view.links.add()}">${strings.add.title}</a></p>
${
  papers.length > 0 &&
  html`<nav class="papers" aria-label="${strings.calendar.papers}"><ul>${papers.map((one) => paperItem(view, one, paper))}</ul></nav>`
}
${
  calendar !== undefined &&
  html`<section aria-labelledby="calendar"><h2 id="calendar" class="rule-title">${strings.calendar.title(name)}</h2>
${calendarPart(view, chosen, calendar)}</section>`
}
${issueList(view, list, state)}`,
  });
}

function nameOf({ paper }: { readonly paper?: string | undefined }): string {
  return paper ?? MISSING_PART;
}

function paperName({ strings }: View, paper: string | undefined): string {
  return paper ?? strings.noPaper;
}

function paperItem(view: View, holdings: PaperHoldings, chosen: string): Html {
  const { strings } = view;
  const { paper, issueCount, first, last } = holdings;
  const span = first !== undefined && last !== undefined && html`, ${first === last ? first : `${first} – ${last}`}`;
  const isChosen = nameOf(holdings) === chosen;
  return html`<li><a href="${view.links.pageList({ paper: nameOf(holdings) })}"${
    isChosen && html` aria-current="true"`
  }>${paperName(view, paper)}</a> <span class="quiet">${strings.issueCount(issueCount)}${span}</span></li>`;
}

function issueList(
  view: View,
  { issues, total, limit, offset }: IssueListView,
  { paper, year }: Omit<PageListState, 'language'>,
): HtmlPart {
  const { strings } = view;
  if (total === 0) return undefined;
  const older = offset + limit;
  const link = (at: number): string => view.links.pageList({ paper, year, offset: at });
  return html`<section class="issues" aria-labelledby="issues"><h2 id="issues" class="rule-title">${strings.calendar.issues}</h2>
${issues.map((issue) => issueSection(view, issue))}
<nav class="paging" aria-label="${strings.calendar.issues}">
${offset > 0 && html`<a rel="prev" href="${link(Math.max(0, offset - limit))}">‹ ${strings.newerIssues}</a>`}
${older < total && html`<a rel="next" href="${link(older)}">${strings.olderIssues} ›</a>`}
</nav></section>`;
}

function issueSection(view: View, issue: IssueView): Html {
  const { strings } = view;
  return html`<section class="issue">
<h3><a href="${view.links.issue(issue)}">${paperName(view, issue.paper)} <span class="quiet">${
    dateText(view, issue.date) ?? strings.noDate
  }</span></a></h3>
${pageItems(view, issue)}
</section>`;
}

function pageItems({ strings, links }: View, { pages }: IssueView): Html {
  return html`<ul class="issue-pages">${pages.map((page) => {
    const { section } = page;
    return html`<li><a href="${links.page(addressOf(page, page.alone === true))}">${pageName(strings, page)}${
      section !== undefined && html` ${section}`
    }</a> <span class="quiet">${contentOf(strings, page)}</span></li>`;
  })}</ul>`;
}

/** How many articles a page has; of a picture that nobody has its text. */
function contentOf(strings: View['strings'], { articleCount, isPicture }: IssueView['pages'][number]): string {
  return isPicture === true ? strings.unrecognised : strings.articleCount(articleCount);
}

/** The number of a page, and the name of its file where that tells it from others. */
function pageName(strings: View['strings'], { pageNumber, file }: IssueView['pages'][number]): string {
  if (pageNumber === undefined) return file ?? strings.noPageNumber;
  return [strings.pageNumber(pageNumber), ...(file === undefined ? [] : [file])].join(' ');
}

/** One issue: its pages with their headlines, and the way to the issues before and after it. */
export function issuePage(view: View, { issue, heads, earlier, later }: IssueSheets): string {
  const { strings } = view;
  const articleCount = issue.pages.reduce((sum, page) => sum + page.articleCount, 0);
  const year = issue.date?.slice(0, 4);
  return layout(view, {
    title: titleOf(view, issue),
    mastheadBox: searchBox(view),
    main: html`<p class="back"><a href="${view.links.pageList({
      paper: nameOf(issue),
      year,
    })}">‹ ${strings.calendar.title(paperName(view, issue.paper))}</a></p>
<h1 class="page-title">${paperName(view, issue.paper)} ${dateText(view, issue.date) ?? strings.noDate}</h1>
<p class="quiet">${strings.calendar.pageCount(issue.pages.length)} · ${strings.articleCount(articleCount)}</p>
<div class="issue-sheets">${issue.pages.map((page, index) => pageSheet(view, page, heads[index] ?? []))}</div>
<nav class="paging" aria-label="${strings.calendar.issues}">
${earlier !== undefined && html`<a rel="prev" href="${view.links.issue({ ...issue, date: earlier })}">‹ ${plainDate(strings, earlier)}</a>`}
${later !== undefined && html`<a rel="next" href="${view.links.issue({ ...issue, date: later })}">${plainDate(strings, later)} ›</a>`}
</nav>`,
  });
}

function pageSheet(view: View, page: IssueView['pages'][number], articles: readonly ArticleHead[]): Html {
  const { strings } = view;
  const { section, articleCount } = page;
  const link = view.links.page(addressOf(page, page.alone === true));
  return html`<section class="sheet"><h2 class="rule-title"><a href="${link}">${pageName(strings, page)}${
    section !== undefined && html` <span lang="zh-CN">${section}</span>`
  }</a> <span class="quiet">${contentOf(strings, page)}</span></h2>
<ul lang="zh-CN">${articles.map(
    ({ id, title, opening }) =>
      html`<li><a href="${view.links.article(id)}">${
        title === '' ? html`<span class="untitled">${opening ?? strings.untitled}……</span>` : title
      }</a></li>`,
  )}
${
  articleCount > articles.length &&
  articles.length > 0 &&
  html`<li><a class="quiet" href="${link}" lang="${strings.htmlLang}">${strings.wholePage}</a></li>`
}</ul></section>`;
}

/** What a page shows beside its articles. */
export interface OnePageParts {
  readonly picture?: Html | undefined;
  /** The search whose hits are shown on it. */
  readonly state?: SearchState | undefined;
  /** Who asks may write. */
  readonly mayWrite?: boolean;
}

/** One page: its picture where there is one, and its articles in printed order. */
export function onePage(view: View, shown: PageView, { picture, state, mayWrite = false }: OnePageParts = {}): string {
  const { page, file, articles, total, isPicture, pageIds } = shown;
  const { strings } = view;
  const heading = [...placeParts(view, page), ...(file === undefined ? [] : [file])];
  return layout(view, {
    title: [titleOf(view, page, page.pageNumber ?? null), file ?? ''].join(' ').trimEnd(),
    mastheadBox: searchBox(view, state),
    main: html`<p class="back"><a href="${view.links.issue(page)}">‹ ${strings.calendar.wholeIssue}</a></p>
<h1 class="page-title">${heading.length === 0 ? strings.noPageNumber : dotted(heading)}</h1>
<p class="quiet">${isPicture === true ? strings.unrecognised : strings.articleCount(total)}</p>
${pageIds.map((id) => deskLink(view, id, mayWrite))}
${picture}
<ol class="hits">${articles.map((article) => articleItem(view, article, state))}</ol>`,
  });
}

/** Title of an issue, or of a page with this number; null is a page without one. */
function titleOf(view: View, { paper, date }: Pick<IssueView, 'paper' | 'date'>, pageNumber?: string | null): string {
  const { strings } = view;
  const parts = [paperName(view, paper), date === undefined ? strings.noDate : plainDate(strings, date)];
  if (pageNumber !== undefined) parts.push(pageNumber === null ? strings.noPageNumber : strings.pageNumber(pageNumber));
  return parts.join(' ');
}

function articleItem({ strings, links }: View, article: PageView['articles'][number], state: SearchState | undefined): Html {
  const { kicker, title, subtitle, byline } = article;
  const people: HtmlPart =
    byline.reporters.length > 0 && html`<p class="meta">${strings.reporters} ${joined(byline.reporters, strings.listSeparator)}</p>`;
  return html`<li class="hit"><article>
${kicker.length > 0 && html`<p class="kicker">${joined(kicker, '\u3000')}</p>`}
<h2 class="headline"><a href="${links.article(article.id, state)}">${
    title === '' ? html`<span class="untitled">${strings.untitled}</span>` : title
  }</a></h2>
${subtitle.length > 0 && html`<p class="subtitle">${joined(subtitle, '\u3000')}</p>`}
${people}
</article></li>`;
}
