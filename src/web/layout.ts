/** The frame of every page: head, masthead, main, footer. */
import { html, type Html, type HtmlPart } from './html.js';
import type { View } from './view.js';

/** What one page puts into the frame. */
export interface PageParts {
  /** Title of the window; the site's name is added. */
  readonly title?: string;
  /** What the masthead holds beside the name: a small search box, or nothing on the front page. */
  readonly mastheadBox?: Html;
  readonly main: HtmlPart;
  /** Results and errors are not for other search engines. */
  readonly noIndex?: boolean;
  /** More for the head: feeds, scripts of one page. */
  readonly head?: HtmlPart;
}

/** A whole document. */
export function layout(view: View, { title, mastheadBox, main, noIndex, head }: PageParts): string {
  const { strings } = view;
  return html`<!doctype html>
<html lang="${strings.htmlLang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${noIndex === true && html`<meta name="robots" content="noindex">`}
<title>${title === undefined ? `${strings.siteName} · ${strings.tagline}` : `${title} · ${strings.siteName}`}</title>
<link rel="stylesheet" href="${view.assets.stylesheetPath}">
<link rel="icon" type="image/svg+xml" href="${view.assets.iconPath}">
<link rel="search" type="application/opensearchdescription+xml" title="${strings.siteName}" href="${view.links.openSearch()}">
<script src="${view.assets.scriptPath}" defer></script>
${head}
</head>
<body>
<a class="skip" href="#content">${strings.skipToContent}</a>
<header class="masthead${mastheadBox === undefined ? ' masthead-front' : ''}">
<div class="wide">
<a class="brand" href="${view.links.home()}">${strings.siteName}</a>
${mastheadBox}
<nav class="site-nav" aria-label="${strings.siteNav}">
<a href="${view.links.pageList()}">${strings.browsePages}</a>
<a href="${view.links.help()}">${strings.helpLink}</a> ${languageLink(view)}</nav>
</div>
</header>
<main id="content" class="wide" tabindex="-1">
${main}
</main>
<footer class="foot">
<div class="wide">
<a href="${view.links.pageList()}">${strings.browsePages}</a>
<a href="${view.links.add()}">${strings.add.title}</a>
<a href="${view.links.desk()}">${strings.desk.title}</a>
<a href="${view.links.advanced()}">${strings.help.advanced}</a>
<a href="${view.links.overTime({ queries: [], filters: {}, isShare: false })}">${strings.overTime.title}</a>
<a href="${view.links.docs()}">${strings.docs.title}</a>
</div>
</footer>
</body>
</html>
`.markup;
}

function languageLink({ language, otherLanguageQuery, strings }: View): Html {
  const other = language === 'zh' ? 'en' : 'zh-CN';
  return html`<a href="${otherLanguageQuery}" lang="${other}" hreflang="${other}">${strings.otherLanguage}</a>`;
}
