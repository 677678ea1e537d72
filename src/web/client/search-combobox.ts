/**
 * The box as a combobox with a list that only suggests (WAI-ARIA Authoring Practices, "list autocomplete with manual
 * selection", https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). What is typed stays until an option is chosen.
 */
import { followComposition } from './follow-composition.js';
import { SuggestionList, type ListWords } from './suggestion-list.js';
import { SuggestionRequest, type Suggestion, type SuggestionSource } from './suggestion-request.js';

/** Gives the form's box its suggestions. A form that an input method sends is held back: its `submit` is prevented. */
export function enhanceSearchBox(form: HTMLFormElement, input: HTMLInputElement, source: SuggestionSource, words: ListWords): void {
  const take = (suggestion: Suggestion): void => {
    input.value = queryFor(suggestion);
    form.requestSubmit();
  };
  const list = new SuggestionList(input, words, take);
  const request = new SuggestionRequest(source, (suggestions) => {
    list.show(input.matches(':focus') ? suggestions : []);
  });
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.element.id);
  form.append(list.element, list.status);

  const composition = followComposition(
    input,
    () => {
      request.forget();
      list.close();
    },
    () => {
      request.want(input.value.trim());
    },
  );
  input.addEventListener('input', (event) => {
    // What counts is the text, not the key: predictive keyboards name no key.
    if (!composition.isOn() && !event.isComposing) request.want(input.value.trim());
  });
  input.addEventListener('keydown', (event) => {
    if (!composition.takes(event)) onKey(event, { input, list, request, take });
  });
  input.addEventListener('blur', () => {
    list.close();
  });
  form.addEventListener('submit', (event) => {
    if (composition.sent(event)) event.preventDefault();
    else {
      request.forget();
      list.close();
    }
  });
  // Whoever was quicker than the script has typed already.
  if (input.matches(':focus') && input.value !== input.defaultValue) request.want(input.value.trim());
}

/** A reporter or a section is asked for as such, in the query language. */
function queryFor({ text, kind }: Suggestion): string {
  const field = kind === 'reporter' ? '记者' : kind === 'section' ? '栏目' : undefined;
  if (field === undefined) return text;
  return /^[\p{L}\p{N}]+$/u.test(text) ? `${field}:${text}` : `${field}:"${text.replace(/["“”„＂「」『』]/g, '')}"`;
}

interface KeyTargets {
  readonly input: HTMLInputElement;
  readonly list: SuggestionList;
  readonly request: SuggestionRequest;
  readonly take: (suggestion: Suggestion) => void;
}

function onKey(event: KeyboardEvent, { input, list, request, take }: KeyTargets): void {
  const { active } = list;
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp':
      event.preventDefault();
      onArrow(event, list);
      break;
    case 'Home':
    case 'End':
    case 'ArrowLeft':
    case 'ArrowRight':
      list.moveTo(-1);
      break;
    case 'Enter':
      if (active === undefined) return;
      event.preventDefault();
      take(active);
      break;
    case 'Escape':
      event.preventDefault();
      request.forget();
      if (list.isOpen) list.close();
      else input.value = '';
  }
}

function onArrow({ key, altKey }: KeyboardEvent, list: SuggestionList): void {
  const isDown = key === 'ArrowDown';
  if (altKey) {
    if (isDown) list.open();
    else list.close();
    return;
  }
  if (!list.isOpen) list.open();
  if (list.isOpen) list.step(isDown ? 1 : -1);
}
