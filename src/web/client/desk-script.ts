/** The desk with the script: keys, and what this browser remembers of it. */
import { DeskEditor } from './desk-editor.js';
import { walkRows } from './desk-rows.js';
import { noteDesk } from './desk-memory.js';

noteDesk();
for (const element of document.querySelectorAll<HTMLElement>('[data-script]')) element.hidden = element.dataset['script'] === 'off';
const rows = document.querySelector<HTMLElement>('.desk-rows');
if (rows !== null) walkRows(rows);
const place = document.querySelector<HTMLElement>('#desk-editor');
if (place !== null) {
  const { id = '', page = '', words = '{}', kinds = '{}', lowConfidence } = place.dataset;
  const editor = new DeskEditor(place, {
    pageId: id,
    address: page,
    words: JSON.parse(words) as Record<string, string>,
    kinds: JSON.parse(kinds) as Record<string, string>,
    lowConfidence: Number(lowConfidence),
  });
  void editor.open();
}
document.addEventListener('keydown', (event) => {
  const way = event.altKey && !event.ctrlKey && !event.metaKey ? { KeyN: 'next', KeyP: 'prev' }[event.code] : undefined;
  const link = way === undefined ? null : document.querySelector<HTMLAnchorElement>(`nav.steps a[rel="${way}"]`);
  if (link === null) return;
  event.preventDefault();
  link.click();
});
