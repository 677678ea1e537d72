import { readCatalogue, readMapping, type Mapping } from '../../src/cli/catalogue-rows.js';

const NONE: Mapping = new Map();
const read = (text: string, said = NONE, paper?: string) => readCatalogue(text, said, paper);

describe('a catalogue', () => {
  it('is known by the names of its columns; a row without a text is a headline on its page', () => {
    const { rows, mapping, others } = read(
      '\ufeff题名,责任者,日期,版次,报纸,分类号\r\n渡口开航,祁山月；方满,民国三十七年一月五日,第四版,望渡日报,K26\r\n"河堤, 柳树",,1948/1/6,A2,望渡日报,\r\n',
    );
    expect([Object.fromEntries(mapping), others]).toEqual([
      { title: '题名', author: '责任者', date: '日期', page: '版次', paper: '报纸' },
      ['分类号'],
    ]);
    expect(rows).toMatchObject([
      {
        line: 2,
        article: {
          title: '渡口开航',
          byline: { authors: ['祁山月', '方满'] },
          paper: '望渡日报',
          date: '1948-01-05',
          pageNumber: '4',
          paragraphs: [],
          extra: { 分类号: 'K26' },
        },
      },
      { line: 3, article: { title: '河堤, 柳树', date: '1948-01-06', pageNumber: 'A2' } },
    ]);
  });

  it('takes a mapping, a paper for all, texts and boxes', () => {
    const { rows } = read(
      '甲;乙;全文;框\n标题一;1951-02-03;"第一段\n第二段";1,2,3,4\n',
      readMapping('title=甲, date=乙, box=框'),
      '河湾报',
    );
    expect(rows).toMatchObject([
      { article: { title: '标题一', date: '1951-02-03', paper: '河湾报', paragraphs: ['第一段', '第二段'], extra: { box: '1,2,3,4' } } },
    ]);
  });

  it('says of each bad row what is wrong and where it stands, and takes the others', () => {
    const { rows } = read(
      'title,date,page\n一,1951-02-30,1\n,1951-02-01,1\n"三\n上",1951-02-01,第几版\n四,1951-02-01,2,多\n五,1951-02-01,2\n',
    );
    expect(rows.map((row) => [row.line, 'error' in row ? row.error.code : row.article.title])).toEqual([
      [2, 'ARTICLE_INVALID'],
      [3, 'ARTICLE_INVALID'],
      [4, 'ARTICLE_INVALID'],
      [6, 'ARTICLE_INVALID'],
      [7, '五'],
    ]);
  });

  it.each([
    ['甲,乙\n一,二\n', NONE],
    ['title\n一\n', new Map([['date', '日子']] as const)],
    ['', NONE],
  ])('is refused where its columns do not say enough: %j', (text, said) => {
    expect(() => read(text, said)).toThrow(expect.objectContaining({ code: 'PARAMETER_INVALID' }));
  });

  it.each(['title', 'colour=颜色', 'title=', 'title=a=b'])('refuses the mapping %s', (text) => {
    expect(() => readMapping(text)).toThrow(expect.objectContaining({ code: 'PARAMETER_INVALID' }));
  });
});
