/**
 * `/embed.js`: puts the box wherever a page says `<div class="xunbao-search"></div>`, and behind the script itself where
 * it says so nowhere. See docs/embed.md.
 */
import { putEmbedBox } from './embed-box.js';
import { embedOptions } from './embed-search.js';

// A script that another script has put in is not the current one.
const embedTag = (document.currentScript ?? document.querySelector('script[src*="/embed.js"]')) as HTMLScriptElement | null;

function putEmbedBoxes(tag: HTMLScriptElement): void {
  const options = embedOptions(tag, document.documentElement.lang);
  const places = [...document.querySelectorAll<HTMLElement>('.xunbao-search')];
  if (places.length === 0) {
    const place = document.createElement('div');
    tag.after(place);
    places.push(place);
  }
  for (const place of places) putEmbedBox(place, options);
}

if (embedTag !== null) {
  if (document.readyState === 'loading')
    document.addEventListener('DOMContentLoaded', () => {
      putEmbedBoxes(embedTag);
    });
  else putEmbedBoxes(embedTag);
}
