/** Elements in one expression; texts are texts, never markup. */

/** What an element is given: properties by their names; `data-…`, `aria-…`, `role` and `for` as attributes. Undefined is left out. */
export type ElementGiven = Readonly<Record<string, string | number | boolean | undefined>>;

const AS_ATTRIBUTE = /^(?:data-|aria-|role$|for$|list$)/;

/** Makes one. */
export function makeElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  given: ElementGiven = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (AS_ATTRIBUTE.test(key)) element.setAttribute(key, String(value));
    else Object.assign(element, { [key]: value });
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** A button that does something. */
export function makeButton(label: string, onClick: () => void, given: ElementGiven = {}): HTMLButtonElement {
  const button = makeElement('button', { type: 'button', className: 'plain-button', ...given }, label);
  button.addEventListener('click', onClick);
  return button;
}

/** `{}` and `{2}` in a text -> these values, in their order. */
export function fillIn(text: string, ...values: readonly (string | number)[]): string {
  return values.reduce<string>((filled, value, index) => filled.replace(index === 0 ? '{}' : `{${index + 1}}`, () => String(value)), text);
}
