/** The searches of this browser on the page: a button that saves the one that is shown, and the lists on the front page. */
import { makeButton, makeElement } from './make-element.js';
import { forgetRecent, forgetSearch, isSearchSaved, keptSearches, noteSearch, saveSearch, type KeptSearch } from './search-memory.js';

/** Names of the lists, and of what can be done with them. */
interface ListNames {
  readonly recent: string;
  readonly saved: string;
  readonly forget: string;
  readonly forgetRecent: string;
}

/** Notes the search of the button's page, and shows the button, which saves it and lets it go again. */
export function enhanceSaveButton(button: HTMLButtonElement): void {
  const { search = '', text = '', saved = '' } = button.dataset;
  const label = button.textContent;
  noteSearch(text, search);
  const show = (): void => {
    const isSaved = isSearchSaved(search);
    button.textContent = isSaved ? saved : label;
    button.setAttribute('aria-pressed', String(isSaved));
  };
  button.addEventListener('click', () => {
    saveSearch(search, !isSearchSaved(search));
    show();
  });
  show();
  button.hidden = false;
}

/** Fills the section with what is saved and what was asked last; it stays hidden where there is neither. */
export function showSearches(section: HTMLElement): void {
  const names = JSON.parse(section.dataset['searches'] ?? '{}') as ListNames;
  const searches = keptSearches();
  const [saved, recent] = [searches.filter(({ isSaved }) => isSaved), searches.filter(({ isSaved }) => !isSaved)];
  const again = (change: () => void) => (): void => {
    change();
    showSearches(section);
    // What was pressed is gone: the keyboard goes on from here.
    section.querySelector<HTMLElement>('a')?.focus();
  };
  const list = (name: string, of: readonly KeptSearch[], ...more: readonly Node[]): readonly Node[] =>
    of.length === 0 ? [] : [makeElement('h2', { className: 'rule-title' }, name), makeElement('ul', {}, ...of.map(item)), ...more];
  const item = ({ text, address }: KeptSearch): Node =>
    makeElement(
      'li',
      {},
      makeElement('a', { href: address, lang: 'zh-CN' }, text),
      makeButton('×', again(forgetSearch.bind(undefined, address)), { 'aria-label': `${names.forget} ${text}` }),
    );
  section.replaceChildren(...list(names.saved, saved), ...list(names.recent, recent, makeButton(names.forgetRecent, again(forgetRecent))));
  section.hidden = searches.length === 0;
}
