/** `/articles/{id}`: the article as it was printed, its marks, its neighbours on the page. */
import { isDatedByText, pagePlaceOf } from '../article/dated-by-text.js';
import type { ArticleView } from '../http/view-models.js';
import { html, joined, type Html, type HtmlPart } from './html.js';
import { layout } from './layout.js';
import { articleLink, searchLink, type SearchState } from './links.js';
import { markText } from './marks.js';
import { dateText, dotted } from './place-line.js';
import { searchBox } from './search-box.js';
import { confidenceMark, missingLine, pageAnchor, turnLines } from './story-parts.js';
import type { View } from './view.js';

type Article = ArticleView['article'];

export interface ArticlePageParts extends ArticleView {
  /** The search the reader came from. */
  readonly state: SearchState | undefined;
  /** Articles of the same page in printed order, this one included; empty when its page is not known. */
  readonly samePage: readonly Article[];
}

/** The page of one article. */
export function articlePage(view: View, parts: ArticlePageParts): string {
  const { article, state } = parts;
  const { strings, chosenLanguage: language } = view;
  const back = state === undefined ? (language === undefined ? '/' : `/?lang=${language}`) : searchLink(state);
  return layout(view, {
    title: article.title === '' ? strings.untitled : article.title,
    mastheadBox: searchBox(view, state),
    main: html`<p class="back"><a href="${back}">‹ ${state === undefined ? strings.backToSearch : strings.backToResults}</a></p>
<div class="reading">
<article class="article" lang="zh-CN">
${headlineBlock(view, parts)}
${missingLine(view, parts.missing, 'from')}
<div class="text kind-${article.kind}">${paragraphs(view, parts)}</div>
${missingLine(view, parts.missing, 'to')}
<footer class="colophon">
${article.rights !== undefined && html`<p><span class="label">${strings.rights}</span> ${article.rights}</p>`}
${sources(parts).length > 0 && html`<p><span class="label">${strings.source}</span> ${joined(sources(parts), strings.listSeparator)}</p>`}
${confidenceMark(view, parts)}
</footer>
</article>
${parts.samePage.length > 1 && neighbours(view, parts)}
</div>`,
  });
}

function sources({ page, parts }: ArticlePageParts): readonly string[] {
  return parts === undefined ? [page?.source ?? []].flat() : [...new Set(parts.flatMap((part) => part.page?.source ?? []))];
}

function headlineBlock(view: View, { article, marks, parts }: ArticlePageParts): Html {
  const { strings } = view;
  return html`<header class="headlines">
${article.banner !== undefined && html`<p class="banner">${printedLines(article.banner, markText(article.banner, marks?.banner))}</p>`}
${article.kicker.map((line, index) => html`<p class="kicker">${markText(line, marks?.kicker[index])}</p>`)}
<h1>${article.title === '' ? html`<span class="untitled">${strings.untitled}</span>` : markText(article.title, marks?.title)}</h1>
${article.subtitle.map((line, index) => html`<p class="subtitle">${markText(line, marks?.subtitle[index])}</p>`)}
<p class="meta">${dotted(place(view, article, parts))}</p>
${bylineText(view, article, marks)}
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

function bylineText({ strings, chosenLanguage: language }: View, { byline }: Article, marks: ArticleView['marks']): HtmlPart {
  const groups = PEOPLE.flatMap((field) => {
    const names = (byline[field] ?? []).map((name, index) => {
      const others = searchLink({ text: '', filters: { reporter: [name] }, sort: 'newest', limit: 10, offset: 0, language });
      return html`<a href="${others}">${markText(name, marks?.people[field][index])}</a>`;
    });
    return names.length === 0 ? [] : [html`<span class="label">${strings[field]}</span> ${joined(names, strings.listSeparator)}`];
  });
  const origin = [byline.agency, byline.dateline].filter((part) => part !== undefined);
  const parts = [...groups, ...origin];
  return parts.length > 0 && html`<p class="byline">${joined(parts, '\u3000')}</p>`;
}

function paragraphs(view: View, { article, marks, parts }: ArticlePageParts): HtmlPart[] {
  const turns = turnLines(view, parts);
  const subheads = namedParagraphs(article, 'subheads');
  const captions = namedParagraphs(article, 'captions');
  const shown = article.paragraphs.map((paragraph, index) => {
    const style = subheads.has(paragraph) ? 'subhead' : captions.has(paragraph) ? 'caption' : undefined;
    return html`${turns.get(index) ?? ''}<p id="p${index + 1}"${style !== undefined && html` class="${style}"`}>${markText(paragraph, marks?.paragraphs[index])}</p>
`;
  });
  return [...shown, turns.get(article.paragraphs.length) ?? ''];
}

function namedParagraphs({ extra }: Article, name: string): ReadonlySet<unknown> {
  const named = extra !== undefined && Object.hasOwn(extra, name) ? extra[name] : undefined;
  return new Set(Array.isArray(named) ? named : []);
}

function neighbours({ strings, chosenLanguage: language }: View, { article, samePage }: ArticlePageParts): Html {
  return html`<aside class="neighbours" aria-labelledby="same-page">
<h2 id="same-page" class="rule-title">${strings.samePage}</h2>
<ol>${samePage.map((other) => {
  const title = other.title === '' ? (other.paragraphs[0] ?? '').slice(0, 20) : other.title;
  return other.id === article.id
    ? html`<li><span aria-current="page">${title}</span></li>`
    : html`<li><a href="${articleLink(other.id, language)}">${title}</a></li>`;
})}</ol>
</aside>`;
}
