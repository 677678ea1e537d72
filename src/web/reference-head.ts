/** What the head of an article's page says to programs that keep references, and to search engines. */
import type { CitedArticle } from '../article/citation/cited-article.js';
import { citedOf } from '../http/cited-of.js';
import type { ArticleView } from '../http/view-models.js';
import { html, jsonData, type Html } from './html.js';
import type { View } from './view.js';

/** Dublin Core and PRISM as Zotero reads them, the article as schema.org tells it, and where its reference is as a file. */
export function referenceHead({ origin, links }: View, { article }: Pick<ArticleView, 'article'>): Html {
  const cited = citedOf(article);
  const url = origin + links.permanent(article.id);
  const alternates = [
    ['application/x-research-info-systems', 'ris', 'RIS'],
    ['application/vnd.citationstyles.csl+json', 'csl', 'CSL-JSON'],
  ] as const;
  return html`${metaFields(cited, url, article.rights).map(
    ([name, content]) => html`<meta name="${name}" content="${content}">
`,
  )}${alternates.map(
    ([type, format, title]) => html`<link rel="alternate" type="${type}" title="${title}" href="${links.citation(article.id, format)}">
`,
  )}${jsonData(newsArticle(cited, url, article.rights))}`;
}

type Field = readonly [name: string, content: string];

/** By `DC.type` Zotero takes the page for an article of a newspaper. */
function metaFields({ title, authors, paper, date, pageNumber, section }: CitedArticle, url: string, rights?: string): readonly Field[] {
  const fields: readonly (readonly [name: string, content: string | undefined])[] = [
    ['DC.type', 'newspaperArticle'],
    ['DC.title', title || undefined],
    ...authors.map((name): Field => ['DC.creator', name]),
    ['DC.source', paper],
    ['DC.date', date],
    ['DC.language', 'zh-CN'],
    ['DC.identifier', url],
    ['DC.rights', rights],
    ['prism.publicationName', paper],
    ['prism.publicationDate', date],
    ['prism.section', section],
    ['prism.startingPage', pageNumber],
  ];
  return fields.flatMap(([name, content]): Field[] => (content === undefined ? [] : [[name, content]]));
}

function newsArticle({ title, authors, paper, date, pageNumber, section }: CitedArticle, url: string, rights?: string): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: title || undefined,
    author: authors.length === 0 ? undefined : authors.map((name) => ({ '@type': 'Person', name })),
    datePublished: date,
    isPartOf: paper === undefined ? undefined : { '@type': 'Newspaper', name: paper },
    printPage: pageNumber,
    printSection: section,
    inLanguage: 'zh-CN',
    copyrightNotice: rights,
    url,
  };
}
