/** Adding pages: by keyboard alone, many files with bad ones among them, hostile names and texts, and without a script. */
import type { Locator, Page } from 'playwright-core';
import type { BrowserKit } from './browser-kit.js';

const TEXT = [
  '望渡晚报',
  '2031年2月3日 星期一 第3版',
  '',
  '渡口灯会昨晚开场',
  '',
  '本报讯（记者 祁山月）昨晚，望渡镇的灯会在老渡口开场，',
  '两岸挂出三百盏灯，看灯的人站满了石阶。',
  '',
  '镇里说，灯会要办到元宵，末班渡船每晚延到二十三时，',
  '请大家错开八点前后的人流。',
  '',
].join('\n');
/** Another page, of two articles. */
const TWO_ARTICLES =
  TEXT.replace('第3版', '第7版') +
  ['', '镇里修好石板路', '', '本报讯（记者 方满）镇里上月动工的石板路昨天修好，两旁的排水沟也清了一遍，', '雨天不再积水。', ''].join('\n');
const HOSTILE = '<img src=x onerror=window.broken=1>';
const MOST_TABS = 60;

async function tabUntil(page: Page, target: Locator): Promise<void> {
  for (let count = 0; count < MOST_TABS; count += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element: { ownerDocument: { activeElement: unknown } }) => element === element.ownerDocument.activeElement))
      return;
  }
  throw new Error(`Tab does not lead to ${target.toString()}`);
}

async function finished(page: Page, done: number): Promise<void> {
  await page.locator('.queue-tools [role="status"]', { hasText: new RegExp(`${done} (?:/|of) ${done}`) }).waitFor();
}

const file = (name: string, text: string | Buffer) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

export function describeAddPages(kit: BrowserKit): void {
  it('by keyboard alone: paste, look, correct, store, read what was stored', async () => {
    const url = await kit.emptyService();
    const page = await kit.open('/add', { baseURL: url });
    await tabUntil(page, page.locator('#text'));
    await page.keyboard.insertText(TEXT);
    await tabUntil(page, page.locator('form .main-button'));
    await page.keyboard.press('Enter');
    await finished(page, 1);
    expect(
      await page.locator('.bench .fields input').evaluateAll((inputs) => inputs.map((input: { value: string }) => input.value)),
    ).toEqual(['望渡晚报', '2031-02-03', '3']);
    expect(await page.locator('.raw .line.colour-1').count()).toBeGreaterThan(3);

    const paragraphs = page.locator('.part-paragraph');
    const before = await paragraphs.evaluateAll((fields) => fields.map((field: { value: string }) => field.value));
    expect(before).toHaveLength(2);
    await tabUntil(page, paragraphs.first());
    expect(await page.locator('.raw .line.here').count()).toBeGreaterThan(0);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await paragraphs.evaluateAll((fields) => fields.map((field: { value: string }) => field.value))).toEqual([before.join('')]);
    expect(
      await paragraphs
        .first()
        .evaluate((field: { ownerDocument: { activeElement: unknown } }) => field === field.ownerDocument.activeElement),
    ).toBe(true);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('End');
    await page.keyboard.insertText('（更正）');
    await tabUntil(page, page.locator('.bench .main-button'));
    await page.keyboard.press('Enter');
    const link = page.locator('.queue-list a');
    await link.waitFor();
    await link.click();
    await page.locator('.headline a').click();
    expect(await page.locator('h1').textContent()).toBe('渡口灯会昨晚开场（更正）');
    expect(await page.locator('.text p').count()).toBe(1);
    expect(page.faults).toEqual([]);
  });

  it('divides at the caret, makes headlines and kickers, lets a part go, and takes it all back', async () => {
    const page = await kit.open('/add', { baseURL: await kit.emptyService() });
    await page.locator('#text').fill(TEXT);
    await page.locator('form .main-button').click();
    await finished(page, 1);
    const roles = (): Promise<string[]> =>
      page
        .locator('.drafts textarea')
        .evaluateAll((fields) =>
          fields.map((field: { className: string; value: string }) => `${field.className.slice(5)} ${field.value.slice(0, 6)}`),
        );
    const before = await roles();
    await page.locator('.part-paragraph').first().focus();
    await page
      .locator('.part-paragraph')
      .first()
      .evaluate((field: { setSelectionRange(start: number, end: number): void }) => {
        field.setSelectionRange(3, 3);
      });
    await page.locator('[data-action="split"]').click();
    expect((await roles()).slice(1, 3)).toEqual(['paragraph 本报讯', expect.stringMatching(/^paragraph （记者/)]);
    await page.locator('[data-action="kicker"]').click();
    expect((await roles())[0]).toBe('kicker 本报讯');
    await page.locator('.part-paragraph').last().focus();
    await page.locator('[data-action="title"]').click();
    expect((await roles()).filter((role) => role.startsWith('title'))).toEqual([expect.stringContaining('镇里说')]);
    await page.locator('.part-kicker').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    expect((await roles()).some((role) => role.startsWith('kicker'))).toBe(false);
    await page.locator('.draft-tools button').click();
    expect(await roles()).toEqual(before);
    expect(page.faults).toEqual([]);
  });

  it('merges two articles and divides one by keyboard, stores all of it at once, and a later reading leaves it so', async () => {
    const url = await kit.emptyService();
    const page = await kit.open('/add', { baseURL: url });
    await page.locator('#text').fill(TWO_ARTICLES);
    await page.locator('form .main-button').click();
    await finished(page, 1);
    const heads = (): Promise<string[]> => page.locator('.draft h3').allInnerTexts();
    expect(await heads()).toEqual(['1 渡口灯会昨晚开场', '2 镇里修好石板路']);
    await tabUntil(page, page.locator('.merge'));
    await page.keyboard.press('Enter');
    expect(await heads()).toEqual(['1 渡口灯会昨晚开场']);
    expect(await page.evaluate('document.activeElement.value')).toBe('镇里修好石板路');
    expect(await page.locator('.raw .line.colour-2').count()).toBe(0);
    await page.keyboard.press('Tab');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    expect(await heads()).toEqual(['1 渡口灯会昨晚开场', '2 镇里修好石板路']);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText('石板路修好了');
    expect(await page.locator('.raw .line.colour-2').count()).toBeGreaterThan(0);
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
    await tabUntil(page, page.locator('.bench .main-button'));
    await page.keyboard.press('Enter');
    await page.locator('.queue-list a').click();
    expect(await page.locator('.headline').allInnerTexts()).toEqual(['渡口灯会昨晚开场', '石板路修好了']);
    expect(sent).toEqual(['POST /api/v1/pages']);
    await fetch(`${url}/api/v1/pages`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: TWO_ARTICLES });
    await page.reload();
    expect(await page.locator('.headline').allInnerTexts()).toEqual(['渡口灯会昨晚开场', '石板路修好了']);
    await page.locator('.headline a').last().click();
    await page.locator('.to-trail a').click();
    expect(await page.locator('.owners li').count()).toBe(2);
    expect(page.faults).toEqual([]);
  });

  it('takes back how the page was divided', async () => {
    const page = await kit.open('/add', { baseURL: await kit.emptyService() });
    await page.locator('#text').fill(TWO_ARTICLES);
    await page.locator('form .main-button').click();
    await finished(page, 1);
    const fields = (): Promise<string[]> =>
      page
        .locator('.drafts textarea')
        .evaluateAll((all) => all.map((field: { className: string; value: string }) => `${field.className} ${field.value}`));
    const whole = await fields();
    const undo = page.getByRole('button', { name: '还原全部篇目' });
    expect(await undo.isVisible()).toBe(false);
    await page.locator('.merge').click();
    await undo.click();
    expect([await fields(), await undo.isVisible()]).toEqual([whole, false]);
  });

  it('takes many files; a bad one says why and does not stop the rest, and hostile names and texts are texts', async () => {
    const page = await kit.open('/add?lang=en', { baseURL: await kit.emptyService() });
    await page
      .locator('input[type="file"]')
      .setInputFiles([
        file('empty.txt', ' '),
        file(`${HOSTILE}.txt`, TEXT.replaceAll('渡口灯会', HOSTILE)),
        file('picture.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0])),
        file('big.txt', 'x'.repeat(5 * 1024 * 1024 + 1)),
        file('second.txt', TEXT.replace('第3版', '第4版')),
      ]);
    await finished(page, 5);
    expect(await page.locator('.queued').allInnerTexts()).toEqual([
      'empty.txt failed: it holds no text Try again',
      expect.stringContaining('.txt articles:'),
      'picture.txt failed: it is no plain text (a picture, a PDF or another kind of file) Try again',
      'big.txt failed: it is too large; a page has at most 5 MB Try again',
      expect.stringContaining('second.txt articles:'),
    ]);
    expect(await page.locator('.bench h2').textContent()).toBe(`${HOSTILE}.txt`);
    await page.locator('.queue-tools > .plain-button').first().click();
    await finished(page, 2);
    expect(await page.locator('.queued a').count()).toBe(2);
    expect(await page.evaluate('[typeof window.broken, document.querySelectorAll("main img").length].join()')).toBe('undefined,0');
    expect(page.faults).toEqual([]);
  });

  it('takes what is dropped', async () => {
    const page = await kit.open('/add', { baseURL: await kit.emptyService() });
    await page.evaluate(`{
      const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(TEXT)}], 'dropped.txt'));
      document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }`);
    await finished(page, 1);
    expect(await page.locator('.queued').innerText()).toContain('dropped.txt');
  });

  it('without a script: paste, look, store, read', async () => {
    const page = await kit.open('/add', { baseURL: await kit.emptyService(), javaScriptEnabled: false });
    await page.locator('#text').fill(TEXT.replace('第3版', '第5版'));
    await page.locator('button[value="look"]').click();
    expect(await page.locator('.draft h3').innerText()).toContain('渡口灯会昨晚开场');
    await page.locator('button[value="store"]').click();
    await page.locator('.note ol a').first().click();
    expect(await page.locator('h1').textContent()).toBe('渡口灯会昨晚开场');
  });

  it('without a script: merge, divide, store', async () => {
    const page = await kit.open('/add', { baseURL: await kit.emptyService(), javaScriptEnabled: false });
    await page.locator('#text').fill(TWO_ARTICLES.replace('第7版', '第8版'));
    await page.locator('button[value="look"]').click();
    expect(await page.locator('.draft').count()).toBe(2);
    await page.locator('button[value="m1"]').click();
    expect(await page.locator('.draft').count()).toBe(1);
    await page.locator('button[value="d1.2"]').click();
    expect(await page.locator('.draft h3').allInnerTexts()).toEqual(['1 渡口灯会昨晚开场', '2 （无标题）']);
    await page.locator('button[value="store"]').click();
    expect(await page.locator('.note ol a').allInnerTexts()).toEqual(['渡口灯会昨晚开场', '（无标题）']);
    await page.locator('.note ol a').last().click();
    expect(await page.locator('.text').innerText()).toContain('镇里修好石板路');
  });
}
