/** Pages of digital editions: which article belongs to which page, and what each says of itself. */
import { randomBytes } from 'node:crypto';
import { readText } from '../../../src/intake/read-page.js';
import { openTemporaryIntake } from '../../intake/temporary-intake.js';
import { ARTICLES, area, articleFile, pageFile, zipOf, type Way } from './write-edition.js';

const file = (at: number, way: Way = 'comment'): string => articleFile(ARTICLES[at]!, way);
const read = (files: Readonly<Record<string, string | Uint8Array>>) => readText({ bytes: zipOf(files), division: 'file' });
const titles = async (files: Readonly<Record<string, string>>): Promise<readonly (readonly string[])[]> =>
  (await read(files)).parsed.map(({ articles }) => articles.map(({ title }) => title));

describe('a page of a digital edition', () => {
  it.each<Way>(['comment', 'headings', 'npm'])('gives each article as its file says, by %s', async (way) => {
    const { parsed } = await read({
      'a/node_6.htm': pageFile(area('content_501.htm') + area('content_502.htm?div=-1') + area('content_502.htm?div=0')),
      'a/content_501.htm': file(0, way),
      'a/content_502.htm': file(1, way),
    });
    expect(parsed).toHaveLength(1);
    expect(parsed[0]!.page).toEqual({ paper: '河湾日报', date: '2081-05-06', pageNumber: '5', section: '城事' });
    expect(parsed[0]!.articles).toMatchObject(
      ARTICLES.map(({ title, kicker, subtitle, text }) => ({
        title,
        kicker: kicker === undefined ? [] : [kicker],
        subtitle: subtitle === undefined ? [] : [subtitle],
        paragraphs: text,
      })),
    );
    expect(parsed[0]!.articles[0]!.byline.reporters).toEqual(['乔望川']);
    expect(parsed[0]!.articles[1]!.byline.authors).toEqual(way === 'comment' ? ['祁连山'] : undefined);
    expect(parsed[0]!.furniture).toEqual([]);
  });

  it.each([
    ['an address of the net', area('http://paper.example/html/2081-05/06/content_501.htm')],
    ['another attribute', '<area shape="poly" url="content_501.htm">'],
    ['the number of an article', '<svg><polygon points="1,2 3,4 5,6" data-contentid="501"></polygon></svg>'],
    ['a link around a shape', '<svg><a xlink:href="content_501.htm"><polygon points="1,2 3,4"></polygon></a></svg>'],
  ])('is led to its article by %s', async (_way, areas) => {
    expect(await titles({ 'node_6.htm': pageFile(areas), 'content_501.htm': file(0), 'content_502.htm': file(1) })).toEqual([
      ['渡口清早开船'],
    ]);
  });

  it('has what only its list has, and none of another page', async () => {
    const third = { ...ARTICLES[0]!, id: 503, title: '石桥明天合龙' };
    const list = '<ul><li><a href="content_502.htm">集市</a></li><li><a href="content_503.htm">石桥</a></li></ul>';
    const found = await titles({
      'node_6.htm': pageFile(area('content_501.htm'), list),
      'node_7.htm': pageFile(area('content_503.htm')),
      'content_501.htm': file(0),
      'content_502.htm': file(1),
      // Article files may show the map of their page.
      'content_503.htm': articleFile(third, 'comment').replace('<body>', `<body><map>${area('content_501.htm')}</map>`),
    });
    expect(found).toEqual([['渡口清早开船', '集市今日重开'], ['石桥明天合龙']]);
  });

  it('has no article for an advertisement that is a picture', async () => {
    const advertisement = articleFile({ id: 504, title: '广告', text: [] }, 'comment');
    const files = { 'node_6.htm': pageFile(area('content_501.htm') + area('content_504.htm')), 'content_501.htm': file(0) };
    expect(await titles({ ...files, 'content_504.htm': advertisement })).toEqual([['渡口清早开船']]);
  });
});

describe('an archive', () => {
  const page = pageFile(area('content_501.htm'));

  it('without a page is refused, as one that leads nowhere, is damaged, or would unpack to too much', async () => {
    await expect(read({ 'a.htm': '<p>页</p>' })).rejects.toMatchObject({ code: 'PAGE_FORM_UNKNOWN' });
    await expect(read({ 'node_6.htm': page })).rejects.toMatchObject({ code: 'PAGE_EMPTY' });
    const bytes = zipOf({ 'node_6.htm': page, 'content_501.htm': file(0) });
    await expect(readText({ bytes: bytes.subarray(0, bytes.length - 30), division: 'file' })).rejects.toMatchObject({
      code: 'PAGE_UNDECODABLE',
    });
    const large = new Uint8Array(33_000_000);
    await expect(read({ 'a.htm': large, 'b.htm': large })).rejects.toMatchObject({ code: 'PAGE_TOO_COMPLEX' });
  });

  it('is read whatever its files are called', async () => {
    const found = await titles({
      '../../../etc/node_6.htm': page,
      '../../../etc/content_501.htm': file(0),
      __proto__: 'x',
      '/abs.htm': '<p>页</p>',
    });
    expect(found).toEqual([['渡口清早开船']]);
  });

  it('with bytes of chance never ends but by a code', async () => {
    const bytes = zipOf({ 'node_6.htm': page, 'content_501.htm': file(0) });
    for (let at = 0; at < 60; at += 1) {
      const broken = Buffer.from(bytes);
      randomBytes(4).copy(broken, 4 + Math.floor(Math.random() * (broken.length - 8)));
      await readText({ bytes: broken, division: 'file' }).catch((error: unknown) => {
        expect((error as { code: string }).code).toMatch(/^PAGE_/u);
      });
    }
  });

  it('is one page in the archive, and nothing new the second time', async () => {
    const opened = await openTemporaryIntake();
    try {
      const input = { bytes: zipOf({ 'node_6.htm': page, 'content_501.htm': file(0) }), given: {}, source: 'pages/05.zip' };
      const [first] = await opened.intake.addPages(input);
      expect(first!.articles.map(({ title }) => title)).toEqual(['渡口清早开船']);
      expect((await opened.intake.addPages(input)).map(({ status }) => status)).toEqual(['unchanged']);
    } finally {
      await opened.close();
    }
  });
});
