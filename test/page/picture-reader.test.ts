import { readSource } from '../../src/page/readers/page-readers.js';
import { writePdf } from './pdf/write-pdf.js';
import { jpeg, png, tiff } from './pictures.js';

describe('a picture of a page', () => {
  it.each([
    ['PNG', png(1200, 1800)],
    ['JPEG', jpeg(1200, 1800)],
    ['TIFF', tiff(1200, 1800)],
  ])('as %s says its size and no line', async (_format, bytes) => {
    const { form, isPaged, pages } = await readSource(bytes, { mediaType: 'application/octet-stream' });
    expect([form, isPaged]).toEqual(['picture', true]);
    expect(pages).toEqual([{ lines: [], width: 1200, height: 1800, unit: 'px', isPicture: true }]);
  });

  it('that is cut off before its size is refused', async () => {
    await expect(readSource(png(10, 10).subarray(0, 14))).rejects.toMatchObject({ code: 'PAGE_UNDECODABLE' });
  });

  it('is a page of a PDF without text; beside pages with text too', async () => {
    const scan = { width: 500, height: 700, texts: [], pictures: [[0, 0, 500, 700]] } as const;
    const set = { width: 500, height: 700, texts: [{ text: '渡口清早开船', x: 50, y: 80, size: 24 }] };
    const { form, pages } = await readSource(writePdf([scan, set]));
    expect(form).toBe('pdf');
    expect(pages.map(({ isPicture, lines }) => [isPicture, lines.length > 0])).toEqual([
      [true, false],
      [undefined, true],
    ]);
  });

  it('is none of an empty PDF', async () => {
    await expect(readSource(writePdf([{ width: 500, height: 700, texts: [] }]))).rejects.toMatchObject({ code: 'PAGE_EMPTY' });
  });
});
