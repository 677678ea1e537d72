/** What each kind of write does to one article: how far it reaches, and what it changes. */
import type { Article, ArticleInput } from '../article/article.js';
import type { Archive } from '../archive/archive.js';
import type { ArchiveChange, ArchivedArticle, ArticleStatus } from '../archive/archive-change.js';
import { fingerprintOf } from '../archive/fingerprint.js';
import { boundHeadlines } from '../article/headline-limits.js';
import { SearchServiceError } from '../search-service-error.js';
import {
  fieldDecisions,
  isExpected,
  patched,
  takenBack,
  versionOf,
  type Edited,
  type Editor,
  type EditReceipt,
  type Expected,
} from './article-edits.js';
import type { Decision, Reach, Write } from './article-writer.js';
import { successorOf } from './former-ids.js';
import type { Decide, IntakeChange } from './histories.js';
import { importChanges } from './import-changes.js';
import type { ArticleReceipt, SourcedArticle } from './intake.js';
import type { WriteStatus } from './write-receipt.js';
import { isHalf } from './joined-articles.js';
import type { KeepingArchive } from './keep-out.js';
import { contentArticleId } from './make-id.js';
import type { ImportRecord } from './record-line.js';
import { partWarnings } from './story-part.js';
import { fallWith, liftedWith, type TakingAlong } from './take-along.js';

/** The archive, as far as a write to an article asks it. */
export type WritesArchive = KeepingArchive & Pick<Archive, 'reason' | 'fingerprint' | 'takenOut' | 'page' | 'changedAt' | 'isDecided'>;

/** A write to an article that is there, under the id it has now. */
interface Change<Result> {
  /** True where others change with it though it is no half of a story. Default: none do. */
  readonly touchesOthers?: (target: string) => boolean;
  readonly decide: (target: string, status: ArticleStatus, reach: Reach) => Promise<Decision<Result>>;
}

/** An article on its way in. */
interface Put {
  readonly article: Article;
  readonly source: string;
  /** Made once, where it is asked for: it costs as much as the rest of the decision. */
  readonly fingerprint: () => string;
  /** Who puts it at its address, where that is so: what it changes is decided then. */
  readonly editor?: Editor;
}

/** Makes them; each is decided from how the archive stands when the writer asks. */
export class ArticleWrites {
  readonly #archive: WritesArchive;
  readonly #along: TakingAlong;

  constructor(archive: WritesArchive, along: TakingAlong) {
    this.#archive = archive;
    this.#along = along;
  }

  /** An article from outside. `decide` throws ARTICLE_WITHHELD where the API puts a withheld one. */
  put({ input, source }: SourcedArticle, editor?: Editor): Write<ArticleReceipt> {
    const id = input.id ?? contentArticleId(input);
    const article: Article = { ...input, id };
    let own: string | undefined;
    const put: Put = { article, source, fingerprint: () => (own ??= fingerprintOf(article)), ...(editor !== undefined && { editor }) };
    return { id, reach: () => this.#putReach(put), decide: (reach) => this.#decidePut(put, reach) };
  }

  /** The same at an address, which may be a former id. */
  putAt(id: string, input: ArticleInput, editor: Editor): Write<ArticleReceipt> {
    return this.#through(id, (target) => this.put({ input: { ...input, id: target }, source: 'api' }, editor));
  }

  /** A merge patch of its fields. Throws ARTICLE_NOT_FOUND, ARTICLE_DELETED, ARTICLE_WITHHELD and those of `patched`. */
  patch(id: string, patch: unknown, expected: Expected, editor: Editor): Write<EditReceipt> {
    return this.#edit(id, expected, ({ article }) => {
      const next = patched(article, patch);
      return { article: next, made: fieldDecisions(article, boundHeadlines(next).content, editor) };
    });
  }

  /** The same, of a decision that is taken back. Throws those of `takenBack` too. */
  takeBack(id: string, n: number, expected: Expected, editor: Editor): Write<EditReceipt> {
    return this.#edit(id, expected, ({ article, decisions = [] }) => takenBack(article, decisions, n, editor) ?? { article, made: [] });
  }

  /** An exported record. */
  import(record: ImportRecord): Write<WriteStatus> {
    const { id } = record;
    return {
      id,
      reach: async () => (isHalf(await this.#archive.article(id)) ? 'archive' : 'article'),
      decide: () => {
        const status = this.#archive.status(id);
        const changes = importChanges(record, {
          status,
          fingerprint: this.#archive.fingerprint(id),
          standing: this.#archive.standing(id) ?? {},
          isReleased: this.#archive.isReleased(id),
          isDecided: this.#archive.isDecided(id),
        });
        return Promise.resolve({
          changes,
          result: () => (changes.length === 0 ? 'unchanged' : status === undefined ? 'created' : 'updated'),
        });
      },
    };
  }

  /** A tombstone. This, `withhold` and `restore` follow former ids and throw ARTICLE_NOT_FOUND. */
  delete(id: string, editor: Editor): Write<void> {
    return this.#change(id, {
      decide: (target, status) => {
        const isDone = status === 'deleted' && this.#archive.standing(target)?.withPage !== true;
        const changes: readonly IntakeChange[] = isDone ? [] : [...this.#stands(target, 'deleted', editor), { type: 'delete', id: target }];
        return Promise.resolve({ changes, result: () => undefined });
      },
    });
  }

  /** With all halves of its story; gives their ids. */
  withhold(id: string, reason: string, editor: Editor): Write<readonly string[]> {
    return this.#change(id, {
      decide: async (target) => {
        const ids = await this.#along.joined.idsOf(target);
        const changes = ids.flatMap((half): readonly IntakeChange[] => [
          ...this.#stands(half, 'withheld', editor, reason),
          { type: 'withhold', id: half, reason },
        ]);
        return { changes, result: () => ids };
      },
    });
  }

  /** With the halves that are out for the same reason, and those that are out only for their likeness to them. */
  restore(id: string, editor: Editor): Write<void> {
    return this.#change(id, {
      touchesOthers: (target) => fallWith(target, this.#archive),
      decide: async (target, status, reach) => ({
        changes: status === 'live' ? [] : [...this.#stands(target, 'live', editor), ...(await this.#restoring(target, status, reach))],
        result: () => undefined,
      }),
    });
  }

  async #putReach(put: Put): Promise<Reach> {
    const { id } = put.article;
    const before = this.#archive.status(id);
    if (before === undefined || this.#stays(put)) return 'article';
    const touchesOthers = isHalf(await this.#archive.article(id)) || (before === 'deleted' && fallWith(id, this.#archive));
    return touchesOthers ? 'archive' : 'article';
  }

  async #decidePut(put: Put, reach: Reach): Promise<Decision<ArticleReceipt>> {
    const { article, source, editor } = put;
    const { id } = article;
    const before = this.#archive.status(id);
    const reason = this.#archive.reason(id);
    if (source === 'api' && reason !== undefined) throw keptOut(id, reason);
    if (this.#stays(put)) return { changes: [], result: () => ({ id, status: 'unchanged' }) };
    const earlier = before === undefined ? undefined : await this.#archive.article(id);
    const back: readonly ArchiveChange[] = before === 'deleted' ? [{ type: 'restore', id }, ...(await this.#liftedWith([id], reach))] : [];
    const status = before === 'live' || before === 'withheld' ? 'updated' : 'created';
    return {
      changes: [
        ...back,
        { type: 'article', article, source, ...placeOf(earlier) },
        ...(editor === undefined || earlier === undefined ? [] : decideOf(id, fieldDecisions(earlier.article, article, editor))),
      ],
      result: (withheld) => ({ id, status, ...(withheld.has(id) && { withheld: withheld.get(id)! }) }),
    };
  }

  /** A change of the text that is found under an id now, where it is one of the expected. */
  #edit(id: string, expected: Expected, edit: (archived: ArchivedArticle) => Edited): Write<EditReceipt> {
    return this.#through(id, (target) => ({
      id: target,
      reach: async () => (isHalf(await this.#archive.article(target)) ? 'archive' : 'article'),
      decide: async (): Promise<Decision<EditReceipt>> => {
        const archived = await this.#editable(id, target);
        const { article } = archived;
        const version = versionOf(this.#archive, target) ?? '';
        const unchanged = { id: target, version, article, status: 'unchanged' } as const;
        if (!isExpected(version, expected)) return { changes: [], result: () => ({ type: 'stale', ...unchanged }) };
        const { article: edited, made } = edit(archived);
        if (made.length === 0) return { changes: [], result: () => ({ type: 'stored', ...unchanged }) };
        const { content, warnings: moved } = boundHeadlines(edited);
        const warnings = [...moved, ...(await partWarnings(article, content, { joined: this.#along.joined, archive: this.#archive }))];
        const put: ArchiveChange = { type: 'article', article: content, source: 'api', ...placeOf(archived) };
        const isSame = fingerprintOf(content) === fingerprintOf(article);
        return {
          changes: [...(isSame ? [] : [put]), ...decideOf(target, made)],
          result: (withheld) => ({
            type: 'stored',
            id: target,
            version: versionOf(this.#archive, target) ?? '',
            article: content,
            status: isSame ? 'unchanged' : 'updated',
            ...(withheld.has(target) && { withheld: withheld.get(target)! }),
            ...(warnings.length > 0 && { warnings }),
          }),
        };
      },
    }));
  }

  async #editable(id: string, target: string): Promise<ArchivedArticle> {
    const status = this.#archive.status(target);
    if (status === 'deleted') throw new SearchServiceError('ARTICLE_DELETED', 'This article was deleted. PUT it, or restore it.');
    if (status === 'withheld') throw keptOut(target, this.#archive.reason(target) ?? '');
    const archived = await this.#archive.article(target);
    if (archived === undefined) throw new SearchServiceError('ARTICLE_NOT_FOUND', `The archive has no article ${id}. Check the id.`);
    return archived;
  }

  /** The decision how an article stands from now on. */
  #stands(id: string, status: ArticleStatus, { by }: Editor, reason?: string): readonly Decide[] {
    const earlier = this.#archive.reason(id);
    const before = { status: this.#archive.status(id), ...(earlier !== undefined && { reason: earlier }) };
    const after = { status, ...(reason !== undefined && { reason }) };
    return decideOf(id, [{ what: 'status', before, after, ...(by !== undefined && { by }) }]);
  }

  /** True where putting it changes nothing: the text is there, or was deleted and comes from a file. */
  #stays({ article, source, fingerprint }: Put): boolean {
    if (this.#archive.status(article.id) === 'deleted') return source !== 'api';
    const stored = this.#archive.fingerprint(article.id);
    return stored !== undefined && stored === fingerprint();
  }

  async #restoring(target: string, status: ArticleStatus, reach: Reach): Promise<readonly ArchiveChange[]> {
    const halves = status === 'withheld' ? await this.#along.joined.idsOf(target) : [target];
    const ids = halves.filter((half) => this.#archive.reason(half) === this.#archive.reason(target));
    return [...ids.map((half): ArchiveChange => ({ type: 'restore', id: half })), ...(await this.#liftedWith(ids, reach))];
  }

  /** An article that came to be like it since the reach was told is not held, and stays out. */
  async #liftedWith(ids: readonly string[], reach: Reach): Promise<readonly ArchiveChange[]> {
    return reach === 'article' ? [] : liftedWith(ids, { ...this.#along, archive: this.#archive });
  }

  #change<Result>(id: string, { touchesOthers = () => false, decide }: Change<Result>): Write<Result> {
    return this.#through(id, (target) => ({
      id: target,
      reach: async () => (touchesOthers(target) || isHalf(await this.#archive.article(target)) ? 'archive' : 'article'),
      decide: async (reach) => {
        const status = this.#archive.status(target);
        if (status === undefined) throw new SearchServiceError('ARTICLE_NOT_FOUND', `The archive has no article ${id}. Check the id.`);
        return decide(target, status, reach);
      },
    }));
  }

  /** A write to the article an id gives to a reader: through a former id, to the one that holds its lines now. */
  #through<Result>(id: string, writeTo: (target: string) => Write<Result>): Write<Result> {
    return {
      id,
      // What is held is the id that was given.
      reach: async () => ((await this.#successorOf(id)) === undefined ? writeTo(id).reach() : 'archive'),
      decide: async (reach) => writeTo((await this.#successorOf(id)) ?? id).decide(reach),
    };
  }

  async #successorOf(id: string): Promise<string | undefined> {
    return this.#archive.status(id) === undefined ? successorOf(this.#archive, id) : undefined;
  }
}

function decideOf(id: string, made: Decide['made']): readonly Decide[] {
  return made.length === 0 ? [] : [{ type: 'decide', id, made }];
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
