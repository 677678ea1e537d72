/** What holds for every kind of page: accessible in both themes and languages, nothing breaks on narrow screens, light on the wire. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import request from 'supertest';
import { resultsOf, type BrowserKit } from './browser-kit.js';
import { articlePath } from './reading.js';

const PAGE = readFileSync(new URL('../../data/pages/云湾工人报/2024-03-18/01.txt', import.meta.url));

/** A page without a headline, whose reading is unsure. */
const UNSURE = [
  '望渡晚报',
  '2031年2月3日 第9版',
  '',
  '看灯',
  '昨晚，望渡镇的灯会',
  '在老渡口开场',
  '两岸挂出三百盏灯',
  '看灯的人',
  '站满了石阶',
].join('\n');

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
/** Both themes and both languages; each with each, and every page in each of them, only in the long run: colours know nothing of words. */
const LOOKS = LONG
  ? ([
      ['light', 'zh'],
      ['dark', 'en'],
      ['light', 'en'],
      ['dark', 'zh'],
    ] as const)
  : ([
      ['light', 'zh'],
      ['dark', 'en'],
    ] as const);

/** Pages the samples have none of: an article that is withheld, one that is deleted, one that is unsure. */
async function rarePages(kit: BrowserKit, language: string): Promise<readonly (readonly [kind: string, path: string])[]> {
  const url = await kit.emptyService();
  const api = `${url}/api/v1`;
  const json = { 'content-type': 'application/json' };
  for (const id of ['rare-withheld', 'rare-deleted'])
    await fetch(`${api}/articles/${id}`, {
      method: 'PUT',
      headers: json,
      body: JSON.stringify({ title: '渡口旧事', paragraphs: ['一段旧事。'] }),
    });
  await fetch(`${api}/maintenance/withhold`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ id: 'rare-withheld', reason: '当事人要求' }),
  });
  await fetch(`${api}/articles/rare-deleted`, { method: 'DELETE' });
  const stored = (await (
    await fetch(`${api}/pages`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: UNSURE })
  ).json()) as { readonly articles: readonly { readonly id: string }[] };
  const path = (id: string): string => `${url}/articles/${id}?lang=${language}`;
  return [
    ['withheld', path('rare-withheld')],
    ['deleted', path('rare-deleted')],
    ['unsure', path(stored.articles[0]!.id)],
    ['not an address', `${url}/articles/%ff`],
  ];
}

/** Address of each kind of page, in a language. */
async function kindsOfPages(kit: BrowserKit, language: string): Promise<ReadonlyMap<string, string>> {
  const page = await kit.open('/');
  const article = `${await articlePath(page, '职工')}&lang=${language}`;
  const printed = (await (await page.goto(article), page.locator('.to-trail a')).getAttribute('href'))!;
  await page.goto(`/pages?lang=${language}`);
  const issue = (await page.locator('.month a').first().getAttribute('href'))!;
  const onePage = (await page.locator('.issue-pages a').first().getAttribute('href'))!;
  const more = `&lang=${language}`;
  return new Map([
    ['front', `/?lang=${language}`],
    ['results', resultsOf('职工', more)],
    ['filtered results', resultsOf('', `&from=2024-03&to=2024-03&kind=news&sort=oldest${more}`)],
    ['loosened results', resultsOf('职工运动会 遮光帘 火星登陆', more)],
    ['no results', resultsOf('"没有这样一句话"', `&paper=x${more}`)],
    ['article', article],
    ['trail', printed],
    ['issues', `/pages?lang=${language}`],
    ['papers', `/pages?paper=${encodeURIComponent('云湾工人报')}&year=2024&lang=${language}`],
    ['issue', issue],
    ['page', onePage],
    ['adding pages', `/add?lang=${language}`],
    ['help', `/help?lang=${language}`],
    ['advanced', `/advanced?lang=${language}`],
    ['over time', `/over-time?q=${encodeURIComponent('职工')}&q=${encodeURIComponent('报名')}&by=month&lang=${language}`],
    ['docs', `/docs?lang=${language}`],
    ['nothing there', `/nothing?lang=${language}`],
    ...(await rarePages(kit, language)),
  ]);
}

async function openFolds(page: Page): Promise<void> {
  await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true');
}

/** Every rule that is on by default; contrast is the AA one. */
async function axeFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode(true)
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`));
}

export function describeEveryPage(kit: BrowserKit): void {
  it.each(LOOKS)('has no fault axe can find, %s and in %s', async (colorScheme, language) => {
    const turn = LOOKS.findIndex(([theme]) => theme === colorScheme);
    const kinds = [...(await kindsOfPages(kit, language))].filter((_, at) => LONG || at % LOOKS.length === turn);
    const found = await Promise.all(
      [0, 1].map(async (half) => {
        const page = await kit.open('about:blank', { colorScheme });
        const faults: string[] = [];
        for (const [kind, path] of kinds.filter((_, index) => index % 2 === half)) {
          await page.goto(path);
          await openFolds(page);
          faults.push(...(await axeFaults(page)).map((fault) => `${kind}: ${fault}`));
        }
        return [...faults, ...page.faults];
      }),
    );
    expect(found.flat()).toEqual([]);
  });

  it.each([
    ['light', 'en', 1280],
    ['dark', 'zh', 320],
  ] as const)('has none in a page that is being corrected, %s and in %s, nor goes over %i pixels', async (colorScheme, language, width) => {
    const page = await kit.open(`/add?lang=${language}`, { colorScheme, viewport: { width, height: 800 } });
    await page.locator('input[type="file"]').setInputFiles([
      { name: 'a.txt', mimeType: 'text/plain', buffer: PAGE },
      { name: 'b.txt', mimeType: 'text/plain', buffer: Buffer.from(' ') },
    ]);
    await page.locator('.queue-tools [role="status"]', { hasText: '2' }).waitFor();
    await page.locator('.queued.failed').waitFor();
    await openFolds(page);
    await page.locator('.part-paragraph').first().focus();
    expect([...(await axeFaults(page)), ...page.faults]).toEqual([]);
    expect(Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))).toBe(0);
    // The form as it is sent without a script.
    await page.locator('#text').fill(PAGE.toString());
    await page.evaluate('document.querySelector("form.add").submit()');
    await page.locator('.preview').waitFor();
    expect([...(await axeFaults(page)), ...page.faults]).toEqual([]);
  });

  it('weighs at most 12 kB more where pages are added', async () => {
    const { text } = await request(kit.url).get('/add').expect(200);
    const path = /\/assets\/add-[0-9a-f]{12}\.js/.exec(text)![0];
    expect(gzipSync((await request(kit.url).get(path).expect(200)).text).length).toBeLessThanOrEqual(12_000);
  });

  it('does not scroll sideways at 320 pixels, which is 1280 at 400 %, nor at any width of a screen', async () => {
    const wide: string[] = [];
    const page = await kit.open('/');
    for (const [kind, path] of await kindsOfPages(kit, 'en')) {
      await page.goto(path);
      await openFolds(page);
      for (const width of [320, 390, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const over = Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'));
        if (over > 0) wide.push(`${kind} at ${width}: ${over}`);
      }
    }
    expect(wide).toEqual([]);
  });

  it('does not scroll sideways with letters of twice the size', async () => {
    const wide: string[] = [];
    const page = await kit.open('/', { viewport: { width: 768, height: 800 } });
    for (const [kind, path] of await kindsOfPages(kit, 'zh')) {
      await page.goto(path);
      const over = Number(
        await page.evaluate(
          'document.documentElement.style.fontSize = "200%", document.documentElement.scrollWidth - document.documentElement.clientWidth',
        ),
      );
      if (over > 0) wide.push(`${kind}: ${over}`);
    }
    expect(wide).toEqual([]);
  });

  it('moves nothing, and prints the article and not what is for the screen', async () => {
    const page = await kit.open('/');
    const { text } = await request(kit.url).get((await page.locator('link[rel="stylesheet"]').getAttribute('href'))!);
    expect(text).not.toMatch(/transition|animation|scroll-behavior/);
    await page.goto(await articlePath(page, '职工'));
    await page.emulateMedia({ media: 'print' });
    expect([
      await page.locator('h1').isVisible(),
      await page.locator('.text').isVisible(),
      await page.locator('.brand').isVisible(),
    ]).toEqual([true, true, true]);
    for (const hidden of ['.box', '.site-nav', '.hits-bar', '.foot', '.beside', '.to-trail'])
      expect([hidden, await page.locator(hidden).isVisible()]).toEqual([hidden, false]);
  });

  it('would be told of faults', async () => {
    const page = await kit.open('/');
    await page.evaluate(
      'document.querySelector(".holdings").style.color = "#bbb"; document.querySelector("label[for=q]").remove(); ' +
        'document.querySelector("#q").removeAttribute("placeholder")',
    );
    expect((await axeFaults(page)).map((fault) => fault.split(' ')[0])).toEqual(['color-contrast', 'label']);
  });

  it('has open lists that axe finds nothing against', async () => {
    const page = await kit.open(resultsOf('职工'));
    await page.route('**/suggest?*', (route) =>
      route.fulfill({ json: { suggestions: [{ text: '职工运动会', kind: 'headline', ranges: [[0, 2]] }] } }),
    );
    await page.locator('#q').fill('职工运');
    await page.locator('[role="option"]').waitFor();
    await page.locator('#q').press('ArrowDown');
    expect(await axeFaults(page)).toEqual([]);
  });

  it('weighs at most 60 kB with all it loads, its script 12 kB; nothing comes from elsewhere', async () => {
    const page = await kit.open('about:blank');
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    const sizes = new Map<string, number>();
    const urls = new Map<string, string>();
    devtools.on('Network.responseReceived', ({ requestId, response }) => {
      urls.set(requestId, new URL(response.url).pathname);
    });
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      sizes.set(urls.get(requestId) ?? requestId, encodedDataLength);
    });
    await page.goto(resultsOf('职工'), { waitUntil: 'networkidle' });
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const script = [...sizes].find(([path]) => path.endsWith('.js'))?.[1];
    expect(sizes.size).toBeGreaterThanOrEqual(3);
    expect(total).toBeLessThanOrEqual(60_000);
    expect(script).toBeLessThanOrEqual(12_000);
    expect(page.faults).toEqual([]);
  });

  it('has a policy without unsafe-inline, and one script that is kept for ever and known by its tag', async () => {
    const { headers, text } = await request(kit.url).get('/').expect(200);
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    const path = /<script src="([^"]+)"/.exec(text)![1]!;
    const script = await request(kit.url).get(path).expect(200);
    expect([script.headers['content-type'], script.headers['cache-control']]).toEqual([
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ]);
    await request(kit.url).get(path).set('If-None-Match', script.headers['etag']!).expect(304);
  });

  it('shows results within 300 ms', async () => {
    const page = await kit.open('/');
    const paints: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      await page.goto(resultsOf('职工', `&offset=${run}`));
      paints.push(
        Number(
          await page.evaluate(`new Promise((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries()[0].startTime));
        observer.observe({ type: 'largest-contentful-paint', buffered: true });
      })`),
        ),
      );
    }
    // The best of five: other programs share the machine.
    expect(Math.min(...paints)).toBeLessThanOrEqual(300);
  });
}
