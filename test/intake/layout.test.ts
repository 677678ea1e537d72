/** Where the lines of a stored page stand: kept beside its bytes, shown as far as its articles are, blanked with them. */
import { parseArticleInput } from '../../src/article/article-schema.js';
import { sha256Of } from '../../src/archive/page-files.js';
import { JoinedArticles } from '../../src/intake/joined-articles.js';
import { layoutShown, readShownLayout, type ShownLayout } from '../../src/intake/shown-layout.js';
import { readRawPage } from '../../src/intake/raw-page.js';
import type { ShownPage } from '../../src/intake/shown-page.js';
import type { PageReceipt } from '../../src/intake/write-receipt.js';
import { readArticle } from '../../src/http/read-article.js';
import type { AppServices } from '../../src/http/services.js';
import { decodeLayout, encodeLayout } from '../../src/page/page-layout.js';
import type { ArticleMarks } from '../../src/search/search-answer.js';
import { ArchiveArticleService } from '../../src/service/article-service.js';
import { setParagraph, writePdf, type PdfPage } from '../page/pdf/write-pdf.js';
import { openTemporaryIntake, type TemporaryIntake } from './temporary-intake.js';

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

let room: TemporaryIntake;
let receipts: readonly PageReceipt[];
beforeEach(async () => {
  room = await openTemporaryIntake();
  receipts = await put();
});
afterEach(async () => {
  await room.close();
});

const put = () => room.intake.addPages({ bytes: FILE, given: {}, source: 'pages/a.pdf' });
const pageId = (at: number): string => receipts[at]!.page.id!;
const articleId = (at: number, article: number): string => receipts[at]!.articles[article]!.id;
const layout = async (at: number): Promise<ShownLayout> => (await readShownLayout(room.archive, pageId(at)))!;
const textOf = ({ lines }: ShownLayout): string => lines.map(({ text }) => text).join('\n');

describe('the layout of a stored page', () => {
  it('has every line at its place, with the article it belongs to', async () => {
    const { width, height, unit, lines } = await layout(0);
    expect([width, height, unit]).toEqual([700, 900, 'pt']);
    const headline = lines.find(({ text }) => text === '集市清早开船')!;
    expect(headline).toMatchObject({ article: articleId(0, 1), size: 24 });
    expect(Math.abs(headline.box[0] - 80)).toBeLessThan(2);
    expect(headline.box[1]).toBeLessThan(400);
    expect(headline.box[1] + headline.box[3]).toBeGreaterThan(400);
    expect(lines.find(({ text }) => text.includes('河湾日报'))).not.toHaveProperty('article');
  });

  it('is of its own page, its lines under the numbers the articles name', async () => {
    const { lines } = await layout(1);
    expect(textOf(await layout(1))).not.toContain('渡口');
    const { lines: numbers } = (await room.archive.article(articleId(1, 0)))!;
    const byNumber = new Map(lines.map(({ number, text }) => [number, text]));
    expect(numbers!.title.map((number) => byNumber.get(number))).toEqual(['石桥清早开船']);
    expect(
      numbers!.paragraphs
        .flat()
        .map((number) => byNumber.get(number))
        .join(''),
    ).toBe(story('石桥'));
  });

  it('shows no line of a withheld or deleted article, nor where it stands', async () => {
    await room.intake.withhold(articleId(0, 0), '更正');
    await room.intake.deleteArticle(articleId(1, 0));
    const { articles } = await layout(0);
    expect(textOf(await layout(0))).toContain('集市清早开船');
    expect(textOf(await layout(0))).not.toContain('渡口');
    expect(articles.map(({ id }) => id)).toEqual([articleId(0, 1)]);
    expect(textOf(await layout(1))).not.toContain('石桥');
  });

  it('loses for good what a purge takes', async () => {
    await room.intake.withhold(articleId(0, 0), '更正');
    const before = await layout(0);
    const named = (await room.archive.page(pageId(0)))!.layoutSha256!;
    await room.archive.purge();
    expect(await layout(0)).toEqual(before);
    const { layoutSha256 } = (await room.archive.page(pageId(0)))!;
    expect(JSON.stringify(decodeLayout(await room.archive.pageBytes(layoutSha256!)))).not.toContain('渡口');
    await expect(room.archive.pageBytes(named)).rejects.toMatchObject({ code: 'PAGE_NOT_FOUND' });
    // The file that comes again brings nothing of it back.
    await put();
    expect(await layout(0)).toEqual(before);
    await expect(room.archive.pageBytes(named)).rejects.toMatchObject({ code: 'PAGE_NOT_FOUND' });
  });

  it('holds the lines that were numbered, whatever the reader gives now', async () => {
    const record = (await room.archive.page(pageId(0)))!;
    const old = decodeLayout(await room.archive.pageBytes(record.layoutSha256!));
    const bytes = encodeLayout({ ...old, readerVersion: 0, lines: old.lines.map((line) => ({ ...line, text: `旧${line.text}` })) });
    await room.archive.commit([{ type: 'page', page: { ...record, readerVersion: 0, layoutSha256: sha256Of(bytes) } }], [bytes]);
    expect((await readRawPage(room.archive, pageId(0)))!.lines).toContain('旧集市清早开船');
    const again = await put();
    expect(again[0]).toMatchObject({ status: 'updated', page: { id: pageId(0) } });
    expect(again[0]!.articles.map(({ id }) => id)).toEqual(receipts[0]!.articles.map(({ id }) => id));
    expect(textOf(await layout(0))).not.toContain('旧');
  });
});

describe('the regions of an article', () => {
  const services = (marks?: Partial<ArticleMarks>): AppServices => {
    const none = { title: [], banner: [], kicker: [], subtitle: [], paragraphs: [] };
    return {
      articles: new ArchiveArticleService(room.archive, new JoinedArticles(room.archive)),
      searcher: { marks: () => ({ ...none, ...marks }) },
    } as unknown as AppServices;
  };

  it('are its outline, around its lines and no others', async () => {
    const { regions } = await readArticle(services(), articleId(0, 1), undefined);
    const [region, ...others] = regions!;
    expect(others).toEqual([]);
    expect(region).toMatchObject({ page: pageId(0), width: 700, height: 900, unit: 'pt' });
    const top = Math.min(...region!.boxes.map(([, y]) => y));
    expect(top).toBeGreaterThan(350);
    expect(top).toBeLessThan(400);
    expect(region).not.toHaveProperty('marks');
  });

  it('have a box for each mark, two where it goes over a line end', async () => {
    const text = story('集市');
    const at = 16;
    const marks = { title: [[0, 2] as const], paragraphs: [[[at, at + 4] as const]] };
    const { regions } = await readArticle(services(marks), articleId(0, 1), '集市');
    const [headline, wrapped] = regions![0]!.marks!;
    expect(headline).toMatchObject({ field: 'title', index: 0, range: [0, 2] });
    expect(Math.abs(headline!.boxes[0]![0] - 80)).toBeLessThan(2);
    expect(Math.abs(headline!.boxes[0]![2] - 48)).toBeLessThan(3);
    expect(text.length).toBeGreaterThan(at + 4);
    expect(wrapped!.boxes).toHaveLength(2);
    const [first, second] = wrapped!.boxes;
    expect(second![1]).toBeGreaterThan(first![1]);
    expect(second![0]).toBeLessThan(first![0]);
  });

  it('are none of an article that came without a page', async () => {
    const { id } = await room.intake.putArticle(
      parseArticleInput({ title: '集市开张', paragraphs: ['集市今天开张。'] }, { unknown: 'error' }),
      'api',
    );
    expect(await readArticle(services(), id, undefined)).not.toHaveProperty('regions');
  });
});

describe('a layout of more than is given', () => {
  const boundedOf = (lineCount: number, length: number): ShownLayout => {
    const lines = Array.from({ length: lineCount }, (_, at) => ({
      text: '字'.repeat(length),
      box: [0, at * 9, 50, 8] as const,
      size: 0.1,
    }));
    const text = lines.map((line) => line.text).join('\n');
    const numbers = lines.map((_, at) => at + 1);
    const article = { article: { id: 'a' }, lines: { banner: [], kicker: [], title: [], subtitle: [], byline: [], paragraphs: [numbers] } };
    const layout = { form: 'pdf', readerVersion: 1, firstLine: 1, width: 50, height: 99_999, unit: 'pt', lines };
    return layoutShown({ layout, text, shown: text, firstLine: 1, articles: [article], printed: [] } as unknown as ShownPage)!;
  };

  it('has 5,000 lines and boxes of outlines, and 1,000,000 characters', () => {
    const many = boundedOf(5_500, 1);
    expect([many.lines.length, many.articles[0]!.boxes.length]).toEqual([5_000, 5_000]);
    expect(boundedOf(30, 100_000).lines).toHaveLength(10);
  });
});
