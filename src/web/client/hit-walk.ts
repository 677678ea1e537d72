/** From hit to hit in an article: buttons, and the keys n and p, which can be turned off. */
import { areKeysOn, isTyped, setKeys } from './single-keys.js';

/** What is walked: marks in a text, boxes on a picture. */
type Hit = HTMLElement | SVGElement;

/** Turns the bar's list of anchors into buttons. Marks have the ids `hit-1`, `hit-2` … */
export function enhanceHits(bar: HTMLElement): void {
  const hits = [...document.querySelectorAll<Hit>('mark[id^="hit-"], .hit-box[id]')];
  const place = bar.querySelector('output')!;
  const isKeyed = bar.querySelector<HTMLInputElement>('input[type="checkbox"]')!;
  let current = hits.findIndex(({ id }) => `#${id}` === location.hash);
  const go = (by: 1 | -1): void => {
    hits[current]?.classList.remove('current');
    current = current < 0 && by < 0 ? hits.length - 1 : (current + by + hits.length) % hits.length;
    showHit(hits[current]!);
    place.textContent = `${current + 1} / ${hits.length}`;
  };
  for (const element of bar.querySelectorAll<HTMLElement>('[data-script]')) element.hidden = element.dataset['script'] === 'off';
  for (const button of bar.querySelectorAll<HTMLElement>('[data-step]')) {
    button.addEventListener('click', () => {
      go(button.dataset['step'] === '1' ? 1 : -1);
    });
  }
  isKeyed.checked = areKeysOn();
  isKeyed.addEventListener('change', () => {
    setKeys(isKeyed.checked);
  });
  document.addEventListener('keydown', (event) => {
    const { key } = event;
    if (isKeyed.checked && !isTyped(event) && (key === 'n' || key === 'p')) go(key === 'n' ? 1 : -1);
  });
}

function showHit(hit: Hit): void {
  hit.classList.add('current');
  hit.tabIndex = -1;
  hit.focus({ preventScroll: true });
  hit.scrollIntoView({ block: 'center' });
  // The address names the hit; the way back still leads to the results.
  history.replaceState(history.state, '', `#${hit.id}`);
}
