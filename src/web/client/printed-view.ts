/** The lines of a page as they came, in the colours and with the numbers of the articles they were read into. */
import { makeElement } from './make-element.js';
import { lineOwners, type Part } from './page-draft.js';
import type { PageEntry } from './page-entry.js';

/** Colours of articles; the numbers tell apart those that share one. */
const COLOURS = 6;
/** Lines that are shown; what is stored is the whole page. */
const MOST_SHOWN_LINES = 5_000;

/** Class of an article's colour. */
export function colourClass(index: number): string {
  return `colour-${(index % COLOURS) + 1}`;
}

/** One element a line; the first 5,000 are shown. */
export class PrintedView {
  readonly element: HTMLOListElement;
  readonly #lines: readonly HTMLLIElement[];

  readonly #entry: Pick<PageEntry, 'drafts'>;
  readonly #printed: readonly string[];
  /** Number of the first line. */
  readonly #first: number;

  /** `label` names the list; `firstNumber` is that of the first line, 1 where it is not said. */
  constructor(
    entry: Pick<PageEntry, 'drafts'>,
    label: string,
    { printed, firstNumber = 1 }: { readonly printed: readonly string[]; readonly firstNumber?: number },
  ) {
    this.#entry = entry;
    this.#printed = printed;
    this.#first = firstNumber;

    this.#lines = printed
      .slice(0, MOST_SHOWN_LINES)
      .map((text, index) =>
        makeElement(
          'li',
          { className: 'line' },
          makeElement('span', { className: 'line-number' }, String(index + firstNumber)),
          makeElement('span', { className: 'owner' }),
          makeElement('span', { className: 'line-text' }, text),
        ),
      );
    // A region that scrolls must be reached by the keyboard.
    this.element = makeElement('ol', { className: 'raw', lang: 'zh-CN', tabIndex: 0, 'aria-label': label }, ...this.#lines);
    this.draw();
  }

  /** Gives every line the colour of its article as the drafts stand. */
  draw(): void {
    const owners = lineOwners(
      this.#entry.drafts.map(({ parts }) => parts),
      [...Array.from({ length: this.#first - 1 }, () => ''), ...this.#printed],
    );
    this.#lines.forEach((line, index) => {
      const owner = owners.get(index + this.#first);
      line.className = owner === undefined ? 'line' : `line ${colourClass(owner)}`;
      line.children[1]!.textContent = owner !== undefined && owners.get(index + this.#first - 1) !== owner ? String(owner + 1) : '';
    });
  }

  /** Marks the lines of a part and brings the first into sight, without moving the page. */
  look({ lines: numbers }: Part): void {
    this.#lines.forEach((line, index) => {
      line.classList.toggle('here', numbers.includes(index + this.#first));
    });
    const first = this.#lines[Math.min(...numbers) - this.#first];
    if (first !== undefined) this.element.scrollTop = first.offsetTop - this.element.offsetTop - this.element.clientHeight / 3;
  }
}
