/** A page that is not stored yet: its lines beside the articles they were read into. */
import { LOW_CONFIDENCE, type PageReading } from '../article/article.js';
import { canDivide, type DivisionStep } from './divide-reading.js';
import { html, joined, type Html } from './html.js';
import { colourOf, lineOwners } from './line-owners.js';
import type { View } from './view.js';

/** Lines that are shown. */
const MOST_LINES = 5_000;

/** Both sides of it. */
export function readingPreview(view: View, reading: PageReading): Html {
  const {
    strings: { add },
  } = view;
  const owners = lineOwners(reading.lines, reading.printed, 1);
  return html`<section class="preview" aria-labelledby="preview"><h2 id="preview" class="rule-title">${add.lookTitle}</h2>
<div class="bench-sides">
<ol class="raw" lang="zh-CN" tabindex="0" aria-label="${add.printed}">${reading.printed
    .slice(0, MOST_LINES)
    .map((text, index) => rawLine(text, index + 1, owners))}</ol>
<div>${reading.articles.length === 0 && html`<p>${add.noArticles}</p>`}
<ol class="drafts">${reading.articles.map((_, index) => articleItem(view, reading, index))}</ol>
<p class="quiet">${add.furniture(reading.furniture.length)}</p></div>
</div></section>`;
}

function rawLine(text: string, number: number, owners: ReadonlyMap<number, number>): Html {
  const owner = owners.get(number);
  const begins = owner !== undefined && owners.get(number - 1) !== owner;
  return html`<li class="line${
    owner !== undefined && ` ${colourOf(owner)}`
  }"><span class="line-number">${number}</span><span class="owner">${begins && owner + 1}</span><span class="line-text">${text}</span></li>
`;
}

function articleItem({ strings }: View, { articles, confidences }: PageReading, index: number): Html {
  const article = articles[index]!;
  const { kicker, title, subtitle, paragraphs } = article;
  return html`<li class="draft ${colourOf(index)}"><h3><span class="owner">${index + 1}</span> <span lang="zh-CN">${
    title === '' ? strings.untitled : title
  }</span></h3>
${(confidences[index] ?? 1) < LOW_CONFIDENCE && html`<p class="unsure">${strings.add.script.unsure}</p>`}
<div lang="zh-CN">${kicker.length > 0 && html`<p class="kicker">${joined(kicker, '\u3000')}</p>`}
${subtitle.length > 0 && html`<p class="subtitle">${joined(subtitle, '\u3000')}</p>`}
${paragraphs.map(
  (paragraph, at) => html`<p>${paragraph}${
    canDivide(article, at) &&
    html` ${stepButton(strings.add.divideAt(index + 1, at + 1), strings.add.script.divide, `d${index + 1}.${at + 1}`)}`
  }</p>
`,
)}</div>${
    index < articles.length - 1 &&
    html`<p>${stepButton(strings.add.mergeAt(index + 1, index + 2), strings.add.script.merge, `m${index + 1}`)}</p>`
  }</li>
`;
}

/** A button of the form above; `label` begins with what stands on it, so that it can be told from the others and be called by its name. */
function stepButton(label: string, text: string, step: DivisionStep): Html {
  return html`<button type="submit" form="add" name="do" value="${step}" class="plain-button step" aria-label="${label}">${text}</button>`;
}
