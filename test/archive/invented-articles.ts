import type { Article } from '../../src/article/article.js';
import type { PageRecord } from '../../src/archive/archive-change.js';

/** An article of the invented paper 望渡晚报; `version` changes the text and nothing else. */
export function inventedArticle(id: string, version = 1): Article {
  return {
    id,
    title: `渡口新桥第${version}次验收`,
    kicker: ['便民工程'],
    subtitle: [],
    byline: { reporters: ['闻一渡'], correspondents: [], photographers: [] },
    paragraphs: [`本报讯 编号${id}的新桥昨日通车，行人不再绕行。`, `工程分${version}期完成，两岸居民前来观看。`],
    kind: 'news',
    paper: '望渡晚报',
    date: '2031-05-04',
    pageNumber: '3',
  };
}

/** A page record of the invented paper. */
export function inventedPage(id: string, sha256: string, articleIds: readonly string[], source = `/in/${id}.txt`): PageRecord {
  return {
    id,
    sha256,
    encoding: 'utf-8',
    source,
    paper: '望渡晚报',
    date: '2031-05-04',
    pageNumber: '3',
    articleIds,
    furniture: ['望渡晚报'],
  };
}
