/** `/docs`: the API as its own description tells it. */
import type { ApiDescription } from '../http/openapi/describe-api.js';
import type { Operation } from '../http/openapi/describe-call.js';
import type { JsonSchema, Parameter } from '../http/openapi/describe-parameters.js';
import { CALLS_ZH, PARAMETERS_ZH, STATUSES_ZH } from './docs-words.js';
import { html, joined, type Html, type HtmlPart } from './html.js';
import { layout } from './layout.js';
import { searchBox } from './search-box.js';
import type { View } from './view.js';

/** The page; the description is English, and what it says in words has its Chinese. */
export function docsPage(view: View, api: ApiDescription): string {
  const base = api.servers[0]?.url ?? '';
  return layout(view, {
    title: view.strings.docs.title,
    mastheadBox: searchBox(view),
    main: html`<section class="docs">
<h1 class="page-title">${view.strings.docs.title}</h1>
<p>${view.strings.docs.about}</p>
<p><a href="${base}/openapi.json"><code>openapi.json</code></a> · OpenAPI ${api.openapi}</p>
${Object.entries(api.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => operationPart(view, method, base + path, operation)),
)}
</section>`,
  });
}

function operationPart(
  view: View,
  method: string,
  path: string,
  { operationId, parameters, requestBody, responses, ...operation }: Operation,
): Html {
  const summary = view.language === 'zh' ? (CALLS_ZH[operationId] ?? '') : operation.summary;
  return html`<section>
<h2><code>${method.toUpperCase()} ${path}</code></h2>
<p>${summary}</p>
${parameters.length > 0 && html`<ul>${parameters.map((one) => parameterPart(view, one))}</ul>`}
${requestBody !== undefined && html`<p>Content-Type: ${Object.keys(requestBody.content).map((type) => html`<code>${type}</code>`)}</p>`}
<ul>${Object.entries(responses).map(
    ([status, { description }]) => html`<li><code>${status}</code> ${statusText(view, status, description)}</li>`,
  )}</ul>
</section>`;
}

/** A refusal is told by its codes. */
function statusText({ language, strings }: View, status: string, description: string): string {
  if (language !== 'zh') return description;
  return STATUSES_ZH[status] ?? strings.docs.others((description.match(/\b[A-Z]+(?:_[A-Z]+)*\b/g) ?? []).join('、'));
}

function parameterPart({ language, strings }: View, { name, in: place, description: english, schema }: Parameter): Html {
  const description = language === 'zh' ? PARAMETERS_ZH[name] : english;
  const bounds = boundsOf(strings, schema);
  return html`<li><code>${place === 'path' ? `{${name}}` : name}</code> ${description ?? ''}${
    bounds.length > 0 && html` <span class="quiet">${bounds}</span>`
  }</li>`;
}

function boundsOf({ docs }: View['strings'], { type, enum: values, minimum, maximum, default: fallback }: JsonSchema): readonly HtmlPart[] {
  const parts = [
    Array.isArray(values) ? html`<code>${values.join(' | ')}</code>` : '',
    typeof minimum === 'number' && typeof maximum === 'number' ? `${minimum}–${maximum}` : '',
    type === 'array' ? docs.repeated : '',
    fallback === undefined ? '' : html`${docs.fallback} <code>${JSON.stringify(fallback)}</code>`,
  ];
  return joined(
    parts.filter((part) => part !== ''),
    '; ',
  );
}
