/** One page on its way into the archive. */
import { RequestFault, type AddRequests, type PageReadingAnswer, type PlaceGiven } from './add-requests.js';
import { contentOf, partsOf, type DraftContent, type Part } from './page-draft.js';

/** An article as it was read, and as it is corrected. */
export interface ArticleDraft {
  readonly original: readonly Part[];
  parts: readonly Part[];
}

export interface PageEntry {
  readonly name: string;
  readonly bytes: Blob;
  place: PlaceGiven;
  state: 'waiting' | 'read' | 'stored' | 'failed';
  reading?: PageReadingAnswer;
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
  entry.drafts = reading.articles.map((content, index) => {
    const parts = partsOf(content, reading.lines[index]!);
    return { original: parts, parts };
  });
  entry.state = 'read';
}

/** What storing one page led to. */
export interface StoredEntry {
  readonly articleCount: number;
  readonly warnings: readonly string[];
  /** Headlines of corrected articles whose corrections the archive did not take, each with the reason. */
  readonly lost: readonly string[];
  /** Address of the page. */
  readonly address: string;
}

/** Stores the page as it came, then what was corrected in its articles. Throws RequestFault when the page itself is refused. */
export async function storeEntry(entry: PageEntry, requests: AddRequests): Promise<StoredEntry> {
  const { page, articles, warnings } = await requests.store(entry.bytes, entry.place);
  const place = Object.fromEntries(Object.entries(page).filter(([name]) => name !== 'id'));
  const lost: string[] = [];
  for (const [index, draft] of entry.drafts.entries()) {
    if (draft.parts === draft.original) continue;
    const content = entry.reading!.articles[index]!;
    const id = articles.length === entry.drafts.length ? articles[index]!.id : onlyIdOf(articles, content.title);
    try {
      if (id === undefined) throw new RequestFault('ARTICLE_NOT_FOUND', '?');
      await correct(id, { ...contentOf(content, draft.parts), ...place, order: index + 1 }, requests);
    } catch (error) {
      lost.push(`${content.title}: ${(error as Error).message}`);
    }
  }
  const parts = [page['paper'], page['date'], page['pageNumber']].map((part) => encodeURIComponent(part ?? '-'));
  return { articleCount: articles.length, warnings, lost, address: `/pages/${parts.join('/')}` };
}

/** Articles that were deleted earlier stay away, and then the places in the two lists do not agree. */
function onlyIdOf(articles: readonly { readonly id: string; readonly title: string }[], title: string): string | undefined {
  const same = articles.filter((article) => article.title === title);
  return same.length === 1 ? same[0]!.id : undefined;
}

interface CorrectedArticle extends DraftContent {
  readonly order: number;
  readonly date?: string;
}

async function correct(id: string, article: CorrectedArticle, requests: AddRequests): Promise<void> {
  if (article.title === '' && article.paragraphs.length === 0) {
    await requests.remove(id);
    return;
  }
  // An article of an undated page has the date it says itself, which the reading of the page does not tell.
  const { date, extra } = article.date === undefined ? await requests.stored(id) : {};
  await requests.correct(id, { ...article, ...(date !== undefined && { date, extra }) });
}
