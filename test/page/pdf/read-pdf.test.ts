/** Text of a PDF as it was set, whatever the way: characters, places, sizes; and what is refused. */
import { readPdf } from '../../../src/page/readers/pdf/read-pdf.js';
import { readPdfPages } from '../../../src/pdf/pdf-document.js';
import { makeStandInFont } from '../../../src/pdf/stand-in-font.js';
import type { LaidOutLine } from '../../../src/page/readers/page-reader.js';
import { writePdf, type PdfPage, type PdfText } from './write-pdf.js';

const WORDS = '渡口的船工清早就把缆绳解开，沿岸的灯一盏一盏熄下去';
const page = (texts: readonly PdfText[], more: Partial<PdfPage> = {}): Uint8Array =>
  writePdf([{ width: 600, height: 800, texts, ...more }]);
const linesOf = async (bytes: Uint8Array): Promise<readonly LaidOutLine[]> =>
  (await readPdf(bytes)).flatMap(({ lines }) => lines.filter(({ text }) => text !== ''));
const textsOf = async (bytes: Uint8Array): Promise<readonly string[]> => (await linesOf(bytes)).map(({ text }) => text);

describe('a font that is not embedded', () => {
  it('is stood in for by one of some hundred bytes', () => {
    expect(makeStandInFont().length).toBeLessThan(800);
  });

  it('gives every line its box and size, and like lines under each other all stay', async () => {
    const same = [100, 115, 130].map((y) => ({ text: WORDS, x: 50, y, size: 10 }));
    const lines = await linesOf(page(same));
    expect(lines.map(({ text }) => text)).toEqual([WORDS, WORDS, WORDS]);
    lines.forEach(({ box, size }, at) => {
      expect(size).toBeCloseTo(10, 0);
      expect(box![0]).toBeCloseTo(50, 0);
      expect(box![1]).toBeCloseTo(100 + at * 15 - 8.8, 0);
      expect(box![2]).toBeCloseTo(WORDS.length * 10, -1);
    });
  });

  it('is bold by its name', async () => {
    const [plain, bold] = await linesOf(
      page([
        { text: WORDS, x: 50, y: 100, size: 10 },
        { text: `${WORDS}了`, x: 50, y: 300, size: 10, bold: true },
      ]),
    );
    expect([plain!.bold, bold!.bold]).toEqual([undefined, true]);
  });
});

describe('characters', () => {
  it('of one piece of text have a place each', async () => {
    const [places] = await readPdfPages(page([{ text: '渡口开航', x: 50, y: 100, size: 10 }]), ({ glyphs }) =>
      glyphs.map(({ x, y }) => [x, y]),
    );
    expect(places!.map(([x, y]) => [Math.round(x!), Math.round(y!)])).toEqual([50, 60, 70, 80].map((x) => [x, 100]));
  });

  it('beyond the first plane are one each', async () => {
    expect(await textsOf(page([{ text: '𠮷野家的老招牌𡈽', x: 50, y: 100, size: 10 }]))).toEqual(['𠮷野家的老招牌𡈽']);
  });

  it('set wide are one line without blanks, and so are those set one by one', async () => {
    const wide = { text: '渡口开航', x: 50, y: 100, size: 20, spacing: 25 };
    const single = [...'两岸相望'].map((text, at) => ({ text, x: 50 + at * 45, y: 200, size: 20 }));
    expect(await textsOf(page([wide, ...single]))).toEqual(['渡口开航', '两岸相望']);
  });

  it('set three times for boldness are there once', async () => {
    const thrice = [0, 0.2, 0.4].map((off) => ({ text: WORDS, x: 50 + off, y: 100, size: 10 }));
    expect(await textsOf(page(thrice))).toEqual([WORDS]);
  });

  it('of a turned, shifted or cropped page stand where they are seen, and a slug outside of the crop is none', async () => {
    const body = { text: WORDS, x: 50, y: 100, size: 10 };
    const turned = await linesOf(page([{ ...body, x: 100, y: 750, turn: 90 }], { entries: '/Rotate 90' }));
    expect(turned[0]!.text).toBe(WORDS);
    expect(turned[0]!.upright).toBeUndefined();
    expect(turned[0]!.box![0]).toBeCloseTo(50, 0);
    const cropped = await linesOf(page([body, { text: '裁切线外的标记', x: 50, y: 20, size: 8 }], { entries: '/CropBox [20 20 580 760]' }));
    expect(cropped.map(({ text }) => text)).toEqual([WORDS]);
    expect(cropped[0]!.box!.slice(0, 2).map(Math.round)).toEqual([30, 51]);
  });

  it('of two columns with a narrow gutter do not run together, nor over a rule between them', async () => {
    const left = { text: WORDS.slice(0, 12), x: 50, y: 100, size: 10 };
    const right = { text: WORDS.slice(12, 24), x: 178, y: 100, size: 10 };
    const near = { text: WORDS.slice(12, 24), x: 175, y: 100, size: 10 };
    expect(await textsOf(page([left, right]))).toHaveLength(2);
    expect(await textsOf(page([left, near]))).toHaveLength(1);
    expect(await textsOf(page([left, near], { rules: [[172, 60, 0.5, 200]] }))).toHaveLength(2);
  });
});

describe('hidden text', () => {
  const hidden = { text: WORDS, x: 50, y: 100, size: 10, mode: 3 };
  const shown = { text: '看得见的一行字在这里', x: 50, y: 300, size: 10 };

  it('beside visible text is left out', async () => {
    expect(await textsOf(page([hidden, shown]))).toEqual([shown.text]);
  });

  it('under a picture of the whole page is the text, and the page is one of recognised text', async () => {
    const scan = page(
      [...WORDS].map((text, at) => ({ ...hidden, text: `${text} `, x: 50 + at * 15, size: 10 })),
      { pictures: [[0, 0, 600, 800]] },
    );
    const [read] = await readPdf(scan);
    expect(read!.recognised).toBe(true);
    expect(read!.lines.map(({ text }) => text)).toEqual([WORDS]);
  });
});

describe('what cannot be read', () => {
  it('is refused by a code each', async () => {
    await expect(readPdf(page([]))).rejects.toMatchObject({ code: 'PAGE_EMPTY' });
    await expect(readPdf(Buffer.from('%PDF-1.7\nnothing of it'))).rejects.toMatchObject({ code: 'PAGE_UNDECODABLE' });
    const locked = `/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >>`;
    await expect(readPdf(writePdf([{ width: 600, height: 800, texts: [hiddenless()] }], locked))).rejects.toMatchObject({
      code: 'PAGE_ENCRYPTED',
    });
  });

  it('by fonts without Unicode is no text', async () => {
    const codes = Array.from({ length: 60 }, (_, at) => (0xe100 + at * 7).toString(16)).join('');
    const read = readPdf(page([{ text: '', codes, x: 50, y: 100, size: 8 }]));
    await expect(read).rejects.toMatchObject({ code: expect.stringMatching(/^PAGE_(?:TEXT_LAYER_UNREADABLE|EMPTY)$/u) as string });
  });

  it('does no harm, however a file is damaged', async () => {
    const whole = page([hiddenless()]);
    for (let seed = 1; seed <= 60; seed += 1) {
      const bytes = Uint8Array.from(whole);
      for (let at = 0; at < seed; at += 1) bytes[(seed * 7919 + at * 104_729) % bytes.length] = (seed * 31 + at * 17) % 256;
      const cut = seed % 3 === 0 ? bytes.subarray(0, (bytes.length * seed) / 61) : bytes;
      const code = await readPdf(cut).then(
        () => 'read',
        (error: unknown) => (error as { code?: string }).code,
      );
      expect(code).toMatch(/^(?:read|PAGE_)/u);
    }
    expect(await textsOf(whole)).toEqual([WORDS]);
  });
});

function hiddenless(): PdfText {
  return { text: WORDS, x: 50, y: 100, size: 10 };
}
