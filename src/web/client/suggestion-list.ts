/** The list under the box: a listbox whose options the box points at. */
import { markedParts } from './marked-parts.js';
import type { Suggestion } from './suggestion-request.js';

/** Names of the kinds of suggestions, and what is said of their number (`{}` is the number). */
export interface ListWords {
  readonly label: string;
  readonly some: string;
  readonly kinds: Readonly<Record<string, string>>;
}

/** Opens and closes with its suggestions; the focus stays in the box. */
export class SuggestionList {
  readonly element = document.createElement('ul');
  /** Says the number of suggestions to those who do not see them. */
  readonly status = document.createElement('p');
  #suggestions: readonly Suggestion[] = [];
  #activeIndex = -1;

  readonly #input: HTMLInputElement;
  readonly #words: ListWords;

  constructor(input: HTMLInputElement, words: ListWords, onPick: (suggestion: Suggestion) => void) {
    this.#input = input;
    this.#words = words;

    this.element.id = `${input.id}-suggestions`;
    this.element.className = 'suggestions';
    this.element.hidden = true;
    this.element.setAttribute('role', 'listbox');
    this.element.setAttribute('aria-label', words.label);
    this.status.className = 'hidden';
    this.status.setAttribute('role', 'status');
    // The box keeps the focus, or a press of the mouse would close the list before it is let go.
    this.element.addEventListener('pointerdown', (event) => {
      event.preventDefault();
    });
    this.element.addEventListener('click', (event) => {
      const option = (event.target as Element).closest('[role="option"]');
      const picked = option === null ? undefined : this.#suggestions[[...this.element.children].indexOf(option)];
      if (picked !== undefined) onPick(picked);
    });
    this.close();
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** The option the keyboard stands on. */
  get active(): Suggestion | undefined {
    return this.isOpen ? this.#suggestions[this.#activeIndex] : undefined;
  }

  /** Replaces the options; opens with some, closes with none. */
  show(suggestions: readonly Suggestion[]): void {
    this.#suggestions = suggestions;
    this.element.replaceChildren(...suggestions.map((suggestion, index) => this.#option(suggestion, index)));
    this.status.textContent = suggestions.length === 0 ? '' : this.#words.some.replace('{}', String(suggestions.length));
    if (suggestions.length === 0) this.close();
    else this.open();
  }

  open(): void {
    if (this.#suggestions.length === 0) return;
    this.element.hidden = false;
    this.#input.setAttribute('aria-expanded', 'true');
    this.moveTo(-1);
  }

  close(): void {
    this.element.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
    this.moveTo(-1);
  }

  /** One option on or back; behind the last and before the first is the text itself. */
  step(by: 1 | -1): void {
    const places = this.#suggestions.length + 1;
    this.moveTo(((this.#activeIndex + 1 + by + places) % places) - 1);
  }

  /** -1 stands for the text in the box. */
  moveTo(index: number): void {
    this.element.children[this.#activeIndex]?.setAttribute('aria-selected', 'false');
    this.#activeIndex = index;
    const option = this.element.children[index];
    if (option === undefined) {
      this.#input.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    this.#input.setAttribute('aria-activedescendant', option.id);
  }

  #option({ text, kind, ranges }: Suggestion, index: number): HTMLLIElement {
    const item = document.createElement('li');
    item.id = `${this.element.id}-${index}`;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', 'false');
    const label = document.createElement('span');
    label.append(...markedParts(text, ranges));
    const name = document.createElement('span');
    name.className = 'kind';
    name.textContent = ` ${this.#words.kinds[kind] ?? ''}`;
    item.append(label, name);
    return item;
  }
}
