/** `/articles/{id}`: the article as it was printed, its marks, its neighbours on the page. */
import { isDatedByText, pagePlaceOf } from '../article/dated-by-text.js';
import type { ArticleHead } from '../http/issue-service.js';
import type { ArticleView, HitView, RegionView } from '../http/view-models.js';
import { citationPart } from './citation-part.js';
import { cuttingPart } from './cutting-part.js';
import { deskLink } from './desk/desk-link.js';
import { hitsBar } from './hits-bar.js';
import { html, joined, type Html, type HtmlPart } from './html.js';
import { layout } from './layout.js';
import { DEFAULT_LIMIT } from './links.js';
import type { SearchState } from './search-state.js';
import { HitNumbers, markText } from './marks.js';
import { addressOf } from './page-address.js';
import { pageHead } from './page-head.js';
import { dateText, dotted, placeParts } from './place-line.js';
import { printedLinesOf } from './printed-lines.js';
import { referenceHead } from './reference-head.js';
import { searchBox } from './search-box.js';
import { confidenceMark, missingLine, pageAnchor, turnLines } from './story-parts.js';
import type { View } from './view.js';

type Article = ArticleView['article'];

/** What the page is written from. */
export interface ArticlePageParts extends ArticleView {
  /** The search the reader came from. */
  readonly state: SearchState | undefined;
  /** Articles of the same page in printed order, this one included; empty when its page is not known. */
  readonly samePage: readonly ArticleHead[];
  /** What it takes of printed pages that can be shown. */
  readonly cuttings: readonly RegionView[];
  /** Who asks may write. */
  readonly mayWrite: boolean;
  /** Articles about the same matter. */
  readonly similar: readonly HitView[];
}

/** What the parts of the page are written with. */
interface Writing {
  readonly view: View;
  readonly parts: ArticlePageParts;
  readonly hits: HitNumbers;
}

/** The page of one article. */
export function articlePage(view: View, parts: ArticlePageParts): string {
  const { article, state } = parts;
  const { strings } = view;
  const hits = new HitNumbers();
  // The bar stands above and needs the number of hits, which is known when they are written.
  const body = articleBody({ view, parts, hits });
  return layout(view, {
    title: article.title === '' ? strings.untitled : article.title,
    mastheadBox: searchBox(view, state),
    head: html`${pageHead(view, {
      path: view.links.permanent(article.id),
      title: article.title === '' ? strings.untitled : article.title,
      description: article.paragraphs[0] ?? '',
      article: { date: article.date },
    })}${referenceHead(view, parts)}`,
    main: html`${backLink(view, state)}
<div class="reading">
<div class="column">
${hits.count > 0 && hitsBar(view, hits.count)}
${body}
${cuttingPart(view, parts)}
</div>
<div class="beside">
${parts.samePage.length > 1 && neighbours(view, parts)}
${parts.similar.length > 0 && similarArticles(view, parts.similar)}
</div>
</div>`,
  });
}

function backLink({ strings, links }: View, state: SearchState | undefined): Html {
  const back = state === undefined ? links.home() : links.search(state);
  return html`<p class="back"><a href="${back}">‹ ${state === undefined ? strings.backToSearch : strings.backToResults}</a></p>`;
}

function articleBody(writing: Writing): Html {
  const { view, parts } = writing;
  const { article } = parts;
  const { strings } = view;
  return html`<article class="article" lang="zh-CN">
${headlineBlock(writing)}
${missingLine(view, parts.missing, 'from')}
<div class="text kind-${article.kind}">${paragraphs(writing)}</div>
${missingLine(view, parts.missing, 'to')}
<footer class="colophon" lang="${strings.htmlLang}">
${article.rights !== undefined && html`<p><span class="label">${strings.rights}</span> <span lang="zh-CN">${article.rights}</span></p>`}
${printedOn(writing)}
${confidenceMark(view, parts)}
${citationPart(view, parts)}
${deskLinks(view, parts)}
</footer>
</article>`;
}

/** A way to each page it was read from. */
function deskLinks(view: View, { page, parts, mayWrite }: ArticlePageParts): HtmlPart {
  const pages = [...new Set((parts ?? [{ page }]).flatMap((part) => part.page?.id ?? []))];
  return pages.map((id) => deskLink(view, id, mayWrite));
}

/** The printed pages it was read from, by name; the files they came as are the keeper's matter. */
function printedOn({ view, parts: { article, page, parts } }: Writing): HtmlPart {
  const { strings } = view;
  const places = (parts ?? [{ ...pagePlaceOf(article), page }]).filter((one) => one.page !== null && one.pageNumber !== undefined);
  return (
    places.length > 0 &&
    html`<p><span class="label">${strings.source}</span> ${joined(
      places.map(({ paper, date, pageNumber, page }) => {
        const place = {
          ...(paper !== undefined && { paper }),
          ...(date !== undefined && { date }),
          ...(pageNumber !== undefined && { pageNumber }),
        };
        const address = page === null ? place : addressOf({ ...place, id: page.id });
        return html`<a href="${view.links.page(address)}">${joined(placeParts(view, place), ' ')}</a>`;
      }),
      strings.listSeparator,
    )}</p>`
  );
}

function headlineBlock({ view, parts, hits }: Writing): Html {
  const { strings } = view;
  const { article, marks } = parts;
  return html`<header class="headlines">
${
  article.banner !== undefined && html`<p class="banner">${printedLines(article.banner, markText(article.banner, marks?.banner, hits))}</p>`
}
${article.kicker.map((line, index) => html`<p class="kicker">${markText(line, marks?.kicker[index], hits)}</p>`)}
<h1>${article.title === '' ? html`<span class="untitled">${strings.untitled}</span>` : markText(article.title, marks?.title, hits)}</h1>
${article.subtitle.map((line, index) => html`<p class="subtitle">${markText(line, marks?.subtitle[index], hits)}</p>`)}
<p class="meta">${dotted(place(view, article, parts.parts))}</p>
${bylineText({ view, parts, hits })}
${
  printedLinesOf(parts).length > 0 &&
  html`<p class="to-trail"><a href="${view.links.trail(article.id, parts.state)}">${strings.toTrail}</a></p>`
}
</header>`;
}

/** A banner of two lines stays two lines; its style keeps the break. */
function printedLines(text: string, marked: HtmlPart): HtmlPart {
  return text.includes('\n') ? html`<span class="lines">${marked}</span>` : marked;
}

function place(view: View, article: Article, parts: ArticlePageParts['parts']): HtmlPart[] {
  const { strings } = view;
  const { paper, date, section, kind } = article;
  const pages = (parts ?? [pagePlaceOf(article)]).flatMap((one) => pageAnchor(view, one) ?? []);
  const page = pages.length === 0 ? undefined : html`${joined(pages, strings.listSeparator)}`;
  const day = isDatedByText(article) ? html`${dateText(view, date) ?? ''}${strings.dateFromText}` : dateText(view, date);
  return [paper, day, page, section, kind === 'news' ? undefined : strings.kinds[kind]].filter((part) => part !== undefined);
}

const PEOPLE = ['reporters', 'correspondents', 'authors', 'photographers'] as const;

function bylineText({ view, parts: { article, marks }, hits }: Writing): HtmlPart {
  const { strings } = view;
  const { byline } = article;
  const groups = PEOPLE.flatMap((field) => {
    const names = (byline[field] ?? []).map((name, index) => {
      const others = view.links.search({ text: '', filters: { reporter: [name] }, sort: 'newest', limit: DEFAULT_LIMIT, offset: 0 });
      return html`<a href="${others}">${markText(name, marks?.people[field][index], hits)}</a>`;
    });
    return names.length === 0 ? [] : [html`<span class="label">${strings[field]}</span> ${joined(names, strings.listSeparator)}`];
  });
  const origin = [byline.agency, byline.dateline].filter((part) => part !== undefined);
  const shown = [...groups, ...origin];
  return shown.length > 0 && html`<p class="byline">${joined(shown, '\u3000')}</p>`;
}

function paragraphs({ view, parts, hits }: Writing): HtmlPart[] {
  const { article, marks } = parts;
  const turns = turnLines(view, parts.parts);
  const subheads = namedParagraphs(article, 'subheads');
  const captions = namedParagraphs(article, 'captions');
  const places = new Map(printedLinesOf(parts).map((printed) => [printed.paragraph, printed]));
  const shown = article.paragraphs.map((paragraph, index) => {
    const style = subheads.has(paragraph) ? 'subhead' : captions.has(paragraph) ? 'caption' : undefined;
    const ranges = marks?.paragraphs[index] ?? [];
    const printed = ranges.length > 0 ? places.get(index) : undefined;
    return html`${turns.get(index) ?? ''}<p id="p${index + 1}"${
      style !== undefined && html` class="${style}"`
    }>${markText(paragraph, ranges, hits)}${
      printed !== undefined &&
      html` <a class="printed" href="${view.links.trail(article.id, parts.state)}#${printed.anchor}">${view.strings.printedLines(
        printed.first,
        printed.last,
      )}</a>`
    }</p>
`;
  });
  return [...shown, turns.get(article.paragraphs.length) ?? ''];
}

function namedParagraphs({ extra }: Article, name: string): ReadonlySet<unknown> {
  const named = extra !== undefined && Object.hasOwn(extra, name) ? extra[name] : undefined;
  return new Set(Array.isArray(named) ? named : []);
}

function neighbours({ strings, links }: View, { article, samePage }: ArticlePageParts): Html {
  return html`<nav class="neighbours" aria-labelledby="same-page">
<h2 id="same-page" class="rule-title">${strings.samePage}</h2>
<ol lang="zh-CN">${samePage.map((other) => {
    const title = other.title === '' ? (other.opening ?? '').slice(0, 20) : other.title;
    return other.id === article.id
      ? html`<li><span aria-current="page">${title}</span></li>`
      : html`<li><a href="${links.article(other.id)}">${title}</a></li>`;
  })}</ol>
</nav>`;
}

function similarArticles(view: View, similar: readonly HitView[]): Html {
  const { strings } = view;
  return html`<nav class="neighbours" aria-labelledby="similar">
<h2 id="similar" class="rule-title">${strings.similar}</h2>
<ol>${similar.map(
    ({ id, article }) =>
      html`<li><a href="${view.links.article(id)}"><span lang="zh-CN">${
        article.title === '' ? strings.untitled : article.title
      }</span> <span class="meta">${dotted(placeParts(view, article))}</span></a></li>`,
  )}</ol>
</nav>`;
}
