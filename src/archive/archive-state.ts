import { LOW_CONFIDENCE, type PageInfo } from '../article/article.js';
import { placeKey } from '../article/page-place.js';
import type { ArticleStatus, PageHead, PageRecord, Standing } from './archive-change.js';
import { ArticleTable } from './article-table.js';
import type { LoggedArticle, LoggedChange } from './log-change.js';
import type { Span } from './log-line.js';

/** A page as it stands: its head, where its record is in the log, and whether it has a tombstone. */
export interface PageEntry {
  readonly head: PageHead;
  /** Undefined when only the tombstone is known. */
  readonly record: Span | undefined;
  readonly status: 'live' | 'deleted';
  readonly sequence: number;
}

/**
 * What becomes of an `article` change for an id: its text is kept or passed over, and the status it has afterwards. `reason`: why it is
 * or was withheld.
 */
export function articleOutcome(
  status: ArticleStatus | undefined,
  hasText: boolean,
  source: string | undefined,
  reason: string | undefined,
): ArticleStatus | undefined {
  if (status === 'deleted') return source === 'api' && reason === undefined ? 'live' : undefined;
  if (status === 'withheld') return hasText || source === 'api' ? 'withheld' : undefined;
  return 'live';
}

/**
 * What the log amounts to: built by replaying it, kept up by every commit, the same both ways. Holds no text. Applying a
 * change never fails; what makes no sense (restoring what is not there) changes nothing.
 */
export class ArchiveState {
  readonly articles = new ArticleTable();
  readonly pages = new Map<string, PageEntry>();
  /** Of the slots that are withheld or deleted. */
  readonly standings = new Map<number, Standing>();
  /** Slots that a person has brought back and nobody taken out since, removed ones too. */
  readonly released = new Set<number>();
  /** Slots whose text has decisions with it. */
  readonly decided = new Set<number>();
  readonly #pagesOfSource = new Map<string, Set<string>>();
  readonly #pagesOfBytes = new Map<string, number>();
  /** Pages with and without a tombstone, by `placeKey`. */
  readonly #pagesAt = new Map<string, Set<string>>();
  readonly #pagesAsCame = new Map<string, readonly string[]>();
  liveCount = 0;
  /** Texts given up by `purge` changes whose bytes still stand in the log; a compaction clears them. */
  unclearedCount = 0;

  /** Applies one change of transaction `sequence`; `span` is where it stands in the log file. */
  apply(change: LoggedChange, span: Span, sequence: number): void {
    switch (change.type) {
      case 'article':
        this.#putArticle(change, span, sequence);
        return;
      case 'page':
        this.#putPage(change.page, span, sequence);
        return;
      case 'delete':
        this.#takeOut(change, 'deleted', sequence);
        return;
      case 'withhold':
        this.#takeOut(change, 'withheld', sequence);
        return;
      case 'restore':
        this.#restore(change.id, change.released !== false, sequence);
        return;
      case 'remove':
        this.#remove(change.id, sequence);
        return;
      case 'purge':
        this.#purge(change.id);
        return;
      case 'deletePage':
        this.#deletePage(change.id, sequence);
        return;
      case 'restorePage':
        this.#restorePage(change.id, sequence);
        return;
      case 'removePage':
        if (this.pages.get(change.id)?.status === 'live') this.#setPage(change.id, undefined);
        return;
      case 'purgePage':
        this.#purgePage(change.id, sequence);
        return;
    }
  }

  /** Articles that stand so. Looks at every slot. */
  countOf(status: ArticleStatus): number {
    let count = 0;
    for (let slot = 0; slot < this.articles.slotCount; slot++) if (this.articles.statusAt(slot) === status) count += 1;
    return count;
  }

  /** Ids of the pages that came from a source. */
  pagesOfSource(source: string): readonly string[] {
    return [...(this.#pagesOfSource.get(source) ?? [])];
  }

  /**
   * Ids of the pages, deleted ones included, whose bytes came under this name, whatever a purge has made of them, or whose `textId` it
   * is.
   */
  pagesAsCame(name: string): readonly string[] {
    return this.#pagesAsCame.get(name) ?? [];
  }

  /** True when a page, deleted ones included, has its bytes under this name. */
  usesBytes(sha256: string): boolean {
    return this.#pagesOfBytes.has(sha256);
  }

  /** Heads of the pages without a tombstone, in the order in which they were first stored. */
  livePages(): readonly PageHead[] {
    return [...this.pages.values()].filter(({ status }) => status === 'live').map(({ head }) => head);
  }

  /** Heads of the pages without a tombstone at a place, the one that changed last at the end. */
  pagesAt(place: PageInfo): readonly PageHead[] {
    return Array.from(this.#pagesAt.get(placeKey(place)) ?? [], (id) => this.pages.get(id)!)
      .filter(({ status }) => status === 'live')
      .sort((a, b) => a.sequence - b.sequence || (a.head.id < b.head.id ? -1 : 1))
      .map(({ head }) => head);
  }

  /** Bytes of the texts and page records that still count. */
  keptBytes(): number {
    let bytes = 0;
    for (let slot = 0; slot < this.articles.slotCount; slot++) bytes += this.articles.textAt(slot)?.length ?? 0;
    for (const { record } of this.pages.values()) bytes += record?.length ?? 0;
    return bytes;
  }

  #putArticle(change: LoggedArticle, span: Span, sequence: number): void {
    const { articles } = this;
    const known = articles.slotOf(change.id);
    const status = known === undefined ? undefined : articles.statusAt(known);
    const outcome = articleOutcome(
      status,
      known !== undefined && articles.hasText(known),
      change.source,
      known === undefined ? undefined : this.standings.get(known)?.reason,
    );
    if (outcome === undefined) return;
    const slot = articles.claim(change.id);
    articles.setText(slot, span, change.fingerprint);
    if (change.decisionCount === undefined) this.decided.delete(slot);
    else this.decided.add(slot);
    this.#setStatus(slot, outcome, sequence);
  }

  #setStatus(slot: number, status: ArticleStatus | undefined, sequence: number): void {
    const before = this.articles.statusAt(slot);
    if (before === 'live') this.liveCount -= 1;
    if (status === 'live') this.liveCount += 1;
    if (status !== 'withheld' && status !== 'deleted') this.standings.delete(slot);
    this.articles.setStatus(slot, status, sequence);
  }

  #takeOut(
    { id, reason, like, withPage, prints }: Standing & { readonly id: string },
    status: 'withheld' | 'deleted',
    sequence: number,
  ): void {
    const slot = this.articles.claim(id);
    const before = this.standings.get(slot) ?? {};
    const next = { reason: reason ?? before.reason, like, withPage, prints: prints ?? before.prints };
    this.#setStatus(slot, status, sequence);
    this.standings.set(slot, Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)));
    this.released.delete(slot);
  }

  #restore(id: string, isReleased: boolean, sequence: number): void {
    const slot = this.articles.claim(id);
    const status = this.articles.statusAt(slot);
    const wasOut = status === 'withheld' || status === 'deleted';
    // Without a text there is nothing to show, but the way is free for the next indexing.
    this.#setStatus(slot, wasOut && this.articles.hasText(slot) ? 'live' : wasOut ? undefined : status, sequence);
    if (isReleased) this.released.add(slot);
  }

  #remove(id: string, sequence: number): void {
    // An unknown id gets a slot too: a compacted log names what was removed, so that an index can follow.
    const slot = this.articles.claim(id);
    const status = this.articles.statusAt(slot);
    if (status === 'withheld' || status === 'deleted') return;
    this.#setStatus(slot, undefined, sequence);
    this.#dropText(slot);
  }

  #purge(id: string): void {
    const slot = this.articles.slotOf(id);
    if (slot === undefined || this.articles.statusAt(slot) === 'live' || !this.articles.hasText(slot)) return;
    this.#dropText(slot);
    this.unclearedCount += 1;
  }

  #dropText(slot: number): void {
    this.articles.dropText(slot);
    this.decided.delete(slot);
  }

  #putPage(page: PageRecord, span: Span, sequence: number): void {
    if (this.pages.get(page.id)?.status === 'deleted' && page.source !== 'api') return;
    this.#setPage(page.id, { head: headOf(page), record: span, status: 'live', sequence });
  }

  #deletePage(id: string, sequence: number): void {
    const known = this.pages.get(id);
    this.#setPage(id, { head: known?.head ?? { id, sha256: '' }, record: known?.record, status: 'deleted', sequence });
  }

  #restorePage(id: string, sequence: number): void {
    const known = this.pages.get(id);
    if (known?.status !== 'deleted') return;
    this.#setPage(id, known.record === undefined ? undefined : { ...known, status: 'live', sequence });
  }

  #purgePage(id: string, sequence: number): void {
    const known = this.pages.get(id);
    if (known?.status !== 'deleted' || known.record === undefined) return;
    this.#setPage(id, { head: { id, sha256: '' }, record: undefined, status: 'deleted', sequence });
    this.unclearedCount += 1;
  }

  #setPage(id: string, entry: PageEntry | undefined): void {
    const before = this.pages.get(id);
    this.#setPlace(id, before?.head, entry?.head);
    if (before !== undefined) this.#unlink(before.head);
    if (entry === undefined) {
      this.pages.delete(id);
      return;
    }
    this.pages.set(id, entry);
    const { source } = entry.head;
    for (const name of filesOf(entry.head)) this.#pagesOfBytes.set(name, (this.#pagesOfBytes.get(name) ?? 0) + 1);
    for (const name of namesOf(entry.head)) this.#pagesAsCame.set(name, [...this.pagesAsCame(name), id]);
    if (source === undefined) return;
    const ofSource = this.#pagesOfSource.get(source) ?? new Set<string>();
    this.#pagesOfSource.set(source, ofSource.add(id));
  }

  #setPlace(id: string, before: PageHead | undefined, now: PageHead | undefined): void {
    const [left, taken] = [before && placeKey(before), now && placeKey(now)];
    if (left === taken) return;
    if (left !== undefined) {
      const others = this.#pagesAt.get(left);
      others?.delete(id);
      if (others?.size === 0) this.#pagesAt.delete(left);
    }
    if (taken !== undefined) this.#pagesAt.set(taken, (this.#pagesAt.get(taken) ?? new Set<string>()).add(id));
  }

  #unlink(head: PageHead): void {
    const { id, source } = head;
    for (const name of namesOf(head)) {
      const others = this.pagesAsCame(name).filter((other) => other !== id);
      if (others.length > 0) this.#pagesAsCame.set(name, others);
      else this.#pagesAsCame.delete(name);
    }
    for (const name of filesOf(head)) {
      const left = (this.#pagesOfBytes.get(name) ?? 1) - 1;
      if (left === 0) this.#pagesOfBytes.delete(name);
      else this.#pagesOfBytes.set(name, left);
    }
    if (source === undefined) return;
    const ofSource = this.#pagesOfSource.get(source);
    ofSource?.delete(id);
    if (ofSource?.size === 0) this.#pagesOfSource.delete(source);
  }
}

/** Names of the stored files of a page: its bytes, its layout, its picture. */
export function filesOf({ sha256, layoutSha256 = '', picture }: PageHead): readonly string[] {
  return [...new Set([sha256, layoutSha256, picture?.sha256 ?? ''])].filter((name) => name !== '');
}

function namesOf({ sha256, originalSha256 = sha256, textId }: PageHead): readonly string[] {
  return [...(originalSha256 === '' ? [] : [originalSha256]), ...(textId === undefined ? [] : [textId])];
}

function unsureCountOf({ decided, confidences = [] }: PageRecord): number {
  return decided?.division === true ? 0 : confidences.filter((confidence) => confidence < LOW_CONFIDENCE).length;
}

function headOf(page: PageRecord): PageHead {
  const { id, sha256, originalSha256, layoutSha256, isPicture, picture, textId, source, confidence, paper, date, pageNumber, section } =
    page;
  const { wants = [], decided } = page;
  const unsureCount = unsureCountOf(page);
  return {
    id,
    sha256,
    ...(originalSha256 !== undefined && { originalSha256 }),
    ...(layoutSha256 !== undefined && { layoutSha256 }),
    ...(isPicture !== undefined && { isPicture }),
    ...(picture !== undefined && { picture }),
    ...(textId !== undefined && { textId }),
    ...(source !== undefined && { source }),
    ...(confidence !== undefined && { confidence }),
    ...(unsureCount > 0 && { unsureCount }),
    ...(decided?.division !== undefined && { isDivided: decided.division }),
    ...(wants.length > 0 && { wants }),
    ...(paper !== undefined && { paper }),
    ...(date !== undefined && { date }),
    ...(pageNumber !== undefined && { pageNumber }),
    ...(section !== undefined && { section }),
  };
}
