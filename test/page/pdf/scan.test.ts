/** Scans with a text layer: what is hidden is the text, in words at their places; its characters' widths are nobody's. */
import { parseSource } from '../../../src/page/parse-pages.js';
import { readSource } from '../../../src/page/readers/page-readers.js';
import { printPage, type PrintedStory } from '../../extras/ocr-forms/print-stories.js';
import { writePdf, type PdfText } from './write-pdf.js';

const told = (word: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `${word}第${'一二三四五六七'[at]}回说到这里，`).join('') + '话就完了。';
const STORIES: readonly PrintedStory[] = [
  { title: '渡口清早开船', paragraphs: [told('渡口', 6), told('船工', 5)], from: 0, columns: 2 },
  { title: '集市午后收摊', paragraphs: [told('集市', 5), told('摊主', 6)], from: 2, columns: 2 },
];
const PAGE = printPage('河湾日报二〇八一年五月六日星期二第三版', STORIES);

/** Words of one or two characters, each a piece of text with a blank behind it, whose characters stand too close. */
const LINES: readonly (readonly PdfText[])[] = PAGE.lines.map(({ text, x, y, size }) =>
  (text.match(/.{1,2}/gu) ?? []).map((word, at): PdfText => ({
    text: `${word} `,
    x: x + at * 2 * size,
    y: y + size * 0.88,
    size,
    spacing: -size * 0.3,
    mode: 3,
  })),
);
const WORDS = LINES.flat();
const scan = (texts: readonly PdfText[]): Uint8Array => writePdf([{ ...PAGE, texts, pictures: [[0, 0, PAGE.width, PAGE.height]] }]);
const storiesOf = async (texts: readonly PdfText[]): Promise<readonly unknown[]> =>
  parseSource(await readSource(scan(texts)), 'file').flatMap(({ articles }) =>
    articles.map(({ title, paragraphs }) => [title, paragraphs]),
  );
const EXPECTED = STORIES.map(({ title, paragraphs }) => [title, paragraphs]);

describe('a scan of two stories', () => {
  it('is divided by the places of its words, and has no blanks', async () => {
    expect(await storiesOf(WORDS)).toEqual(EXPECTED);
  });

  it('is the same with its lines in another order', async () => {
    expect(await storiesOf([...LINES].reverse().flat())).toEqual(EXPECTED);
  });

  it('is marked as recognised; the same text shown is not', async () => {
    expect((await readSource(scan(WORDS))).pages[0]!.recognised).toBe(true);
    const shown = writePdf([{ ...PAGE, texts: WORDS.map((word) => ({ ...word, mode: 0 })) }]);
    expect((await readSource(shown)).pages[0]!.recognised).toBeUndefined();
  });

  it('of as many pieces as a page may have is read in a moment', async () => {
    const pieces = Array.from({ length: 20_000 }, (_, at): PdfText => ({
      text: '一',
      x: (at % 140) * 5,
      y: 20 + Math.floor(at / 140) * 6,
      size: 4,
      mode: 3,
    }));
    const start = Date.now();
    await readSource(scan(pieces));
    expect(Date.now() - start).toBeLessThan(15_000);
  });
});
