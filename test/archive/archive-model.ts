import type { Article } from '../../src/article/article.js';
import type { Archive } from '../../src/archive/archive.js';
import type { ArchiveChange, ArticleStatus, PageRecord } from '../../src/archive/archive-change.js';

interface ModelArticle {
  readonly status: ArticleStatus;
  readonly article: Article | undefined;
  readonly source: string | undefined;
  readonly reason: string | undefined;
}

/** The archive as its rules are written, in two maps: what every test of many commits compares with. */
export class ArchiveModel {
  readonly #articles = new Map<string, ModelArticle>();
  readonly #pages = new Map<string, { readonly status: 'live' | 'deleted'; readonly page: PageRecord | undefined }>();

  commit(changes: readonly ArchiveChange[]): void {
    for (const change of changes) {
      if (change.type === 'article') this.#put(change.article, change.source);
      else if (change.type === 'page' || change.type.endsWith('Page')) this.#changePage(change);
      else this.#change(change);
    }
  }

  /** What `purge` does to the contents. */
  purge(): void {
    for (const [id, entry] of this.#articles)
      if (entry.status !== 'live') this.#articles.set(id, { ...entry, article: undefined, source: undefined });
    for (const [id, { status }] of this.#pages) if (status === 'deleted') this.#pages.set(id, { status, page: undefined });
  }

  /** All of it, in the order of ids, as `dump` gives it for a real archive. */
  dump(): unknown {
    const articles = [...this.#articles].map(([id, { status, article, source, reason }]) => ({
      id,
      status,
      article,
      source: article === undefined ? undefined : source,
      reason,
    }));
    const pages = [...this.#pages].map(([id, { status, page }]) => ({
      id,
      status,
      page: status === 'live' && page !== undefined ? withoutNames(page) : undefined,
    }));
    return { articles: articles.sort(byId), pages: pages.sort(byId) };
  }

  #put(article: Article, source: string | undefined): void {
    const known = this.#articles.get(article.id);
    if (known?.status === 'deleted' && (source !== 'api' || known.reason !== undefined)) return;
    if (known?.status === 'withheld' && known.article === undefined && source !== 'api') return;
    const status = known?.status === 'withheld' ? 'withheld' : 'live';
    this.#articles.set(article.id, { status, article, source, reason: status === 'withheld' ? known?.reason : undefined });
  }

  #change(change: Exclude<ArchiveChange, { readonly type: 'article' | 'page' }>): void {
    const { id } = change;
    const known = this.#articles.get(id);
    const kept = { article: known?.article, source: known?.source };
    if (change.type === 'delete') this.#articles.set(id, { ...kept, status: 'deleted', reason: known?.reason });
    if (change.type === 'withhold') this.#articles.set(id, { ...kept, status: 'withheld', reason: change.reason });
    if (change.type === 'remove' && known?.status === 'live') this.#articles.delete(id);
    if (change.type === 'restore' && known !== undefined && known.status !== 'live') {
      if (known.article === undefined) this.#articles.delete(id);
      else this.#articles.set(id, { ...kept, status: 'live', reason: undefined });
    }
  }

  #changePage(change: ArchiveChange): void {
    if (change.type === 'page') {
      const known = this.#pages.get(change.page.id);
      if (known?.status !== 'deleted' || change.page.source === 'api')
        this.#pages.set(change.page.id, { status: 'live', page: change.page });
      return;
    }
    const id = (change as { readonly id: string }).id;
    const known = this.#pages.get(id);
    if (change.type === 'deletePage') this.#pages.set(id, { status: 'deleted', page: known?.page });
    if (change.type === 'removePage' && known?.status === 'live') this.#pages.delete(id);
    if (change.type === 'restorePage' && known?.status === 'deleted') {
      if (known.page === undefined) this.#pages.delete(id);
      else this.#pages.set(id, { ...known, status: 'live' });
    }
  }
}

/** Everything an archive says about the ids it knows. Reads every text, and the bytes of every page. */
export async function dump(archive: Archive, pageIds: readonly string[]): Promise<unknown> {
  const articles: unknown[] = [];
  for await (const record of archive.records()) {
    const { id, status, article, reason } = record;
    articles.push({ id, status, article, source: record.article === undefined ? undefined : record.source, reason });
  }
  const pages: { readonly id: string }[] = [];
  for (const id of pageIds) {
    const status = archive.pageStatus(id);
    if (status === undefined) continue;
    const page = await archive.page(id);
    if (page !== undefined && page.sha256 !== '') await archive.pageBytes(page.sha256);
    pages.push({ id, status, page: page === undefined ? undefined : withoutNames(page) } as { readonly id: string });
  }
  return { articles, pages: pages.sort(byId) };
}

/** The names of page files are left out: a purge changes them. */
function withoutNames(page: PageRecord): unknown {
  return { ...page, sha256: undefined, originalSha256: undefined };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
