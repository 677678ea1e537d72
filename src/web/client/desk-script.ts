/** The desk with the script: keys, and what this browser remembers of it. */
import { walkRows } from './desk-rows.js';
import { noteDesk } from './desk-memory.js';

noteDesk();
for (const element of document.querySelectorAll<HTMLElement>('[data-script]')) element.hidden = element.dataset['script'] === 'off';
const rows = document.querySelector<HTMLElement>('.desk-rows');
if (rows !== null) walkRows(rows);
document.addEventListener('keydown', (event) => {
  const way = event.altKey && !event.ctrlKey && !event.metaKey ? { KeyN: 'next', KeyP: 'prev' }[event.code] : undefined;
  const link = way === undefined ? null : document.querySelector<HTMLAnchorElement>(`nav.steps a[rel="${way}"]`);
  if (link === null) return;
  event.preventDefault();
  link.click();
});
