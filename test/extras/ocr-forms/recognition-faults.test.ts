/** What recognition does to a page: headlines in pieces, strokes read as text, rules that alone say which story goes on. */
import type { ArticleContent } from '../../../src/article/article.js';
import { parseSource } from '../../../src/page/parse-pages.js';
import { readSource } from '../../../src/page/readers/page-readers.js';
import { printPage, TYPE, type PrintedStory } from './print-stories.js';
import { writeHocr, writeTsv, type PrintedLine, type PrintedPage } from './write-forms.js';

const told = (word: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `${word}第${at + 1}回说到这里，`).join('') + '话就完了。';
const STORIES: readonly PrintedStory[] = [
  { title: '渡口清早开船', paragraphs: [told('渡口', 6), told('船工', 5)], from: 0, columns: 2 },
  { title: '集市午后收摊', paragraphs: [told('集市', 5), told('摊主', 6)], from: 2, columns: 2 },
];
const PAGE = printPage('河湾日报 2081年5月6日 星期二 第3版', STORIES);
const EXPECTED = STORIES.map(({ title, paragraphs }) => [title, paragraphs]);
const HEADLINE = PAGE.lines.find(({ text }) => text === STORIES[0]!.title)!;
const FORMS = [
  ['hOCR', writeHocr],
  ["Tesseract's table", writeTsv],
] as const;

const read = async (
  file: string,
): Promise<readonly { readonly articles: readonly ArticleContent[]; readonly furniture: readonly string[] }[]> =>
  parseSource(await readSource(Buffer.from(file)), 'file');
const storiesOf = async (file: string): Promise<readonly unknown[]> =>
  (await read(file)).flatMap(({ articles }) => articles.map(({ title, paragraphs }) => [title, paragraphs]));
const without = (gone: PrintedLine, more: readonly PrintedLine[], page = PAGE): PrintedPage => ({
  ...page,
  lines: [...page.lines.filter((line) => line !== gone), ...more],
});
const piece = (text: string, from: number, more: Partial<PrintedLine> = {}): PrintedLine => ({
  ...HEADLINE,
  text,
  x: HEADLINE.x + from * HEADLINE.size,
  ...more,
});

describe.each(FORMS)('a headline, as %s', (_, write) => {
  it('is one line though a character of it was taken for strokes, and pieces of it stand anywhere in the file', async () => {
    const { x, y, size } = HEADLINE;
    const strokes = [
      [x + size * 2.1, y + 2, 2, size - 4],
      [x + size * 2.2, y + 3, size * 0.6, 2],
    ] as const;
    const page = without(HEADLINE, [piece('早开船', 3), piece('渡口', 0)]);
    const [first] = await storiesOf(write([{ ...page, drawn: strokes }]));
    expect(first).toEqual(['渡口早开船', STORIES[0]!.paragraphs]);
  });

  it('has no part in a stroke of it that was read a second time', async () => {
    const stroke = piece('一', 1.2, { size: HEADLINE.size * 0.4, y: HEADLINE.y + 6 });
    const [page] = await read(write([{ ...PAGE, lines: [...PAGE.lines, stroke] }]));
    expect(page!.articles.map(({ title, paragraphs }) => [title, paragraphs])).toEqual(EXPECTED);
    expect(page!.furniture).toContain('一');
  });

  it('has the line of hardly larger type that stands above it at the left of its story', async () => {
    const kicker = { text: '江边人家', x: TYPE.left, y: HEADLINE.y - 16, size: TYPE.size * 1.1 };
    const [page] = await read(write([{ ...PAGE, lines: [...PAGE.lines, kicker] }]));
    expect(page!.articles.map(({ title, paragraphs }) => [title, paragraphs])).toEqual(EXPECTED);
    const [first] = page!.articles;
    expect([first!.banner, ...first!.kicker]).toContain('江边人家');
  });
});

describe.each(FORMS)('a rule, as %s', (_, write) => {
  const below: PrintedStory = { title: '石桥点灯', paragraphs: [told('石桥', 5), told('灯匠', 6)], from: 0, columns: 2 };
  const lower = printPage('', [below]).lines.slice(1);
  const foot = Math.max(...PAGE.lines.map(({ y }) => y)) + 30;
  const moved = lower.map((line) => {
    const isHeadline = line.text === below.title;
    // The headline stands over the first of its columns, the second begins right under the rule.
    return { ...line, x: isHeadline ? TYPE.left + 20 : line.x, y: line.y - lower[0]!.y + foot + (isHeadline ? 0 : line.x < 200 ? 6 : -26) };
  });
  const page: PrintedPage = { ...PAGE, height: 2000, lines: [...PAGE.lines, ...moved], drawn: [[TYPE.left, foot - 12, 640, 1.5]] };

  it('parts what goes on beneath it from the story above', async () => {
    expect(await storiesOf(write([page]))).toEqual([...EXPECTED, [below.title, below.paragraphs]]);
  });

  it('has the foot of the page beneath it, be it in the middle of the sheet and its blanks lost', async () => {
    const end = Math.max(...moved.map(({ y }) => y)) + 40;
    const credits = { text: '责任编辑石小满版式水清浅校对云长河', x: TYPE.left, y: end, size: TYPE.size * 0.9 };
    const ended = { ...page, lines: [...page.lines, credits], drawn: [...page.drawn!, [TYPE.left, end - 8, 640, 1.5] as const] };
    const [found] = await read(write([ended]));
    expect(found!.articles).toHaveLength(3);
    expect(found!.furniture).toContain(credits.text);
  });
});

describe.each(FORMS)('a gap, as %s', (_, write) => {
  it('in a line whose neighbours are written through it parts nothing', async () => {
    const rows = PAGE.lines.filter(({ x, size }) => size === TYPE.size && x === TYPE.left);
    const wide = rows[2]!;
    const words = [...wide.text].map(
      (one, at) => [one, wide.x + at * 10 + (at > 6 ? 19 : 0) - (at > 6 ? 12 : 0), wide.y, at === 6 ? 3 : 9, 10] as const,
    );
    expect(await storiesOf(write([without(wide, [{ ...wide, words }])]))).toEqual(EXPECTED);
  });
});
