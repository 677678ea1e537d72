/** Adding pages with the script: many files, and a look at each before it is stored. Without it the form stores one pasted page. */
import { AddQueue } from './add-queue.js';
import { AddRequests, type PlaceGiven } from './add-requests.js';
import { fillIn } from './make-element.js';

function enhanceAddForm(form: HTMLFormElement): void {
  const words = JSON.parse(form.dataset['words'] ?? '{}') as Record<string, string>;
  const field = (name: string): HTMLInputElement | null => form.querySelector(`[name="${name}"]`);
  const valueOf = (name: string): string => field(name)?.value.trim() ?? '';
  const { api = '', pages = '' } = form.dataset;
  const queue = new AddQueue(words, Number(form.dataset['lowConfidence']), new AddRequests({ api, pages }, () => valueOf('key')));
  form.after(queue.element);
  for (const element of form.querySelectorAll<HTMLElement>('[data-script]')) element.hidden = element.dataset['script'] === 'off';
  const placeOf = (pageNumber: string): PlaceGiven => ({ paper: valueOf('paper'), date: valueOf('date'), pageNumber });
  const take = (files: Iterable<File>): void => {
    const taken = [...files].map((file) => ({ name: file.name, bytes: file }));
    // A number is one page's; the files say theirs.
    if (taken.length > 0) queue.add(taken, placeOf(taken.length === 1 ? valueOf('pageNumber') : ''));
  };

  let pastedCount = 0;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field('text')!;
    if (text.value.trim() === '') {
      text.focus();
      return;
    }
    pastedCount += 1;
    queue.add(
      [{ name: fillIn(words['pasted']!, pastedCount), bytes: new Blob([text.value], { type: 'text/plain' }) }],
      placeOf(valueOf('pageNumber')),
    );
    text.value = '';
    // The next page has another number; it must not take the place of this one.
    const number = field('pageNumber');
    if (number !== null) number.value = '';
  });
  const input = form.querySelector<HTMLInputElement>('input[type="file"]')!;
  input.addEventListener('change', () => {
    take(input.files ?? []);
    // The same files again are a change too.
    input.value = '';
  });
  acceptDrops(form.querySelector<HTMLElement>('.drop')!, take);
}

/** Files that miss the place are not opened in the place of the page. */
function acceptDrops(place: HTMLElement, take: (files: Iterable<File>) => void): void {
  for (const type of ['dragover', 'drop'] as const)
    document.addEventListener(type, (event) => {
      event.preventDefault();
    });
  place.addEventListener('dragover', () => {
    place.classList.add('over');
  });
  place.addEventListener('dragleave', () => {
    place.classList.remove('over');
  });
  place.addEventListener('drop', ({ dataTransfer }) => {
    place.classList.remove('over');
    take(dataTransfer?.files ?? []);
  });
}

const addForm = document.querySelector<HTMLFormElement>('form[data-words]');
if (addForm !== null) enhanceAddForm(addForm);
