/** What stored pages look like: drawn, as they are stored, or by their lines; and nothing that is taken out, in any of them. */
import { PagePictures } from '../../src/intake/page-pictures.js';
import type { PageReceipt } from '../../src/intake/write-receipt.js';
import { drawPdf } from '../../src/page/readers/pdf/draw-pdf.js';
import { COVER_SHADE } from '../../src/pdf/draw-page.js';
import { jpeg, png, tiff } from '../page/pictures.js';
import { readGrayPng, type GrayPoints } from '../page/pdf/read-png.js';
import { setParagraph, writePdf, type PdfText } from '../page/pdf/write-pdf.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from './temporary-intake.js';

const [WIDTH, HEIGHT] = [700, 900];
const story = (word: string): string => `${Array.from({ length: 6 }, (_, at) => `${word}第${at + 1}次开航时两岸都有人来看`).join('，')}。`;
/** Two articles one above the other. */
const texts = (embedded: boolean): readonly PdfText[] =>
  [
    { text: '河湾日报　2081年5月6日　星期二　第1版', x: 40, y: 30, size: 9 },
    ...['渡口', '集市'].flatMap((word, at) => [
      { text: `${word}清早开船`, x: 80, y: 100 + at * 300, size: 24 },
      ...setParagraph(story(word), { x: 40, y: 130 + at * 300, size: 10, width: 20 }),
    ]),
  ].map((text) => ({ ...text, embedded }));
const pdf = (embedded: boolean): Uint8Array => writePdf([{ width: WIDTH, height: HEIGHT, texts: texts(embedded) }]);
/** The same as recognition writes it, its lines at their places. */
const alto = (lines: readonly PdfText[]): string => {
  const written = lines.map(({ text, x, y, size }) => {
    const box = `HPOS="${x}" VPOS="${y - size}" WIDTH="${text.length * size}" HEIGHT="${size}"`;
    return `<TextBlock ${box}><TextLine ${box}><String ${box} CONTENT="${text}"/></TextLine></TextBlock>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Description><MeasurementUnit>pixel</MeasurementUnit>
</Description><Layout><Page WIDTH="${WIDTH}" HEIGHT="${HEIGHT}"><PrintSpace>${written.join('\n')}</PrintSpace></Page></Layout></alto>`;
};
const PLACE = { paper: '河湾日报', date: '2081-05-06', pageNumber: '1' };

let room: TemporaryIntake;
let pictures: PagePictures;
let drawnCount: number;
beforeEach(async () => {
  room = await openTemporaryIntake();
  drawnCount = 0;
  pictures = new PagePictures(room.archive, (task) => {
    drawnCount += 1;
    return drawPdf(task);
  });
});
afterEach(async () => {
  await room.close();
});

const put = async (bytes: Uint8Array, source: string, given = {}): Promise<PageReceipt> =>
  (await room.intake.addPages({ bytes, given, source }))[0]!;
const drawn = async (id: string, width = WIDTH): Promise<GrayPoints> => {
  const { mediaType, bytes } = await pictures.page(id, width);
  expect(mediaType).toBe('image/png');
  return readGrayPng(bytes);
};
const linesOf = async (id: string): Promise<string> => {
  const { mediaType, bytes } = await pictures.page(id);
  expect(mediaType).toBe('image/svg+xml');
  return Buffer.from(bytes).toString();
};
/** The shades on the type of one article, a point in each character. */
const shadesOn = (picture: GrayPoints, article: 0 | 1): ReadonlySet<number> => {
  const own = texts(true).filter(({ y }) => (article === 0 ? y > 60 && y < 370 : y > 370));
  return new Set(
    own.flatMap(({ text, x, y, size }) =>
      Array.from(text, (_, at) => picture.at(Math.floor(x + (at + 0.5) * size), Math.floor(y - size * 0.38))),
    ),
  );
};

describe('the picture of a PDF page', () => {
  it('is drawn once for each width, and asked for at once only once', async () => {
    const { page, articles } = await put(pdf(true), 'a.pdf');
    expect(articles.map(({ title }) => title)).toEqual(['渡口清早开船', '集市清早开船']);
    const [one, other] = await Promise.all([drawn(page.id!), drawn(page.id!)]);
    expect([one.width, one.height, drawnCount]).toEqual([WIDTH, HEIGHT, 1]);
    expect([[...shadesOn(one, 0)], [...shadesOn(other, 1)]]).toEqual([[0], [0]]);
    await drawn(page.id!);
    expect(drawnCount).toBe(1);
    expect((await drawn(page.id!, 350)).width).toBe(350);
    expect(drawnCount).toBe(2);
  });

  it.each(['withheld', 'deleted'])('has a %s article covered, every character of it, and shows it when it is back', async (how) => {
    const { page, articles } = await put(pdf(true), 'a.pdf');
    await drawn(page.id!);
    const id = articles[0]!.id;
    await (how === 'withheld' ? room.intake.withhold(id, 'asked for') : room.intake.deleteArticle(id));
    const covered = await drawn(page.id!);
    expect([[...shadesOn(covered, 0)], [...shadesOn(covered, 1)]]).toEqual([[COVER_SHADE], [0]]);
    await room.intake.restore(id);
    expect([...shadesOn(await drawn(page.id!), 0)]).toEqual([0]);
  });

  it('is that of its lines when a purge has taken its bytes', async () => {
    const { page, articles } = await put(pdf(true), 'a.pdf');
    await room.intake.withhold(articles[0]!.id, 'asked for');
    await room.archive.purge();
    const lines = await linesOf(page.id!);
    expect(lines).toContain('集市清早开船');
    expect(lines).not.toContain('渡口');
  });
});

describe('the picture of a page without one', () => {
  it('is its lines at their places where fonts are missing, without those of articles that are gone', async () => {
    const { page, articles } = await put(pdf(false), 'a.pdf');
    const all = await linesOf(page.id!);
    expect(all).toContain(`viewBox="0 0 ${WIDTH} ${HEIGHT}"`);
    expect(all).toMatch(/<text x="80(?:\.\d+)?" y="\d+(?:\.\d+)?" font-size="24"[^>]*>渡口清早开船<\/text>/u);
    await room.intake.deleteArticle(articles[0]!.id);
    const left = await linesOf(page.id!);
    expect(left).not.toContain('渡口');
    expect(left).toContain('集市清早开船');
  });

  it('is a code where it came as text', async () => {
    const { page } = await put(Buffer.from(pageText(THREE)), 'a.txt', PLACE);
    await expect(pictures.page(page.id!)).rejects.toMatchObject({ code: 'PAGE_WITHOUT_PICTURE' });
    await expect(pictures.page('p:none')).rejects.toMatchObject({ code: 'PAGE_NOT_FOUND' });
  });
});

describe('a stored picture', () => {
  it.each([
    ['image/png', png(800, 1200), '1.png'],
    ['image/jpeg', jpeg(800, 1200), '1.jpg'],
  ])('of %s is given as it is', async (mediaType, bytes, source) => {
    const { page } = await put(bytes, source, PLACE);
    expect(await pictures.page(page.id!, 100)).toEqual({ mediaType, bytes: new Uint8Array(bytes) });
  });

  it('that browsers do not show is said', async () => {
    const { page } = await put(tiff(800, 1200), '1.tif', PLACE);
    await expect(pictures.page(page.id!)).rejects.toMatchObject({
      code: 'PAGE_WITHOUT_PICTURE',
      message: expect.stringContaining('JPEG') as string,
    });
  });

  it('beside a text is not given while an article of the page is withheld or deleted', async () => {
    const { page } = await put(png(800, 1200), '1.png', PLACE);
    const { articles, page: same } = await put(Buffer.from(pageText(THREE)), '1.txt', PLACE);
    expect(same.id).toBe(page.id);
    expect(await pictures.page(page.id!)).toMatchObject({ mediaType: 'image/png' });
    await room.intake.withhold(articles[1]!.id, 'asked for');
    await expect(pictures.page(page.id!)).rejects.toMatchObject({ code: 'PAGE_PICTURE_HIDDEN' });
    await room.intake.restore(articles[1]!.id);
    await room.intake.deleteArticle(articles[2]!.id);
    await expect(pictures.page(page.id!)).rejects.toMatchObject({ code: 'PAGE_PICTURE_HIDDEN' });
  });
});

describe('the ground of a picture', () => {
  it('is that of the layout, with the outlines of what may be shown, and nothing is drawn for it', async () => {
    const { page, articles } = await put(pdf(true), 'a.pdf');
    const sheet = (await pictures.sheet(page.id!))!;
    expect([sheet.width, sheet.height, sheet.articles.map(({ id }) => id)]).toEqual([WIDTH, HEIGHT, articles.map(({ id }) => id)]);
    const picture = await drawn(page.id!);
    const [left] = sheet.articles[1]!.boxes[0]!;
    const row = texts(true).at(-2)!.y - 4;
    expect([picture.at(Math.ceil(left) + 5, row), picture.at(Math.floor(left) - 5, row)]).toEqual([0, 255]);
    await room.intake.withhold(articles[0]!.id, 'asked for');
    expect((await pictures.sheet(page.id!))!.articles.map(({ id }) => id)).toEqual([articles[1]!.id]);
    expect(drawnCount).toBe(1);
  });

  it('is that of a stored picture where there is no layout; there is none for a TIFF and a text', async () => {
    const { page } = await put(png(800, 1200), '1.png', PLACE);
    expect(await pictures.sheet(page.id!)).toEqual({ width: 800, height: 1200, articles: [] });
    const { page: dull } = await put(tiff(800, 1200), '2.tif', { ...PLACE, pageNumber: '2' });
    expect(await pictures.sheet(dull.id!)).toBeUndefined();
    const { page: text } = await put(Buffer.from(pageText(THREE)), '3.txt', { ...PLACE, pageNumber: '3' });
    expect(await pictures.sheet(text.id!)).toBeUndefined();
  });

  it.each([
    ['has outlines on a picture of the shape of the layout', 1400, 1800, true],
    ['has none on one of another shape', 1400, 1200, false],
  ])('%s', async (_what, width, height, hasOutlines) => {
    const { page } = await put(png(width, height), '1.png', PLACE);
    const { page: same, articles } = await put(Buffer.from(alto(texts(false))), '1.xml', PLACE);
    expect(articles.length).toBeGreaterThan(0);
    expect(same.id).toBe(page.id);
    expect((await pictures.sheet(page.id!))!.articles.length > 0).toBe(hasOutlines);
  });
});
