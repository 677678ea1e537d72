/** The box as an element, for pages that are made by script: put in late, moved, taken off and put back as a router does. */
import { EmbedBox } from './embed-box.js';
import { embedOptions } from './embed-search.js';

const ELEMENT_NAME = 'xunbao-search';

/**
 * Defines `<xunbao-search>`; those that stand on the page become boxes at once. What an element does not say itself (`data-key` and the
 * like) is taken from the script. Once a page, however often the script is put in.
 */
export function defineSearchElement(script: HTMLScriptElement | null): void {
  if (customElements.get(ELEMENT_NAME) !== undefined) return;
  customElements.define(
    ELEMENT_NAME,
    class extends HTMLElement {
      static readonly observedAttributes = ['query'];
      #box: EmbedBox | undefined;
      /** What is to stand in the box once there is one. */
      #wanted = '';

      connectedCallback(): void {
        if (this.#box === undefined) {
          this.#box = new EmbedBox(this, () => this.#options(), 'results');
          this.#box.show(this.#queryBefore() ?? this.#wanted);
        } else this.#box.goOn();
      }

      disconnectedCallback(): void {
        this.#box?.stop();
      }

      attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
        if (now !== before) this.query = now ?? '';
      }

      /** The text in the box; setting it shows what it finds. */
      get query(): string {
        return this.#box?.query ?? this.#wanted;
      }

      set query(text: string | null | undefined) {
        this.#wanted = text ?? '';
        this.#box?.show(this.#wanted);
      }

      /** Shows the box where it was hidden, and puts the cursor into it, with this text if one is given. */
      open(query?: string): void {
        this.hidden = false;
        if (query !== undefined) this.query = query;
        this.#box?.focus();
      }

      /** A query that was set before the script came is a plain property, in the way of the accessor. */
      #queryBefore(): string | undefined {
        const own = Object.getOwnPropertyDescriptor(this, 'query')?.value as unknown;
        if (own === undefined) return undefined;
        Reflect.deleteProperty(this, 'query');
        return typeof own === 'string' ? own : '';
      }

      #options(): ReturnType<typeof embedOptions> {
        return embedOptions({ ...script?.dataset, ...this.dataset }, script?.src ?? document.baseURI, document.documentElement.lang);
      }
    },
  );
}
