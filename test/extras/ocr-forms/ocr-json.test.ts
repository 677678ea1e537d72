/** JSON of recognition programs: the same page in each form, and what is no page. Every page is invented. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSource } from '../../../src/page/parse-pages.js';
import { readSource } from '../../../src/page/readers/page-readers.js';
import { describeWithShared } from '../../support/shared.js';
import { printBlocks, type BlockPage, type BlockStory, type Setting } from './print-blocks.js';
import { writeDocling, writeDoctags } from './write-docling.js';
import { writeContentList, writeContentListV2, writeMiddle, writeMiddle4, writeModel, writeStructured } from './write-mineru.js';
import { writeOcr, writeParsed, writeRegions, writeResult, writeStructure, writeSystemResults } from './write-paddle.js';

/** Sentences of own making, another run of them for each place. */
const CLAUSES = (
  '雾还没有散，船工就把缆绳解开了|第一批柚子装进竹筐，一共四十七筐|对岸的灯亮了两盏，又灭了一盏|' +
  '老站长数了三遍，账上还差六元五角|孩子们沿着石阶跑上堤去看水|她把修好的收音机放回窗台，说能响就行|' +
  '镇上的钟慢了七分钟，没有人去拨|新桥的栏杆刷成蓝色，比去年便宜两成|来的人比凳子多，后面的就站着听'
).split('|');
const paragraph = (from: number, count: number): string =>
  `${Array.from({ length: count }, (_, at) => CLAUSES[(from + at * 4) % CLAUSES.length]).join('；')}。`;
const paragraphs = (from: number, ...counts: readonly number[]): readonly string[] =>
  counts.map((count, at) => paragraph(from + at * 2, count));
const STORIES: readonly (readonly BlockStory[])[] = [
  [
    { title: '柳湾码头清早开船', paragraphs: paragraphs(0, 5, 7, 4, 6), columns: 2, titleSize: 26, subtitle: '今年头一批柚子走水路' },
    {
      title: '新桥栏杆刷成蓝色',
      paragraphs: paragraphs(3, 6, 5, 8),
      columns: 2,
      titleSize: 22,
      picture: { rows: 7, caption: '桥头的新栏杆。 石小满摄' },
    },
  ],
  [
    { title: '旧收音机又响了', paragraphs: paragraphs(5, 6, 4, 5), columns: 1, titleSize: 17 },
    { title: '镇上的钟慢了七分钟没有人去拨', paragraphs: paragraphs(1, 7, 6, 5, 6), columns: 3, titleSize: 30 },
  ],
];
const HEAD = ['柳湾日报 2083年4月9日 星期五', '第6版 综合'] as const;
const FOOT = '责编 石小满 版式 田知夏';
const SETTINGS: readonly (readonly [string, Setting])[] = [
  ['small type, narrow gutters', { em: 9, measure: 16, leading: 1.45, gutter: 1.3 }],
  ['large type, wide lines', { em: 13, measure: 21, leading: 1.7, gutter: 2 }],
];
const STORIES_BARE = STORIES.map((band) =>
  band.map(({ title, subtitle, paragraphs: own, columns, titleSize }): BlockStory => ({
    title,
    paragraphs: own,
    columns,
    titleSize,
    ...(subtitle !== undefined && { subtitle }),
  })),
);
const printed = (setting: Setting, stories = STORIES, number: string = HEAD[1]): BlockPage =>
  printBlocks([HEAD[0], number], FOOT, stories, setting);

type Told = readonly (readonly [string, string, readonly string[]])[];
const bare = (text: string): string => text.replace(/\s/gu, '');
const told = (stories: readonly (readonly BlockStory[])[]): Told =>
  stories
    .flat()
    .map(({ title, subtitle, paragraphs: own, picture }): Told[number] => [
      title,
      subtitle ?? '',
      [...own, ...(picture === undefined ? [] : [picture.caption])].map(bare).sort(),
    ])
    .sort();
const parsed = async (file: string | Uint8Array) =>
  parseSource(await readSource(typeof file === 'string' ? Buffer.from(file) : file), 'file');
const storiesOf = async (file: string | Uint8Array): Promise<Told> =>
  (await parsed(file))
    .flatMap(({ articles }) => articles)
    .map(({ title, subtitle, paragraphs: own }): Told[number] => [title, subtitle.join(' '), own.map(bare).sort()])
    .sort();
const failureOf = async (file: string | Uint8Array): Promise<unknown> =>
  parsed(file).then(
    () => 'read',
    (error: unknown) => (error as { readonly code: string }).code,
  );

/** How a page is written; whether its pictures are told of. */
const MINERU_AND_DOCLING: readonly (readonly [string, (pages: readonly BlockPage[]) => string])[] = [
  ['middle.json of MinerU 3', writeMiddle],
  ['model.json of MinerU 3', writeModel],
  ['content_list of MinerU 3', (pages) => writeContentList(pages, 3)],
  ['content_list of MinerU 4', (pages) => writeContentList(pages, 4)],
  ['content_list_v2', writeContentListV2],
  ['middle_json of MinerU 4', writeMiddle4],
  ['structured_content of MinerU 4', writeStructured],
  ['docling from below', (pages) => writeDocling(pages, 'BOTTOMLEFT')],
  ['docling from above', (pages) => writeDocling(pages, 'TOPLEFT')],
  ['doctags', writeDoctags],
];

interface Write {
  readonly name: string;
  readonly write: (page: BlockPage) => string;
  readonly stories: typeof STORIES;
}
const ONE_PAGE: readonly Write[] = [
  { name: 'PaddleOCR 2', write: (one) => writeOcr([one]), stories: STORIES_BARE },
  { name: 'its list of one picture', write: (one) => JSON.stringify((JSON.parse(writeOcr([one])) as unknown[])[0]), stories: STORIES_BARE },
  { name: 'system_results.txt', write: (one) => writeSystemResults([one]), stories: STORIES_BARE },
  { name: 'PP-Structure 2', write: (one) => writeRegions([one]), stories: STORIES },
  { name: 'PaddleOCR 3', write: writeResult, stories: STORIES_BARE },
  { name: 'PP-StructureV3', write: writeStructure, stories: STORIES },
  { name: 'PP-StructureV3 without its lines', write: writeParsed, stories: STORIES },
  ...MINERU_AND_DOCLING.map(([name, write]) => ({ name, write: (one: BlockPage) => write([one]), stories: STORIES })),
];
const MANY_PAGES: readonly (readonly [string, (pages: readonly BlockPage[]) => string])[] = [
  ['PaddleOCR 2', writeOcr],
  ['system_results.txt', writeSystemResults],
  ['PP-Structure 2', writeRegions],
  ['PaddleOCR 3', (pages) => `[${pages.map(writeResult).join()}]`],
  ...MINERU_AND_DOCLING,
];

describe.each(SETTINGS)('a page of four stories in %s', (_, setting) => {
  it.each(ONE_PAGE)('is divided as $name', async ({ write, stories }) => {
    const file = write(printed(setting, stories));
    expect(await storiesOf(file)).toEqual(told(stories));
    const [read] = await parsed(`\ufeff${file}`);
    expect(read!.page).toMatchObject({ paper: '柳湾日报', date: '2083-04-09', pageNumber: '6' });
    expect(read!.furniture.join('')).toContain('版式');
  });
});

it.each(MANY_PAGES)('each page of a file is a page: %s', async (_, write) => {
  const other = printed(SETTINGS[0]![1], [STORIES_BARE[0]!.slice(0, 1)], '第7版 综合');
  const pages = await parsed(write([printed(SETTINGS[0]![1], STORIES_BARE), other]));
  expect(pages.map(({ page, articles }) => [page.pageNumber, articles.length])).toEqual([
    ['6', 4],
    ['7', 1],
  ]);
});

it('pages without text before others are passed over', async () => {
  const pages = JSON.parse(writeOcr([printed(SETTINGS[0]![1], STORIES_BARE)])) as readonly unknown[];
  expect(await storiesOf(JSON.stringify([null, null, ...pages]))).toEqual(told(STORIES_BARE));
});

it('blanks of a line are printed', async () => {
  const [page] = (await readSource(Buffer.from(writeOcr([printed(SETTINGS[0]![1])])))).pages;
  expect(page!.lines.map(({ text }) => text)).toEqual(expect.arrayContaining([...HEAD, FOOT]));
});

describe('blocks', () => {
  const linesOf = async (value: unknown): Promise<readonly string[]> =>
    (await readSource(Buffer.from(JSON.stringify(value)))).pages.flatMap(({ lines }) => lines.map(({ text }) => text)).filter(Boolean);
  const text = (own: string, bbox?: readonly number[]): object => ({ type: 'text', text: own, ...(bbox && { bbox }), page_idx: 0 });
  const row = (cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

  it('are Markdown in a content list, and nothing is left of it', async () => {
    const written = String.raw`船票 \$5，打 **八折**，占 $12\%$；文件 a\_b 与 &lt;b&gt; 都在 R&amp;D`;
    expect(await linesOf([text(written, [100, 100, 900, 120])])).toEqual(['船票 $5，打 八折，占 12%；文件 a_b 与 <b> 都在 R&D']);
    const kept = {
      type: 'paragraph',
      content: { paragraph_content: [{ type: 'text', content: '星号 *不是* 标记' }] },
      bbox: [100, 100, 900, 120],
    };
    expect(await linesOf([[kept]])).toEqual(['星号 *不是* 标记']);
  });

  it('without places stay in their order', async () => {
    expect(
      await linesOf([text('柳湾码头清早开船'), text('雾还没有散。'), { type: 'image', image_caption: ['桥头'], page_idx: 0 }]),
    ).toEqual(['柳湾码头清早开船', '雾还没有散。', '桥头']);
  });

  it('of items and of rows are lines', async () => {
    const table = { type: 'table', table_caption: ['班船'], table_body: `<table>${row(['早', '6:10'])}${row(['晚', '18:40'])}</table>` };
    const list = { type: 'list', list_items: ['第一条 船要开', '第二条 灯要亮'] };
    const lines = await linesOf([
      { ...list, bbox: [100, 100, 400, 140], page_idx: 0 },
      { ...table, bbox: [100, 200, 400, 260], page_idx: 0 },
    ]);
    expect(lines).toEqual(['第一条 船要开', '第二条 灯要亮', '班船', '早 6:10', '晚 18:40']);
  });

  it('of docling that stand in two places are halved where it says', async () => {
    const place = (l: number, span: readonly number[], page = 1): object => ({
      page_no: page,
      bbox: { l, t: 100, r: l + 200, b: 110, coord_origin: 'TOPLEFT' },
      charspan: span,
    });
    const document = {
      schema_name: 'DoclingDocument',
      body: { children: [{ $ref: '#/texts/0' }, { $ref: '#/texts/9' }, { $ref: '#/../pages' }] },
      texts: [{ text: '雾还没有散，船工就把缆绳解开了', label: 'text', prov: [place(10, [0, 7]), place(10, [7, 16], 2)] }],
      pages: { 1: { size: { width: 500, height: 700 }, page_no: 1 }, 2: { size: { width: 500, height: 700 }, page_no: 2 } },
    };
    const { pages } = await readSource(Buffer.from(JSON.stringify(document)));
    expect(pages.map(({ lines }) => lines.map((line) => line.text))).toEqual([['雾还没有散，船'], ['工就把缆绳解开了']]);
  });
});

describe('what is refused', () => {
  const line = (text: string): unknown => [[[1, 1], [9, 1], [9, 9], [1, 9]], [text, 1]]; // prettier-ignore
  it.each([
    ['nothing but pages without text', '[null, [[[[1, 1], [9, 1], [9, 9], [1, 9]], ["", 0.1]]]]', 'PAGE_EMPTY'],
    ['lines without end', JSON.stringify([Array.from({ length: 30_000 }, (_, at) => line(`第${at}`))]), 'PAGE_TOO_COMPLEX'],
    ['a file that was cut off', writeResult(printed(SETTINGS[0]![1])).slice(0, -2), 'PAGE_UNDECODABLE'],
    ['a region that was cut off', writeRegions([printed(SETTINGS[0]![1])]).slice(0, -2), 'PAGE_UNDECODABLE'],
    ['an article', '{"title": "柳湾码头清早开船", "paragraphs": ["雾还没有散。"]}', 'PAGE_FORM_UNKNOWN'],
    ['a list of articles', '[\n  {"title": "柳湾码头清早开船", "paragraphs": ["雾还没有散。"]}]', 'PAGE_FORM_UNKNOWN'],
    [
      'an article that quotes keys',
      JSON.stringify({ title: '{"input_path": "a", "rec_texts": ["船"]}', paragraphs: [] }),
      'PAGE_FORM_UNKNOWN',
    ],
    [
      'deep values in a list of blocks',
      `[{"type":"text","bbox":[1,1,9,9],"text":${'['.repeat(90_000)}"船"${']'.repeat(90_000)}}]`,
      'PAGE_EMPTY',
    ],
    [
      'blocks without end',
      JSON.stringify(Array.from({ length: 3_000 }, (_, at) => ({ type: 'text', text: `第${at}`, bbox: [1, at, 99, at + 9] }))),
      'PAGE_TOO_COMPLEX',
    ],
    ['lists 100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'PAGE_FORM_UNKNOWN'],
    ['such lists in a page', `[[[[1,1],[9,1]],${'['.repeat(100_000)}${']'.repeat(100_000)}]]`, 'PAGE_EMPTY'],
  ])('is %s', async (_, file, code) => {
    const start = Date.now();
    expect(await failureOf(file)).toBe(code);
    expect(Date.now() - start).toBeLessThan(10_000);
  });

  it('never fails otherwise, however a file is cut or garbled', async () => {
    for (const { write } of ONE_PAGE) {
      const file = write(printed(SETTINGS[0]![1]));
      for (let at = 60; at < file.length; at += Math.ceil(file.length / 8)) {
        const cut = file.slice(0, at);
        const garbled = `${cut}${file.slice(at).replaceAll(/\d+(?=[,\]])/gu, '-9e99')}`;
        const other = `${cut}${file.slice(at).replaceAll('[', '{"a":[').replaceAll(']', ']}')}`;
        for (const one of [cut, garbled, other])
          expect(['read', 'PAGE_EMPTY', 'PAGE_FORM_UNKNOWN', 'PAGE_UNDECODABLE']).toContain(await failureOf(one));
      }
    }
  });

  it('is no page of text that begins with a bracket', async () => {
    expect(await failureOf('［本报讯］雾还没有散。\n[1] 船工就把缆绳解开了。')).toBe('read');
    expect(await failureOf('[图]柳湾码头\n{未完}')).toBe('read');
  });
});

describeWithShared('files that the programs wrote', (shared) => {
  const folder = path.join(shared, 'forms', 'ocr-json');
  const gold = JSON.parse(readFileSync(path.join(folder, 'page-02.gold.json'), 'utf8')) as {
    readonly page: object;
    readonly articles: readonly { readonly title: string; readonly subtitle: readonly string[]; readonly paragraphs: readonly string[] }[];
  };
  it.each(readdirSync(folder).filter((name) => !name.endsWith('.gold.json')))('%s is divided', async (name) => {
    const file = readFileSync(path.join(folder, name));
    const expected = gold.articles.map(({ title, subtitle, paragraphs: own }) => [title, subtitle.join(' '), own.map(bare).sort()]).sort();
    expect(await storiesOf(file)).toEqual(expected);
    expect((await parsed(file))[0]!.page).toEqual(gold.page);
  });
});
