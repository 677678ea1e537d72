/** Which story a line belongs to, by its place on the page alone. */
import { parseSource } from '../../../src/page/parse-pages.js';
import { readPdf } from '../../../src/page/readers/pdf/read-pdf.js';
import type { ArticleContent } from '../../../src/article/article.js';
import { setParagraph, writePdf, type PdfPage, type PdfText } from './write-pdf.js';

const SIZE = 10;
/** Characters of a line, and from one column to the next in points. */
const [WIDTH, PITCH] = [14, 154];
const LEFT = 40;

const parse = async (page: Omit<PdfPage, 'width' | 'height'>, size = { width: 720, height: 900 }): Promise<readonly ArticleContent[]> => {
  const pages = await readPdf(writePdf([{ ...size, ...page }]));
  const source = { form: 'pdf', version: 1, encoding: 'utf-8', pages, linesAreBytes: false, isPaged: true };
  return parseSource(source, 'file')[0]!.articles;
};
const columnX = (column: number): number => LEFT + column * PITCH;
const headline = (text: string, from: number, to: number, y: number, size = 24): PdfText => ({
  text,
  x: (columnX(from) + columnX(to) + WIDTH * SIZE) / 2 - (text.length * size) / 2,
  y,
  size,
});
const paragraph = (text: string, column: number, y: number): readonly PdfText[] =>
  setParagraph(text, { x: columnX(column), y, size: SIZE, width: WIDTH });
const sentence = (word: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `${word}第${at + 1}回说到这里，`).join('') + '话就完了。';
const byTitle = (articles: readonly ArticleContent[], title: string): ArticleContent | undefined =>
  articles.find((one) => one.title === title);

const FERRY = sentence('渡口', 6);
const MARKET = sentence('集市', 6);
const BRIDGE = sentence('石桥', 6);

describe('headlines', () => {
  it('stand over the columns they are centred over, side by side too', async () => {
    const articles = await parse({
      texts: [
        headline('渡口清早开船', 0, 1, 100),
        ...paragraph(FERRY, 0, 130),
        ...paragraph(BRIDGE, 1, 130),
        headline('集市午后收摊', 2, 3, 100),
        ...paragraph(MARKET, 2, 130),
        ...paragraph(sentence('收摊', 6), 3, 130),
      ],
    });
    expect(articles.map(({ title, paragraphs }) => [title, paragraphs])).toEqual([
      ['渡口清早开船', [FERRY, BRIDGE]],
      ['集市午后收摊', [MARKET, sentence('收摊', 6)]],
    ]);
  });

  it('are the largest of their stack; what leads to them and goes with them is smaller', async () => {
    const [article] = await parse({
      texts: [
        headline('两岸居民盼了三年', 0, 1, 80, 14),
        headline('渡口清早开船', 0, 1, 110),
        headline('首日载客三百人', 0, 1, 132, 14),
        ...paragraph(FERRY, 0, 160),
        ...paragraph(BRIDGE, 1, 160),
      ],
    });
    expect([article!.kicker, article!.title, article!.subtitle]).toEqual([['两岸居民盼了三年'], '渡口清早开船', ['首日载客三百人']]);
  });

  it('have the line that stands at the left of their story above them, underlined or not', async () => {
    const name = { text: '江边人家', x: LEFT, y: 84, size: 11 };
    const texts = [
      name,
      headline('渡口清早开船', 0, 3, 100),
      ...[FERRY, BRIDGE, MARKET].flatMap((text, column) => paragraph(text, column, 130)),
    ];
    for (const rules of [[], [[LEFT, 86, 44, 0.8] as const]]) {
      const articles = await parse({ texts, rules });
      expect(articles.map(({ title, paragraphs }) => [title, paragraphs])).toEqual([['渡口清早开船', [FERRY, BRIDGE, MARKET]]]);
      expect([articles[0]!.banner, ...articles[0]!.kicker]).toContain('江边人家');
    }
  });

  it('stand over empty columns too where the text is too short for all', async () => {
    const articles = await parse({
      texts: [headline('渡口清早开船', 0, 3, 100), ...paragraph(FERRY, 0, 130), ...paragraph(BRIDGE, 1, 130)],
    });
    expect(articles.map(({ title, paragraphs }) => [title, paragraphs])).toEqual([['渡口清早开船', [FERRY, BRIDGE]]]);
  });

  it('take no short column in their middle for a sub-headline', async () => {
    const [left, middle, right] = [FERRY, '石桥修好了，桥上的灯也亮了。', MARKET];
    const columns = [left, middle, right].flatMap((text, column) => paragraph(text, column, 130));
    const articles = await parse({ texts: [headline('渡口清早开船', 0, 2, 100), ...columns] });
    expect(articles.map(({ subtitle, paragraphs }) => [subtitle, paragraphs])).toEqual([[[], [left, middle, right]]]);
  });

  it('at the foot of a column head what goes on at the top of the next', async () => {
    const articles = await parse({
      texts: [
        headline('渡口清早开船', 0, 0, 100, 16),
        ...paragraph(FERRY, 0, 120),
        headline('集市午后收摊', 0, 0, 320, 16),
        ...paragraph(MARKET, 1, 90),
        ...paragraph(BRIDGE, 1, 250),
      ],
    });
    expect(articles.map(({ title, paragraphs }) => [title, paragraphs])).toEqual([
      ['渡口清早开船', [FERRY]],
      ['集市午后收摊', [MARKET, BRIDGE]],
    ]);
  });
});

describe('a first character over two lines', () => {
  it('is text, and neither a headline nor the end of its paragraph', async () => {
    const [first, ...rest] = FERRY;
    const [capital, width] = [26, WIDTH - 3];
    const beside = [0, 1].map((row): PdfText => ({
      text: rest.slice(row * width, (row + 1) * width).join(''),
      x: LEFT + 3 * SIZE,
      y: 130 + row * 15,
      size: SIZE,
    }));
    const goesOn = rest.slice(2 * width);
    const rows = Array.from({ length: Math.ceil(goesOn.length / WIDTH) }, (_, at): PdfText => ({
      text: goesOn.slice(at * WIDTH, (at + 1) * WIDTH).join(''),
      x: LEFT,
      y: 160 + at * 15,
      size: SIZE,
    }));
    const next = paragraph(BRIDGE, 0, 160 + rows.length * 15);
    const texts = [headline('渡口清早开船', 0, 0, 100, 16), { text: first!, x: LEFT, y: 143, size: capital }, ...beside, ...rows, ...next];
    const articles = await parse({ texts });
    expect(articles.map(({ title, paragraphs }) => [title, paragraphs])).toEqual([['渡口清早开船', [FERRY, BRIDGE]]]);
  });
});

describe('the head of a page', () => {
  it('ends above its stories, though a telephone or an address stands high in one of them', async () => {
    const [ferry, bridge] = [sentence('渡口', 14), sentence('石桥', 14)];
    const [notice, telephone] = ['收摊的人请在月底前登记。', '电话：0719-6618820'];
    const articles = await parse(
      {
        texts: [
          { text: '河湾日报 2081年5月6日 第3版', x: LEFT, y: 30, size: 9 },
          headline('渡口清早开船', 0, 1, 70, 18),
          ...paragraph(ferry, 0, 90),
          ...paragraph(bridge, 1, 90),
          headline('集市登记', 2, 2, 70, 18),
          ...paragraph(notice, 2, 90),
          { text: telephone, x: columnX(2), y: 130, size: SIZE },
        ],
      },
      { width: 720, height: 1400 },
    );
    expect(articles.map(({ title, paragraphs }) => [title, paragraphs])).toEqual([
      ['渡口清早开船', [ferry, bridge]],
      ['集市登记', [notice + telephone]],
    ]);
  });
});

describe('paragraphs', () => {
  it('go on over the end of a column', async () => {
    const lines = paragraph(FERRY, 0, 130);
    const below = lines.slice(3).map((line, at) => ({ ...line, x: columnX(1), y: 130 + at * 15 }));
    const [article] = await parse({ texts: [headline('渡口清早开船', 0, 1, 100), ...lines.slice(0, 3), ...below] });
    expect(article!.paragraphs).toEqual([FERRY]);
  });
});

describe('a frame', () => {
  it('holds a story of its own under the headline of another, which goes on beneath it', async () => {
    const articles = await parse({
      texts: [
        headline('渡口清早开船', 0, 2, 100),
        ...paragraph(FERRY, 0, 130),
        headline('集市收摊', 1, 1, 155, 14),
        ...paragraph(MARKET, 1, 175).map((line) => ({ ...line })),
        ...paragraph(BRIDGE, 1, 360),
        ...paragraph(sentence('灯塔', 9), 2, 130),
      ],
      frames: [[columnX(1) - 5, 132, WIDTH * SIZE + 10, 205]],
    });
    expect(byTitle(articles, '集市收摊')!.paragraphs).toEqual([MARKET]);
    expect(byTitle(articles, '渡口清早开船')!.paragraphs).toEqual([FERRY, BRIDGE, sentence('灯塔', 9)]);
  });
});

describe('a picture', () => {
  it('low in a column belongs to the story above it, not to one whose headline stands below', async () => {
    const articles = await parse({
      texts: [
        headline('渡口清早开船', 0, 1, 100),
        ...paragraph(FERRY, 0, 130),
        ...paragraph(BRIDGE, 0, 210),
        ...paragraph(MARKET.slice(0, 20), 1, 130),
        { text: '开船的人站在船头。', x: columnX(1), y: 402, size: 9 },
        headline('集市午后收摊', 0, 0, 440, 18),
        ...paragraph(MARKET, 0, 465),
        headline('石桥夜里点灯', 1, 1, 440, 18),
        ...paragraph(BRIDGE, 1, 465),
      ],
      pictures: [[columnX(1), 280, WIDTH * SIZE, 110]],
    });
    expect(byTitle(articles, '渡口清早开船')!.paragraphs).toContain('开船的人站在船头。');
    expect(byTitle(articles, '集市午后收摊')!.paragraphs).toEqual([MARKET]);
  });

  it('at the top of an inner column ends no story, and what stands close under it is its caption', async () => {
    const [article, ...others] = await parse({
      texts: [
        headline('渡口清早开船', 0, 1, 100),
        ...paragraph(FERRY, 0, 130),
        { text: '清早的渡口。贺知雨 摄', x: columnX(1), y: 236, size: 9 },
        ...paragraph(BRIDGE, 1, 270),
      ],
      pictures: [[columnX(1), 125, WIDTH * SIZE, 100]],
    });
    expect(others).toEqual([]);
    expect(article!.paragraphs).toEqual([FERRY, BRIDGE, '清早的渡口。贺知雨 摄']);
    expect(article!.extra!['captions']).toEqual(['清早的渡口。贺知雨 摄']);
  });
});

describe('a page', () => {
  const texts = [
    { text: '河湾日报　2081年5月6日　第3版', x: 40, y: 40, size: 9 },
    headline('渡口清早开船', 0, 1, 100),
    ...paragraph(FERRY, 0, 130),
    ...paragraph(BRIDGE, 1, 130),
    headline('集市午后收摊', 2, 3, 100),
    ...paragraph(MARKET, 2, 130),
  ];

  it('reads the same whatever the order of its content', async () => {
    const straight = await parse({ texts });
    const shuffled = [...texts].sort((a, b) => ((a.x * 7919 + a.y * 31) % 101) - ((b.x * 7919 + b.y * 31) % 101));
    expect(await parse({ texts: shuffled })).toEqual(straight);
    expect(straight).toHaveLength(2);
  });

  it('set downwards is turned between its level head and foot', async () => {
    const down = (text: string, x: number, y: number, size: number): readonly PdfText[] =>
      [...text].map((one, at) => ({ text: one, x, y: y + at * size, size }));
    const column = (text: string, x: number): readonly PdfText[] =>
      setParagraph(text, { x: 0, y: 0, size: SIZE, width: WIDTH }).flatMap((line) =>
        down(line.text, x - (line.y / 15) * 16, 100 + line.x, SIZE),
      );
    const articles = await parse({
      texts: [
        texts[0]!,
        ...down('渡口清早開船', 640, 100, 24),
        ...column(FERRY, 600),
        ...down('集市午後收攤', 440, 100, 24),
        ...column(MARKET, 400),
      ],
    });
    expect(articles.map(({ title, paragraphs }) => [title, paragraphs])).toEqual([
      ['渡口清早開船', [FERRY]],
      ['集市午後收攤', [MARKET]],
    ]);
  });
});
