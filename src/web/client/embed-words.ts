/** What the box says on other sites, in the two languages. `{}` is a number. */
export interface EmbedWords {
  readonly label: string;
  readonly placeholder: string;
  readonly search: string;
  readonly searching: string;
  readonly found: string;
  readonly nothing: string;
  readonly failed: string;
  readonly all: string;
  readonly untitled: string;
  /** `{}` is a page number. */
  readonly page: string;
}

export const EMBED_WORDS: Readonly<Record<'zh' | 'en', EmbedWords>> = {
  zh: { label: '检索报纸全文', placeholder: '检索报纸', search: '检索', searching: '正在检索……', found: '找到 {} 篇', nothing: '没有找到文章', failed: '这里查不到，请到寻报检索', all: '在寻报查看全部结果', untitled: '（无标题）', page: '第{}版' },
  en: { label: 'Search the newspapers', placeholder: 'Search Chinese newspapers', search: 'Search', searching: 'Searching…', found: 'Articles found: {}', nothing: 'No articles found', failed: 'The search cannot be reached from here; try it at its own site', all: 'All results', untitled: '(no headline)', page: 'page {}' },
};
