/** A page that is not stored yet: its lines beside the articles they were read into. */
import { LOW_CONFIDENCE, type ArticleContent } from '../article/article.js';
import { lineNumbers } from '../article/line-numbers.js';
import type { PageReading } from '../http/services.js';
import { html, joined, type Html } from './html.js';
import type { View } from './view.js';

/** Colours of articles; the numbers tell apart those that share one. */
const COLOUR_COUNT = 6;
/** Lines that are shown. */
const MOST_LINES = 5_000;

/** Both sides of it. */
export function readingPreview(view: View, reading: PageReading): Html {
  const { strings: { add } } = view;
  const owners = new Map<number, number>();
  reading.lines.forEach((lines, index) => {
    for (const number of lineNumbers(lines)) if (!owners.has(number)) owners.set(number, index);
  });
  return html`<section class="preview" aria-labelledby="preview"><h2 id="preview" class="rule-title">${add.lookTitle}</h2>
<div class="bench-sides">
<ol class="raw" lang="zh-CN" tabindex="0" aria-label="${add.printed}">${reading.printed.slice(0, MOST_LINES).map((text, index) => rawLine(text, index + 1, owners))}</ol>
<div>${reading.articles.length === 0 && html`<p>${add.noArticles}</p>`}
<ol class="drafts">${reading.articles.map((article, index) => articleItem(view, article, index, reading.confidences?.[index]))}</ol>
<p class="quiet">${add.furniture(reading.furniture.length)}</p></div>
</div></section>`;
}

function rawLine(text: string, number: number, owners: ReadonlyMap<number, number>): Html {
  const owner = owners.get(number);
  const begins = owner !== undefined && owners.get(number - 1) !== owner;
  return html`<li class="line${owner !== undefined && ` ${colourOf(owner)}`}"><span class="line-number">${number}</span><span class="owner">${begins && owner + 1}</span><span class="line-text">${text}</span></li>
`;
}

function articleItem({ strings }: View, article: ArticleContent, index: number, confidence = 1): Html {
  const { kicker, title, subtitle, paragraphs } = article;
  return html`<li class="draft ${colourOf(index)}"><h3><span class="owner">${index + 1}</span> <span lang="zh-CN">${title === '' ? strings.untitled : title}</span></h3>
${confidence < LOW_CONFIDENCE && html`<p class="unsure">${strings.add.script.unsure}</p>`}
<div lang="zh-CN">${kicker.length > 0 && html`<p class="kicker">${joined(kicker, '\u3000')}</p>`}
${subtitle.length > 0 && html`<p class="subtitle">${joined(subtitle, '\u3000')}</p>`}
${paragraphs.map((paragraph) => html`<p>${paragraph}</p>
`)}</div></li>
`;
}

function colourOf(index: number): string {
  return `colour-${(index % COLOUR_COUNT) + 1}`;
}
