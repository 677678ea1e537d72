/** The bar over an article that leads from hit to hit: links without the script, two buttons and two keys with it. */
import { html, type Html } from './html.js';
import type { View } from './view.js';

/** Links that stand in the bar without the script. */
const MOST_LINKS = 100;

/** The bar for `count` hits, at least one. What is `data-script="on"` shows with the script only, `off` without it only. */
export function hitsBar({ strings }: View, count: number): Html {
  const links = Array.from({ length: Math.min(count, MOST_LINKS) }, (_, index) => html`<a href="#hit-${index + 1}">${index + 1}</a> `);
  return html`<nav class="hits-bar" aria-label="${strings.hitsLabel}">
<span class="hit-links" data-script="off">${strings.hitCount(count)} ${links}</span>
<span class="hit-steps" data-script="on" hidden>
<button type="button" class="plain-button" data-step="-1">‹ ${strings.previousHit}</button>
<output>${strings.hitCount(count)}</output>
<button type="button" class="plain-button" data-step="1">${strings.nextHit} ›</button>
<label class="hit-keys"><input type="checkbox" checked> ${strings.hitKeys}</label>
</span>
</nav>`;
}
