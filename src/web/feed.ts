/** What other programs read of the pages: a search as an Atom feed, and how a browser adds the box to its own (OpenSearch). */
import type { HitView, SearchView } from '../http/view-models.js';
import { html, type Html, type HtmlPart } from './html.js';
import { DEFAULT_LIMIT } from './links.js';
import type { SearchState } from './search-state.js';
import { plainDate } from './place-line.js';
import type { View } from './view.js';

/** Entries of a feed. */
export const FEED_LENGTH = 20;
/** Atom wants a time of everything; what has none gets the beginning of time. */
const NO_TIME = '1970-01-01T00:00:00Z';

/**
 * An Atom feed (RFC 4287) of a search's newest results. A newspaper has a day and no hour: an entry is dated the
 * beginning of its day in China. Results with parts of the query let go are no results here.
 */
export function atomFeed(view: View, state: SearchState, { hits, query }: SearchView): string {
  const { strings, origin } = view;
  const entries = query.relaxed ? [] : hits;
  const title = state.text === '' ? strings.recent : strings.resultsTitle(state.text);
  const self = `${origin}${view.links.feed(state)}`;
  return xml`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${strings.htmlLang}">
<id>${self}</id>
<title>${title} · ${strings.siteName}</title>
<updated>${timeOf(entries[0]?.article.date)}</updated>
<author><name>${strings.siteName}</name></author>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${origin}${view.links.search({ ...state, sort: 'newest', limit: DEFAULT_LIMIT, offset: 0 })}"/>
${entries.map((hit) => entryOf(view, hit))}</feed>
`;
}

function entryOf({ strings, origin, links }: View, { id, article, snippets }: HitView): Html {
  const { paper, date, pageNumber, section, reporters } = article;
  const place = [
    paper,
    date === undefined ? undefined : plainDate(strings, date),
    pageNumber === undefined ? undefined : strings.pageNumber(pageNumber),
    section,
  ];
  const address = `${origin}${links.permanent(id)}`;
  return html`<entry>
<id>${address}</id>
<title>${article.title === '' ? strings.untitled : article.title}</title>
<updated>${timeOf(date)}</updated>
${(reporters.length > 0 ? reporters : [paper ?? strings.noPaper]).map((name) => html`<author><name>${name}</name></author>`)}
<link rel="alternate" type="text/html" href="${origin}${links.article(id)}"/>
${paper !== undefined && html`<category term="${paper}"/>`}
<summary>${place.filter((part) => part !== undefined).join(' · ')}${
    snippets.length > 0 && ` — ${snippets.map(({ text }) => text).join('……')}`
  }</summary>
</entry>
`;
}

function timeOf(date: string | undefined): string {
  return date === undefined ? NO_TIME : `${date}T00:00:00+08:00`;
}

/** An OpenSearch 1.1 description document (https://github.com/dewitt/opensearch). A short name has at most 16 characters. */
export function openSearchDescription({ strings, origin, links, chosenLanguage, assets }: View): string {
  const language = chosenLanguage === undefined ? '' : `&lang=${chosenLanguage}`;
  return xml`<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${strings.siteName}</ShortName>
<Description>${strings.tagline}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Image width="16" height="16" type="image/svg+xml">${origin}${assets.iconPath}</Image>
<Url type="text/html" template="${origin}${links.file('/')}?q={searchTerms}${language}"/>
<Url type="application/atom+xml" template="${origin}${links.file('/feed.atom')}?q={searchTerms}${language}"/>
</OpenSearchDescription>
`;
}

/** XML by the same template as HTML, whose escapes XML knows too; without the characters XML 1.0 has no place for. */
function xml(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): string {
  const { markup } = html(strings, ...parts);
  return `<?xml version="1.0" encoding="utf-8"?>\n${markup.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')}`;
}
