/** The output of recognition programs: the same page in each form, what programs see wrong, what is refused. Every page is invented. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSource } from '../../../src/page/parse-pages.js';
import type { LaidOutLine } from '../../../src/page/readers/page-reader.js';
import { columns } from '../../../src/page/characters.js';
import { readSource } from '../../../src/page/readers/page-readers.js';
import type { ArticleContent } from '../../../src/article/article.js';
import { openTemporaryIntake } from '../../intake/temporary-intake.js';
import { describeWithShared } from '../../support/shared.js';
import { printPage, TYPE, type PrintedStory } from './print-stories.js';
import { writeAlto, writeHocr, writeTsv, type PrintedLine, type PrintedPage } from './write-forms.js';

const told = (word: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `${word}第${at + 1}回说到这里，`).join('') + '话就完了。';
const STORIES: readonly PrintedStory[] = [
  { title: '渡口清早开船', paragraphs: [told('渡口', 6), told('船工', 5)], from: 0, columns: 2 },
  { title: '集市午后收摊', paragraphs: [told('集市', 5), told('摊主', 6)], from: 2, columns: 2 },
];
const HEAD = '河湾日报 2081年5月6日 星期二 第3版';
const PAGE = printPage(HEAD, STORIES);
const EXPECTED = STORIES.map(({ title, paragraphs }) => [title, paragraphs]);

const bytes = (text: string): Uint8Array => Buffer.from(text);
const shuffled = (page: PrintedPage): PrintedPage => ({
  ...page,
  lines: page.lines
    .map((line, at) => ({ line, key: (at * 7919) % 101 }))
    .sort((a, b) => a.key - b.key)
    .map(({ line }) => line),
});
const articlesOf = async (file: Uint8Array | string): Promise<readonly ArticleContent[]> =>
  parseSource(await readSource(typeof file === 'string' ? bytes(file) : file), 'file').flatMap(({ articles }) => articles);
const storiesOf = async (file: Uint8Array | string): Promise<readonly unknown[]> =>
  (await articlesOf(file)).map(({ title, paragraphs }) => [title, paragraphs]);
const linesOf = async (file: string): Promise<readonly LaidOutLine[]> =>
  (await readSource(bytes(file))).pages.flatMap(({ lines }) => lines.filter(({ text }) => text !== ''));
const textsOf = async (lines: readonly PrintedLine[]): Promise<readonly string[]> =>
  (await linesOf(writeAlto([{ width: 700, height: 900, lines }]))).map(({ text }) => text);
const altoLine = (y: number, strings: string): string => `<TextLine HPOS="10" VPOS="${y}" WIDTH="300" HEIGHT="20">${strings}</TextLine>`;
const altoOf = (content: string): string => `<alto><Layout><Page><PrintSpace>${content}</PrintSpace></Page></Layout></alto>`;
const failureOf = async (file: Uint8Array | string): Promise<unknown> =>
  readSource(typeof file === 'string' ? bytes(file) : file).then(
    () => 'read',
    (error: unknown) => (error as { readonly code: string }).code,
  );

describe('a page of two stories', () => {
  it.each([
    ['ALTO', writeAlto([shuffled(PAGE)])],
    ['hOCR', writeHocr([shuffled(PAGE)])],
    ["Tesseract's table", writeTsv([shuffled(PAGE)])],
  ])('is divided as %s, whatever the order of its lines', async (_, file) => {
    expect(await storiesOf(file)).toEqual(EXPECTED);
  });

  it.each([
    ['in tenths of a millimetre', { unit: 'mm10' }],
    ['in 1/1200 of an inch', { unit: 'inch1200' }],
    ['without a unit', { unit: undefined }],
    ['of schema 2', { unit: 'pixel', namespace: 'http://www.loc.gov/standards/alto/ns-v2#' }],
    ['of schema 4', { unit: 'pixel', namespace: 'http://www.loc.gov/standards/alto/ns-v4#' }],
    ['of an old address', { unit: 'pixel', namespace: 'http://schema.ccs-gmbh.com/ALTO' }],
    ['without a namespace', { unit: 'pixel', namespace: '' }],
    ['with a prefix', { unit: 'pixel', prefix: 'alto' }],
    ['with a String a character and no blanks', { unit: 'pixel', single: true }],
    ['without a declaration', { unit: 'pixel', declaration: '<!-- of our own -->' }],
  ] as const)('is divided as ALTO %s', async (_, style) => {
    expect(await storiesOf(writeAlto([PAGE], style))).toEqual(EXPECTED);
  });

  it('has its place, and is marked as recognised', async () => {
    const source = await readSource(bytes(writeHocr([PAGE])));
    expect(source).toMatchObject({ form: 'hocr', pages: [{ recognised: true }], isPaged: true });
    expect(parseSource(source, 'file')[0]!.page).toMatchObject({ paper: '河湾日报', date: '2081-05-06', pageNumber: '3' });
  });

  it.each([
    ['ALTO', writeAlto],
    ['hOCR', writeHocr],
    ["Tesseract's table", writeTsv],
  ])('is one of several in a file of %s', async (_, write) => {
    const other = printPage(HEAD.replace('第3版', '第4版'), [{ ...STORIES[0]!, title: '石桥夜里点灯' }]);
    const pages = parseSource(await readSource(bytes(write([PAGE, other]))), 'file');
    expect(pages.map(({ page, articles }) => [page.pageNumber, articles.map(({ title }) => title)])).toEqual([
      ['3', ['渡口清早开船', '集市午后收摊']],
      ['4', ['石桥夜里点灯']],
    ]);
  });

  it('is the same page as its text, in the archive', async () => {
    const opened = await openTemporaryIntake();
    try {
      const [first] = await opened.intake.addPages({ bytes: bytes(writeAlto([PAGE])), given: {}, source: 'pages/a.xml' });
      const text = [HEAD, ...STORIES.flatMap(({ title, paragraphs }) => [title, ...paragraphs])].join('\n\n');
      const [again] = await opened.intake.addPages({ bytes: bytes(text), given: {}, source: 'pages/a.txt' });
      expect(again!.page.id).toBe(first!.page.id);
      expect(again!.articles.map(({ id }) => id)).toEqual(first!.articles.map(({ id }) => id));
    } finally {
      await opened.close();
    }
  });
});

describe('text', () => {
  it('has no blanks beside Han, and has them between words', async () => {
    const line = { text: '老 歌 Open Road 和 3 首 新 歌', x: 50, y: 100, size: 10 };
    expect(await textsOf([line])).toEqual(['老歌Open Road和3首新歌']);
  });

  it('has a word that was cut at the end of a line once', async () => {
    const first = '<String CONTENT="the"/><SP/><String CONTENT="cross" SUBS_TYPE="HypPart1" SUBS_CONTENT="crossing"/><HYP CONTENT="-"/>';
    const second = '<String CONTENT="ing" SUBS_TYPE="HypPart2" SUBS_CONTENT="crossing"/><SP/><String CONTENT="opens"/>';
    expect((await linesOf(altoOf(altoLine(10, first) + altoLine(40, second)))).map(({ text }) => text)).toEqual(['the crossing', 'opens']);
  });

  it('in Latin-1 and in UTF-16 is read by what the file says of it', async () => {
    const latin = `<?xml version="1.0" encoding="ISO-8859-1"?>${altoOf(altoLine(10, '<String CONTENT="caf\u00e9"/>'))}`;
    const wide = Buffer.from(`\ufeff${writeAlto([PAGE])}`, 'utf16le');
    const read = await readSource(Buffer.from(latin, 'latin1'));
    expect(read.pages[0]!.lines.map(({ text }) => text)).toEqual(['caf\u00e9']);
    expect(await storiesOf(wide)).toEqual(EXPECTED);
  });

  it('without boxes stays in its order, block by block', async () => {
    const block = (lines: readonly string[]): string =>
      `<div class="ocr_carea">${lines.map((line) => `<span class="ocr_line">${line}</span>`).join('')}</div>`;
    const file = `<div class="ocr_page">${block(['渡口清早开船'])}${block(['船工解开缆绳，', '灯就熄了。'])}</div>`;
    const [page] = (await readSource(bytes(file))).pages;
    expect(page!.lines.map(({ text }) => text)).toEqual(['渡口清早开船', '', '船工解开缆绳，', '灯就熄了。']);
  });
});

describe('what programs see', () => {
  const at = (column: number, row: number): { x: number; y: number } => ({
    x: TYPE.left + column * TYPE.pitch,
    y: 136 + row * TYPE.leading,
  });

  it('is a row over two columns: it is parted between them', async () => {
    const rows = PAGE.lines.filter(({ y }) => y === at(0, 1).y);
    const [left, right] = [rows[0]!, rows[1]!];
    const words = [left, right].flatMap(({ text, x, y, size }) =>
      [...text].map((one, place) => [one, x + columns(text.slice(0, place)) * size * 0.5, y, columns(one) * size * 0.5, size] as const),
    );
    const joined = { ...left, text: left.text + right.text, words };
    const page = { ...PAGE, lines: [...PAGE.lines.filter((line) => line !== left && line !== right), joined] };
    expect(await storiesOf(writeTsv([page]))).toEqual(EXPECTED);
  });

  it('is a headline in pieces, and one set wide', async () => {
    const pieces = PAGE.lines.flatMap((line) =>
      line.text === '渡口清早开船'
        ? [
            { ...line, text: '渡口清' },
            { ...line, text: '早开船', x: line.x + 3 * line.size },
          ]
        : [line],
    );
    expect(await storiesOf(writeHocr([{ ...PAGE, lines: pieces }]))).toEqual(EXPECTED);
    expect(await textsOf([{ text: '渡口开航', x: 100, y: 100, size: 24, pitch: 3 }])).toEqual(['渡口开航']);
  });

  it('is a line as high as a mark in it, which makes no headline of it', async () => {
    const lines = PAGE.lines.map((line) => {
      if (line.y !== at(0, 3).y) return line;
      const words = [...line.text].map(
        (one, place) => [one, line.x + place * 10, place === 2 ? line.y - 9 : line.y, 10, place === 2 ? 28 : 10] as const,
      );
      return { ...line, words };
    });
    expect(await storiesOf(writeHocr([{ ...PAGE, lines }]))).toEqual(EXPECTED);
  });

  it('is a page that goes down: lines much higher than wide', async () => {
    const down = (text: string, column: number): PrintedLine => ({ text, x: 600 - column * 16, y: 100, size: 10, upright: true });
    const lines = ['渡口清早的灯还没有熄', '船工已经把缆绳解开了', '对岸有人挥手等着上船'].map(down);
    const read = await linesOf(writeAlto([{ width: 700, height: 400, lines }]));
    expect(read.map(({ text, upright }) => [text, upright])).toEqual(lines.map(({ text }) => [text, true]));
  });
});

describe('what is refused', () => {
  const deep = (count: number): string => `<alto><Layout>${'<a>'.repeat(count)}${'</a>'.repeat(count)}</Layout></alto>`;

  it.each([
    ['a page without text', writeAlto([{ width: 10, height: 10, lines: [] }]), 'PAGE_EMPTY'],
    [
      'entities of its own',
      `<!DOCTYPE alto [<!ENTITY a "&b;&b;"><!ENTITY b "${'x'.repeat(99)}">]>${writeAlto([PAGE], { declaration: '' })}`,
      'PAGE_TOO_COMPLEX',
    ],
    ['elements 100,000 deep', deep(100_000), 'PAGE_TOO_COMPLEX'],
    ['hOCR as deep', `<div class="ocr_page">${'<div>'.repeat(100_000)}`, 'PAGE_TOO_COMPLEX'],
    [
      'lines without end',
      altoOf('<TextLine HPOS="1" VPOS="1" WIDTH="9" HEIGHT="9"><String CONTENT="一"/></TextLine>'.repeat(30_000)),
      'PAGE_TOO_COMPLEX',
    ],
    ['words without end', altoOf(`<TextLine>${'<String CONTENT="一"/>'.repeat(250_000)}</TextLine>`), 'PAGE_TOO_COMPLEX'],
    ['XML of another form', '<?xml version="1.0"?><mets><title>渡口清早开船</title></mets>', 'PAGE_FORM_UNKNOWN'],
  ])('is %s', async (_, file, code) => {
    const start = Date.now();
    expect(await failureOf(file)).toBe(code);
    expect(Date.now() - start).toBeLessThan(10_000);
  });

  it('never fails otherwise, however a file is cut or garbled', async () => {
    for (const file of [writeAlto([PAGE]), writeHocr([PAGE]), writeTsv([PAGE])])
      for (let at = 60; at < file.length; at += Math.ceil(file.length / 25)) {
        const cut = file.slice(0, at);
        const garbled = `${file.slice(0, at).replaceAll('"', "'")}<>${file.slice(at).replaceAll('1', '-9e9')}`;
        for (const one of [cut, garbled]) expect(['read', 'PAGE_EMPTY', 'PAGE_FORM_UNKNOWN']).toContain(await failureOf(one));
      }
  });
});

describeWithShared('files that Tesseract wrote', (shared) => {
  it.each(['alto.xml', 'hocr', 'tsv'])('chi_sim.%s has its day, and a headline for each story', async (ending) => {
    const file = readFileSync(path.join(shared, 'forms', 'tesseract', `chi_sim.${ending}`));
    const [page] = parseSource(await readSource(file), 'file');
    expect(page!.page).toMatchObject({ date: '2031-04-12', pageNumber: '3' });
    expect(page!.articles.length).toBeGreaterThanOrEqual(6);
  });
});
