/** What the script adds to pages that work without it. */
import { enhanceCopyButton } from './copy-button.js';
import { enhanceHits } from './hit-walk.js';
import { enhanceSearchBox } from './search-combobox.js';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-suggest]')) {
  const input = form.querySelector<HTMLInputElement>('input[type="search"]');
  if (input !== null) enhanceSearchBox(form, input);
}
const bar = document.querySelector<HTMLElement>('.hits-bar');
if (bar !== null) enhanceHits(bar);
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) enhanceCopyButton(button);
