/** A PDF in the archive: each of its pages a page, withheld lines not shown, a purge, a worker that is ended. */
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readRawPage } from '../../../src/intake/raw-page.js';
import { TextPool } from '../../../src/intake/text-pool.js';
import { openTemporaryIntake, type TemporaryIntake } from '../../intake/temporary-intake.js';
import { setParagraph, writePdf, type PdfPage } from './write-pdf.js';

const story = (word: string): string => `${Array.from({ length: 6 }, (_, at) => `${word}第${at + 1}次开航时两岸都有人来看`).join('，')}。`;
const page = (number: number, words: readonly string[]): PdfPage => ({
  width: 700,
  height: 900,
  texts: [
    { text: `河湾日报　2081年5月6日　星期二　第${number}版`, x: 40, y: 30, size: 9 },
    ...words.flatMap((word, at) => [
      { text: `${word}清早开船`, x: 80, y: 100 + at * 300, size: 24 },
      ...setParagraph(story(word), { x: 40, y: 130 + at * 300, size: 10, width: 20 }),
    ]),
  ],
});
const FILE = writePdf([page(1, ['渡口', '集市']), page(2, ['石桥'])]);

let opened: TemporaryIntake;
beforeEach(async () => {
  opened = await openTemporaryIntake();
});
afterEach(async () => {
  await opened.close();
});

const put = (bytes: Uint8Array = FILE) => opened.intake.addPages({ bytes, given: {}, source: 'pages/a.pdf' });

describe('a PDF of two pages', () => {
  it('is two pages in one transaction, with place and articles, and nothing new the second time', async () => {
    const receipts = await put();
    const told = receipts.map(({ page: { paper, date, pageNumber }, articles }) => [
      ...[paper, date, pageNumber],
      articles.map(({ title }) => title),
    ]);
    expect(told).toEqual([
      ['河湾日报', '2081-05-06', '1', ['渡口清早开船', '集市清早开船']],
      ['河湾日报', '2081-05-06', '2', ['石桥清早开船']],
    ]);
    expect([...opened.indexed.values()].map(({ paragraphs }) => paragraphs)).toEqual([[story('渡口')], [story('集市')], [story('石桥')]]);
    expect((await put()).map(({ status }) => status)).toEqual(['unchanged', 'unchanged']);
  });

  it('is the same page as its text', async () => {
    const [first] = await put();
    const text = `河湾日报 2081年5月6日 星期二 第1版\n\n渡口清早开船\n\n${story('渡口')}\n\n集市清早开船\n\n本报讯 ${story('集市')}\n`;
    const [again] = await opened.intake.addPages({ bytes: Buffer.from(text), given: {}, source: 'pages/a.txt' });
    expect(again!.page.id).toBe(first!.page.id);
    expect(again!.articles.map(({ id }) => id)).toEqual(first!.articles.map(({ id }) => id));
  });

  it('shows no line of a withheld article, and after a purge keeps the others as text', async () => {
    const [first] = await put();
    await opened.intake.withhold(first!.articles[0]!.id, '更正');
    const shown = async (): Promise<string> => (await readRawPage(opened.archive, first!.page.id!))!.lines.join('\n');
    expect(await shown()).toContain('集市清早开船');
    expect(await shown()).not.toContain('渡口');
    await opened.archive.purge();
    expect(await shown()).toContain('集市清早开船');
    expect(await shown()).not.toContain('渡口');
    const record = await opened.archive.page(first!.page.id!);
    expect(Buffer.from(await opened.archive.pageBytes(record!.sha256)).includes('%PDF')).toBe(false);
  });
});

describe('a form that may never end', () => {
  it('is ended with its worker, and the next file is read by another', async () => {
    const worker = path.join(os.tmpdir(), `xunbao-endless-${process.pid}.mjs`);
    const answer = '{ fault: { code: "PAGE_EMPTY", message: "read" } }';
    await writeFile(worker, `export const read = ({ bytes }) => { for (;;) if (bytes.length > 20_000) return ${answer}; };`);
    const pool = new TextPool(pathToFileURL(worker), 2_000);
    const begun = performance.now();
    await expect(pool.read({ bytes: FILE, division: 'file' })).rejects.toMatchObject({ code: 'PAGE_TOO_COMPLEX' });
    expect(performance.now() - begun).toBeLessThan(15_000);
    const large = Buffer.concat([FILE, Buffer.alloc(20_000)]);
    await expect(pool.read({ bytes: large, division: 'file' })).rejects.toMatchObject({ code: 'PAGE_EMPTY' });
    await pool.close();
  });
});
