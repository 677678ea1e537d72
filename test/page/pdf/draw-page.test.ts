/** Pages of PDFs as pictures: what is drawn, what is covered, what is not drawn at all. */
import { drawPdf } from '../../../src/page/readers/pdf/draw-pdf.js';
import { readPdf } from '../../../src/page/readers/pdf/read-pdf.js';
import { readGrayPng, type GrayPoints } from './read-png.js';
import { writePdf, type PdfPage } from './write-pdf.js';

const PAGE: PdfPage = {
  width: 400,
  height: 600,
  texts: [
    { text: '渡口重开', x: 40, y: 100, size: 30, embedded: true },
    { text: '船工说水位正好', x: 40, y: 300, size: 12, embedded: true },
  ],
};
const [WHITE, BLACK, COVER] = [255, 0, 0xdd];
const drawn = async (
  page: PdfPage,
  width: number,
  covers: readonly (readonly [number, number, number, number])[] = [],
): Promise<GrayPoints> => readGrayPng((await drawPdf({ bytes: writePdf([page]), page: 0, width, covers }))!);

describe('a page of a PDF that is drawn', () => {
  it('has its type where its lines stand, at any width', async () => {
    const boxes = (await readPdf(writePdf([PAGE])))[0]!.lines.flatMap(({ box }) => (box === undefined ? [] : [box]));
    expect(boxes).toHaveLength(2);
    for (const width of [400, 1200, 3000]) {
      const picture = await drawn(PAGE, width);
      const scale = width / PAGE.width;
      expect([picture.width, picture.height, picture.depth]).toEqual([width, PAGE.height * scale, 4]);
      for (const box of boxes) {
        const [left, top, wide, high] = box.map((length) => length * scale);
        expect(picture.at(Math.round(left! + wide! / 2), Math.round(top! + high! / 2))).toBeLessThan(0x40);
        expect(picture.at(Math.round(left! + wide! / 2), Math.round(top! - 6 * scale))).toBe(WHITE);
      }
      expect(picture.at(Math.round(350 * scale), Math.round(500 * scale))).toBe(WHITE);
    }
  });

  it('has 150 points to the inch, and never more than the most', async () => {
    const bytes = writePdf([PAGE]);
    expect(readGrayPng((await drawPdf({ bytes, page: 0, covers: [] }))!).width).toBe(Math.floor((400 * 150) / 72));
    const long = await drawn({ ...PAGE, width: 200, height: 14_000 }, 3_000);
    expect(long.width * long.height).toBeLessThanOrEqual(24_000_000);
    expect(long.height / long.width).toBeCloseTo(70, 0);
  });

  it('shows nothing of what is covered, and all around it', async () => {
    const picture = await drawn(PAGE, 800, [[30, 60, 200, 60]]);
    const shades = new Set<number>();
    for (let y = 120; y < 240; y += 1) for (let x = 60; x < 460; x += 1) shades.add(picture.at(x, y));
    expect([...shades]).toEqual([COVER]);
    expect(picture.at(100, 590)).toBe(BLACK);
    const whole = await drawn(PAGE, 64, [[-50, -50, 9_999, 9_999]]);
    expect([whole.at(0, 0), whole.at(63, whole.height - 1)]).toEqual([COVER, COVER]);
  });

  it('has 256 shades where it has a photograph', async () => {
    const picture = await drawn({ ...PAGE, pictures: [[100, 400, 100, 100]] }, 400);
    expect([picture.depth, picture.at(150, 450)]).toEqual([8, 0x80]);
  });

  it('is the page that was asked for', async () => {
    const bytes = writePdf([{ ...PAGE, texts: [] }, PAGE]);
    expect(readGrayPng((await drawPdf({ bytes, page: 1, width: 400, covers: [] }))!).at(60, 90)).toBe(BLACK);
    expect(readGrayPng((await drawPdf({ bytes, page: 0, width: 400, covers: [] }))!).at(60, 90)).toBe(WHITE);
    await expect(drawPdf({ bytes, page: 2, covers: [] })).rejects.toMatchObject({ code: 'PAGE_NOT_FOUND' });
  });
});

describe('a page whose fonts are not in the file', () => {
  const without: PdfPage = { ...PAGE, texts: [{ text: '渡口重开', x: 40, y: 100, size: 30 }] };

  it('is not drawn, and is read as ever afterwards', async () => {
    const before = await readPdf(writePdf([without]));
    expect(await drawPdf({ bytes: writePdf([without]), page: 0, covers: [] })).toBeUndefined();
    expect(await readPdf(writePdf([without]))).toEqual(before);
  });

  it('is drawn where that text is hidden, as over a scan', async () => {
    const scan: PdfPage = { ...without, texts: without.texts.map((text) => ({ ...text, mode: 3 })), pictures: [[0, 0, 400, 600]] };
    expect((await drawn(scan, 400)).at(200, 300)).toBe(0x80);
  });
});

describe('what cannot be drawn', () => {
  it('is refused by a code', async () => {
    await expect(drawPdf({ bytes: Buffer.from('%PDF-1.7\nnothing'), page: 0, covers: [] })).rejects.toMatchObject({
      code: 'PAGE_UNDECODABLE',
    });
  });
});
