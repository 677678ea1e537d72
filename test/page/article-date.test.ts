import type { ArticleContent } from '../../src/article/article.js';
import { readArticleDate } from '../../src/page/article-date.js';

function article({ dateline, ...parts }: Partial<ArticleContent> & { readonly dateline?: string } = {}): ArticleContent {
  return {
    title: '渡口夜班加开一趟船',
    kicker: [],
    subtitle: [],
    paragraphs: ['渡口夜班加开一趟船，末班二十三时。'],
    kind: 'news',
    ...parts,
    byline: { reporters: [], correspondents: [], photographers: [], ...(dateline !== undefined && { dateline }) },
  };
}

describe('readArticleDate', () => {
  it.each([
    ['a dateline with its year', article({ dateline: '望渡2023年11月30日' }), [], '2023-11-30'],
    [
      'a dateline, its day printed with the year',
      article({ dateline: '望渡11月30日', paragraphs: ['2023年11月30日，渡口加开一趟船。'] }),
      [],
      '2023-11-30',
    ],
    [
      'a dateline, its day printed in Chinese',
      article({ dateline: '望渡十一月三十日', paragraphs: ['二〇二三年十一月三十日，渡口加开一趟船。'] }),
      [],
      '2023-11-30',
    ],
    ['a dateline, the year in the furniture', article({ dateline: '望渡１１月３０日' }), ['雨台晚报 2023年 第48期'], '2023-11-30'],
    ['a date in brackets at the end', article({ paragraphs: ['渡口加开一趟船。', '末班二十三时。（2023年11月30日）'] }), [], '2023-11-30'],
    ['a date alone at the end', article({ paragraphs: ['渡口加开一趟船。', '二〇二三年十一月三十日'] }), [], '2023-11-30'],
    ['a date alone below the headline', article({ subtitle: ['（2023年11月30日）'] }), [], '2023-11-30'],
  ] as const)('reads %s', (_, content, furniture, date) => {
    expect(readArticleDate(content, furniture)).toBe(date);
  });

  it.each([
    ['a dateline without a year anywhere', article({ dateline: '望渡11月30日' }), []],
    ['another day with a year', article({ dateline: '望渡11月30日', paragraphs: ['2023年5月4日，渡口开放。'] }), []],
    ['the same day of two years', article({ dateline: '望渡11月30日', paragraphs: ['2022年11月30日封渡，2023年11月30日开渡。'] }), []],
    ['furniture of two years', article({ dateline: '望渡11月30日' }), ['2022年合订', '2023年第48期']],
    ['a date inside the text', article({ paragraphs: ['2023年11月30日，渡口加开一趟船。'] }), []],
    ['a bracket that says more', article({ paragraphs: ['渡口加开一趟船。（截至2023年11月30日）'] }), []],
    ['a day alone without its year', article({ paragraphs: ['渡口加开一趟船。', '11月30日'] }), []],
    ['a day that is none', article({ dateline: '望渡2023年2月30日' }), []],
    ['nothing', article({ paragraphs: [] }), ['第3版']],
  ] as const)('reads none from %s', (_, content, furniture) => {
    expect(readArticleDate(content, furniture)).toBeUndefined();
  });
});
