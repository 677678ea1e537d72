/** How to cite an article, to be copied or selected, and the address it keeps. */
import { authorsOf, bibtex, gbt7714, ris } from '../article/citation.js';
import type { ArticleView } from '../http/view-models.js';
import { html, type Html } from './html.js';
import type { View } from './view.js';

/** A fold with the reference in three forms. The buttons show where there is a script. */
export function citationPart({ strings, origin, links }: View, { article }: Pick<ArticleView, 'article'>): Html {
  const path = links.permanent(article.id);
  const url = origin === '' ? undefined : origin + path;
  const cited = { ...article, authors: authorsOf(article.byline) };
  const forms = [
    { id: 'cite-gbt', name: 'GB/T 7714', text: gbt7714(cited) },
    { id: 'cite-bibtex', name: 'BibTeX', text: bibtex(cited, url) },
    { id: 'cite-ris', name: 'RIS', text: ris(cited, url) },
  ];
  return html`<details class="cite" id="cite"><summary>${strings.cite}</summary>
<p>${strings.permalink} <a href="${path}">${url ?? path}</a></p>
${forms.map(
  ({ id, name, text }) => html`<section><h2>${name} <button type="button" class="plain-button" hidden data-copy="${id}"
    data-copied="${strings.copied}">${strings.copy}<span class="hidden"> ${name}</span></button><span class="hidden"
      role="status"></span></h2>
<pre id="${id}" tabindex="0" aria-label="${name}">${text}</pre></section>
`,
)}
</details>`;
}
