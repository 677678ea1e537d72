/** Why nothing was changed. */
import type { Fault } from '../../http/problem.js';
import { html, type HtmlPart } from '../html.js';
import type { View } from '../view.js';

/** The note; nothing where there is no fault. */
export function faultNote({ strings: { desk, add } }: View, shown: Fault | undefined): HtmlPart {
  if (shown === undefined) return undefined;
  const said = shown.code === 'PRECONDITION_FAILED' ? desk.stale : (add.faults[shown.code] ?? shown.detail);
  return html`<div class="note" role="alert"><p><strong>${desk.faultTitle}</strong> ${said}</p>
${
  shown.errors !== undefined && html`<ul>${shown.errors.map(({ path, message }) => html`<li><code>${path}</code> ${message}</li>`)}</ul>`
}</div>`;
}
