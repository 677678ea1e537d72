/** One page on its way into the archive. */
import type { AddRequests, CorrectedArticles, PageReadingAnswer, PlaceGiven } from './add-requests.js';
import { draftsOf, isAsRead, isGone, type ArticleDraft } from './article-drafts.js';
import { contentOf, linesOf } from './page-draft.js';
import { RequestFault } from './service-request.js';

/** The page, how far it is, and what was corrected; changed in place. */
export interface PageEntry {
  readonly name: string;
  readonly bytes: Blob;
  place: PlaceGiven;
  state: 'waiting' | 'read' | 'stored' | 'failed';
  reading?: PageReadingAnswer;
  /** The articles as they were read. */
  original: readonly ArticleDraft[];
  drafts: readonly ArticleDraft[];
  /** What is said of it: the reason of a failure, the count of what was stored. */
  message: string;
  /** True while the last thing done to it failed. */
  hasFailed: boolean;
  /** Address of the stored page. */
  address?: string;
  /** Warnings of what was stored. */
  notes: readonly string[];
}

/** Most bytes the API takes as one page. */
const MOST_PAGE_BYTES = 5 * 1024 * 1024;

/** Divides the page; what the page prints fills the place where nothing was given. Throws RequestFault. */
export async function readEntry(entry: PageEntry, requests: AddRequests): Promise<void> {
  if (entry.bytes.size > MOST_PAGE_BYTES) throw new RequestFault('BODY_TOO_LARGE', '5 MB');
  const reading = await requests.read(entry.bytes, entry.place);
  const { paper = '', date = '', pageNumber = '' } = reading.page;
  entry.reading = reading;
  entry.place = { paper, date, pageNumber };
  entry.original = draftsOf(reading.articles, reading.lines, reading.confidences);
  entry.drafts = entry.original;
  entry.state = 'read';
}

/** What storing one page led to. */
export interface StoredEntry {
  readonly articleCount: number;
  /** True where it took the place of a page that was there. */
  readonly isReplaced: boolean;
  readonly warnings: readonly string[];
  /** Address of the page. */
  readonly address: string;
}

/** Stores the page as it came, and its articles as they were corrected, together. Throws RequestFault. */
export async function storeEntry(entry: PageEntry, requests: AddRequests): Promise<StoredEntry> {
  const isCorrected = entry.drafts.length !== entry.original.length || !entry.drafts.every(isAsRead);
  const stored = await requests.store(entry.bytes, entry.place, isCorrected ? correctedArticles(entry.drafts) : undefined);
  const { articles, status, warnings } = stored;
  return { articleCount: articles.length, isReplaced: status === 'updated', warnings, address: requests.addressOf(stored) };
}

function correctedArticles(drafts: readonly ArticleDraft[]): CorrectedArticles {
  const kept = drafts.filter((draft) => !isGone(draft));
  return {
    articles: kept.map((draft) => (isAsRead(draft) ? draft.content : contentOf(draft.content, draft.parts))),
    lines: kept.map((draft) => (isAsRead(draft) ? draft.lines : linesOf(draft.parts))),
  };
}
