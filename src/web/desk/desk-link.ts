/** The way from what is read to where it is corrected. */
import { html, type Html } from '../html.js';
import type { View } from '../view.js';

/** 校改, for who may write; hidden for all others, until the script knows a browser that has been at the desk. */
export function deskLink({ strings: { desk }, links }: View, pageId: string, mayWrite: boolean): Html {
  return html`<p class="desk-link"${!mayWrite && html` hidden`} data-desk><a href="${links.deskPage(pageId)}">${desk.correct}</a></p>`;
}
