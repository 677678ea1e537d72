/** What the script adds to pages that work without it. */
import { enhanceCopyButton } from './copy-button.js';
import { hasBeenAtDesk } from './desk-memory.js';
import { enhanceHits } from './hit-walk.js';
import { enhanceSearchBox } from './search-combobox.js';
import { enhanceSaveButton, showSearches } from './search-lists.js';
import { areKeysOn, isTyped } from './single-keys.js';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-suggest]')) {
  const input = form.querySelector<HTMLInputElement>('input[type="search"]');
  const { suggest = '', suggestLabel = '', suggestSome = '', suggestKinds = '{}' } = form.dataset;
  if (input !== null)
    enhanceSearchBox(
      form,
      input,
      { url: suggest },
      { label: suggestLabel, some: suggestSome, kinds: JSON.parse(suggestKinds) as Record<string, string> },
    );
}
const bar = document.querySelector<HTMLElement>('.hits-bar');
if (bar !== null) enhanceHits(bar);
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) enhanceCopyButton(button);
// A browser that has been at the desk is that of somebody who may write.
if (hasBeenAtDesk()) for (const link of document.querySelectorAll<HTMLElement>('[data-desk]')) link.hidden = false;
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-search]')) enhanceSaveButton(button);
for (const section of document.querySelectorAll<HTMLElement>('[data-searches]')) showSearches(section);
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || !areKeysOn() || isTyped(event)) return;
  const box = document.querySelector<HTMLInputElement>('form.box input[type="search"]');
  if (box === null) return;
  // The key is for the box and does not stand in it.
  event.preventDefault();
  box.focus();
  box.select();
});
