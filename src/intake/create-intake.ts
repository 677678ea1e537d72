/** The intake of an archive that is open here: what is decided of each write while its articles are held, committed and indexed. */
import type { Article, ArticleInput } from '../article/article.js';
import type { Archive } from '../archive/archive.js';
import type { ArchiveChange, IndexedChange } from '../archive/archive-change.js';
import { fingerprintOf } from '../archive/fingerprint.js';
import { SearchServiceError } from '../search-service-error.js';
import { addPages } from './add-page.js';
import { successorOf } from './former-ids.js';
import { importChanges } from './import-changes.js';
import { ArticleWriter, type Write } from './article-writer.js';
import type { ArticleReceipt, Intake, PageInput, PageReceipt, SourcedArticle, WriteStatus } from './intake.js';
import { isHalf, JoinedArticles, type JoinableArchive } from './joined-articles.js';
import { KeyedLock } from './keyed-lock.js';
import { contentArticleId } from './make-id.js';
import { readPage, readPages, type ReadFile } from './read-page.js';
import type { ImportRecord } from './record-line.js';

/** The archive, as far as the intake needs it. */
export type IntakeArchive = JoinableArchive & Pick<Archive, 'commit' | 'reason' | 'fingerprint' | 'pagesOfSource'>;

/** What follows the archive. `put` resolves when the changes of transaction `sequence`, and all it has changed, are where they must be before the write is answered. */
export interface IntakeFeed {
  put(changes: readonly IndexedChange[], sequence: number): Promise<void>;
}

/** Writes to one archive and keeps what follows it up with it. */
export function createIntake(archive: IntakeArchive, feed: IntakeFeed): Intake {
  return new ArchiveIntake(archive, feed);
}

class ArchiveIntake implements Intake {
  readonly #lock = new KeyedLock();
  readonly #joined: JoinedArticles;
  readonly #writer: ArticleWriter;

  constructor(
    private readonly archive: IntakeArchive,
    private readonly feed: IntakeFeed,
  ) {
    this.#joined = new JoinedArticles(archive);
    this.#writer = new ArticleWriter(this.#lock, (changes) => this.#store(changes));
  }

  async addPage(input: PageInput): Promise<PageReceipt> {
    const [receipt] = await this.#addPages(input, readPage(input));
    return receipt!;
  }

  async addPages(input: PageInput): Promise<readonly PageReceipt[]> {
    return this.#addPages(input, readPages(input));
  }

  #addPages(input: PageInput, file: ReadFile): Promise<readonly PageReceipt[]> {
    return addPages(input, file, {
      archive: this.archive,
      alone: (work) => this.#lock.alone(work),
      store: (changes, bytes) => this.#store(changes, bytes),
    });
  }

  async putArticle(input: ArticleInput, source: string): Promise<ArticleReceipt> {
    return this.#one(this.#put({ input, source }));
  }

  async putArticleAt(id: string, input: ArticleInput): Promise<ArticleReceipt> {
    return this.#one(this.#through(id, (target) => this.#put({ input: { ...input, id: target }, source: 'api' })));
  }

  async putArticles(articles: readonly SourcedArticle[]): Promise<readonly PromiseSettledResult<ArticleReceipt>[]> {
    return this.#writer.write(articles.map((article) => this.#put(article)));
  }

  #put({ input, source }: SourcedArticle): Write<ArticleReceipt> {
    const id = input.id ?? contentArticleId(input);
    const article: Article = { ...input, id };
    return { id, decide: async (alone) => {
      const before = this.archive.status(id);
      const stored = this.archive.fingerprint(id);
      const same = stored !== undefined && stored === fingerprintOf(article);
      if ((same && before !== 'deleted') || (before === 'deleted' && source !== 'api')) return { changes: [], result: { id, status: 'unchanged' } };
      const earlier = before === undefined ? undefined : await this.archive.article(id);
      if (!alone && isHalf(earlier)) return undefined;
      // An article of a page stays one when it is corrected: a later reading of the page must find its lines.
      const place = {
        ...(earlier?.pageId === undefined ? {} : { pageId: earlier.pageId }),
        ...(earlier?.lines === undefined ? {} : { lines: earlier.lines }),
      };
      const status = before === 'live' || before === 'withheld' ? 'updated' : 'created';
      return { changes: [{ type: 'article', article, source, ...place }], result: { id, status } };
    } };
  }

  async deleteArticle(id: string): Promise<void> {
    await this.#change(id, (target, status) => (status === 'deleted' ? [] : [{ type: 'delete', id: target }]));
  }

  async withhold(id: string, reason: string): Promise<void> {
    await this.#change(id, async (target) => (await this.#joined.idsOf(target)).map((half) => ({ type: 'withhold', id: half, reason })));
  }

  async restore(id: string): Promise<void> {
    await this.#change(id, async (target, status) => {
      if (status === 'live') return [];
      const ids = status === 'withheld' ? await this.#joined.idsOf(target) : [target];
      return ids.filter((half) => this.archive.reason(half) === this.archive.reason(target)).map((half) => ({ type: 'restore', id: half }));
    });
  }

  async importRecords(records: readonly ImportRecord[]): Promise<readonly PromiseSettledResult<WriteStatus>[]> {
    return this.#writer.write(records.map((record) => this.#import(record)));
  }

  async importRecord(record: ImportRecord): Promise<WriteStatus> {
    return this.#one(this.#import(record));
  }

  #import(record: ImportRecord): Write<WriteStatus> {
    const { id } = record;
    return { id, decide: async (alone) => {
      if (!alone && isHalf(await this.archive.article(id))) return undefined;
      const before = this.archive.status(id);
      const changes = importChanges(record, { status: before, fingerprint: this.archive.fingerprint(id), reason: this.archive.reason(id) });
      return { changes, result: changes.length === 0 ? 'unchanged' : before === undefined ? 'created' : 'updated' };
    } };
  }

  async deletePage(id: string): Promise<void> {
    await this.#endPage(id, 'delete', 'deletePage');
  }

  async removePage(id: string): Promise<readonly string[]> {
    return this.#endPage(id, 'remove', 'removePage');
  }

  async #change(id: string, decide: (target: string, status: string) => readonly ArchiveChange[] | Promise<readonly ArchiveChange[]>): Promise<void> {
    await this.#one(this.#through(id, (target) => ({ id: target, decide: async (alone) => {
      const status = this.archive.status(target);
      if (status === undefined) throw new SearchServiceError('ARTICLE_NOT_FOUND', `The archive has no article ${id}. Check the id.`);
      if (!alone && isHalf(await this.archive.article(target))) return undefined;
      return { changes: await decide(target, status), result: undefined };
    } })));
  }

  /** A write to the article an id gives to a reader: through a former id, to the one that holds its lines now. */
  #through<Result>(id: string, writeTo: (target: string) => Write<Result>): Write<Result> {
    return { id, decide: async (alone) => {
      const successor = this.archive.status(id) === undefined ? await successorOf(this.archive, id) : undefined;
      // What is held is the id that was given.
      return successor !== undefined && !alone ? undefined : writeTo(successor ?? id).decide(alone);
    } };
  }

  async #one<Result>(write: Write<Result>): Promise<Result> {
    const [settled] = await this.#writer.write([write]);
    if (settled!.status === 'rejected') throw settled!.reason as Error;
    return settled!.value;
  }

  async #endPage(id: string, articleEnd: 'delete' | 'remove', pageEnd: 'deletePage' | 'removePage'): Promise<readonly string[]> {
    return this.#lock.alone(async () => {
      const page = await this.archive.page(id);
      if (page === undefined) throw new SearchServiceError('PAGE_NOT_FOUND', `The archive has no page ${id}. Check the id.`);
      const ids = page.articleIds.filter((articleId) => {
        const status = this.archive.status(articleId);
        return status === 'live' || (status === 'withheld' && articleEnd === 'delete');
      });
      await this.#store([...ids.map((articleId) => ({ type: articleEnd, id: articleId })), { type: pageEnd, id }]);
      return ids;
    });
  }

  /** Commits, then brings the index up; resolves when both are done. */
  async #store(changes: readonly ArchiveChange[], pageBytes?: Uint8Array): Promise<void> {
    if (changes.length === 0) return;
    const all = [...changes, ...(await this.#joined.rewrites(changes))];
    const sequence = await this.archive.commit(all, pageBytes);
    await this.feed.put(await this.#indexed(all, sequence), sequence);
  }

  /** What the index must do, from how the articles stand now; no one else changes them while their lock is held. */
  async #indexed(changes: readonly ArchiveChange[], sequence: number): Promise<readonly IndexedChange[]> {
    const latest = new Map<string, Article | undefined>();
    for (const change of changes) {
      if (change.type === 'article') latest.set(change.article.id, change.article);
      else if (change.type === 'restore') latest.set(change.id, (await this.archive.article(change.id))?.article);
      else if (change.type === 'delete' || change.type === 'remove' || change.type === 'withhold') latest.set(change.id, undefined);
    }
    return [...latest].map(([id, article]) => ({ sequence, id, article: this.archive.status(id) === 'live' ? article ?? null : null }));
  }
}
