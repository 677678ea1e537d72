/** Words of the box on other sites. */
import type { ListWords } from './suggestion-list.js';

/** What the box says on other sites, in the two languages. `{}` is a number. */
export interface EmbedWords {
  readonly label: string;
  readonly placeholder: string;
  readonly search: string;
  readonly searching: string;
  readonly found: string;
  /** `{}` is how many articles hold most of the query. */
  readonly more: string;
  /** `{}` are the words an article lacks. */
  readonly missing: string;
  readonly nothing: string;
  readonly failed: string;
  readonly all: string;
  readonly untitled: string;
  /** `{}` is a page number. */
  readonly page: string;
  readonly suggestions: ListWords;
}

/** By language. */
export const EMBED_WORDS: Readonly<Record<'zh' | 'en', EmbedWords>> = {
  zh: {
    label: '检索报纸全文',
    placeholder: '检索报纸',
    search: '检索',
    searching: '正在检索……',
    found: '找到 {} 篇',
    more: '另有 {} 篇包含其中大部分',
    missing: '缺：{}',
    nothing: '没有找到文章',
    failed: '这里查不到，请到寻报检索',
    all: '在寻报查看全部结果',
    untitled: '（无标题）',
    page: '第{}版',
    suggestions: { label: '建议', some: '有 {} 条建议', kinds: { headline: '标题', reporter: '记者', section: '栏目', term: '词语' } },
  },
  en: {
    label: 'Search the newspapers',
    placeholder: 'Search Chinese newspapers',
    search: 'Search',
    searching: 'Searching…',
    found: 'Articles found: {}',
    more: 'With most of the words: {}',
    missing: 'Missing: {}',
    nothing: 'No articles found',
    failed: 'The search cannot be reached from here; try it at its own site',
    all: 'All results',
    untitled: '(no headline)',
    page: 'page {}',
    suggestions: {
      label: 'Suggestions',
      some: 'Suggestions: {}',
      kinds: { headline: 'headline', reporter: 'reporter', section: 'section', term: 'term' },
    },
  },
};
