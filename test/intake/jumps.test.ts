import type { Article } from '../../src/article/article.js';
import { pageNumberKey } from '../../src/article/page-place.js';
import { joinHalves, jumpsOf } from '../../src/intake/jumps.js';
import { pairHalves } from '../../src/intake/pair-halves.js';

function half(more: Partial<Article> = {}): Article {
  return {
    id: 'a',
    title: '渡口夜班加开一趟船',
    kicker: [],
    subtitle: [],
    byline: { reporters: [], correspondents: [], photographers: [] },
    paragraphs: ['从今晚起，末班船推迟到十一点。'],
    kind: 'news',
    ...more,
  };
}

describe('jump lines', () => {
  it.each([
    ['（下转第2版）', { to: '2' }],
    ['（上接第１版）', { from: '1' }],
    ['下转A06版', { to: 'A06' }],
    ['（下轉第三版）', { to: '3' }],
    ['（紧接第一版）', { from: '1' }],
    ['转B2版', { to: 'B2' }],
    ['（上接第1版）（下转第3版）', { from: '1', to: '3' }],
    ['（下转本版）', {}],
    ['去哪儿转转', {}],
  ])('%s', (jump, found) => {
    expect(jumpsOf({ extra: { jump } })).toEqual(found);
  });

  it('reads nothing from what is no text, or is missing', () => {
    expect(jumpsOf({})).toEqual({});
    expect(jumpsOf({ extra: { jump: 3 } })).toEqual({});
    expect(jumpsOf({ extra: { jump: '转'.repeat(100_000) } })).toEqual({});
  });

  it.each([
    ['A06', 'A6'],
    ['a-6', 'A6'],
    ['03', '3'],
    ['10', '10'],
    ['特1', '特1'],
  ])('page %s is page %s', (printed, key) => {
    expect(pageNumberKey(printed)).toBe(key);
  });
});

describe('pairing', () => {
  it('goes by the headlines, the most similar first', () => {
    const begun = [half({ title: '老厂房变身青年书店' }), half({ title: '渡口夜班加开一趟船' })];
    const resumed = [half({ title: '渡口夜班加船' }), half({ title: '厂房变书店 旧梭子成吊灯', kicker: ['老厂房变身青年书店'] })];
    expect(pairHalves(begun, resumed)).toEqual(
      expect.arrayContaining([
        [1, 0],
        [0, 1],
      ]),
    );
  });

  it('takes the one that breaks off and the one that goes on when no headline tells', () => {
    const begun = [
      half({ title: '北塔添了公园', paragraphs: ['公园里的长椅由'] }),
      half({ title: '游船复航', paragraphs: ['票价不变。'] }),
    ];
    expect(pairHalves(begun, [half({ title: '', paragraphs: ['附近工厂的木匠们捐来。'] })])).toEqual([[0, 0]]);
    expect(pairHalves(begun, [half({ title: '', paragraphs: ['木匠捐来。'] }), half({ title: '', paragraphs: ['另一篇。'] })])).toEqual([]);
    expect(pairHalves(begun, [half({ title: '书法展开幕', paragraphs: ['本报讯（记者 林小舟）展厅里挂满了字。'] })])).toEqual([]);
  });

  it('leaves different stories apart', () => {
    expect(pairHalves([half()], [half({ title: '图书馆延长开放', paragraphs: ['昨日起，开放到九点。'] })])).toEqual([]);
  });
});

describe('joining', () => {
  const first = half({
    paragraphs: ['本报讯 末班船推迟了。', '船工们轮流在灯塔（下转第2版）'],
    paper: '云湾工人报',
    pageNumber: '1',
    extra: { jump: '（下转第2版）' },
  });
  const second = half({
    id: 'b',
    kicker: ['夜里也有船'],
    paragraphs: ['（上接第1版）下面吃夜宵。', '码头亮着灯。'],
    pageNumber: '2',
    byline: { reporters: ['林小舟'], correspondents: [], photographers: [] },
    extra: { jump: '（上接第1版）', subheads: ['小标题'] },
  });

  it('makes the sentence whole and keeps where every paragraph came from', () => {
    const { article, paragraphs } = joinHalves([first, second]);
    expect(article.paragraphs).toEqual(['本报讯 末班船推迟了。', '船工们轮流在灯塔下面吃夜宵。', '码头亮着灯。']);
    expect(paragraphs).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(article).toMatchObject({
      id: 'a',
      pageNumber: '1',
      title: first.title,
      subtitle: ['夜里也有船'],
      byline: { reporters: ['林小舟'] },
    });
    expect(article.extra).toEqual({ jump: '（下转第2版）（上接第1版）', subheads: ['小标题'] });
  });

  it('keeps paragraphs apart when the first half ends its sentence', () => {
    const { article, paragraphs } = joinHalves([half(), second]);
    expect(article.paragraphs).toHaveLength(3);
    expect(paragraphs).toEqual([[0], [1, 2]]);
  });

  it('joins over a caption that stands below the text', () => {
    const withPicture = {
      ...first,
      paragraphs: [...first.paragraphs, '图为夜航的船。 尹一舟 摄'],
      extra: { jump: '（下转第2版）', captions: ['图为夜航的船。 尹一舟 摄'] },
    };
    expect(joinHalves([withPicture, second]).paragraphs).toEqual([
      [0, 1, 2],
      [1, 3],
    ]);
  });

  it('does not say a text twice when the whole was written back into the first half', () => {
    const longer = { ...second, paragraphs: ['下面吃夜宵，说起头一年开船时的大雾。', '码头的灯一直亮着。'] };
    const { article } = joinHalves([first, longer]);
    const again = joinHalves([{ ...first, paragraphs: article.paragraphs }, longer]);
    expect(again.article.paragraphs).toEqual(article.paragraphs);
    expect(again.paragraphs).toEqual([
      [0, 1, 2],
      [1, 2],
    ]);
  });

  it('leaves an article on one page as it is', () => {
    expect(joinHalves([first])).toEqual({ article: first, paragraphs: [[0, 1]] });
  });
});
