/** The box on a page of another site: the example of docs/embed.md, served from another port. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserKit } from './browser-kit.js';

const EXAMPLE = /```html\n([\s\S]*?)```/.exec(readFileSync(new URL('../../docs/embed.md', import.meta.url), 'utf8'))![1]!;
const WRITE_KEY = 'key-that-writes';

/** The host's own rules: none of its styles inline, none of its scripts; the archive is named. */
const policyOf = (archive: string): string =>
  `default-src 'none'; img-src data:; style-src 'self'; script-src ${archive}; connect-src ${archive}`;
const HOST_STYLE = 'input, button, li, a, p { display: none !important; color: white !important; font-size: 1px !important }';

export function describeEmbed(kit: BrowserKit): void {
  let host: Server;
  let origin = '';
  let archive = '';
  beforeAll(async () => {
    host = createServer((request, response) => {
      if (request.url === '/host.css') {
        response.setHeader('Content-Type', 'text/css').end(HOST_STYLE);
        return;
      }
      response.setHeader('Content-Type', 'text/html; charset=utf-8').setHeader('Content-Security-Policy', policyOf(archive));
      if (request.url === '/made-by-script') {
        response.end('<!doctype html><html lang="zh"><head><link rel="icon" href="data:,"></head><body></body></html>');
        return;
      }
      response.end(
        EXAMPLE.replaceAll('https://papers.example', archive).replace(
          '</head>',
          '<link rel="stylesheet" href="/host.css"><link rel="icon" href="data:,"></head>',
        ),
      );
    });
    await new Promise<void>((resolve) => {
      host.listen(0, '127.0.0.1', resolve);
    });
    origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    archive = await kit.publicService(origin, { read: 'public-read-key', write: WRITE_KEY });
  }, 60_000);
  afterAll(async () => {
    await new Promise((resolve) => {
      host.close(resolve);
    });
  });

  it('is ten lines, at most', () => {
    expect(EXAMPLE.trim().split('\n').length).toBeLessThanOrEqual(10);
  });

  it('weighs at most 8 kB', async () => {
    const script = await (await fetch(`${archive}/embed.js`)).text();
    expect(gzipSync(script).length).toBeLessThanOrEqual(8_192);
  });

  it('searches from another origin with a public key, whatever the host styles and forbids', async () => {
    const page = await kit.open(origin);
    const box = page.locator('.xunbao-search');
    const input = box.locator('input');
    expect(await input.isVisible()).toBe(true);
    await input.fill('职工');
    await input.press('Enter');
    await box.locator('ol li').first().waitFor();
    expect(await box.locator('[role="status"]:not(.hidden)').innerText()).toMatch(/^找到 \d+ 篇$/);
    expect(await box.locator('ol li').count()).toBeLessThanOrEqual(5);
    expect(await box.locator('mark').count()).toBeGreaterThan(0);
    const link = box.locator('.title').first();
    expect(await link.getAttribute('href')).toMatch(new RegExp(`^${archive}/articles/[^?]+\\?q=`));
    const { violations } = await new AxeBuilder({ page }).include('.xunbao-search').setLegacyMode(true).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(page.faults).toEqual([]);
  });

  it('is an element for pages made by script: put in before the script, twice, moved, taken off and put back', async () => {
    const page = await kit.open(`${origin}/made-by-script`);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'GET' && request.url().includes('/search?')) asked.push(new URL(request.url()).searchParams.get('q')!);
    });
    await page.evaluate(`(() => {
      const [first, second] = ['first', 'second'].map((id) => Object.assign(document.createElement('xunbao-search'), { id }));
      first.query = '职工';
      second.dataset.limit = '2';
      const aside = document.createElement('aside');
      document.body.append(first, second, aside);
      document.head.append(Object.assign(document.createElement('script'), { src: '${archive}/embed.js' }));
      document.querySelector('script').dataset.key = 'public-read-key';
    })()`);
    const hits = (id: string): ReturnType<typeof page.locator> => page.locator(`#${id} ol li`);
    await hits('first').first().waitFor();
    expect(await hits('second').count()).toBe(0);
    // Results as one types, no Enter, one question for what is typed at a stretch.
    await page.locator('#second input').pressSequentially('遮光帘', { delay: 20 });
    await hits('second').first().waitFor();
    expect([asked, await hits('second').count()]).toEqual([['职工', '遮光帘'], 1]);
    await page.evaluate(`(() => {
      const first = document.querySelector('#first');
      document.querySelector('aside').append(first);
      first.remove();
      document.body.prepend(first);
    })()`);
    expect([await hits('first').count(), asked.length]).toEqual([5, 2]);
    // Taken off before the answer, and put back: it is asked again.
    await page.evaluate(`(() => {
      const first = document.querySelector('#first');
      first.query = '渡口';
      first.remove();
      document.body.append(first);
      document.querySelector('#second').hidden = true;
      document.querySelector('#second').open('职工');
    })()`);
    await hits('second').nth(1).waitFor();
    await page.locator('#first [role="status"]', { hasText: /^(?:找到|没有)/ }).waitFor();
    expect(asked.slice(2).sort()).toEqual(['渡口', '渡口', '职工'].sort());
    expect(
      await page.evaluate(`[document.activeElement.id, document.activeElement.query, document.querySelector('#first').query].join()`),
    ).toBe('second,职工,渡口');
    await page.evaluate(`document.querySelector('#second').setAttribute('query', '')`);
    expect([await hits('second').count(), await page.locator('#second input').inputValue()]).toEqual([0, '']);
    expect(page.faults).toEqual([]);
  });

  it('does not search while a word is composed, and once when it is put in', async () => {
    const page = await kit.open(origin);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/v1/search')) asked.push(request.method());
    });
    const input = page.locator('.xunbao-search input');
    await input.focus();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Input.imeSetComposition', { text: '职工', selectionStart: 2, selectionEnd: 2 });
    await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 });
    // What a browser does that sends the form on the Enter of an input method.
    await input.evaluate((field: { form: { requestSubmit(): void } }) => {
      field.form.requestSubmit();
    });
    await page.waitForTimeout(150);
    expect(asked).toEqual([]);
    await devtools.send('Input.insertText', { text: '职工' });
    await page.waitForTimeout(100);
    await input.press('Enter');
    await page.locator('.xunbao-search ol li').first().waitFor();
    expect(asked.filter((method) => method === 'GET')).toHaveLength(1);
  });

  it('suggests while one types: once for a word that is composed, by keyboard, and goes away with Escape', async () => {
    const page = await kit.open(origin);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'GET' && request.url().includes('/suggest')) asked.push(new URL(request.url()).searchParams.get('q')!);
    });
    const input = page.locator('.xunbao-search [role="combobox"]');
    const options = page.locator('.xunbao-search [role="option"]');
    await input.focus();
    const devtools = await page.context().newCDPSession(page);
    for (const text of ['z', 'zhi', 'zhigong']) {
      await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await page.waitForTimeout(110);
    }
    await devtools.send('Input.insertText', { text: '职工' });
    await options.first().waitFor();
    expect(asked).toEqual(['职工']);
    const { violations } = await new AxeBuilder({ page }).include('.xunbao-search').setLegacyMode(true).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await input.press('Escape');
    expect([await options.first().isVisible(), await input.inputValue()]).toEqual([false, '职工']);
    await input.fill('zhegl');
    await options.first().waitFor();
    await input.press('ArrowDown');
    await input.press('Enter');
    await page.locator('.xunbao-search .title').first().waitFor();
    expect([await input.inputValue(), await options.first().isVisible()]).toEqual([expect.stringContaining('遮光'), false]);
    expect(page.faults).toEqual([]);
  });

  it("is not in the way of the archive's own pages under a read key: they suggest, and ask for no key while one types", async () => {
    const page = await kit.open('/', { baseURL: archive, httpCredentials: { username: 'any', password: 'public-read-key' } });
    await page.locator('#q').fill('zhigong');
    await page.locator('[role="option"]').first().waitFor();
    expect(page.faults).toEqual([]);
    const stranger = await kit.open('/docs', { baseURL: archive });
    expect(await stranger.locator('form[data-suggest]').count()).toBe(0);
  });

  it('stands beside pages where a write key is typed in, sent, and kept nowhere', async () => {
    const page = await kit.open('/add', { baseURL: archive, httpCredentials: { username: 'any', password: 'public-read-key' } });
    const state = page.locator('.queued-state').first();
    await page.locator('input[name="key"]').fill('wrong');
    await page.locator('#text').fill('望渡晚报\n\n渡口灯会昨晚开场\n\n本报讯 昨晚，望渡镇的灯会在老渡口开场。');
    await page.locator('form .main-button').click();
    await page.locator('.queued.failed').waitFor();
    expect(await state.innerText()).toContain('需要有效的写入密钥');
    await page.locator('input[name="key"]').fill(WRITE_KEY);
    await page.locator('.queued .plain-button').click();
    await page.locator('.bench').waitFor();
    expect(await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie, location.search].join()')).toBe('0,0,,');
    expect(page.faults).toEqual([]);
  });

  it('says so and leads to the archive where it may not ask', async () => {
    const page = await kit.open(origin.replace('127.0.0.1', 'localhost'));
    await page.locator('.xunbao-search input').fill('职工');
    await page.locator('.xunbao-search input').press('Enter');
    await page.locator('.xunbao-search a[href*="?q="]').waitFor();
    expect(await page.locator('.xunbao-search [role="status"]:not(.hidden)').innerText()).toContain('到寻报检索');
    expect(await page.locator('.xunbao-search a[href*="?q="]').getAttribute('href')).toMatch(new RegExp(`^${archive}/\\?q=`));
  });

  it('shows hostile texts as texts', async () => {
    const page = await kit.open(origin);
    const text = '</a><img src=x onerror=window.broken=1>';
    await page.route('**/api/v1/search?*', (route) =>
      route.fulfill({
        headers: { 'access-control-allow-origin': origin },
        json: {
          total: 1,
          hits: [
            {
              id: text,
              article: { paper: text, date: text, pageNumber: text },
              title: { text, ranges: [[0, 4]] },
              snippets: [{ text, ranges: [[1, 99]] }],
            },
          ],
        },
      }),
    );
    await page.locator('.xunbao-search input').fill('x');
    await page.locator('.xunbao-search input').press('Enter');
    await page.locator('.xunbao-search ol li').waitFor();
    expect(
      await page.evaluate(
        '[typeof window.broken, document.querySelector(".xunbao-search").shadowRoot.querySelectorAll("img").length].join()',
      ),
    ).toBe('undefined,0');
  });
}
