/** METS with its ALTO files in one archive: pages, articles, where they belong, what is refused. Every page is invented. */
import type { ParsedPage } from '../../../src/article/article.js';
import { parseSource } from '../../../src/page/parse-pages.js';
import { readSource } from '../../../src/page/readers/page-readers.js';
import { openTemporaryIntake } from '../../intake/temporary-intake.js';
import { zipOf } from '../../page/digital-edition/write-edition.js';
import { printPage, TYPE, type PrintedStory } from './print-stories.js';
import { writeAlto, type PrintedLine, type PrintedPage } from './write-forms.js';
import { writeMets, type WrittenIssue } from './write-mets.js';

const told = (word: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `${word}第${at + 1}回说到这里，`).join('') + '话就完了。';
const STORIES: readonly PrintedStory[] = [
  { title: '渡口清早开船', paragraphs: [told('渡口', 6), told('船工', 5)], from: 0, columns: 2 },
  { title: '集市午后收摊', paragraphs: [told('集市', 5), told('摊主', 6)], from: 2, columns: 2 },
];
const EXPECTED = STORIES.map(({ title, paragraphs }) => [title, paragraphs]);
const HEAD = '河湾日报 2081年5月6日 星期二 第3版';
const PAGE = printPage(HEAD, STORIES);
const ALTO = writeAlto([PAGE]);
/** The blocks of lines: one a line, in their order. */
const blocks = (isWanted: (line: PrintedLine) => boolean, page: PrintedPage = PAGE): readonly string[] =>
  page.lines.flatMap((line, at) => (isWanted(line) ? [`B${at + 1}`] : []));
const isRight = ({ x, size }: PrintedLine): boolean => size === TYPE.size && x >= TYPE.left + 2 * TYPE.pitch;
const [LEFT, RIGHT] = [blocks((line) => line.size === TYPE.size && !isRight(line)), blocks(isRight)];
const titleBlock = (title: string): string => blocks(({ text }) => text === title)[0]!;
/** The text of each story under the headline of the other: no geometry would say so. */
const ISSUE: WrittenIssue = {
  files: { F1: './alto/0001.xml' },
  paper: '石桥晚报',
  date: '2082-03-04',
  numbers: ['A5'],
  articles: [
    {
      title: '目录里的题目',
      parts: [
        { type: 'HEADING', areas: [['F1', titleBlock('渡口清早开船')]] },
        { type: 'BODY', areas: RIGHT.map((id) => ['F1', id] as const) },
      ],
    },
    {
      parts: [
        { type: 'TITLE', areas: [['F1', titleBlock('集市午后收摊')]] },
        { type: 'PARAGRAPH', areas: [['F1', LEFT[0]!, LEFT.at(-1)!]] },
      ],
    },
  ],
};
const CROSSED = [
  ['渡口清早开船', STORIES[1]!.paragraphs],
  ['集市午后收摊', STORIES[0]!.paragraphs],
];

const pagesOf = async (files: Readonly<Record<string, string>>): Promise<readonly ParsedPage[]> =>
  parseSource(await readSource(zipOf(files)), 'file');
const storiesOf = (pages: readonly ParsedPage[]): readonly unknown[] =>
  pages.flatMap(({ articles }) => articles.map(({ title, paragraphs }) => [title, paragraphs]));
const failureOf = async (files: Readonly<Record<string, string>>): Promise<unknown> =>
  readSource(zipOf(files)).then(
    () => 'read',
    (error: unknown) => (error as { readonly code: string }).code,
  );

describe('an issue', () => {
  it.each([
    ['with the prefix mets', {}, 'alto/0001.xml'],
    ['without a prefix', { prefix: '' }, 'alto/0001.xml'],
    ['with a file address', { files: { F1: 'file://./alto/0001.xml' } }, 'alto/0001.xml'],
    ['whose files lie elsewhere', { files: { F1: 'file:///D:/scans/2082/alto/0001.xml' } }, 'issue/alto/0001.xml'],
    ['described by Dublin Core', { dublinCore: true }, 'alto/0001.xml'],
    ['of articles in small letters', { articles: ISSUE.articles.map((one) => ({ ...one, type: 'article' })) }, 'alto/0001.xml'],
  ] as const)('%s has the articles METS names, and its place', async (_, more, name) => {
    const pages = await pagesOf({ 'mets.xml': writeMets({ ...ISSUE, ...more }), [name]: ALTO });
    expect(storiesOf(pages)).toEqual(CROSSED);
    expect(pages.map(({ page }) => page)).toMatchObject([{ paper: '石桥晚报', date: '2082-03-04', pageNumber: 'A5' }]);
  });

  it('without articles is divided by its geometry, as its ALTO alone is', async () => {
    const pages = await pagesOf({ 'mets.xml': writeMets({ ...ISSUE, articles: [] }), 'alto/0001.xml': ALTO });
    expect(storiesOf(pages)).toEqual(EXPECTED);
    const alone = parseSource(await readSource(Buffer.from(ALTO)), 'file');
    expect(storiesOf(pages)).toEqual(storiesOf(alone));
  });

  it('with the articles that are printed is divided as its ALTO alone is', async () => {
    const articles = ISSUE.articles.map(({ parts }, at) => ({ parts: [parts[0]!, ISSUE.articles[1 - at]!.parts[1]!] }));
    expect(storiesOf(await pagesOf({ 'mets.xml': writeMets({ ...ISSUE, articles }), 'alto/0001.xml': ALTO }))).toEqual(EXPECTED);
  });

  it('leaves to geometry what is in no article', async () => {
    const pages = await pagesOf({
      'mets.xml': writeMets({ ...ISSUE, articles: [{ parts: [{ type: 'TEXT', areas: [['F1', 'B9999']] }] }] }),
      'alto/0001.xml': ALTO,
    });
    expect(storiesOf(pages)).toEqual(EXPECTED);
  });

  it('has its pages in the order of METS, each with its number, whatever its files are called', async () => {
    const other = writeAlto([printPage('', [{ ...STORIES[0]!, title: '石桥夜里点灯' }])]);
    const files = { F2: 'alto/b.xml', F1: 'alto/a.xml' };
    const pages = await pagesOf({
      'x_mets.xml': writeMets({ ...ISSUE, files, articles: [], numbers: ['7'] }),
      'alto/a.xml': ALTO,
      'alto/b.xml': other,
      'alto/c.xml': ALTO,
    });
    expect(pages.map(({ page, articles }) => [page.pageNumber, articles[0]!.title])).toEqual([
      ['7', '石桥夜里点灯'],
      ['2', '渡口清早开船'],
    ]);
  });

  it('says what is a sub-headline, a byline and a caption', async () => {
    const page: PrintedPage = {
      width: 700,
      height: 900,
      lines: [
        { text: '石桥夜里点灯', x: 60, y: 100, size: 24 },
        { text: '桥下的船也亮了', x: 60, y: 140, size: 10 },
        { text: '祁连山', x: 60, y: 160, size: 10 },
        { text: '灯一盏一盏地亮起来，桥上站满了人。', x: 60, y: 200, size: 10 },
        { text: '人们在桥上看灯', x: 400, y: 500, size: 10 },
      ],
    };
    const part = (type: string, block: string) => ({ type, areas: [['F1', block]] as const });
    const parts = [part('TITLE', 'B1'), part('SUBTITLE', 'B2'), part('BYLINE', 'B3'), part('BODY', 'B4'), part('CAPTION', 'B5')];
    const source = await readSource(
      zipOf({ 'mets.xml': writeMets({ ...ISSUE, articles: [{ parts }] }), 'alto/0001.xml': writeAlto([page]) }),
    );
    const labels = new Map(source.pages[0]!.lines.map(({ text, part: own }) => [text, own?.labels]));
    expect(labels.get('石桥夜里点灯')).toEqual(['title']);
    expect(labels.get('桥下的船也亮了')).toEqual(['subtitle']);
    expect(labels.get('祁连山')).toEqual(['byline']);
    expect(labels.get('人们在桥上看灯')).toEqual(['caption', 'credit']);
  });

  it('is the same in the archive the second time', async () => {
    const opened = await openTemporaryIntake();
    try {
      const bytes = zipOf({ 'mets.xml': writeMets(ISSUE), 'alto/0001.xml': ALTO });
      const [first] = await opened.intake.addPages({ bytes, given: {}, source: 'issue/mets.xml' });
      const [again] = await opened.intake.addPages({ bytes, given: {}, source: 'issue/mets.xml' });
      expect(first!.articles.map(({ status }) => status)).toEqual(['created', 'created']);
      expect(again!.articles.map(({ status }) => status)).toEqual(['unchanged', 'unchanged']);
    } finally {
      await opened.close();
    }
  });
});

describe('what is refused', () => {
  const crossing = Array.from({ length: 3_000 }, () => ['F1', 'B1', 'B900'] as const);
  const many = writeAlto([{ ...PAGE, lines: Array.from({ length: 900 }, (_, at) => ({ text: '船', x: 10, y: at, size: 10 })) }]);

  it.each([
    ['METS without its ALTO', { 'mets.xml': writeMets(ISSUE) }, 'PAGE_FORM_UNKNOWN'],
    [
      'ALTO that leads out of the archive',
      { 'mets.xml': writeMets({ ...ISSUE, files: { F1: '../../etc/passwd.xml' } }), 'a/0001.xml': ALTO },
      'PAGE_FORM_UNKNOWN',
    ],
    ['XML without METS', { 'a.xml': '<feed/>' }, 'PAGE_FORM_UNKNOWN'],
    ['ALTO without text', { 'mets.xml': writeMets(ISSUE), 'alto/0001.xml': writeAlto([{ ...PAGE, lines: [] }]) }, 'PAGE_EMPTY'],
    [
      'METS with entities of its own',
      { 'mets.xml': `<!DOCTYPE mets [<!ENTITY a "b">]>${writeMets(ISSUE).slice(39)}`, 'alto/0001.xml': ALTO },
      'PAGE_TOO_COMPLEX',
    ],
    ['divisions 100,000 deep', { 'mets.xml': `<mets><structMap>${'<div>'.repeat(100_000)}`, 'alto/0001.xml': ALTO }, 'PAGE_TOO_COMPLEX'],
    [
      'divisions without end',
      { 'mets.xml': `<mets><structMap>${'<div></div>'.repeat(310_000)}`, 'alto/0001.xml': ALTO },
      'PAGE_TOO_COMPLEX',
    ],
    [
      'areas that stretch over each other without end',
      { 'mets.xml': writeMets({ ...ISSUE, articles: [{ parts: [{ type: 'BODY', areas: crossing }] }] }), 'alto/0001.xml': many },
      'PAGE_TOO_COMPLEX',
    ],
  ])('is %s', async (_, files, code) => {
    const start = Date.now();
    expect(await failureOf(files)).toBe(code);
    expect(Date.now() - start).toBeLessThan(10_000);
  });

  it('is nothing else, however METS is cut', async () => {
    const mets = writeMets(ISSUE);
    for (let at = 120; at < mets.length; at += Math.ceil(mets.length / 20))
      expect(['read', 'PAGE_FORM_UNKNOWN']).toContain(await failureOf({ 'mets.xml': mets.slice(0, at), 'alto/0001.xml': ALTO }));
  });
});
