/** The buttons under the part that has the focus: one toolbar for all parts, one stop of Tab, arrow keys inside (WAI-ARIA toolbar). */
import { articleChoice } from './article-choice.js';
import { makeButton, makeElement } from './make-element.js';

/** What can be done to a part. */
export type PartAction = 'join' | 'split' | 'divide' | 'title' | 'kicker' | 'subtitle' | 'paragraph' | 'furniture';

/** Stands behind whatever part it is shown for; `words` are its labels by the names of the actions. */
export class PartToolbar {
  readonly element = makeElement('div', { className: 'part-tools', role: 'toolbar' });
  /** Hears of the article a part is to go to; the number behind the last one is a new article. */
  onMove: (article: number) => void = () => undefined;

  readonly #words: Readonly<Record<string, string>>;
  readonly #onAction: (action: PartAction) => void;

  constructor(words: Readonly<Record<string, string>>, onAction: (action: PartAction) => void) {
    this.#words = words;
    this.#onAction = onAction;

    this.element.setAttribute('aria-label', words['tools'] ?? '');
    this.element.addEventListener('keydown', (event) => {
      this.#onKeyDown(event);
    });
  }

  /** Stands behind `field` with these actions; `moves`: how many articles there are, and which one it stands in. */
  showFor(field: HTMLElement, actions: readonly PartAction[], moves?: { readonly count: number; readonly without: number }): void {
    if (field.nextElementSibling === this.element) return;
    this.element.replaceChildren(
      ...actions.map((action, index) =>
        makeButton(
          this.#words[action] ?? action,
          () => {
            this.#onAction(action);
          },
          { tabIndex: index === 0 ? 0 : -1, 'data-action': action },
        ),
      ),
    );
    if (moves !== undefined) {
      const go = (to: number): void => {
        this.onMove(to);
      };
      this.element.append(articleChoice(this.#words['move']!, { ...moves, more: this.#words['moveNew'] }, this.#words, go));
    }
    field.after(this.element);
  }

  #onKeyDown(event: KeyboardEvent): void {
    const buttons = [...this.element.querySelectorAll<HTMLButtonElement>('button[data-action]')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const next = buttons[(to + buttons.length) % buttons.length]!;
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  }
}
