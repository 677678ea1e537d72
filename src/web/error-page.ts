/** A fault as a page in the house style. */
import type { Fault } from '../http/problem.js';
import { html, type HtmlPart } from './html.js';
import { layout } from './layout.js';
import { DEFAULT_LIMIT } from './links.js';
import { releaseForm, type Release } from './release-form.js';
import { searchBox } from './search-box.js';
import type { View } from './view.js';

/** What is said of the fault. */
export interface ErrorPageParts {
  readonly fault: Fault;
  readonly requestId: string;
  /** Why an article is withheld. */
  readonly reason?: string | undefined;
  /** The query that failed. */
  readonly text?: string;
  /** For who may bring it back. */
  readonly release?: Release | undefined;
}

/** The page of a fault. */
export function errorPage(view: View, { fault, requestId, reason, release, text = '' }: ErrorPageParts): string {
  const { strings } = view;
  const title = fault.code === 'QUERY_TIMEOUT' ? strings.tooSlowTitle : (strings.errorTitles[fault.status] ?? strings.errorTitle);
  return layout(view, {
    title,
    mastheadBox: searchBox(view, text === '' ? undefined : { text, filters: {}, sort: 'relevance', limit: DEFAULT_LIMIT, offset: 0 }),
    noIndex: true,
    main: html`<section class="fault">
<h1 class="page-title">${title}</h1>
<p>${explanation(view, fault)}</p>
${reason !== undefined && html`<p>${reason}</p>`}
${release !== undefined && releaseForm(view, release)}
${faultList(view, fault)}
<p><a href="${view.links.home()}">${strings.home}</a></p>
${fault.status >= 500 && html`<p class="quiet">${strings.requestId} <code>${requestId}</code></p>`}
</section>`,
  });
}

/** What is wrong is said in English alone; where, in both languages. */
function faultList({ language }: View, { errors = [] }: Fault): HtmlPart {
  const items = errors.map(({ path, message }) => html`<li><code>${path}</code> ${language === 'en' && message}</li>`);
  return items.length > 0 && html`<ul>${items}</ul>`;
}

function explanation({ strings }: View, { code, status, detail, errors }: Fault): string {
  if (code === 'ARTICLE_WITHHELD') {
    return strings.withheld;
  }
  if (code === 'ARTICLE_DELETED') {
    return strings.deleted;
  }
  if (code === 'QUERY_TIMEOUT') {
    return strings.tooSlow;
  }
  if (status === 400 && errors === undefined) {
    return strings.badAddress;
  }
  return strings.errorHelp[status] ?? (status >= 500 ? strings.errorHelp[500] : undefined) ?? detail;
}
