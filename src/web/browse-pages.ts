/** `/pages` and `/pages/{paper}/{date}/{pageNumber}`: the archive without a query. */
import type { IssueListView, IssueView, PageView } from '../http/view-models.js';
import { html, joined, type Html, type HtmlPart } from './html.js';
import { layout } from './layout.js';
import { articleLink, pageLink, pageListLink } from './links.js';
import { dateText, dotted, placeParts, plainDate } from './place-line.js';
import { searchBox } from './search-box.js';
import type { View } from './view.js';

/** Every issue with its pages. */
export function pageListPage(view: View, list: IssueListView): string {
  const { strings, chosenLanguage: language } = view;
  const older = list.offset + list.limit;
  return layout(view, {
    title: strings.pagesTitle,
    mastheadBox: searchBox(view),
    main: html`<h1 class="page-title">${strings.pagesTitle}</h1>
<p class="quiet">${list.total === 0 ? strings.pagesEmpty : strings.issueCount(list.total)}</p>
${list.issues.map((issue) => issueSection(view, issue))}
<nav class="paging" aria-label="${strings.pagesTitle}">
${list.offset > 0 && html`<a rel="prev" href="${pageListLink({ language, offset: Math.max(0, list.offset - list.limit) })}">‹ ${strings.newerIssues}</a>`}
${older < list.total && html`<a rel="next" href="${pageListLink({ language, offset: older })}">${strings.olderIssues} ›</a>`}
</nav>`,
  });
}

function issueSection(view: View, { paper, date, pages }: IssueView): Html {
  const { strings, chosenLanguage: language } = view;
  const place = { ...(paper === undefined ? {} : { paper }), ...(date === undefined ? {} : { date }) };
  return html`<section class="issue">
<h2>${paper ?? strings.noPaper} <span class="quiet">${dateText(view, date) ?? strings.noDate}</span></h2>
<ul>${pages.map(({ pageNumber, section, articleCount }) => {
  const number = pageNumber === undefined ? {} : { pageNumber };
  return html`<li><a href="${pageLink({ ...place, ...number }, language)}">${pageNumber === undefined ? strings.noPageNumber : strings.pageNumber(pageNumber)}${section !== undefined && html` ${section}`}</a> <span class="quiet">${strings.articleCount(articleCount)}</span></li>`;
})}</ul>
</section>`;
}

/** One page: its articles in printed order. */
export function onePage(view: View, { page, articles, total }: PageView): string {
  const { strings, chosenLanguage: language } = view;
  const heading = placeParts(view, page);
  return layout(view, {
    title: titleOf(view, page),
    mastheadBox: searchBox(view),
    main: html`<p class="back"><a href="${pageListLink({ language })}">‹ ${strings.pagesTitle}</a></p>
<h1 class="page-title">${heading.length === 0 ? strings.noPageNumber : dotted(heading)}</h1>
<p class="quiet">${strings.articleCount(total)}</p>
<ol class="hits">${articles.map((article) => articleItem(view, article))}</ol>`,
  });
}

function titleOf({ strings }: View, { paper, date, pageNumber }: PageView['page']): string {
  return [
    paper ?? strings.noPaper,
    date === undefined ? strings.noDate : plainDate(strings, date),
    pageNumber === undefined ? strings.noPageNumber : strings.pageNumber(pageNumber),
  ].join(' ');
}

function articleItem({ strings, chosenLanguage: language }: View, article: PageView['articles'][number]): Html {
  const { kicker, title, subtitle, byline } = article;
  const people: HtmlPart = byline.reporters.length > 0 && html`<p class="meta">${strings.reporters} ${joined(byline.reporters, strings.listSeparator)}</p>`;
  return html`<li class="hit"><article>
${kicker.length > 0 && html`<p class="kicker">${joined(kicker, '\u3000')}</p>`}
<h2 class="headline"><a href="${articleLink(article.id, language)}">${title === '' ? html`<span class="untitled">${strings.untitled}</span>` : title}</a></h2>
${subtitle.length > 0 && html`<p class="subtitle">${joined(subtitle, '\u3000')}</p>`}
${people}
</article></li>`;
}
