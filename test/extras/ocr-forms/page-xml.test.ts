/** PAGE XML: the same page in its versions, articles and types it names, what is refused. Every page is invented. */
import type { ArticleContent } from '../../../src/article/article.js';
import { readPageXml } from '../../../src/extras/ocr-forms/page-xml.js';
import { parseSource } from '../../../src/page/parse-pages.js';
import type { LaidOutLine } from '../../../src/page/readers/page-reader.js';
import { readSource } from '../../../src/page/readers/page-readers.js';
import { readGoldStories } from '../../page/gold-stories.js';
import { createTally } from '../../page/page-score.js';
import { printPage, TYPE, type PrintedStory } from './print-stories.js';
import { writeAlto, type PrintedLine, type PrintedPage } from './write-forms.js';
import { writePageXml, type PageXmlStyle } from './write-page-xml.js';

const told = (word: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `${word}第${at + 1}回说到这里，`).join('') + '话就完了。';
const STORIES: readonly PrintedStory[] = [
  { title: '渡口清早开船', paragraphs: [told('渡口', 6), told('船工', 5)], from: 0, columns: 2 },
  { title: '集市午后收摊', paragraphs: [told('集市', 5), told('摊主', 6)], from: 2, columns: 2 },
];
const HEAD = '河湾日报 2081年5月6日 星期二 第3版';
const PAGE = printPage(HEAD, STORIES);
const EXPECTED = STORIES.map(({ title, paragraphs }) => [title, paragraphs]);

const articlesOf = async (file: string): Promise<readonly ArticleContent[]> =>
  parseSource(await readSource(Buffer.from(file)), 'file').flatMap(({ articles }) => articles);
const storiesOf = async (file: string): Promise<readonly unknown[]> =>
  (await articlesOf(file)).map(({ title, paragraphs }) => [title, paragraphs]);
const linesOf = async (file: string): Promise<readonly LaidOutLine[]> =>
  (await readSource(Buffer.from(file))).pages.flatMap(({ lines }) => lines.filter(({ text }) => text !== ''));
const textsOf = async (content: string): Promise<readonly string[]> => (await linesOf(pageOf(content))).map(({ text }) => text);
const pageOf = (content: string): string => `<PcGts><Page imageWidth="900" imageHeight="900">${content}</Page></PcGts>`;
const box = (x: number, y: number, w: number, h: number): string =>
  `<Coords points="${x},${y} ${x + w},${y} ${x + w},${y + h} ${x},${y + h}"/>`;
const equiv = (text: string, index = ''): string => `<TextEquiv${index}><Unicode>${text}</Unicode></TextEquiv>`;
const lineOf = (content: string): string =>
  `<TextRegion>${box(10, 10, 200, 20)}<TextLine>${box(10, 10, 200, 20)}${content}</TextLine></TextRegion>`;
const failureOf = async (file: string): Promise<unknown> =>
  readSource(Buffer.from(file)).then(
    () => 'read',
    (error: unknown) => (error as { readonly code: string }).code,
  );

describe('a page of two stories', () => {
  it.each([
    ['of 2019', {}],
    ['of 2013', { namespace: 'http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15' }],
    ['of 2010, points as elements', { namespace: 'http://schema.primaresearch.org/PAGE/gts/pagecontent/2010-03-19', elements: true }],
    ['without a namespace', { namespace: '' }],
    ['with a prefix', { prefix: 'pc' }],
    ['with text by the word', { level: 'word' }],
    ['with text by the glyph', { level: 'glyph' }],
    ['with text by the region', { level: 'region' }],
  ] as const satisfies readonly (readonly [string, PageXmlStyle])[])('is divided as PAGE XML %s', async (_, style) => {
    expect(await storiesOf(writePageXml(PAGE, style))).toEqual(EXPECTED);
  });

  it('has its place, and is marked as recognised', async () => {
    const source = await readSource(Buffer.from(writePageXml(PAGE)));
    expect(source).toMatchObject({ form: 'page-xml', pages: [{ recognised: true }], isPaged: true });
    expect(parseSource(source, 'file')[0]!.page).toMatchObject({ paper: '河湾日报', date: '2081-05-06', pageNumber: '3' });
  });

  it('is divided the same where one order goes through all regions, row by row', async () => {
    const rows = PAGE.lines.map((line, at) => ({ y: line.y, at: at + 1 })).sort((a, b) => a.y - b.y);
    const refs = rows.map(({ at }, index) => `<RegionRefIndexed index="${index}" regionRef="r${at}"/>`);
    expect(await storiesOf(writePageXml(PAGE, { order: `<OrderedGroup>${refs.join('')}</OrderedGroup>` }))).toEqual(EXPECTED);
  });
});

describe('many pages', () => {
  it('are read as well as from ALTO', async () => {
    const stories = readGoldStories().filter(({ article }) => article.title.length <= 24 && article.paragraphs.join('').length > 250);
    const [alto, page] = [createTally(), createTally()];
    for (let at = 0; at + 1 < stories.length; at += 2) {
      const own = [stories[at]!.article, stories[at + 1]!.article];
      const printed = printPage(
        HEAD,
        own.map(({ title, paragraphs }, story) => ({ title, paragraphs, from: story * 4, columns: 4 })),
        { columns: 8 },
      );
      const gold = { articles: own.map((article) => ({ ...article, kicker: [], subtitle: [] })), furniture: [HEAD] };
      alto.add(gold, parseSource(await readSource(Buffer.from(writeAlto([printed]))), 'file')[0]!);
      page.add(gold, parseSource(await readSource(Buffer.from(writePageXml(printed))), 'file')[0]!);
    }
    expect(stories.length).toBeGreaterThan(10);
    const [asAlto, asPage] = [alto.shares(), page.shares()];
    for (const measure of ['articles', 'titles', 'paragraphs', 'people'] as const)
      expect(asPage[measure]).toBeGreaterThanOrEqual(asAlto[measure] - 0.02);
    expect(asPage.titles).toBeGreaterThan(0.8);
  });
});

describe('articles the file names', () => {
  // Two stories that lie as one: a headline over all columns, and text under it that is another article's in its right half.
  const left = { title: '渡口清早开船', paragraphs: [told('渡口', 6)], from: 0, columns: 2 };
  const right = { title: '', paragraphs: [told('集市', 6)], from: 2, columns: 2 };
  const mixed: PrintedPage = (() => {
    const page = printPage(HEAD, [left, right]);
    const lines = page.lines.filter(({ text }) => text !== '');
    const isRight = ({ x, size }: PrintedLine): boolean => size === TYPE.size && x >= TYPE.left + 2 * TYPE.pitch;
    return {
      ...page,
      lines: [
        ...lines.map((line): PrintedLine => ({ ...line, block: line.text === HEAD ? 1 : line.size > 20 ? 2 : isRight(line) ? 4 : 3 })),
        { text: '集市午后收摊', x: TYPE.left + 2 * TYPE.pitch, y: 700, size: 14, block: 5 },
      ],
    };
  })();
  const types = { 1: 'header', 2: 'heading', 5: 'heading' };
  const expected = [
    ['渡口清早开船', left.paragraphs],
    ['集市午后收摊', right.paragraphs],
  ];

  it.each([
    [
      'ordered groups of a group without order',
      '<UnorderedGroup id="all"><OrderedGroup id="b"><RegionRefIndexed index="1" regionRef="r4"/>' +
        '<RegionRefIndexed index="0" regionRef="r5"/>' +
        '</OrderedGroup><OrderedGroup id="a"><RegionRefIndexed index="0" regionRef="r2"/><RegionRefIndexed index="1" regionRef="r3"/>' +
        '</OrderedGroup><RegionRef regionRef="r1"/></UnorderedGroup>',
    ],
    [
      'groups with an index, deeper in the order',
      '<OrderedGroup id="all"><RegionRefIndexed index="0" regionRef="r1"/><OrderedGroupIndexed id="part" index="1">' +
        '<OrderedGroupIndexed id="a" index="0"><RegionRefIndexed index="0" regionRef="r2"/><RegionRefIndexed index="1" regionRef="r3"/>' +
        '</OrderedGroupIndexed><UnorderedGroupIndexed id="b" index="1"><RegionRef regionRef="r4"/><RegionRef regionRef="r5"/>' +
        '</UnorderedGroupIndexed></OrderedGroupIndexed></OrderedGroup>',
    ],
    [
      'a group that says it is one',
      '<UnorderedGroup id="all"><UnorderedGroup id="b" type="article"><RegionRef regionRef="r5"/><RegionRef regionRef="r4"/>' +
        '</UnorderedGroup><RegionRef regionRef="r2"/><RegionRef regionRef="r3"/></UnorderedGroup>',
    ],
  ])('are believed over geometry: %s', async (_, order) => {
    expect(await storiesOf(writePageXml(mixed, { types, order }))).toEqual(expected);
  });

  it('are those of lines that say which article they are of', async () => {
    const custom = ({ block }: PrintedLine): string => `readingOrder {index:0;} structure {id:a${block! > 3 ? 2 : 1}; type:article;}`;
    expect(await storiesOf(writePageXml(mixed, { types, custom }))).toEqual(expected);
  });

  it('are none where they are not named: the page is another one then', async () => {
    expect(await storiesOf(writePageXml(mixed, { types }))).not.toEqual(expected);
  });

  it('keep the order they say, which geometry would read another way', async () => {
    const body = (texts: readonly string[], x: number, block: number): readonly PrintedLine[] =>
      texts.map((text, at) => ({ text, x, y: 140 + at * 16, size: 10, block }));
    const page: PrintedPage = {
      width: 700,
      height: 900,
      lines: [
        { text: '石桥夜里点灯', x: 60, y: 100, size: 24, block: 1 },
        ...body(['后说的话是桥下的船都走了，', '灯还亮着。'], 60, 2),
        ...body(['先说的话是桥上的人都来了，', '灯刚点上。'], 260, 3),
        { text: '集市午后收摊', x: 60, y: 400, size: 24, block: 4 },
        { text: '摊主把秤收进了木箱里去。', x: 60, y: 440, size: 10, block: 5 },
      ],
    };
    const group = (refs: readonly number[]): string =>
      `<OrderedGroup>${refs.map((one, at) => `<RegionRefIndexed index="${at}" regionRef="r${one}"/>`).join('')}</OrderedGroup>`;
    const order = `<UnorderedGroup>${group([1, 3, 2])}${group([4, 5])}</UnorderedGroup>`;
    const [first] = await articlesOf(writePageXml(page, { order, types: { 1: 'heading', 4: 'heading' } }));
    expect(first!.paragraphs).toEqual(['先说的话是桥上的人都来了，灯刚点上。', '后说的话是桥下的船都走了，灯还亮着。']);
  });
});

describe('types of regions', () => {
  it('say what is furniture and what is a caption', async () => {
    const note = { text: '岸边的人在等船', x: TYPE.left, y: 640, size: 10 };
    const number = { text: '乙三', x: 330, y: 860, size: 10 };
    const lines = [...PAGE.lines, note, number].map((line, at) => ({ ...line, block: at + 1 }));
    const types = { [lines.length - 1]: 'caption', [lines.length]: 'page-number' };
    const read = async (style: PageXmlStyle): Promise<readonly LaidOutLine[]> => linesOf(writePageXml({ ...PAGE, lines }, style));
    const labelsOf = (text: string, found: readonly LaidOutLine[]): unknown => found.find((line) => line.text === text)?.part?.labels;
    expect(labelsOf('乙三', await read({ types }))).toEqual(['furniture']);
    expect(labelsOf('岸边的人在等船', await read({ types }))).toEqual(['credit', 'caption']);
    expect(labelsOf('岸边的人在等船', await read({}))).toContain('paragraph');
  });

  it('do not make furniture of a headline: programs call headlines headers', async () => {
    const lines = PAGE.lines.map((line, at) => ({ ...line, block: at + 1 }));
    const types = Object.fromEntries(lines.flatMap(({ size, block }) => (size > 20 ? [[block, 'header']] : [])));
    expect(await storiesOf(writePageXml({ ...PAGE, lines }, { types }))).toEqual(EXPECTED);
  });

  it('say where pictures and rules are', () => {
    const picture = `<ImageRegion id="p">${box(300, 300, 200, 150)}</ImageRegion>`;
    const more = `${picture}<SeparatorRegion id="s">${box(10, 60, 400, 2)}</SeparatorRegion>`;
    expect(readPageXml(pageOf(lineOf(equiv('船开了')) + more))).toMatchObject([
      { pictures: [[300, 300, 200, 150]], rules: [[10, 60, 400, 2]], lines: [{ block: 1 }] },
    ]);
  });
});

describe('text', () => {
  it.each([
    ['the reading with the lowest index', equiv('船开子', ' index="1"') + equiv('船开了', ' index="0"'), ['船开了']],
    ['the first of those without one', equiv('船开了') + equiv('船开子'), ['船开了']],
    ['a reading that is not empty', equiv('', ' index="0"') + equiv('船开了', ' index="1"'), ['船开了']],
    ['that of words', `<Word>${equiv('the')}</Word><Word>${equiv('boat')}</Word>`, ['the boat']],
    ['its own, where its words are another', `<Word>${equiv('船升')}</Word>${equiv('船开了')}`, ['船开了']],
    ['that of glyphs', `<Word><Glyph>${equiv('船')}</Glyph><Glyph>${equiv('开')}</Glyph></Word>`, ['船开']],
    ['free of blanks beside Han', equiv('船 开 了 at noon'), ['船开了at noon']],
    ['with characters of XML', equiv('船&lt;开&#x4E86;'), ['船<开了']],
  ])('of a line is %s', async (_, content, expected) => {
    expect(await textsOf(lineOf(content))).toEqual(expected);
  });

  it('of a region within a region is read once', async () => {
    const inner = lineOf(equiv('船开了')).replace('<TextRegion>', '<TextRegion id="i">');
    expect(await textsOf(`<TextRegion id="o">${box(0, 0, 300, 300)}${inner}${equiv('船开了')}</TextRegion>`)).toEqual(['船开了']);
  });

  it('of a region without lines fills its box', async () => {
    const text = '渡口的船工清早就解开缆绳等人上船。'.repeat(6);
    const lines = await linesOf(pageOf(`<TextRegion>${box(10, 10, 200, 120)}${equiv(text)}</TextRegion>`));
    expect(lines.map((line) => line.text).join('')).toBe(text);
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.length).toBeLessThan(12);
  });

  it('of a line without an outline stands on its baseline, or in its share of the region', async () => {
    const first = `<TextLine><Baseline points="10,30 310,30"/>${equiv('渡口清早开船')}</TextLine>`;
    const region = `<TextRegion>${box(10, 10, 300, 60)}${first}`;
    const lines = await linesOf(pageOf(`${region}<TextLine><Coords points=""/>${equiv('船工解开缆绳')}</TextLine></TextRegion>`));
    expect(lines.map(({ text, box: own }) => [text, own !== undefined])).toEqual([
      ['渡口清早开船', true],
      ['船工解开缆绳', true],
    ]);
  });

  it('in bold is bold', async () => {
    const [bold] = await linesOf(pageOf(lineOf(`${equiv('船开了')}<TextStyle bold="true"/>`)));
    const [plain] = await linesOf(pageOf(lineOf(`${equiv('船开了')}<TextStyle bold="false"/>`)));
    expect([bold!.bold, plain!.bold]).toEqual([true, undefined]);
  });
});

describe('what is refused', () => {
  it.each([
    ['a page without text', pageOf('<TextRegion id="r"/>'), 'PAGE_EMPTY'],
    ['entities of its own', `<!DOCTYPE PcGts [<!ENTITY a "船">]>${writePageXml(PAGE).replace(/^.*\n/u, '')}`, 'PAGE_TOO_COMPLEX'],
    ['regions 100,000 deep', pageOf('<TextRegion>'.repeat(100_000)), 'PAGE_TOO_COMPLEX'],
    ['groups 100,000 deep', pageOf(`<ReadingOrder>${'<OrderedGroup>'.repeat(100_000)}`), 'PAGE_TOO_COMPLEX'],
    ['lines without end', pageOf(`<TextRegion>${'<TextLine/>'.repeat(20_100)}</TextRegion>`), 'PAGE_TOO_COMPLEX'],
    [
      'lines without end in the text of a region',
      pageOf(`<TextRegion>${box(0, 0, 9, 9)}${equiv('船\n'.repeat(30_000))}</TextRegion>`),
      'PAGE_TOO_COMPLEX',
    ],
    ['words without end', pageOf(lineOf('<Word/>'.repeat(200_100))), 'PAGE_TOO_COMPLEX'],
  ])('is %s', async (_, file, code) => {
    const start = Date.now();
    expect(await failureOf(file)).toBe(code);
    expect(Date.now() - start).toBeLessThan(10_000);
  });

  it('is none of many regions in many groups', async () => {
    const regions = Array.from({ length: 3_000 }, (_, at) => {
      const [x, y] = [10 + (at % 5) * 170, 10 + Math.floor(at / 5) * 14];
      const line = `<TextLine>${box(x, y, 150, 12)}${equiv('渡口的船工清早解开缆绳了')}</TextLine>`;
      return `<TextRegion id="r${at}" type="${at % 9 === 0 ? 'heading' : 'paragraph'}">${line}</TextRegion>`;
    });
    const groups = Array.from({ length: 330 }, (_, group) => {
      const refs = Array.from({ length: 9 }, (_one, at) => `<RegionRefIndexed index="${at}" regionRef="r${group * 9 + at}"/>`);
      return `<OrderedGroup>${refs.join('')}</OrderedGroup>`;
    });
    const order = `<ReadingOrder><UnorderedGroup>${groups.join('')}</UnorderedGroup></ReadingOrder>`;
    const start = Date.now();
    const lines = await linesOf(pageOf(order + regions.join('')));
    expect(lines).toHaveLength(3_000);
    expect(Date.now() - start).toBeLessThan(10_000);
  });

  it('is nothing else, however a file is cut or garbled', async () => {
    const file = writePageXml(PAGE, { level: 'word', order: '<OrderedGroup><RegionRefIndexed index="0" regionRef="r1"/></OrderedGroup>' });
    for (let at = 150; at < file.length; at += Math.ceil(file.length / 25)) {
      const garbled = `${file.slice(0, at).replaceAll('"', "'")}<>${file.slice(at).replaceAll('1', '-9e9')}`;
      for (const one of [file.slice(0, at), garbled]) expect(['read', 'PAGE_EMPTY', 'PAGE_FORM_UNKNOWN']).toContain(await failureOf(one));
    }
  });
});
