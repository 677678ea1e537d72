/** The printed page in a browser: boxes cover their glyphs, a covered article cannot be seen, and nothing of it needs the script. */
import { jest } from '@jest/globals';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { setParagraph, writePdf, type PdfText } from '../page/pdf/write-pdf.js';
import { describeInBrowser, type BrowserKit } from './browser-kit.js';

jest.setTimeout(120_000);

const [WIDTH, HEIGHT] = [700, 900];
const story = (word: string): string => `${Array.from({ length: 8 }, (_, at) => `${word}第${at + 1}次开航时两岸都有人来看`).join('，')}。`;
const TEXTS: readonly PdfText[] = [
  { text: '河湾日报　2081年5月7日　星期三　第1版', x: 40, y: 30, size: 9, embedded: true },
  ...['渡口', '集市'].flatMap((word, at) => [
    { text: `${word}清早开船`, x: 80, y: 100 + at * 300, size: 24, embedded: true },
    ...setParagraph(story(word), { x: 40, y: 130 + at * 300, size: 10, width: 20 }).map((text) => ({ ...text, embedded: true })),
  ]),
];
const PATH = `/pages/${encodeURIComponent('河湾日报')}/2081-05-07/1`;

async function stored(kit: BrowserKit): Promise<{ readonly url: string; readonly ids: readonly string[] }> {
  const url = await kit.emptyService();
  const body = writePdf([{ width: WIDTH, height: HEIGHT, texts: TEXTS }]);
  const response = await fetch(`${url}/api/v1/pages`, { method: 'POST', headers: { 'Content-Type': 'application/pdf' }, body });
  const { articles } = (await response.json()) as { readonly articles: readonly { readonly id: string }[] };
  return { url, ids: articles.map(({ id }) => id) };
}

/** Shades at places of the drawing, in lengths of the page, with the boxes that lie there. */
async function shadesAt(page: Page, places: readonly (readonly [number, number])[]): Promise<readonly Seen[]> {
  return page.evaluate(`(async () => {
    const svg = document.querySelector('svg.sheet-picture');
    const image = new Image();
    image.src = svg.querySelector('image').getAttribute('href');
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const boxes = [...svg.querySelectorAll('.hit-box rect')].map((one) => one.getBBox());
    const scale = image.naturalWidth / ${WIDTH};
    return ${JSON.stringify(places)}.map(([x, y]) => ({
      shade: context.getImageData(Math.floor(x * scale), Math.floor(y * scale), 1, 1).data[0],
      isInHit: boxes.some((box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height),
    }));
  })()`);
}

interface Seen {
  readonly shade: number;
  readonly isInHit: boolean;
}

/** The middle of each character of a word, wherever it is printed. */
const middles = (word: string): readonly (readonly [number, number])[] =>
  TEXTS.flatMap(({ text, x, y, size }) =>
    [...text.matchAll(new RegExp(word, 'gu'))].flatMap(({ index }) =>
      Array.from(word, (_, at): readonly [number, number] => [x + (index + at + 0.5) * size, y - size * 0.38]),
    ),
  );

describeInBrowser('the printed page', (kit) => {
  it('has boxes of hits over their glyphs, areas that lead to articles, and covers what is withheld', async () => {
    const { url, ids } = await stored(kit);
    const page = await kit.open(`${url}${PATH}?q=${encodeURIComponent('开航')}`);
    const hits = middles('开航').filter(([, y]) => y > 100);
    expect(hits.length).toBeGreaterThan(20);
    const seen = await shadesAt(page, hits);
    expect(seen.filter(({ shade, isInHit }) => shade > 0x60 || !isInHit)).toEqual([]);
    const others = await shadesAt(page, middles('清早'));
    expect(others.filter(({ shade, isInHit }) => shade > 0x60 || isInHit)).toEqual([]);

    await page.locator('.hits-bar [data-step="1"]').click();
    expect(await page.evaluate('document.activeElement.id')).toBe('hit-1');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => String(target))])).toEqual([]);

    const withheld = await fetch(`${url}/api/v1/maintenance/withhold`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ id: ids[0], reason: 'asked for' }),
    });
    expect(withheld.status).toBeLessThan(300);
    await page.goto(`${url}${PATH}`);
    const glyphs = middles('次开航时');
    const [gone, kept] = [
      await shadesAt(
        page,
        glyphs.filter(([, y]) => y < 370),
      ),
      await shadesAt(
        page,
        glyphs.filter(([, y]) => y > 370),
      ),
    ];
    expect([...new Set(gone.map(({ shade }) => shade))]).toEqual([0xdd]);
    expect(kept.filter(({ shade }) => shade > 0x60)).toEqual([]);
    expect(await page.locator('a.area').count()).toBe(1);
    await page.locator('a.area').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/articles\//u);
    const cutting = page.locator('.cutting svg');
    await page.goto(`${page.url()}?q=${encodeURIComponent('开航')}`);
    expect(await page.locator('.cutting .hit-box rect').count()).toBeGreaterThan(4);
    await page.keyboard.press('p');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('MARK');
    expect((await cutting.boundingBox())!.height).toBeGreaterThan(50);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.locator('.cutting figcaption a').click();
    await page.locator('svg.sheet-picture').waitFor();
    expect(page.faults).toEqual([]);
  });
});
