/** Word documents: the same page as its text; what paragraphs, styles and tables give; what is refused. Every page is invented. */
import type { ParsedPage } from '../../../src/article/article.js';
import { parseSource } from '../../../src/page/parse-pages.js';
import type { LaidOutLine } from '../../../src/page/readers/page-reader.js';
import { readSource } from '../../../src/page/readers/page-readers.js';
import { readZip } from '../../../src/page/readers/zip/read-zip.js';
import { openTemporaryIntake } from '../../intake/temporary-intake.js';
import { holding, paragraph, run, table, writeDocx } from './write-docx.js';
import { writeZip } from './write-zip.js';

interface Page {
  readonly head: string;
  readonly stories: readonly (readonly [title: string, ...text: string[]])[];
}

const PAGES: readonly (readonly [string, Page])[] = [
  [
    'simplified',
    {
      head: '澄湖工人报 2034年6月9日 星期五 第2版 综合',
      stories: [
        [
          '渡船上装了救生筐',
          '本报讯（记者 阮小汀）澄湖渡口十二条渡船昨天全部装上救生筐，每筐放六件浮衣，船工伸手就能取到。',
          '船队队长说，往年浮衣锁在舱里，钥匙在岸上；今年起不再上锁，少了一件由当班的人补上。',
        ],
        [
          '老纺织女工教孙辈打结',
          '本报讯（记者 闻一禾）七十三岁的谷阿巧在河边小学开了结绳课，学生要在一节课里学会四种结。',
          '她说，结打得好不好，用力拉一拉就知道，不必等老师打分。孩子们把打好的结挂满了走廊。',
        ],
      ],
    },
  ],
  [
    'traditional',
    {
      head: '澄湖工人報 2034年6月9日 星期五 第2版 綜合',
      stories: [
        [
          '渡船上裝了救生筐',
          '本報訊（記者 阮小汀）澄湖渡口十二條渡船昨天全部裝上救生筐，每筐放六件浮衣，船工伸手就能取到。',
          '船隊隊長說，往年浮衣鎖在艙裡，鑰匙在岸上；今年起不再上鎖，少了一件由當班的人補上。',
        ],
        [
          '老紡織女工教孫輩打結',
          '本報訊（記者 聞一禾）七十三歲的谷阿巧在河邊小學開了結繩課，學生要在一節課裡學會四種結。',
          '她說，結打得好不好，用力拉一拉就知道，不必等老師打分。孩子們把打好的結掛滿了走廊。',
        ],
      ],
    },
  ],
];

/** A text box, once as it is drawn and once for programs that cannot. */
const shape = (box: string): string =>
  `<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${box}</w:txbxContent></mc:Choice>` +
  `<mc:Fallback>${box}</mc:Fallback></mc:AlternateContent></w:r>`;

const linesOf = async (bytes: Buffer): Promise<readonly LaidOutLine[]> => (await readSource(bytes)).pages[0]!.lines;
const textOf = async (body: string): Promise<readonly string[]> => (await linesOf(writeDocx(body))).map(({ text }) => text);
const storiesOf = ({ articles }: ParsedPage): unknown => articles.map(({ title, paragraphs }) => [title, ...paragraphs]);

describe.each(PAGES)('a page of %s characters', (_name, { head, stories }) => {
  const forms: readonly (readonly [string, string])[] = [
    [
      'headings by style',
      paragraph(head) + stories.map(([title, ...text]) => paragraph(title, 'b') + text.map((one) => paragraph(one, 'c')).join('')).join(''),
    ],
    ['empty paragraphs between', [head, ...stories.flat()].map((one) => paragraph(one)).join(paragraph(''))],
    ['columns as cells of a table', paragraph(head) + table([stories.map((story) => story.map((one) => paragraph(one)).join(''))])],
    [
      'text in boxes',
      paragraph(head) +
        stories
          .map((story) => story.map((one, at) => paragraph(one, at === 0 ? '2' : '')).join(''))
          .map((box) => shape(box))
          .join(''),
    ],
  ];
  it.each(forms)('is read: %s', async (_form, body) => {
    const source = await readSource(writeDocx(body), { mediaType: 'application/octet-stream' });
    expect(source.form).toBe('docx');
    const [page, ...others] = parseSource(source, 'file');
    expect(others).toEqual([]);
    expect(storiesOf(page!)).toEqual(stories);
    expect(page!.page).toMatchObject({ date: '2034-06-09', pageNumber: '2' });
  });

  it('has its masthead in the head of the document', async () => {
    const data = `<w:hdr>${paragraph(head)}</w:hdr>`;
    const body = stories
      .flat()
      .map((one) => paragraph(one))
      .join(paragraph(''));
    const source = await readSource(
      writeDocx(body, [
        { name: 'word/header1.xml', data },
        { name: 'word/header2.xml', data },
      ]),
    );
    const [page] = parseSource(source, 'page');
    expect(page!.page).toMatchObject({ date: '2034-06-09', pageNumber: '2' });
    expect(page!.furniture).toEqual([head]);
    expect(storiesOf(page!)).toEqual(stories);
  });
});

describe('lines', () => {
  it('end where the paragraph or the line does; tabs and hyphens stay, what is not shown does not come', async () => {
    const body =
      holding(run('一') + '<w:r><w:br/></w:r>' + run('二', '<w:tab/>')) +
      holding(
        run('甲') + `<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>${run('新')}</w:ins><w:moveFrom>${run('走')}</w:moveFrom>`,
      ) +
      holding(run('看') + run('不见', '<w:rPr><w:vanish/></w:rPr>') + run('见', '<w:rPr><w:vanish w:val="0"/></w:rPr>')) +
      holding('<w:r><w:t>Wi</w:t><w:noBreakHyphen/><w:t>Fi</w:t><w:instrText>PAGE</w:instrText></w:r>');
    expect(await textOf(body)).toEqual(['一', '\t二', '甲新', '看见', 'Wi-Fi']);
  });

  it('are rows of a table where cells are single, and cells where they hold more', async () => {
    const [a, b, c] = ['船名', '到港', '离港'].map((one) => paragraph(one));
    expect(
      await textOf(
        table([
          [a!, b!, c!],
          [a! + b!, c!],
        ]),
      ),
    ).toEqual(['船名\t到港\t离港', '船名', '到港', '', '离港', '', '']);
  });

  it('say the level of headings by style, by what the style is based on, and by the paragraph itself', async () => {
    const body = paragraph('一', '2') + paragraph('二', 'b') + holding(run('三'), '<w:outlineLvl w:val="0"/>') + paragraph('四');
    expect((await linesOf(writeDocx(body))).map(({ heading }) => heading)).toEqual([2, 2, 1, undefined]);
  });

  it('begin a page below a break, before a paragraph that asks for one, and in another section', async () => {
    const body =
      holding(`${run('一')}<w:r><w:br w:type="page"/></w:r>${run('二')}`) +
      holding(run('三'), '<w:pageBreakBefore/>') +
      holding(run('四'), '<w:sectPr><w:type w:val="continuous"/></w:sectPr>') +
      holding(run('五'), '<w:sectPr/>') +
      paragraph('六');
    const lines = await linesOf(writeDocx(body));
    expect(lines.map(({ text, pageBreak }) => [text, pageBreak === true])).toEqual(
      ['一', '二', '三', '四', '五', '六'].map((text) => [text, '二三六'.includes(text)]),
    );
  });

  it('entities a document declares are not looked up', async () => {
    const type = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "&a;&a;">]>';
    const data = `${type}<w:document>${paragraph('甲&b;乙&#x4e00;&lt;')}</w:document>`;
    const bytes = writeZip([
      { name: '[Content_Types].xml', data: '' },
      { name: 'word/document.xml', data },
    ]);
    expect((await linesOf(bytes)).map(({ text }) => text)).toEqual(['甲&b;乙一<']);
  });
});

describe('is refused with a code', () => {
  const withDocument = (data: string, claimed?: number): Buffer =>
    writeZip([
      { name: '[Content_Types].xml', data: '' },
      { name: 'word/document.xml', data, ...(claimed !== undefined && { claimed }) },
    ]);
  const whole = writeDocx(paragraph('一'));
  it.each([
    ['what unpacks to more than it may', withDocument('0'.repeat(40_000_000)), 'PAGE_TOO_COMPLEX'],
    ['what says less than it unpacks to', withDocument('0'.repeat(40_000_000), 1_000), 'PAGE_UNDECODABLE'],
    [
      'parts that are too much together',
      writeDocx(
        paragraph('一'),
        Array.from({ length: 9 }, (_, at) => ({ name: `word/header${at}.xml`, data: ' '.repeat(5_000_000) })),
      ),
      'PAGE_TOO_COMPLEX',
    ],
    [
      'too many files',
      writeDocx(
        paragraph('一'),
        Array.from({ length: 6_000 }, (_, at) => ({ name: `word/media/${at}`, data: '' })),
      ),
      'PAGE_TOO_COMPLEX',
    ],
    ['elements within elements without end', withDocument('<w:p>'.repeat(100_000)), 'PAGE_TOO_COMPLEX'],
    [
      'a part with a password',
      writeZip([
        { name: '[Content_Types].xml', data: '' },
        { name: 'word/document.xml', data: '', flags: 1 },
      ]),
      'PAGE_ENCRYPTED',
    ],
    ['a document cut short', whole.subarray(0, whole.length - 40), 'PAGE_UNDECODABLE'],
    [
      'one without its text part',
      writeZip([
        { name: '[Content_Types].xml', data: '' },
        { name: 'word/documents/a', data: '' },
      ]),
      'PAGE_UNDECODABLE',
    ],
    ['one without text', writeDocx(paragraph(' ')), 'PAGE_EMPTY'],
    ['an archive of something else', writeZip([{ name: 'a.txt', data: '一' }]), 'PAGE_FORM_UNKNOWN'],
  ])('%s', async (_name, bytes, code) => {
    await expect((async () => readSource(bytes))()).rejects.toMatchObject({ code });
  });

  it('names of Chinese systems are read as they were meant, and lead nowhere', async () => {
    const names = [Buffer.from('b0e6c3e6', 'hex'), Buffer.from('../../版面'), Buffer.from('a\\b')];
    const files = await readZip(writeZip(names.map((name) => ({ name, data: '一' }))), () => true, { entries: 9, files: 9, bytes: 99 });
    expect([...files.keys()]).toEqual(['版面', '../../版面', 'a/b']);
  });
});

it('comes into the archive as the same page as its text', async () => {
  const opened = await openTemporaryIntake();
  const [, { head, stories }] = PAGES[0]!;
  const all = [head, ...stories.flat()];
  const bytes = writeDocx(all.map((one) => paragraph(one)).join(paragraph('')));
  const [asWord] = await opened.intake.addPages({ bytes, given: {}, source: 'pages/a.docx' });
  const [asText] = await opened.intake.addPages({ bytes: Buffer.from(all.join('\n\n')), given: {}, source: 'pages/a.txt' });
  expect(asText!.page.id).toBe(asWord!.page.id);
  expect(asText!.articles.map(({ id }) => id)).toEqual(asWord!.articles.map(({ id }) => id));
  await opened.close();
});
