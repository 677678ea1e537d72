/**
 * `/embed.js`: puts the box wherever a page says `<div class="xunbao-search"></div>` or `<xunbao-search></xunbao-search>`, and behind the
 * script itself where it says neither. See docs/embed.md.
 */
import { EmbedBox } from './embed-box.js';
import { embedOptions } from './embed-search.js';
import { defineSearchElement } from './search-element.js';

// A script that another script has put in, or a module, is not the current one.
const embedTag = (document.currentScript ?? document.querySelector('script[src*="/embed.js"]')) as HTMLScriptElement | null;

function putEmbedBoxes(tag: HTMLScriptElement): void {
  const places = [...document.querySelectorAll<HTMLElement>('.xunbao-search')];
  // In the head nothing is shown: there it stands for elements that come later.
  if (places.length === 0 && document.querySelector('xunbao-search') === null && tag.closest('head') === null) {
    const place = document.createElement('div');
    tag.after(place);
    places.push(place);
  }
  const options = embedOptions(tag.dataset, tag.src, document.documentElement.lang);
  for (const place of places) if (place.shadowRoot === null) new EmbedBox(place, () => options, 'suggestions');
}

defineSearchElement(embedTag);
if (embedTag !== null) {
  if (document.readyState === 'loading')
    document.addEventListener('DOMContentLoaded', () => {
      putEmbedBoxes(embedTag);
    });
  else putEmbedBoxes(embedTag);
}
