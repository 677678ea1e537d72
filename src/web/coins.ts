/** A reference that a list carries beside each article, unseen (COinS, as Zotero reads it). */
import type { HitView } from '../http/view-models.js';
import { html, type Html } from './html.js';
import type { View } from './view.js';

/** The span of one hit: fields of Dublin Core under the name of Zotero's own kind of thing, as no kind of OpenURL is a newspaper's. */
export function coins({ origin, links }: View, { id, article }: HitView): Html {
  const { title, reporters, paper, date, pageNumber } = article;
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    ['ctx_ver', 'Z39.88-2004'],
    ['rft_val_fmt', 'info:ofi/fmt:kev:mtx:dc'],
    ['rft.type', 'newspaperArticle'],
    ['rft.title', title || undefined],
    ...reporters.map((name) => ['rft.creator', name] as const),
    ['rft.source', paper],
    ['rft.date', date],
    ['rft.pages', pageNumber],
    ['rft.language', 'zh-CN'],
    ['rft.identifier', origin + links.permanent(id)],
  ];
  const known = fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encoded(value)}`]));
  return html`<span class="Z3988" title="${known.join('&')}"></span>`;
}

/** Han stand as they are: percent-encoded they would be three times as long, and readers decode either. */
function encoded(value: string): string {
  return value.replace(/[\s%&=+#;"'<>]/g, encodeURIComponent);
}
