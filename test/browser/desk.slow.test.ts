/** The desk in a browser: from an article to its page, cut, move, join, undo, save, and two editors at once. */
import { jest } from '@jest/globals';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describeInBrowser, type BrowserKit } from './browser-kit.js';

jest.setTimeout(120_000);

const TEXT = [
  '望渡晚报',
  '2032年4月6日 星期二 第5版',
  '',
  '老渡口换上新灯',
  '',
  '本报讯（记者 祁山月）望渡镇的老渡口昨晚换上一百盏新灯，过河的人说亮得能看清对岸的石阶。',
  '',
  '镇里说，旧灯洗净了挂在茶馆里，谁想要可以去领一盏。',
  '',
  '河堤补种柳树',
  '',
  '本报讯（记者 方满）上月被水冲倒的三十棵柳树昨天补齐，每一棵都挂了种树人的名字。',
  '',
  '孩子们给小树浇了头一遍水，约好每个月来看一次。',
  '',
].join('\n');

async function stored(kit: BrowserKit) {
  const url = await kit.emptyService();
  const response = await fetch(`${url}/api/v1/pages`, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: TEXT });
  const { page, articles } = (await response.json()) as { page: { id: string }; articles: readonly { id: string }[] };
  const api = `${url}/api/v1/pages/${encodeURIComponent(page.id)}`;
  const standing = async () => {
    const { articles: now } = (await (await fetch(`${api}?text=1`)).json()) as {
      articles: readonly { id: string; title: string; paragraphs: readonly string[] }[];
    };
    return now.map(({ id, title, paragraphs }) => ({ id, title, count: paragraphs.length }));
  };
  return { url, id: page.id, api, ids: articles.map(({ id }) => id), standing };
}

const fields = (page: Page, article: number) => page.locator(`[data-article="${article}"] textarea`);
const drafts = (page: Page) => page.locator('.draft').count();
const says = (page: Page, text: RegExp) => page.locator('.desk-bar [role="status"]', { hasText: text }).waitFor();

describeInBrowser('the desk', (kit) => {
  it('leads from an article to its page, divides it by keyboard, and tells the second editor', async () => {
    const { url, id, api, ids, standing } = await stored(kit);
    expect(await standing()).toMatchObject([{ count: 2 }, { count: 2 }]);
    const page = await kit.open(`/articles/${encodeURIComponent(ids[0]!)}`, { baseURL: url });
    await page.locator('.desk-link a').click();
    await fields(page, 1).first().waitFor();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

    // Cut by keyboard: the last paragraph of the second becomes an article of its own; undo, redo.
    await fields(page, 1).nth(2).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    expect(await drafts(page)).toBe(3);
    await page.keyboard.press('Control+z');
    expect(await drafts(page)).toBe(2);
    await page.keyboard.press('Control+y');
    expect(await drafts(page)).toBe(3);
    // Move its paragraph to the first, and join what is left to the second.
    await fields(page, 2).last().focus();
    await page.locator('.part-tools select').selectOption('0');
    await page.locator('.part-tools .part-move button').click();
    expect(await fields(page, 0).count()).toBe(4);
    await fields(page, 0).first().fill('老渡口换上新灯，柳树成行');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

    // Somebody else is first.
    const patch = { method: 'PATCH', headers: { 'Content-Type': 'application/merge-patch+json', 'If-Match': '*' } };
    expect((await fetch(api, { ...patch, body: JSON.stringify({ section: '要闻' }) })).status).toBe(200);
    await page.keyboard.press('Control+s');
    await page.locator('.desk-notes [role="alert"]').waitFor();
    expect(await standing()).toMatchObject([{ count: 2 }, { count: 2 }]);
    // What was done stays in the browser, also when the page is left.
    await page.goto(`/desk/pages/${encodeURIComponent(id)}`);
    await page.locator('.desk-notes button').first().click();
    expect(await fields(page, 0).first().inputValue()).toBe('老渡口换上新灯，柳树成行');
    await page.locator('.desk-bar .main-button').click();
    await says(page, /已保存/);
    expect(await standing()).toEqual([
      { id: ids[0], title: '老渡口换上新灯，柳树成行', count: 3 },
      { id: ids[1], title: '河堤补种柳树', count: 1 },
    ]);
    expect(page.faults).toEqual([]);
  });

  it('works by touch, on a narrow screen, and goes through the list', async () => {
    const { url, id } = await stored(kit);
    const added = await fetch(`${url}/api/v1/pages`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain' },
      body: '没有报头的一页\n\n这一页不知道是哪一天的，也不知道是第几版，只知道写的是河边的事。\n',
    });
    expect(added.status).toBe(201);
    const options = { baseURL: url, hasTouch: true, viewport: { width: 360, height: 700 } };
    const list = await kit.open('/desk?want=place&lang=en', options);
    expect((await new AxeBuilder({ page: list }).analyze()).violations).toEqual([]);
    await list.locator('.desk-rows a').first().tap();
    await list.locator('.desk-bar .main-button').waitFor();
    const page = await kit.open(`/desk/pages/${encodeURIComponent(id)}?lang=en`, options);
    await fields(page, 0).nth(2).tap();
    await page.locator('.part-tools button').last().tap();
    await page.locator('.draft-tools .merge').first().tap();
    expect(await drafts(page)).toBe(1);
    await page.locator('.desk-bar button').nth(1).tap();
    expect(await drafts(page)).toBe(2);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect([...list.faults, ...page.faults]).toEqual([]);
  });
});
