/** How to cite an article, to be copied or selected, and the address it keeps. */
import { bibtex } from '../article/citation/bibtex.js';
import { citationText } from '../article/citation/chinese.js';
import { cslItem } from '../article/citation/csl-item.js';
import { ris } from '../article/citation/ris.js';
import { citedOf } from '../http/cited-of.js';
import type { ArticleView } from '../http/view-models.js';
import { html, type Html } from './html.js';
import type { View } from './view.js';

/** A fold with the references, the standard in force first. The buttons show where there is a script. */
export function citationPart(view: View, { article }: Pick<ArticleView, 'article'>): Html {
  const { strings, origin, links } = view;
  const path = links.permanent(article.id);
  const url = origin === '' ? undefined : origin + path;
  const cited = citedOf(article);
  const online = { url: url ?? path, day: new Date().toISOString().slice(0, 10) };
  const { gbt, onPaper, online: onScreen, footnote } = strings.citations;
  const forms = [
    { id: 'cite-gbt', name: `${gbt(2025)} ${onPaper}`, text: citationText('gbt2025', cited) },
    { id: 'cite-gbt-online', name: `${gbt(2025)} ${onScreen}`, text: citationText('gbt2025', cited, online) },
    { id: 'cite-footnote', name: footnote, text: citationText('footnote', cited) },
    { id: 'cite-gbt2015', name: `${gbt(2015)} ${onPaper}`, text: citationText('gbt2015', cited) },
    { id: 'cite-gbt2015-online', name: `${gbt(2015)} ${onScreen}`, text: citationText('gbt2015', cited, online) },
    { id: 'cite-bibtex', name: 'BibTeX', text: bibtex(cited, url) },
    { id: 'cite-ris', name: 'RIS', text: ris(cited, url) },
    { id: 'cite-csl', name: 'CSL-JSON', text: JSON.stringify([cslItem(cited, url)], null, 2) },
  ];
  return html`<details class="cite" id="cite"><summary>${strings.cite}</summary>
<p>${strings.permalink} <a href="${path}">${online.url}</a></p>
${forms.map(
  ({ id, name, text }) => html`<section><h2>${name} <button type="button" class="plain-button" hidden data-copy="${id}"
    data-copied="${strings.copied}">${strings.copy}<span class="hidden"> ${name}</span></button><span class="hidden"
      role="status"></span></h2>
<pre id="${id}" tabindex="0" aria-label="${name}">${text}</pre></section>
`,
)}
</details>`;
}
