/** The intake of an archive that is open here: what is decided of each write while its articles are held, committed and indexed. */
import path from 'node:path';
import type { ArticleInput } from '../article/article.js';
import { boundHeadlines } from '../article/headline-limits.js';
import type { Archive } from '../archive/archive.js';
import type { ArchiveChange } from '../archive/archive-change.js';
import type { Division } from '../page/parse-pages.js';
import { SearchServiceError } from '../search-service-error.js';
import { addPages, type AddPagePorts } from './add-page.js';
import type { Editor, EditReceipt, Expected } from './article-edits.js';
import { ArticleWriter, type Write } from './article-writer.js';
import { ArticleWrites } from './article-writes.js';
import { ChangeStore, type IntakeFeed } from './change-store.js';
import type { ArticleReceipt, Intake, PageInput, SourcedArticle, WithholdReceipt } from './intake.js';
import type { PageReceipt, WriteStatus } from './write-receipt.js';
import { JoinedArticles, type JoinableArchive } from './joined-articles.js';
import type { KeepingArchive } from './keep-out.js';
import { KeyedLock } from './keyed-lock.js';
import { KnownPages } from './known-pages.js';
import { onePage, placePages, readText as readTextHere, type ReadText, type TextReader } from './read-page.js';
import type { ImportRecord } from './record-line.js';
import {
  editPages,
  takeBackPage,
  type EditedArchive,
  type PageEdit,
  type PageEditPorts,
  type PageEditReceipt,
} from './by-hand/page-edits.js';
import { alikeOf, type FindAlike, type TakingAlong } from './take-along.js';
import type { Fold } from './text-print.js';

/** The archive, as far as the intake needs it. */
export type IntakeArchive = JoinableArchive &
  KeepingArchive &
  EditedArchive &
  AddPagePorts['archive'] &
  Pick<Archive, 'commit' | 'reason' | 'fingerprint' | 'changedAt' | 'isDecided' | 'pagesOfSource' | 'takenOut' | 'liveArticles'>;

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
  /** The clock of what people decide. Default: the machine's. */
  readonly now?: () => Date;
}

/** Writes to one archive and keeps what follows it up with it. */
export function createIntake(archive: IntakeArchive, feed: IntakeFeed, options: IntakeOptions = {}): Intake {
  return new ArchiveIntake(archive, feed, options);
}

class ArchiveIntake implements Intake {
  readonly #lock = new KeyedLock();
  readonly #store: ChangeStore;
  readonly #writer: ArticleWriter;
  readonly #writes: ArticleWrites;
  readonly #along: TakingAlong;
  readonly #pages: KnownPages;
  readonly #readText: TextReader;
  readonly #editing: PageEditPorts;
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
      now = () => new Date(),
    }: IntakeOptions,
  ) {
    this.#archive = archive;

    this.#readText = readText;
    const joined = new JoinedArticles(archive);
    this.#store = new ChangeStore({ archive, feed, joined, fold, now });
    this.#writer = new ArticleWriter(this.#lock, (changes) => this.#store.store(changes));
    this.#along = { archive, taken: this.#store.taken, joined, findAlike };
    this.#writes = new ArticleWrites(archive, this.#along);
    this.#pages = new KnownPages(archive, isGone);
    this.#editing = {
      archive,
      along: this.#along,
      readText,
      alone: (work) => this.#lock.alone(work),
      store: (changes) => this.#store.store(changes),
      takeAlong: (ids) => this.#takeAlong(ids, true),
      now,
    };
  }

  async addPage(input: PageInput): Promise<PageReceipt> {
    const [receipt] = await this.#addPages(input, onePage(await this.#read(input, 'page')));
    return receipt!;
  }

  async addPages(input: PageInput): Promise<readonly PageReceipt[]> {
    return this.#addPages(input, await this.#read(input, input.division ?? 'file'));
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

  #addPages(input: PageInput, read: ReadText): Promise<readonly PageReceipt[]> {
    return addPages(input, placePages(read, input), {
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
    return withWarnings(await this.#one(this.#writes.put({ input: content, source })), warnings);
  }

  async putArticleAt(id: string, input: ArticleInput, editor: Editor = {}): Promise<ArticleReceipt> {
    const { content, warnings } = boundHeadlines(input);
    return withWarnings(await this.#one(this.#writes.putAt(id, content, editor)), warnings);
  }

  patchArticle(id: string, patch: unknown, expected: Expected, editor: Editor = {}): Promise<EditReceipt> {
    return this.#one(this.#writes.patch(id, patch, expected, editor));
  }

  takeBackArticle(id: string, n: number, expected: Expected, editor: Editor = {}): Promise<EditReceipt> {
    return this.#one(this.#writes.takeBack(id, n, expected, editor));
  }

  editPages(edits: readonly PageEdit[], editor: Editor = {}): Promise<readonly PageEditReceipt[]> {
    return editPages(edits, editor, this.#editing);
  }

  takeBackPage(id: string, n: number, expected: Expected, editor: Editor = {}): Promise<PageEditReceipt> {
    return takeBackPage(id, n, expected, editor, this.#editing);
  }

  async putArticles(articles: readonly SourcedArticle[]): Promise<readonly PromiseSettledResult<ArticleReceipt>[]> {
    const bounded = articles.map(({ input, source }) => ({ ...boundHeadlines(input), source }));
    const settled = await this.#writer.write(bounded.map(({ content, source }) => this.#writes.put({ input: content, source })));
    return settled.map((one, index) =>
      one.status === 'rejected' ? one : { ...one, value: withWarnings(one.value, bounded[index]!.warnings) },
    );
  }

  async deleteArticle(id: string, editor: Editor = {}): Promise<void> {
    await this.#one(this.#writes.delete(id, editor));
  }

  async withhold(id: string, reason: string, editor: Editor = {}): Promise<WithholdReceipt> {
    const wasOut = this.#archive.status(id) === 'withheld';
    const ids = await this.#one(this.#writes.withhold(id, reason, editor));
    return { alike: await this.#takeAlong(ids, !wasOut) };
  }

  async restore(id: string, editor: Editor = {}): Promise<void> {
    await this.#one(this.#writes.restore(id, editor));
  }

  /**
   * Withholds what is much the same as articles that were withheld; gives the ids. Every write before has been found by then, and every
   * later one knows of them. `isDecided`: as in `alikeOf`.
   */
  async #takeAlong(ids: readonly string[], isDecided: boolean): Promise<readonly string[]> {
    if (ids.length === 0) return [];
    const next = (id: string): ReturnType<typeof alikeOf> => alikeOf(id, this.#along, isDecided);
    return this.#lock.alone(async () => {
      const taken: string[] = [];
      for (const id of ids) {
        for (let found = await next(id); found.length > 0; found = await next(id)) {
          await this.#store.store(found);
          taken.push(...found.map((change) => change.id));
        }
      }
      return taken;
    });
  }

  async importRecords(records: readonly ImportRecord[]): Promise<readonly PromiseSettledResult<WriteStatus>[]> {
    const settled = await this.#writer.write(records.map((record) => this.#writes.import(record)));
    const isNew = (one: PromiseSettledResult<WriteStatus>): boolean => one.status === 'fulfilled' && one.value !== 'unchanged';
    const withheld = records.filter(({ status, like }, at) => status === 'withheld' && like === undefined && isNew(settled[at]!));
    await this.#takeAlong(
      withheld.map(({ id }) => id),
      false,
    );
    return settled;
  }

  async importRecord(record: ImportRecord): Promise<WriteStatus> {
    const [settled] = await this.importRecords([record]);
    return valueOf(settled!);
  }

  async deletePage(id: string): Promise<void> {
    await this.#endPage(id, 'delete', 'deletePage');
  }

  async removePage(id: string): Promise<readonly string[]> {
    return this.#endPage(id, 'remove', 'removePage');
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

function valueOf<Value>(settled: PromiseSettledResult<Value>): Value {
  if (settled.status === 'rejected') throw settled.reason as Error;
  return settled.value;
}

function withWarnings(receipt: ArticleReceipt, warnings: readonly string[]): ArticleReceipt {
  return warnings.length === 0 ? receipt : { ...receipt, warnings };
}
