/** Texts that want to be markup, as articles, queries, filters and suggestions: none runs, none breaks the page. */
import { resultsOf, type BrowserKit } from './browser-kit.js';

const RUN = 'window.broken=1';
/** Each would set `window.broken` where it ran, or break out of where it stands. */
const PAYLOADS: readonly string[] = [
  `<script>${RUN}</script>`, `</script><script>${RUN}</script>`, `<ScRiPt>${RUN}</sCrIpT>`, `<script/x>${RUN}</script>`, `<<script>${RUN}//<</script>`,
  `<img src=x onerror=${RUN}>`, `"><img src=x onerror=${RUN}>`, `'><img src=x onerror=${RUN}>`, `<img src=x onerror=\`${RUN}\`>`, `<img/src/onerror=${RUN}>`,
  `<svg onload=${RUN}>`, `<svg><script>${RUN}</script></svg>`, `<svg><a xlink:href="javascript:${RUN}"><rect width=99 height=99 /></a></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`, `</title><script>${RUN}</script>`, `</textarea><script>${RUN}</script>`, `</style><script>${RUN}</script>`,
  `</pre><script>${RUN}</script>`, `</mark></a><b onmouseover=${RUN}>`, `--><script>${RUN}</script><!--`, `]]><script>${RUN}</script>`,
  `<iframe src="javascript:parent.${RUN}">`, `<iframe srcdoc="<script>parent.${RUN}</script>">`, `<object data="javascript:${RUN}">`, `<embed src="javascript:${RUN}">`,
  `<a href="javascript:${RUN}">x</a>`, `<form action="javascript:${RUN}"><button autofocus>`, `<input autofocus onfocus=${RUN}>`, `" autofocus onfocus=${RUN} x="`,
  `' autofocus onfocus=${RUN} x='`, `x" onmouseover="${RUN}`, `x' onmouseover='${RUN}`, `<details open ontoggle=${RUN}>`, `<video><source onerror=${RUN}>`,
  `<audio src onloadstart=${RUN}>`, `<marquee onstart=${RUN}>`, `<body onload=${RUN}>`, `<base href="//evil.example/">`, `<meta http-equiv=refresh content="0;url=//evil.example">`,
  `<link rel=stylesheet href=//evil.example/x.css>`, `<style>*{display:none!important}</style>`, `<div style="position:fixed;inset:0;background:red">`,
  `<math><mtext><table><mglyph><style><img src onerror=${RUN}>`, `<noscript><p title="</noscript><img src onerror=${RUN}>">`, `<template><script>${RUN}</script></template>`,
  `\\u003cscript\\u003e${RUN}`, `&lt;script&gt;${RUN}&lt;/script&gt;`, `&#60;script&#62;${RUN}`, `\u2028<script>${RUN}</script>`, `\${${RUN}}{{${RUN}}}<%= ${RUN} %>`,
];

/** Whether one ran, how far the page goes over its width, whether its frame is whole, and elements that are none of ours. */
const STATE = `[
  typeof window.broken,
  document.documentElement.scrollWidth - document.documentElement.clientWidth,
  document.querySelectorAll('main').length,
  document.querySelector('.foot')?.checkVisibility() === true,
  document.querySelectorAll('iframe, object, embed, base, style, math, template, script:not([src^="/assets/"])').length,
].join()`;
const UNBROKEN = 'undefined,0,1,true,0';

export function describeHostile(kit: BrowserKit): void {
  let url = '';
  beforeAll(async () => {
    url = await kit.emptyService();
    const lines = PAYLOADS.map((payload, index) => JSON.stringify({
      ...{ id: `hostile-${index}${payload.slice(0, 60)}`, title: `敌意${payload}`, kicker: [payload], subtitle: [payload], banner: payload, paragraphs: [payload, `敌意的一段${payload}`] },
      ...{ byline: { reporters: [payload], correspondents: [payload], photographers: [payload], authors: [payload], agency: payload, dateline: payload } },
      ...{ paper: payload, date: '2030-01-01', pageNumber: `A${index}`, section: payload, rights: payload, extra: { subheads: [payload], captions: [payload] } },
    }));
    const response = await fetch(`${url}/api/v1/articles`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: lines.join('\n') });
    const answers = (await response.text()).trim().split('\n').map((line) => (JSON.parse(line) as { readonly status: string }).status);
    expect(answers).toEqual(PAYLOADS.map(() => 'created'));
  });

  it('has 50 of them', () => {
    expect(new Set(PAYLOADS).size).toBe(50);
  });

  it('shows them as text in articles, queries, filters and lists', async () => {
    const list = await kit.open(resultsOf('敌意', '&limit=100'), { baseURL: url });
    const articles = await list.locator('.headline a').evaluateAll((links) => links.map((link: { getAttribute(name: string): string | null }) => link.getAttribute('href')!));
    expect(articles).toHaveLength(PAYLOADS.length);
    const searches = PAYLOADS.map(encodeURIComponent).map((value) => `/?q=${value}&limit=1&paper=${value}&reporter=${value}&section=${value}&lang=en&x=${value}`);
    const others = ['/', resultsOf('敌意', '&limit=100'), '/pages', `/pages/${encodeURIComponent(PAYLOADS[0]!)}/2030-01-01/A0`, `/${encodeURIComponent(PAYLOADS[1]!)}`];
    const found = await Promise.all([articles, [...searches, ...others]].map(async (paths) => {
      const page = await kit.open('about:blank', { baseURL: url, viewport: { width: 390, height: 800 } });
      const faults: string[] = [];
      for (const path of paths) {
        const response = await page.goto(path);
        const state = String(await page.evaluate(STATE));
        if ((response?.status() ?? 500) >= 500 || state !== UNBROKEN) faults.push(`${path}: ${state}`);
      }
      return [...faults, ...page.faults];
    }));
    expect(found.flat()).toEqual([]);
  });

  it('shows them as text in suggestions', async () => {
    const page = await kit.open('/');
    await page.route('**/suggest?*', (route) => route.fulfill({ json: { suggestions: PAYLOADS.slice(0, 10).map((text) => ({ text, kind: text, ranges: [[0, 3], [2, 5], [9, 999]] })) } }));
    await page.locator('#q').fill('敌');
    await page.locator('[role="option"]').first().waitFor();
    expect(await page.locator('[role="option"]').allTextContents()).toEqual(PAYLOADS.slice(0, 10).map((text) => `${text} `));
    expect(await page.evaluate('typeof window.broken')).toBe('undefined');
    expect(page.faults).toEqual([]);
  });
}
