import fc from 'fast-check';
import request from 'supertest';

import { html } from '../../src/web/html.js';
import { markText } from '../../src/web/marks.js';
import { FakeServices, makeArticle } from '../http/fake-services.js';
import { openApp } from '../http/open-app.js';
import { seed } from '../support/shared.js';

const PAYLOADS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  '</title><script>alert(1)</script>',
  '</mark><b>bold</b>',
  '<mark>forged</mark>',
  'javascript:alert(1)',
  '<!-- <a href="',
  '&lt;script&gt;&#x3c;',
  '" autofocus onfocus=alert(1) x="',
  '`${alert(1)}`',
  '\u2028<iframe srcdoc="<script>">',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '//evil.example/',
  '\\\\evil.example',
  '\u0000<b>',
];

/** Names of all elements and attributes of a document. A stricter reader than a browser: any `<x` counts. */
function namesIn(text: string): string[] {
  return [
    ...new Set([...text.matchAll(/<\/?([a-z!][\w!-]*)|\s([a-z-]+)="/gi)].map(([, element, attribute]) => element ?? `@${attribute ?? ''}`)),
  ].toSorted();
}

function openWith(payload: string) {
  const names = [payload];
  const article = makeArticle({
    id: payload,
    title: `水车${payload}`,
    kicker: names,
    subtitle: names,
    banner: payload,
    paragraphs: [`水车${payload}`],
    byline: { reporters: names, correspondents: names, photographers: names, authors: names, agency: payload, dateline: payload },
    paper: payload,
    date: '2030-01-01',
    pageNumber: payload,
    section: payload,
    rights: payload,
    extra: { subheads: [payload] },
  });
  const services = new FakeServices([article, makeArticle({ ...article, id: 'other' })]);
  services.rawPages.set('page', [payload, 'other']);
  services.warnings = [{ code: 'X', message: payload }];
  services.gone.set('withheld', { type: 'withheld', reason: payload });
  return openApp({ services });
}

const plain = openWith('文').app;

describe.each(PAYLOADS)('with %j everywhere', (payload) => {
  const { app } = openWith(payload);
  const encoded = encodeURIComponent(payload);
  const paths = [
    '/',
    `/?q=${encodeURIComponent('水车')}`,
    `/?q=${encoded}&paper=${encoded}&reporter=${encoded}&kind=${encoded}&lang=${encoded}&x${encoded}=${encoded}`,
    `/?q=a&limit=${encoded}&sort=${encoded}`,
    `/articles/${encoded}?q=${encodeURIComponent('水车')}`,
    `/articles/${encoded}?q=${encoded}&paper=${encoded}`,
    '/articles/withheld',
    '/pages',
    `/pages/${encoded}/2030-01-01/${encoded}`,
    `/${encoded}`,
  ];

  it.each(paths)('%s has the elements and attributes it has without, and no other', async (path) => {
    const { text } = await request(app).get(path);
    const without = await request(plain).get(path.replaceAll(encoded, encodeURIComponent('文')));
    const allowed = new Set([
      ...namesIn(without.text),
      'ul',
      'li',
      'code',
      'a',
      'p',
      'mark',
      'input',
      '@type',
      '@name',
      '@value',
      '@aria-label',
    ]);
    expect(namesIn(text).filter((name) => !allowed.has(name))).toEqual([]);
    for (const [, href] of text.matchAll(/(?:href|action)="([^"]*)"/g)) {
      expect(href).toMatch(/^(?:\/(?![/\\])|\?|#)/);
    }
  });

  it('is data in the API, and JSON says so', async () => {
    const { text, headers } = await request(app).get('/api/v1/search').query({ q: payload });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(JSON.parse(text).query.text).toBe(payload);
  });
});

describe('html', () => {
  it('escapes text wherever it stands, and nothing twice', () => {
    expect(html`<a title="${`"'<&`}">${['<', html`<b>${'&'}</b>`, 0, false, null, undefined]}</a>`.markup).toBe(
      '<a title="&quot;&#39;&lt;&amp;">&lt;<b>&amp;</b>0</a>',
    );
  });
});

describe('markText', () => {
  it('marks ranges and leaves the text as it is', () => {
    expect(html`${markText('a<b>c', [[1, 4]])}`.markup).toBe('a<mark>&lt;b&gt;</mark>c');
    expect(
      html`${markText('abc', [
        [2, 9],
        [0, 1],
        [0, 1],
        [5, 6],
        [1, 1],
      ])}`.markup,
    ).toBe('<mark>a</mark>b<mark>c</mark>');
  });

  it('never loses or adds a character, whatever the ranges', () => {
    const range = fc.tuple(fc.integer({ min: -3, max: 20 }), fc.integer({ min: -3, max: 20 }));
    fc.assert(
      fc.property(fc.string({ maxLength: 15 }), fc.array(range, { maxLength: 6 }), (text, ranges) => {
        const { markup } = html`${markText(text, ranges)}`;
        expect(markup.replaceAll(/<\/?mark>/g, '')).toBe(html`${text}`.markup);
      }),
      { seed, numRuns: 500 },
    );
  });
});
