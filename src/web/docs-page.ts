/** `/docs`: the API as its own description tells it. */
import type { ApiDescription } from '../http/openapi/describe-api.js';
import type { Operation } from '../http/openapi/describe-call.js';
import type { JsonSchema, Parameter } from '../http/openapi/describe-parameters.js';
import { html, type Html } from './html.js';
import { layout } from './layout.js';
import { searchBox } from './search-box.js';
import type { View } from './view.js';

/** The page; the words of the description are English. */
export function docsPage(view: View, api: ApiDescription): string {
  const base = api.servers[0]?.url ?? '';
  return layout(view, {
    title: 'API',
    mastheadBox: searchBox(view),
    main: html`<section class="docs" lang="en">
<h1 class="page-title">API</h1>
<p>${api.info.description}</p>
<p><a href="${base}/openapi.json">openapi.json</a> · OpenAPI ${api.openapi}</p>
${Object.entries(api.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => operationPart(method, base + path, operation)),
)}
</section>`,
  });
}

function operationPart(method: string, path: string, { summary, parameters, requestBody, responses }: Operation): Html {
  return html`<section>
<h2><code>${method.toUpperCase()} ${path}</code></h2>
<p>${summary}</p>
${parameters.length > 0 && html`<ul>${parameters.map(parameterPart)}</ul>`}
${requestBody !== undefined && html`<p>Content-Type: ${Object.keys(requestBody.content).map((type) => html`<code>${type}</code>`)}</p>`}
<ul>${Object.entries(responses).map(([status, { description }]) => html`<li><code>${status}</code> ${description}</li>`)}</ul>
</section>`;
}

function parameterPart({ name, in: place, description, schema }: Parameter): Html {
  const bounds = boundsOf(schema);
  return html`<li><code>${place === 'path' ? `{${name}}` : name}</code> ${description ?? ''}${
    bounds !== '' && html` <span class="quiet">${bounds}</span>`
  }</li>`;
}

function boundsOf({ type, enum: values, minimum, maximum, default: fallback }: JsonSchema): string {
  const parts = [
    Array.isArray(values) ? values.join(' | ') : '',
    typeof minimum === 'number' && typeof maximum === 'number' ? `${minimum}–${maximum}` : '',
    type === 'array' ? 'may be repeated' : '',
    fallback === undefined ? '' : `default ${JSON.stringify(fallback)}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}
