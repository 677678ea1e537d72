/** One hit in a list of results. */
import type { HitView, MarkedFieldView, SnippetView } from '../http/view-models.js';
import { coins } from './coins.js';
import { html, joined, type Html, type HtmlPart } from './html.js';
import type { SearchState } from './search-state.js';
import { markText } from './marks.js';
import { dotted, placeParts } from './place-line.js';
import type { View } from './view.js';

/** A list item: kicker, headline, place and people, snippets. Without a state the link carries no query. */
export function hitItem(view: View, hit: HitView, state?: SearchState): Html {
  const { article, fields } = hit;
  const { strings } = view;
  const title = article.title === '' ? html`<span class="untitled">${strings.untitled}</span>` : markText(hit.title.text, hit.title.ranges);
  const href = view.links.article(hit.id, state);
  return html`<li class="hit"><article lang="zh-CN">
${article.kicker.length > 0 && html`<p class="kicker">${joined(lineParts('kicker', article.kicker, fields), '\u3000')}</p>`}
<h2 class="headline"><a href="${href}">${title}</a></h2>
${
  fields.some(({ field }) => field === 'subtitle') &&
  html`<p class="subtitle">${joined(lineParts('subtitle', article.subtitle, fields), '\u3000')}</p>`
}
<p class="meta" lang="${strings.htmlLang}">${dotted([...placeParts(view, article), ...people(view, hit)])}</p>
${hit.snippets.length > 0 && html`<p class="snippet">${snippetsText(hit.snippets)}</p>`}
${missing(view, hit)}
${printedElsewhere(view, hit)}
${coins(view, hit)}
</article></li>`;
}

/** The words a loosened hit lacks. */
function missing({ strings }: View, { missing: words = [] }: HitView): HtmlPart {
  if (words.length === 0) return undefined;
  const listed = joined(
    words.map((word) => html`<del lang="zh-CN">${word}</del>`),
    strings.listSeparator,
  );
  return html`<p class="missing" lang="${strings.htmlLang}">${strings.missing}${listed}</p>`;
}

/** Articles that print the same dispatch; in a hit there are 20 at most. */
function printedElsewhere({ strings, links }: View, { sameAs = [] }: HitView): HtmlPart {
  if (sameAs.length === 0) return undefined;
  const others = sameAs.map((id, at) => html`<a href="${links.article(id)}">${at + 1}</a>`);
  return html`<p class="meta" lang="${strings.htmlLang}">${strings.printedElsewhere(sameAs.length)}${joined(others, ' ')}</p>`;
}

/** Lines of one field, marked where the hit says so. */
function lineParts(field: MarkedFieldView['field'], lines: readonly string[], fields: readonly MarkedFieldView[]): HtmlPart[] {
  return lines.map((line, index) => {
    const mark = fields.find((candidate) => candidate.field === field && candidate.index === index);
    return mark === undefined ? line : markText(mark.text, mark.ranges);
  });
}

/** The reporters always; other people and the banner only where they hold a mark. */
function people({ strings }: View, { article, fields }: HitView): HtmlPart[] {
  const marked = (field: MarkedFieldView['field']) =>
    fields.filter((candidate) => candidate.field === field).map(({ text, ranges }) => markText(text, ranges));
  const groups: [label: string, names: HtmlPart[]][] = [
    [strings.reporters, lineParts('reporters', article.reporters, fields)],
    [strings.correspondents, marked('correspondents')],
    [strings.photographers, marked('photographers')],
    [strings.authors, marked('authors')],
  ];
  const named = groups.filter(([, names]) => names.length > 0);
  return [...named.map(([label, names]) => [label, ' ', joined(names, strings.listSeparator)]), ...marked('banner')];
}

const ELLIPSIS = '…';
const SENTENCE_END = /[。！？；!?.][”』」’）)]*$/u;

/** Snippets one behind the other: an ellipsis where a paragraph goes on, one between two of them, none beside one that is printed. */
function snippetsText(snippets: readonly SnippetView[]): HtmlPart[] {
  return snippets.map(({ text, ranges, start }, at) => {
    const before = snippets[at - 1];
    const isOpen = before !== undefined && !SENTENCE_END.test(before.text);
    const begins = start > 0 && !isOpen && !text.startsWith(ELLIPSIS);
    const ends = !SENTENCE_END.test(text) && !text.endsWith(ELLIPSIS);
    return html`<span>${begins && '……'}${markText(text, ranges)}${ends && '……'}</span>`;
  });
}
