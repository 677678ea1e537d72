/** Histories that a purge must not leave as they are: values that were decided once may hold a text that is to go. */
import { createHash } from 'node:crypto';
import type { ArchiveChange, PageRecord } from './archive-change.js';
import type { ArchiveState } from './archive-state.js';
import type { ArticleReader } from './article-reader.js';
import type { Decision } from './decision.js';
import type { LoggedText } from './log-change.js';

/** Shorter strings tell nothing of a text. */
const LEAST_CHARACTERS = 6;

/** Fields that hold no words of a text. */
const WORDLESS: readonly string[] = ['status', 'kind', 'paper', 'date', 'pageNumber', 'section', 'order'];

/** What is purged, as far as histories are held against it: pages, and digests of headlines and paragraphs. */
export class PurgedTexts {
  readonly #pageIds = new Set<string>();
  readonly #digests = new Set<string>();

  /** Notes a text that is purged. */
  add({ pageId, article }: Pick<LoggedText, 'pageId' | 'article'>): void {
    if (pageId !== undefined) this.#pageIds.add(pageId);
    for (const digest of digestsOf([article.title, article.kicker, article.subtitle, article.paragraphs])) this.#digests.add(digest);
  }

  /** The changes that leave no value of a decision that may hold something of them. Reads every article that has decisions. */
  async blankings(state: ArchiveState, reader: ArticleReader): Promise<readonly ArchiveChange[]> {
    const changes: ArchiveChange[] = [];
    for (const slot of state.decided) {
      const text = state.articles.statusAt(slot) === 'live' ? await reader.text(slot) : undefined;
      if (text?.decisions === undefined) continue;
      const onPage = text.pageId !== undefined && this.#pageIds.has(text.pageId);
      const decisions = text.decisions.map((one) => (this.#mayHold(one, onPage) ? blanked(one) : one));
      if (decisions.some((one, index) => one !== text.decisions![index])) changes.push({ ...changeOf(text), decisions });
    }
    return changes;
  }

  #mayHold({ what, before, after, purged }: Decision, onPage: boolean): boolean {
    if (purged === true || WORDLESS.includes(what)) return false;
    if (onPage) return true;
    for (const digest of digestsOf([before, after])) if (this.#digests.has(digest)) return true;
    return false;
  }
}

/** A page, on which a text is purged, with nothing in its history that may tell of its articles. */
export function withoutValues(page: PageRecord): PageRecord {
  if (page.decisions?.some(({ what, purged }) => what === 'articles' && purged !== true) !== true) return page;
  return { ...page, decisions: page.decisions.map((one) => (one.what === 'articles' ? blanked(one) : one)) };
}

function blanked(decision: Decision): Decision {
  return { ...decision, before: null, after: null, purged: true };
}

function changeOf({ article, source, pageId, lines }: LoggedText): Extract<ArchiveChange, { readonly type: 'article' }> {
  return {
    type: 'article',
    article,
    ...(source !== undefined && { source }),
    ...(pageId !== undefined && { pageId }),
    ...(lines !== undefined && { lines }),
  };
}

/** Digests of all strings in a value, white space aside. */
function* digestsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    const text = value.replace(/\s/gu, '');
    if (text.length >= LEAST_CHARACTERS) yield createHash('sha256').update(text).digest('base64');
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) yield* digestsOf(inner);
  }
}
