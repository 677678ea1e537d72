/** Texts that want to be markup, as articles, queries, filters and suggestions: none runs, none breaks the page. */
import { resultsOf, type BrowserKit } from './browser-kit.js';
import { madePayloads, PAYLOADS as WRITTEN } from './hostile-texts.js';

const COUNT = process.env['XUNBAO_TEST_LONG'] === '1' ? 500 : 50;
const PAYLOADS = [...WRITTEN, ...madePayloads(COUNT - WRITTEN.length)];

/** Whether one ran, how far the page goes over its width, whether its frame is whole, and elements that are none of ours. */
const STATE = `[
  typeof window.broken,
  document.documentElement.scrollWidth - document.documentElement.clientWidth,
  document.querySelectorAll('main').length,
  document.querySelector('.foot')?.checkVisibility() === true,
  document.querySelectorAll('iframe, object, embed, base, style, math, template').length +
    document.querySelectorAll('script:not([src^="/assets/"]):not([type$="ld+json"])').length +
    Math.max(0, document.querySelectorAll('script:not([src])').length - 1) +
    [...document.querySelectorAll('script:not([src])')].filter((one) => !one.textContent.startsWith('{"@context"')).length,
  [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some(({ name, value }) =>
    name.startsWith('on') ||
    (/^(?:href|src|action|formaction)$/.test(name) && /^\\s*(?:javascript|data):/i.test(value)))).length,
].join()`;
const UNBROKEN = 'undefined,0,1,true,0,0';

const TIMEOUT_MS = 60_000 + COUNT * 500;
/** Ids hold markup too, but no control characters. */
const idOf = (index: number): string => `hostile-${index}${PAYLOADS[index]!.replaceAll(/\p{Cc}/gu, '').slice(0, 60)}`;

export function describeHostile(kit: BrowserKit): void {
  let url = '';
  beforeAll(async () => {
    url = await kit.emptyService();
    const lines = PAYLOADS.map((payload, index) =>
      JSON.stringify({
        id: idOf(index),
        title: `敌意${payload}`,
        kicker: [payload],
        subtitle: [payload],
        banner: payload,
        paragraphs: [payload, `敌意的一段${payload}`],
        byline: {
          reporters: [payload],
          correspondents: [payload],
          photographers: [payload],
          authors: [payload],
          agency: payload,
          dateline: payload,
        },
        paper: payload,
        date: '2030-01-01',
        pageNumber: `A${index}`,
        section: payload,
        rights: payload,
        extra: { subheads: [payload], captions: [payload] },
      }),
    );
    const response = await fetch(`${url}/api/v1/articles`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: lines.join('\n'),
    });
    const answers = (await response.text())
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly status: string }).status);
    expect(answers).toEqual(PAYLOADS.map(() => 'created'));
  });

  it(`has ${COUNT} of them`, () => {
    expect(new Set(PAYLOADS).size).toBe(COUNT);
  });

  /**
   * Visits all of them one after the other; gives what is broken. Without the policy that forbids scripts of others: what is written must
   * hold alone.
   */
  async function visit(paths: readonly string[]): Promise<readonly string[]> {
    const page = await kit.open('about:blank', { baseURL: url, viewport: { width: 390, height: 800 }, bypassCSP: true });
    const faults: string[] = [];
    for (const path of paths) {
      const response = await page.goto(path);
      const state = String(await page.evaluate(STATE));
      if ((response?.status() ?? 500) >= 500 || state !== UNBROKEN) faults.push(`${path}: ${state}`);
    }
    return [...faults, ...page.faults];
  }

  it(
    'shows them as text in articles, queries, filters and lists',
    async () => {
      const lists = Array.from({ length: COUNT / 50 }, (_, at) => resultsOf('敌意', `&limit=100&offset=${at * 50}`));
      const list = await kit.open(lists[0]!, { baseURL: url });
      expect(await list.locator('.headline a').count()).toBe(Math.min(100, COUNT));
      const articles = PAYLOADS.map((_, index) => `/articles/${encodeURIComponent(idOf(index))}?q=${encodeURIComponent('敌意')}`);
      const searches = PAYLOADS.map(encodeURIComponent).map(
        (value) => `/?q=${value}&limit=1&paper=${value}&reporter=${value}&section=${value}&lang=en&x=${value}`,
      );
      const others = ['/', '/pages', `/pages/${encodeURIComponent(PAYLOADS[0]!)}/2030-01-01/A0`, `/${encodeURIComponent(PAYLOADS[1]!)}`];
      const found = await Promise.all([articles, [...searches, ...lists, ...others]].map(visit));
      expect(found.flat()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'shows them as text in suggestions',
    async () => {
      const page = await kit.open('/', { bypassCSP: true });
      let shown: readonly string[] = [];
      await page.route('**/suggest?*', (route) =>
        route.fulfill({
          json: {
            suggestions: shown.map((text) => ({
              text,
              kind: text,
              ranges: [
                [0, 3],
                [2, 5],
                [9, 999],
              ],
            })),
          },
        }),
      );
      for (let at = 0; at < COUNT; at += 10) {
        shown = PAYLOADS.slice(at, at + 10);
        await page.locator('#q').fill(`敌${at}`);
        await page.locator('[role="option"]', { hasText: shown[0]! }).first().waitFor();
        expect(await page.locator('[role="option"]').allTextContents()).toEqual(shown.map((text) => `${text} `));
      }
      expect(await page.evaluate(STATE)).toBe(UNBROKEN);
      expect(page.faults).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'is told from a page that takes them for markup, so the test can fail',
    async () => {
      const page = await kit.open('about:blank', { bypassCSP: true });
      const runs: string[] = [];
      for (const payload of PAYLOADS) {
        await page.setContent(`<body><main><input value="${payload}"><p>${payload}</p></main><p class="foot"></p>`, {
          waitUntil: 'commit',
        });
        if (String(await page.evaluate(STATE)) !== UNBROKEN) runs.push(payload);
      }
      expect(runs.length).toBeGreaterThan(COUNT * 0.75);
    },
    TIMEOUT_MS,
  );
}
