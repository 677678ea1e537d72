/** The intake of an archive that is open here: what is decided of each write while its articles are held, committed and indexed. */
import path from 'node:path';
import type { Article, ArticleInput } from '../article/article.js';
import { boundHeadlines } from '../article/headline-limits.js';
import type { Archive } from '../archive/archive.js';
import type { ArchiveChange, ArchivedArticle } from '../archive/archive-change.js';
import { fingerprintOf } from '../archive/fingerprint.js';
import type { Division } from '../page/parse-pages.js';
import { SearchServiceError } from '../search-service-error.js';
import { addPages, type AddPagePorts } from './add-page.js';
import { successorOf } from './former-ids.js';
import { importChanges } from './import-changes.js';
import { ArticleWriter, type Write } from './article-writer.js';
import { ChangeStore, type IntakeFeed } from './change-store.js';
import type { ArticleReceipt, Intake, PageInput, PageReceipt, SourcedArticle, WithholdReceipt, WriteStatus } from './intake.js';
import { isHalf, JoinedArticles, type JoinableArchive } from './joined-articles.js';
import type { KeepingArchive } from './keep-out.js';
import { KeyedLock } from './keyed-lock.js';
import { KnownPages } from './known-pages.js';
import { contentArticleId } from './make-id.js';
import {
  placePage,
  placePages,
  readText as readTextHere,
  severalPages,
  type ReadFile,
  type ReadText,
  type TextReader,
} from './read-page.js';
import type { ImportRecord } from './record-line.js';
import { alikeOf, liftedWith, type FindAlike, type TakingAlong } from './take-along.js';
import type { Fold } from './text-print.js';

/** The archive, as far as the intake needs it. */
export type IntakeArchive = JoinableArchive &
  KeepingArchive &
  AddPagePorts['archive'] &
  Pick<Archive, 'commit' | 'reason' | 'fingerprint' | 'pagesOfSource' | 'takenOut' | 'liveArticles'>;

/** What an intake asks of others. */
export interface IntakeOptions {
  /** Folds a text as it is folded for searching. Default: NFKC and small letters. */
  readonly fold?: Fold;
  /** Finds articles of much the same text. Default: looks at all of them, one after the other. */
  readonly findAlike?: FindAlike;
  /** True when a file a page came from is there no more. Default: none is. */
  readonly isGone?: (source: string) => boolean;
  /** Reads pages. Default: in the caller's thread. */
  readonly readText?: TextReader;
}

/** Writes to one archive and keeps what follows it up with it. */
export function createIntake(archive: IntakeArchive, feed: IntakeFeed, options: IntakeOptions = {}): Intake {
  return new ArchiveIntake(archive, feed, options);
}

class ArchiveIntake implements Intake {
  readonly #lock = new KeyedLock();
  readonly #joined: JoinedArticles;
  readonly #store: ChangeStore;
  readonly #writer: ArticleWriter;
  readonly #along: TakingAlong;
  readonly #pages: KnownPages;
  readonly #readText: TextReader;
  /** Settles when every file so far is read. */
  #filesRead: Promise<unknown> = Promise.resolve();

  readonly #archive: IntakeArchive;

  constructor(
    archive: IntakeArchive,
    feed: IntakeFeed,
    {
      fold = (text) => text.normalize('NFKC').toLowerCase(),
      findAlike = everyArticle(archive),
      isGone = () => false,
      readText = readTextHere,
    }: IntakeOptions,
  ) {
    this.#archive = archive;

    this.#readText = readText;
    const joined = new JoinedArticles(archive);
    this.#joined = joined;
    this.#store = new ChangeStore({ archive, feed, joined, fold });
    this.#writer = new ArticleWriter(this.#lock, (changes) => this.#store.store(changes));
    this.#along = { archive, taken: this.#store.taken, joined, findAlike };
    this.#pages = new KnownPages(archive, isGone);
  }

  async addPage(input: PageInput): Promise<PageReceipt> {
    const read = await this.#read(input, 'page');
    if (read.parsed.length > 1) throw severalPages(read.parsed.length);
    const [receipt] = await this.#addPages(input, placePage(read, input));
    return receipt!;
  }

  async addPages(input: PageInput): Promise<readonly PageReceipt[]> {
    return this.#addPages(input, placePages(await this.#read(input, input.division ?? 'file'), input));
  }

  /** Files go on in the order they came, however long each takes to read: of two that say they are one page the first goes in. */
  async #read({ bytes, source, mediaType }: PageInput, division: Division): Promise<ReadText> {
    const name = source === 'api' ? {} : { name: path.basename(source) };
    const reading = this.#readText({ bytes, division, ...name, ...(mediaType !== undefined && { mediaType }) });
    if (source === 'api') return reading;
    const before = this.#filesRead;
    this.#filesRead = Promise.allSettled([before, reading]);
    await before;
    return reading;
  }

  #addPages(input: PageInput, file: ReadFile): Promise<readonly PageReceipt[]> {
    return addPages(input, file, {
      archive: this.#archive,
      knownPages: this.#pages,
      alone: (work) => this.#lock.alone(work),
      store: async (changes, bytes) => {
        await this.#store.store(changes, bytes);
      },
    });
  }

  async putArticle(input: ArticleInput, source: string): Promise<ArticleReceipt> {
    const { content, warnings } = boundHeadlines(input);
    return withWarnings(await this.#one(this.#put({ input: content, source })), warnings);
  }

  async putArticleAt(id: string, input: ArticleInput): Promise<ArticleReceipt> {
    const { content, warnings } = boundHeadlines(input);
    return withWarnings(
      await this.#one(this.#through(id, (target) => this.#put({ input: { ...content, id: target }, source: 'api' }))),
      warnings,
    );
  }

  async putArticles(articles: readonly SourcedArticle[]): Promise<readonly PromiseSettledResult<ArticleReceipt>[]> {
    const bounded = articles.map(({ input, source }) => ({ ...boundHeadlines(input), source }));
    const settled = await this.#writer.write(bounded.map(({ content, source }) => this.#put({ input: content, source })));
    return settled.map((one, index) =>
      one.status === 'rejected' ? one : { ...one, value: withWarnings(one.value, bounded[index]!.warnings) },
    );
  }

  #put({ input, source }: SourcedArticle): Write<ArticleReceipt> {
    const id = input.id ?? contentArticleId(input);
    const article: Article = { ...input, id };
    return {
      id,
      decide: async (alone) => {
        const before = this.#archive.status(id);
        const reason = this.#archive.reason(id);
        if (source === 'api' && reason !== undefined) throw keptOut(id, reason);
        const stored = this.#archive.fingerprint(id);
        const same = stored !== undefined && stored === fingerprintOf(article);
        if ((same && before !== 'deleted') || (before === 'deleted' && source !== 'api'))
          return { changes: [], result: () => ({ id, status: 'unchanged' }) };
        const lifted = before === 'deleted' ? await liftedWith([id], { ...this.#along, archive: this.#archive }) : [];
        if (!alone && lifted.length > 0) return undefined;
        const earlier = before === undefined ? undefined : await this.#archive.article(id);
        if (!alone && isHalf(earlier)) return undefined;
        const status = before === 'live' || before === 'withheld' ? 'updated' : 'created';
        const back: readonly ArchiveChange[] = before === 'deleted' ? [{ type: 'restore', id }, ...lifted] : [];
        return {
          changes: [...back, { type: 'article', article, source, ...placeOf(earlier) }],
          result: (withheld) => ({ id, status, ...(withheld.has(id) && { withheld: withheld.get(id)! }) }),
        };
      },
    };
  }

  async deleteArticle(id: string): Promise<void> {
    await this.#change(id, (target, status) =>
      status === 'deleted' && this.#archive.standing(target)?.withPage !== true ? [] : [{ type: 'delete', id: target }],
    );
  }

  async withhold(id: string, reason: string): Promise<WithholdReceipt> {
    let withheld: readonly string[] = [];
    await this.#change(id, async (target) => {
      withheld = await this.#joined.idsOf(target);
      return withheld.map((half) => ({ type: 'withhold', id: half, reason }));
    });
    return { alike: await this.#takeAlong(withheld) };
  }

  /**
   * Withholds what is much the same as articles that were withheld; gives the ids. Every write before has been found by then, and every
   * later one knows of them.
   */
  async #takeAlong(ids: readonly string[]): Promise<readonly string[]> {
    if (ids.length === 0) return [];
    return this.#lock.alone(async () => {
      const taken: string[] = [];
      for (const id of ids) {
        for (let found = await alikeOf(id, this.#along); found.length > 0; found = await alikeOf(id, this.#along)) {
          await this.#store.store(found);
          taken.push(...found.map((change) => change.id));
        }
      }
      return taken;
    });
  }

  async restore(id: string): Promise<void> {
    await this.#change(id, async (target, status, alone) => {
      if (status === 'live') return [];
      const halves = status === 'withheld' ? await this.#joined.idsOf(target) : [target];
      const ids = halves.filter((half) => this.#archive.reason(half) === this.#archive.reason(target));
      const lifted = await liftedWith(ids, { ...this.#along, archive: this.#archive });
      return !alone && lifted.length > 0 ? undefined : [...ids.map((half): ArchiveChange => ({ type: 'restore', id: half })), ...lifted];
    });
  }

  async importRecords(records: readonly ImportRecord[]): Promise<readonly PromiseSettledResult<WriteStatus>[]> {
    const settled = await this.#writer.write(records.map((record) => this.#import(record)));
    const isNew = (one: PromiseSettledResult<WriteStatus>): boolean => one.status === 'fulfilled' && one.value !== 'unchanged';
    const withheld = records.filter(({ status, like }, at) => status === 'withheld' && like === undefined && isNew(settled[at]!));
    await this.#takeAlong(withheld.map(({ id }) => id));
    return settled;
  }

  async importRecord(record: ImportRecord): Promise<WriteStatus> {
    const [settled] = await this.importRecords([record]);
    return valueOf(settled!);
  }

  #import(record: ImportRecord): Write<WriteStatus> {
    const { id } = record;
    return {
      id,
      decide: async (alone) => {
        if (!alone && isHalf(await this.#archive.article(id))) return undefined;
        const before = this.#archive.status(id);
        const standing = {
          status: before,
          fingerprint: this.#archive.fingerprint(id),
          standing: this.#archive.standing(id) ?? {},
          isReleased: this.#archive.isReleased(id),
        };
        const changes = importChanges(record, standing);
        return { changes, result: () => (changes.length === 0 ? 'unchanged' : before === undefined ? 'created' : 'updated') };
      },
    };
  }

  async deletePage(id: string): Promise<void> {
    await this.#endPage(id, 'delete', 'deletePage');
  }

  async removePage(id: string): Promise<readonly string[]> {
    return this.#endPage(id, 'remove', 'removePage');
  }

  /** `decide` gives undefined where it must be asked again while nothing else is written. */
  async #change(
    id: string,
    decide: (target: string, status: string, alone: boolean) => readonly ArchiveChange[] | Promise<readonly ArchiveChange[] | undefined>,
  ): Promise<void> {
    await this.#one(
      this.#through(id, (target) => ({
        id: target,
        decide: async (alone) => {
          const status = this.#archive.status(target);
          if (status === undefined) throw new SearchServiceError('ARTICLE_NOT_FOUND', `The archive has no article ${id}. Check the id.`);
          if (!alone && isHalf(await this.#archive.article(target))) return undefined;
          const changes = await decide(target, status, alone);
          return changes === undefined ? undefined : { changes, result: () => undefined };
        },
      })),
    );
  }

  /** A write to the article an id gives to a reader: through a former id, to the one that holds its lines now. */
  #through<Result>(id: string, writeTo: (target: string) => Write<Result>): Write<Result> {
    return {
      id,
      decide: async (alone) => {
        const successor = this.#archive.status(id) === undefined ? await successorOf(this.#archive, id) : undefined;
        // What is held is the id that was given.
        return successor !== undefined && !alone ? undefined : writeTo(successor ?? id).decide(alone);
      },
    };
  }

  async #one<Result>(write: Write<Result>): Promise<Result> {
    const [settled] = await this.#writer.write([write]);
    return valueOf(settled!);
  }

  async #endPage(id: string, articleEnd: 'delete' | 'remove', pageEnd: 'deletePage' | 'removePage'): Promise<readonly string[]> {
    return this.#lock.alone(async () => {
      const page = await this.#archive.page(id);
      if (page === undefined) throw new SearchServiceError('PAGE_NOT_FOUND', `The archive has no page ${id}. Check the id.`);
      const ids = page.articleIds.filter((articleId) => this.#archive.status(articleId) === 'live');
      const ends = ids.map((articleId): ArchiveChange =>
        articleEnd === 'delete' ? { type: 'delete', id: articleId, withPage: true } : { type: 'remove', id: articleId },
      );
      await this.#store.store([...ends, { type: pageEnd, id }]);
      return ids;
    });
  }
}

/** Looks at every article that may be found. */
function everyArticle(archive: Pick<Archive, 'liveArticles'>): FindAlike {
  return async () => {
    const ids: string[] = [];
    for await (const { id } of archive.liveArticles()) ids.push(id);
    return ids;
  };
}

/** An article of a page stays one when it is corrected: a later reading of the page must find its lines. */
function placeOf(earlier: ArchivedArticle | undefined): Pick<ArchivedArticle, 'pageId' | 'lines'> {
  return {
    ...(earlier?.pageId !== undefined && { pageId: earlier.pageId }),
    ...(earlier?.lines !== undefined && { lines: earlier.lines }),
  };
}

function keptOut(id: string, reason: string): SearchServiceError {
  return new SearchServiceError(
    'ARTICLE_WITHHELD',
    `The article ${id} is withheld (${reason}) and nothing was stored. Only restoring it brings it back: xunbao restore, or POST ` +
      '/api/v1/maintenance/restore.',
  );
}

function valueOf<Value>(settled: PromiseSettledResult<Value>): Value {
  if (settled.status === 'rejected') throw settled.reason as Error;
  return settled.value;
}

function withWarnings(receipt: ArticleReceipt, warnings: readonly string[]): ArticleReceipt {
  return warnings.length === 0 ? receipt : { ...receipt, warnings };
}
