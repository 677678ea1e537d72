/** One click for who may write: an article that is withheld comes back. Works without script. */
import { html, type Html } from './html.js';
import type { View } from './view.js';

/** Whose article, and whether a key must be given. */
export interface Release {
  readonly id: string;
  readonly needsKey: boolean;
}

/** The form; where it takes a key it is folded away, for most readers have none. */
export function releaseForm({ strings: { release, add }, links }: View, { id, needsKey }: Release): Html {
  const form = html`<form class="release" action="${links.release(id)}" method="post">
${
  needsKey && html`<label class="key">${add.key} <input name="key" type="password" autocomplete="off" maxlength="1000"></label> `
}<button type="submit" class="plain-button">${release.button}</button></form>`;
  return needsKey ? html`<details><summary>${release.summary}</summary>${form}</details>` : form;
}
