import { parseCorrectedPage } from '../../src/article/corrected-page-schema.js';

const BYLINE = { reporters: [], correspondents: [], photographers: [] };
const LINES = { banner: [], kicker: [[1]], title: [2], subtitle: [], paragraphs: [[4], [5, 6]] };
const ARTICLE = { title: '渡口夜班加开一趟船', kicker: ['夜里也有船'], paragraphs: ['末班二十三时。', '码头亮着灯。'] };

/** A corrected page of one article, changed. */
function page(article: object = {}, lines: object = {}): object {
  return { bytes: Buffer.from('渡口').toString('base64'), articles: [{ ...ARTICLE, ...article }], lines: [{ ...LINES, ...lines }] };
}

describe('parseCorrectedPage', () => {
  it('gives the bytes, and each article with its lines', () => {
    const { bytes, articles } = parseCorrectedPage(page());
    expect(Buffer.from(bytes).toString()).toBe('渡口');
    expect(articles).toEqual([{ content: { ...ARTICLE, subtitle: [], byline: BYLINE, kind: 'news' }, lines: LINES }]);
  });

  it.each([
    ['bytes that are no base64', { ...page(), bytes: '渡口' }, 'bytes'],
    ['lines for fewer articles', { ...page(), lines: [] }, 'lines: must have one entry for each of articles'],
    ['lines for fewer kickers', page({}, { kicker: [] }), 'lines[0].kicker: must have one entry for each kicker'],
    [
      'lines for more paragraphs',
      page({}, { paragraphs: [[4], [5], [6]] }),
      'lines[0].paragraphs: must have one entry for each paragraphs',
    ],
    ['a line before the first', page({}, { title: [0] }), 'lines[0].title[0]'],
    ['an id, which the page gives', page({ id: 'a' }), 'articles[0]'],
    [
      'an article that holds nothing',
      page({ title: '', kicker: [], paragraphs: [] }, { kicker: [], paragraphs: [] }),
      'articles[0]: title or paragraphs must hold something',
    ],
    ['what is no object', null, 'The corrected page is not valid'],
  ])('refuses %s, and says where', (_, value, place) => {
    expect(() => parseCorrectedPage(value)).toThrow(
      expect.objectContaining({ code: 'ARTICLE_INVALID', message: expect.stringContaining(place) }),
    );
  });

  it('refuses an article that is too large', () => {
    expect(() => parseCorrectedPage(page({ title: '长'.repeat(200_001) }))).toThrow(expect.objectContaining({ code: 'ARTICLE_TOO_LARGE' }));
  });
});
