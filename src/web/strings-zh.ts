/** Every word of the pages in Chinese. `Strings` is its shape; the other languages follow it. */
import type { ArticleKindView, SortView } from '../http/view-models.js';

const KINDS: Readonly<Record<ArticleKindView, string>> = {
  news: '消息',
  photo: '图片新闻',
  notice: '公告',
  list: '名单',
  verse: '诗歌',
  letter: '来信',
  interview: '访谈',
  column: '专栏',
  obituary: '讣告',
};

const SORT_NAMES: Readonly<Record<SortView, string>> = { relevance: '相关', newest: '最新', oldest: '最早' };

export const zh = {
  htmlLang: 'zh-CN',
  siteName: '寻报',
  tagline: '报纸全文检索',
  skipToContent: '跳到正文',
  searchLabel: '检索报纸全文',
  searchPlaceholder: '如 地铁驿站 或 “科学发展”',
  searchButton: '检索',
  browsePages: '按版面浏览',
  otherLanguage: 'English',
  holdings: (articles: number, papers: number, morePapers: boolean) =>
    papers === 0 ? `共收文章 ${count(articles)} 篇` : `共收 ${papers}${morePapers ? ' 余' : ''} 种报纸、文章 ${count(articles)} 篇`,
  recent: '最近的文章',
  emptyArchive: '档案里还没有文章。把报纸版面的文本放进来，就能在这里检索：',
  resultCount: (total: number) => `找到 ${count(total)} 篇`,
  resultSpan: (first: number, last: number) => `第 ${first === last ? count(first) : `${count(first)}–${count(last)}`} 篇`,
  resultsTitle: (text: string) => `检索：${text}`,
  readAs: '实际按此检索：',
  relaxed: '没有一篇文章包含全部词语，以下文章只包含其中一部分。要求必须出现的词，请加引号。',
  partial: '有一部分索引没有应答，结果可能不全。',
  sortLabel: '排序',
  sorts: SORT_NAMES,
  filtersLabel: '筛选条件',
  filterNames: { paper: '报纸', section: '栏目', pageNumber: '版次', reporter: '记者', kind: '体裁', from: '自', to: '至' },
  removeFilter: (name: string, value: string) => `去掉筛选：${name} ${value}`,
  removeAllFilters: '全部去掉',
  previousPage: '前一页',
  nextPage: '后一页',
  pagingLabel: '结果翻页',
  pageOf: (page: number, pages: number) => `第 ${count(page)} / ${count(pages)} 页`,
  nothingFound: '没有找到文章',
  nothingFoundHelp: ['看看有没有错字，或换一个说法。', '词语少一些，或用空格把长句分开。', '引号里的文字必须一字不差；去掉引号会宽一些。'],
  nothingFoundFilters: '或去掉筛选条件再试。',
  beyondLast: '这一页之后没有结果了。',
  firstPage: '回到第一页',
  untitled: '（无标题）',
  pageNumber: (number: string) => (/^\d+$/.test(number) ? `第${number}版` : `${number}版`),
  date: (year: number, month: number, day: number) => `${year}年${month}月${day}日`,
  reporters: '记者',
  correspondents: '通讯员',
  photographers: '摄影',
  authors: '作者',
  listSeparator: '、',
  kinds: KINDS,
  backToResults: '返回检索结果',
  backToSearch: '返回检索',
  samePage: '同版文章',
  wholePage: '看整版目录',
  rights: '版权',
  source: '来源文件',
  pagesTitle: '版面',
  pagesEmpty: '还没有版面。',
  issueCount: (total: number) => `共 ${count(total)} 期`,
  articleCount: (total: number) => `${count(total)} 篇`,
  noPaper: '报名不详',
  noDate: '日期不详',
  noPageNumber: '版次不详',
  newerIssues: '较新',
  olderIssues: '较早',
  errorTitles: { 400: '地址有误', 404: '没有这个页面', 410: '这篇文章不再提供', 503: '正在准备，请稍候' } as Readonly<Record<number, string>>,
  errorTitle: '出错了',
  errorHelp: {
    400: '检索条件里有不能理解的内容：',
    405: '这个地址只能浏览，不能提交。',
    404: '地址可能抄错了，也可能文章已经移走。',
    503: '服务正在载入，几秒钟后再试。',
    500: '我们这边出了问题。请稍后再试；如果一直这样，请把下面的编号告诉管理员。',
  } as Readonly<Record<number, string>>,
  badAddress: '这个地址读不懂，可能抄漏了。',
  withheld: '这篇文章已停止提供。',
  deleted: '这篇文章已删除。',
  requestId: '编号',
  home: '回到首页',
};

function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** What a language has to say. */
export type Strings = typeof zh;
