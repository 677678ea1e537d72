/** The box as a combobox. */
import { resultsOf, type BrowserKit } from './browser-kit.js';
import { stubSuggestions } from './suggest-stub.js';

const BOX = 'input[role="combobox"]';
const OPTION = '[role="option"]';
const CHOSEN = '[role="option"][aria-selected="true"]';

export function describeTypeahead(kit: BrowserKit): void {
  it('suggests after a pause, announces how many, and chooses nothing by itself', async () => {
    const page = await kit.open('/');
    const { asked } = await stubSuggestions(page);
    const box = page.locator(BOX);
    expect(await box.getAttribute('aria-expanded')).toBe('false');
    await box.pressSequentially('职工', { delay: 10 });
    await page.locator(OPTION).first().waitFor();
    expect(asked).toEqual(['职工']);
    expect(await box.getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator(`#${(await box.getAttribute('aria-controls'))!}`).getAttribute('role')).toBe('listbox');
    expect(await page.locator('form.box [role="status"]').textContent()).toContain('3');
    expect(await page.locator(CHOSEN).count()).toBe(0);
    expect(await page.locator(`${OPTION} mark`).first().textContent()).toBe('职工');
    await box.press('Enter');
    await page.waitForURL(`**${resultsOf('职工')}`);
    expect(page.faults).toEqual([]);
  });

  it('suggests for what was typed before the script came', async () => {
    const page = await kit.open('/help');
    const { asked } = await stubSuggestions(page);
    let release!: () => void;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('/', { waitUntil: 'commit' });
    await page.locator('#q').pressSequentially('职工');
    release();
    await page.locator(OPTION).first().waitFor();
    expect(asked).toEqual(['职工']);
  });

  it('goes through the options with the arrows and back to the text, and takes the one it stands on', async () => {
    const page = await kit.open('/');
    await stubSuggestions(page);
    const box = page.locator(BOX);
    const chosen = async (): Promise<string[]> => {
      const ids = await page.locator(CHOSEN).evaluateAll((options) => options.map(({ id }: { readonly id: string }) => id));
      expect([await box.getAttribute('aria-activedescendant')]).toEqual([ids[0] ?? null]);
      return ids.map((id) => id.slice(-1));
    };
    await box.fill('林');
    await page.locator(OPTION).first().waitFor();
    const seen: string[] = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'Home', 'ArrowUp', 'ArrowUp', 'End', 'ArrowDown', 'ArrowUp', 'ArrowDown', 'ArrowDown']) {
      await box.press(key);
      seen.push((await chosen()).join());
    }
    expect(seen).toEqual(['0', '1', '', '2', '1', '', '0', '', '0', '1']);
    expect(await box.inputValue()).toBe('林');
    await box.press('Enter');
    await page.waitForURL(`**${resultsOf('记者:林小舟')}`);
  });

  it('closes with Escape, then clears; opens again with Alt and the arrow, and closes when the box is left', async () => {
    const page = await kit.open('/');
    await stubSuggestions(page);
    const box = page.locator(BOX);
    const list = page.locator('[role="listbox"]');
    await box.fill('职工');
    await list.waitFor();
    await box.press('Escape');
    expect([await list.isVisible(), await box.inputValue()]).toEqual([false, '职工']);
    await box.press('Alt+ArrowDown');
    expect([await list.isVisible(), await page.locator(CHOSEN).count()]).toEqual([true, 0]);
    await box.press('Alt+ArrowUp');
    expect(await list.isVisible()).toBe(false);
    await box.press('Escape');
    expect(await box.inputValue()).toBe('');
    await box.fill('天');
    await list.waitFor();
    await box.press('Tab');
    expect(await list.isVisible()).toBe(false);
  });

  it('takes an option by the mouse', async () => {
    const page = await kit.open('/');
    await stubSuggestions(page);
    await page.locator(BOX).fill('工友');
    await page.locator(OPTION).nth(2).click();
    await page.waitForURL(`**${resultsOf('栏目:工友天地')}`);
  });

  it('drops an answer that comes late, and keeps quiet when there is none', async () => {
    const page = await kit.open('/');
    const { asked } = await stubSuggestions(page, {
      delay: (text) => (text === '慢' ? 400 : 0),
      answer: (text) => (text === '错' ? undefined : [{ text: `${text}的建议`, kind: 'term', ranges: [] }]),
    });
    const box = page.locator(BOX);
    await box.fill('慢');
    await page.waitForTimeout(150);
    await box.fill('快');
    await page.locator(OPTION).first().waitFor();
    await page.waitForTimeout(400);
    expect(await page.locator(OPTION).allTextContents()).toEqual(['快的建议 词语']);
    await box.fill('错');
    await page.waitForTimeout(250);
    expect(await page.locator('[role="listbox"]').isVisible()).toBe(false);
    expect(asked).toEqual(['慢', '快', '错']);
    await box.press('Enter');
    await page.waitForURL(`**${resultsOf('错')}`);
    expect(page.faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([]);
  });

  it('asks once for a word that is composed, and nothing while it is', async () => {
    const page = await kit.open('/');
    const { asked } = await stubSuggestions(page);
    const devtools = await page.context().newCDPSession(page);
    await page.locator(BOX).focus();
    for (const text of ['d', 'di', 'ditie', 'di tie', '地铁']) {
      await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await page.waitForTimeout(110);
    }
    expect(asked).toEqual([]);
    await devtools.send('Input.insertText', { text: '地铁' });
    await page.locator(OPTION).first().waitFor();
    await page.waitForTimeout(200);
    expect([await page.locator(BOX).inputValue(), asked]).toEqual(['地铁', ['地铁']]);
  });

  it.each([
    ['in the middle of a composition', true],
    ['that ends one, as Safari tells it', false],
  ])('does not send the form by an Enter %s', async (_, isOn) => {
    const page = await kit.open('/');
    await stubSuggestions(page);
    const devtools = await page.context().newCDPSession(page);
    const box = page.locator(BOX);
    await box.focus();
    await devtools.send('Input.imeSetComposition', { text: 'ditie', selectionStart: 5, selectionEnd: 5 });
    if (!isOn) await devtools.send('Input.insertText', { text: '地铁' });
    await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
    await devtools.send('Input.dispatchKeyEvent', { type: 'char', text: '\r' });
    await page.waitForTimeout(200);
    expect(new URL(page.url()).search).toBe('');
    await devtools.send('Input.insertText', { text: isOn ? '地铁' : '站' });
    await page.waitForTimeout(100);
    await box.press('Enter');
    await page.waitForURL(`**${resultsOf(isOn ? '地铁' : '地铁站')}`);
  });

  it('follows a keyboard that names no key', async () => {
    const page = await kit.open('/');
    const { asked } = await stubSuggestions(page);
    const devtools = await page.context().newCDPSession(page);
    await page.locator(BOX).focus();
    await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Unidentified', windowsVirtualKeyCode: 229 });
    await devtools.send('Input.insertText', { text: 'metro' });
    await page.locator(OPTION).first().waitFor();
    expect(asked).toEqual(['metro']);
  });

  it('suggests what the archive holds, by characters and by sound, and finds what was chosen', async () => {
    const page = await kit.open('/');
    const box = page.locator(BOX);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.endsWith('/suggest'))
        asked.push(`${new URL(request.url()).pathname} ${new URL(request.url()).searchParams.get('q') ?? ''}`);
    });
    await box.fill('zhiGong');
    await page.locator(OPTION, { hasText: '职工' }).first().waitFor();
    expect(asked).toEqual(['/suggest zhiGong']);
    expect(await page.locator(`${OPTION} mark`).first().textContent()).toBe('职工');
    await box.fill('');
    const devtools = await page.context().newCDPSession(page);
    asked.length = 0;
    for (const text of ['z', 'zhe', 'zheg', '遮光']) {
      await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await page.waitForTimeout(110);
    }
    await devtools.send('Input.insertText', { text: '遮光' });
    await page.locator(OPTION, { hasText: '遮光帘' }).first().waitFor();
    expect(asked).toEqual(['/suggest 遮光']);
    await box.press('ArrowDown');
    const chosen = (await page.locator(`${CHOSEN} span`).first().textContent())!;
    await box.press('Enter');
    await page.waitForURL(`**${resultsOf(chosen).replaceAll('%20', '+')}`);
    expect(await page.locator('.hit').count()).toBeGreaterThan(0);
    expect(page.faults).toEqual([]);
  });
}
