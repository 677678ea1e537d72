/** One of the articles of a page, chosen by its number. */
import { fillIn, makeButton, makeElement } from './make-element.js';

/** What is chosen from. */
export interface ArticleChoices {
  readonly count: number;
  /** Place of the one that is no choice. */
  readonly without: number;
  /** Name of one further choice behind them. */
  readonly more?: string | undefined;
}

/** A choice with the button that does it: going through a list by keys must do nothing yet. `words`: `article`, `go`. */
export function articleChoice(
  label: string,
  { count, without, more }: ArticleChoices,
  words: Readonly<Record<string, string>>,
  onChoose: (article: number) => void,
): HTMLElement {
  const numbers = Array.from({ length: count }, (_, index) => index).filter((index) => index !== without);
  const choice = makeElement(
    'select',
    {},
    ...numbers.map((index) => makeElement('option', { value: String(index) }, fillIn(words['article']!, index + 1))),
    more === undefined ? undefined : makeElement('option', { value: String(count) }, more),
  );
  const go = makeButton(
    words['go']!,
    () => {
      onChoose(Number(choice.value));
    },
    { 'aria-label': `${label} ${words['go']!}` },
  );
  return makeElement('span', { className: 'part-move' }, makeElement('label', {}, `${label} `, choice), go);
}
