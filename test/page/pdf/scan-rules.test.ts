/** Rules in the picture of a scan, which its text layer does not tell of. Every picture is drawn here. */
import { findScanRules } from '../../../src/page/readers/pdf/scan-rules.js';
import { parseSource } from '../../../src/page/parse-pages.js';
import { readSource } from '../../../src/page/readers/page-readers.js';
import { printPage, TYPE, type PrintedStory } from '../../extras/ocr-forms/print-stories.js';
import { writePdf, type PdfText } from './write-pdf.js';

const [WIDTH, HEIGHT] = [400, 300];
/** A picture of paper of one shade, with ink where it is drawn. */
const drawn = (paper: number, ink: number, isInk: (x: number, y: number) => boolean) => ({
  width: WIDTH,
  height: HEIGHT,
  points: Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => (isInk(at % WIDTH, Math.floor(at / WIDTH)) ? ink : paper)),
});
const found = (paper: number, ink: number, isInk: (x: number, y: number) => boolean): readonly (readonly number[])[] =>
  findScanRules(drawn(paper, ink, isInk));

describe('a rule of a picture', () => {
  it.each([
    ['on white paper', 255, 0],
    ['on yellow paper', 170, 60],
    ['grown gray', 255, 150],
  ])('is found %s, level and upright', (_, paper, ink) => {
    const rules = found(paper, ink, (x, y) => (y === 40 && x >= 50 && x < 350) || (x === 200 && y >= 60 && y < 260));
    expect(rules).toEqual([
      [50, 40, 350, 41],
      [200, 60, 201, 260],
    ]);
  });

  it('is found aslant, and with holes', () => {
    const [rule, ...more] = found(255, 0, (x, y) => x >= 20 && x < 380 && x % 37 !== 0 && y === 100 + Math.floor(x / 80));
    expect(more).toEqual([]);
    expect([rule![0], rule![2]]).toEqual([20, 380]);
  });

  it.each([
    ['a row of characters', (x: number, y: number) => y >= 100 && y < 112 && x % 12 < 10 && (x + y) % 3 > 0],
    ['a bar', (x: number, y: number) => y >= 100 && y < 120 && x > 40 && x < 360],
    ['a stroke', (x: number, y: number) => y === 100 && x > 40 && x < 90],
    ['paper alone', () => false],
  ])('is not %s', (_, isInk) => {
    expect(found(255, 0, isInk)).toEqual([]);
  });
});

describe('a scan with a rule in its picture', () => {
  const told = (word: string): string => Array.from({ length: 5 }, (_, at) => `${word}第${at + 1}回说到这里，`).join('') + '话就完了。';
  const upper: PrintedStory = { title: '渡口清早开船', paragraphs: [told('渡口'), told('船工')], from: 0, columns: 2 };
  const lower: PrintedStory = { title: '石桥点灯', paragraphs: [told('石桥'), told('灯匠')], from: 0, columns: 2 };
  const page = printPage('河湾日报 2081年5月6日 第3版', [upper], { columns: 2 });
  const foot = Math.max(...page.lines.map(({ y }) => y)) + 30;
  // The lower headline stands over its first column, the second begins right under the rule.
  const [, ...below] = printPage('', [lower]).lines;
  const moved = below.map((line) => {
    const isHeadline = line.text === lower.title;
    return { ...line, x: isHeadline ? TYPE.left + 20 : line.x, y: line.y - below[0]!.y + foot + (isHeadline ? 0 : line.x < 200 ? 6 : -26) };
  });
  const texts = [...page.lines, ...moved].map(({ text, x, y, size }): PdfText => ({
    text: `${text} `,
    x,
    y: y + size * 0.88,
    size,
    mode: 3,
  }));
  const scan = { ...page, texts, pictures: [[0, 0, page.width, page.height]] as const };

  it('is parted by it', async () => {
    const file = writePdf([{ ...scan, rules: [[TYPE.left, foot - 12, 320, 1.5]] }]);
    const [read] = parseSource(await readSource(file), 'file');
    expect(read!.articles.map(({ title, paragraphs }) => [title, paragraphs])).toEqual([
      [upper.title, upper.paragraphs],
      [lower.title, lower.paragraphs],
    ]);
  });
});
