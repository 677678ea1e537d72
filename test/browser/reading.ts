/** The way of a reader through the pages: by keyboard alone, and without a script. */
import type { Page } from 'playwright-core';
import { resultsOf, type BrowserKit } from './browser-kit.js';

const MOST_TABS = 120;

/** Presses Tab until the focus is on an element that matches. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let count = 0; count < MOST_TABS; count += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) {
      expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'")).toBe(true);
      return;
    }
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

export function describeReading(kit: BrowserKit): void {
  it('by keyboard alone: type, choose, filter, open, next hit, cite, back', async () => {
    const page = await kit.open('/', { permissions: ['clipboard-read', 'clipboard-write'] });
    // The box takes the focus with the first frame, which may come after the page has loaded.
    await page.locator('#q:focus').waitFor();
    await page.keyboard.type('zhigong');
    await page.locator('[role="option"]').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${resultsOf('职工')}`);
    await tabTo(page, '.facet a[href*="section="]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/section=/);
    const filtered = page.url();
    await tabTo(page, '.headline a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/articles\//);
    await page.keyboard.press('n');
    expect(await page.evaluate('document.activeElement.id')).toBe('hit-1');
    await page.keyboard.press('n');
    expect(await page.locator('mark.current').getAttribute('id')).toBe('hit-2');
    expect(await page.locator('.hits-bar output').textContent()).toMatch(/^2 \/ \d+$/);
    await page.keyboard.press('p');
    expect(new URL(page.url()).hash).toBe('#hit-1');
    await tabTo(page, '.cite summary');
    await page.keyboard.press('Enter');
    await tabTo(page, '[data-copy="cite-gbt"]');
    await page.keyboard.press('Enter');
    await page.locator('[data-copy="cite-gbt"] + [role="status"]', { hasText: '已复制' }).waitFor({ state: 'attached' });
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/\[N\]\. 云湾工人报，2024-\d\d-\d\d（\d+）\.$/);
    await page.goBack();
    expect(page.url()).toBe(filtered);
    await tabTo(page, '.chips a');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${resultsOf('职工')}`);
    expect(page.faults).toEqual([]);
  });

  it('lets the keys n and p be turned off for good, and leaves them to a text that is typed', async () => {
    const page = await kit.open('/');
    await page.goto(await articlePath(page, '职工'));
    await page.locator('#q').press('n');
    expect(await page.locator('mark.current').count()).toBe(0);
    await page.locator('.hit-keys input').uncheck();
    await page.reload();
    await page.keyboard.press('n');
    expect(await page.locator('mark.current').count()).toBe(0);
    await page.locator('[data-step="1"]').click();
    expect(await page.locator('mark.current').getAttribute('id')).toBe('hit-1');
  });

  it('comes back: the last searches, one that is saved, and the key to the box, all kept in the browser', async () => {
    const page = await kit.open(resultsOf('职工'));
    await page.locator('[data-search]').click();
    expect(await page.locator('[data-search]').getAttribute('aria-pressed')).toBe('true');
    await page.goto(resultsOf('职工 OR "<b>"'));
    await page.goto('/');
    const lists = page.locator('.my-searches');
    expect(await lists.locator('h2').allTextContents()).toEqual(['保存的检索', '最近的检索']);
    expect(await lists.locator('a').allTextContents()).toEqual(['职工', '职工 OR "<b>"']);
    await lists.locator('button', { hasText: '清除' }).click();
    expect(await lists.locator('a').allTextContents()).toEqual(['职工']);
    await lists.locator('a').click();
    await page.waitForURL(`**${resultsOf('职工')}`);
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('q');
    await page.keyboard.type('/');
    expect(await page.locator('#q').inputValue()).toBe('/');
    expect(page.faults).toEqual([]);
  });

  it('without a script: search, filter, page, read, go to a hit, see it printed, cite', async () => {
    const page = await kit.open('/', { javaScriptEnabled: false });
    await page.locator('#q').fill('职工');
    await page.locator('#q').press('Enter');
    await page.waitForURL(`**${resultsOf('职工')}`);
    const total = await page.locator('[role="status"]').textContent();
    await page.locator('a[rel="next"]').click();
    await page.waitForURL(/offset=10/);
    await page.goBack();
    await page.locator('.facet a[href*="kind=news"]').click();
    await page.waitForURL(/kind=news/);
    expect(await page.locator('[role="status"]').textContent()).not.toBe(total);
    await page.locator('.dates [name="from"]').fill('2024-05');
    await page.locator('.dates button').click();
    await page.waitForURL(/from=2024-05/);
    await page.locator('.chip-all').click();
    await page.locator('.timeline summary').click();
    await page.locator('.timeline table a').first().click();
    await page.waitForURL(/from=2024-03&to=2024-03/);
    await page.locator('.headline a').first().click();
    await page.locator('.hit-links a').nth(1).click();
    expect(new URL(page.url()).hash).toBe('#hit-2');
    await page.locator('.cite summary').click();
    expect(await page.locator('#cite-gbt').textContent()).toContain('[N]. 云湾工人报，2024-03-18');
    expect(await page.locator('[data-copy]').first().isVisible()).toBe(false);
    await page.locator('a.printed').first().click();
    await page.waitForURL(/\/trail\?.*#L\d+$/);
    expect(await page.locator('.line.here mark').allTextContents()).toContain('职工');
  });

  it('keeps what was searched, in the language that was chosen', async () => {
    const page = await kit.open('/?lang=en');
    await page.locator('#q').fill('职工');
    await page.locator('#q').press('Enter');
    await page.waitForURL(/lang=en/);
    await page.locator('.facet a').first().click();
    await page.locator('.headline a').first().click();
    await page.locator('.to-trail a').click();
    expect(await page.locator('h1').textContent()).toContain('As printed');
  });
}

/** The address of the first article that is found for a query. */
export async function articlePath(page: Page, query: string): Promise<string> {
  await page.goto(resultsOf(query));
  return (await page.locator('.headline a').first().getAttribute('href'))!;
}
