import type { Article, ArticleInput, PageInfo, PageReading } from '../../src/article/article.js';
import type { ArticleReceipt, PageInput, WithholdReceipt } from '../../src/intake/intake.js';
import type { PageReceipt, WriteStatus } from '../../src/intake/write-receipt.js';
import { placeKey } from '../../src/article/page-place.js';
import type { DeskService } from '../../src/http/desk-service.js';
import type { ArticleHead, IssueService } from '../../src/http/issue-service.js';
import type { Decision } from '../../src/archive/decision.js';
import type { AppServices, ArticleLookup, HistoryLookup, PurgeOutcome, RebuildReport, StoreReport } from '../../src/http/services.js';
import { isExpected, patched, type Editor, type EditReceipt, type Expected } from '../../src/intake/article-edits.js';
import type { ArticleRegion } from '../../src/intake/article-regions.js';
import type { PageEditReceipt } from '../../src/intake/by-hand/page-edits.js';
import type { VersionedPage } from '../../src/intake/by-hand/page-view.js';
import type { PagePicture } from '../../src/intake/page-pictures.js';
import type { PageSheet } from '../../src/intake/page-sheet.js';
import type { RawPage } from '../../src/intake/raw-page.js';
import type { ShownLayout } from '../../src/intake/shown-layout.js';
import type { ImportRecord } from '../../src/intake/record-line.js';
import type { ArticleMarks, MarkedText, Range, SearchAnswer, SearchHit } from '../../src/search/search-answer.js';
import type { SearchRequest } from '../../src/search/search-request.js';
import { takenArticle, type TakenSlice, type TakenText } from '../../src/search/taken-article.js';
import type { Suggestion } from '../../src/search/suggest/suggestion.js';
import { Laps, writeAnswer, type WrittenAnswer } from '../../src/search/written-answer.js';
import { SearchServiceError } from '../../src/search-service-error.js';
import { headOf } from '../../src/service/article-head.js';
import { ArchiveIssueService } from '../../src/service/issue-service.js';

/** An article with every list present; give it what the test is about. */
export function makeArticle(given: Partial<Article> & { readonly id: string }): Article {
  return {
    title: '',
    kicker: [],
    subtitle: [],
    byline: { reporters: [], correspondents: [], photographers: [] },
    paragraphs: [],
    kind: 'news',
    ...given,
  };
}

const noPage = (): SearchServiceError => new SearchServiceError('PAGE_NOT_FOUND', 'There is no page with this id.');

/** Version of every stored article. */
const VERSION = '1-a';

/** A small archive in memory. Finds plain substrings, marks them, and remembers what it was asked. */
export class FakeServices implements AppServices {
  readonly stored = new Map<string, Article>();
  readonly gone = new Map<string, ArticleLookup>();
  /** Ids of the articles of stored pages. */
  readonly rawPages = new Map<string, readonly string[]>();
  /** Stored pages as they are changed by hand. */
  readonly handPages = new Map<string, VersionedPage>();
  readonly layouts = new Map<string, ShownLayout>();
  /** Regions of articles, whatever is marked. */
  readonly regionsOf = new Map<string, readonly ArticleRegion[]>();
  /** Counts by date it answers with every search that asks for facets. */
  dateFacets: SearchAnswer['facets'] = {};
  /** What stored pages look like as they were printed. */
  readonly printed = new Map<string, RawPage>();
  readonly asked: SearchRequest[] = [];
  readonly similarAsked: { readonly id: string; readonly limit: number }[] = [];
  /** Said of every hit where it is not empty. */
  sameAs: readonly string[] = [];
  readonly pagesGiven: PageInput[] = [];
  state = 'ready';
  /** Who has patched. */
  readonly editors: (Editor | undefined)[] = [];
  /** The history of every article. */
  readonly decisions: Decision[] = [];
  /** Set to make every call to the archive or searcher fail with it. */
  failure: Error | undefined;
  /** Number of puts under way, and the most there have been at once. */
  putCount = 0;
  maxPutCount = 0;
  /** Awaited by every put. */
  beforePut: (article: ArticleInput) => Promise<void> = () => Promise.resolve();
  warnings: SearchAnswer['query']['warnings'] = [];
  relaxed = false;
  offers: SearchAnswer['query']['offers'] = [];
  /** How every query is said to be read; as it is typed when undefined. */
  readAs: string | undefined;

  constructor(articles: readonly Article[] = []) {
    for (const article of articles) {
      this.stored.set(article.id, article);
    }
  }

  readonly readiness = () => ({ ready: this.state === 'ready', state: this.state });

  readonly searcher = {
    search: (request: SearchRequest): Promise<SearchAnswer> => {
      this.asked.push(request);
      this.#failIfAsked();
      return Promise.resolve(this.#answer(request));
    },
    written: async (request: SearchRequest): Promise<WrittenAnswer> => writeAnswer(await this.searcher.search(request), new Laps()),
    slice: async (request: SearchRequest, text: TakenText): Promise<TakenSlice> => {
      const start = Number(request.cursor ?? 0);
      const { total, hits } = await this.searcher.search({ ...request, offset: start });
      const end = start + hits.length;
      return {
        total,
        cursor: end < total ? String(end) : null,
        articles: hits.flatMap(({ id }) => {
          const article = this.stored.get(id);
          return article === undefined ? [] : [takenArticle(article, text)];
        }),
      };
    },
    marks: (article: Article, text: string): ArticleMarks => ({
      title: find(article.title, text),
      banner: find(article.banner ?? '', text),
      kicker: article.kicker.map((line) => find(line, text)),
      subtitle: article.subtitle.map((line) => find(line, text)),
      paragraphs: article.paragraphs.map((line) => find(line, text)),
      people: {
        reporters: article.byline.reporters.map((name) => find(name, text)),
        correspondents: article.byline.correspondents.map((name) => find(name, text)),
        photographers: article.byline.photographers.map((name) => find(name, text)),
        authors: (article.byline.authors ?? []).map((name) => find(name, text)),
      },
    }),
  };

  /** Every other article of the same paper. */
  readonly similar = {
    similar: (id: string, limit: number): Promise<readonly SearchHit[]> => {
      this.similarAsked.push({ id, limit });
      const others = [...this.stored.values()].filter((other) => other.id !== id && other.paper === this.stored.get(id)?.paper);
      return Promise.resolve(others.slice(0, limit).map((other) => hitOf(other, '', this.sameAs)));
    },
  };

  readonly suggestAsked: { readonly text: string; readonly limit: number }[] = [];
  readonly suggester = {
    suggest: (text: string, limit: number): Promise<readonly Suggestion[]> => {
      this.suggestAsked.push({ text, limit });
      this.#failIfAsked();
      const titles = [...this.stored.values()].map(({ title }) => title).filter((title) => text !== '' && title.includes(text));
      return Promise.resolve(titles.slice(0, limit).map((title) => ({ text: title, kind: 'headline', ranges: find(title, text) })));
    },
    help: (): Promise<readonly Suggestion[]> => Promise.resolve([]),
  };

  readonly articles = {
    find: (id: string): Promise<ArticleLookup> => Promise.resolve(this.#find(id)),
    history: (id: string): Promise<HistoryLookup> => {
      const found = this.#find(id);
      return Promise.resolve(found.type === 'present' ? { type: 'present', decisions: this.decisions } : found);
    },
    headsOf: (pageId: string, limit: number): ArticleHead[] =>
      (this.rawPages.get(pageId) ?? [])
        .flatMap((id) => this.stored.get(id) ?? [])
        .slice(0, limit)
        .map(headOf),
    rawPage: (pageId: string): RawPage | undefined => this.printed.get(pageId),
    handPage: (pageId: string): VersionedPage | undefined => this.handPages.get(pageId),
    pageHistory: (pageId: string): readonly Decision[] | undefined => (this.handPages.has(pageId) ? this.decisions : undefined),
    layout: (pageId: string): ShownLayout | undefined => this.layouts.get(pageId),
    regions: (article: Article): readonly ArticleRegion[] => this.regionsOf.get(article.id) ?? [],
  };

  readonly desk: DeskService = {
    list: () => ({ counts: { place: 0, picture: 0, unsure: 0, readings: 0, reading: 0 }, total: 0, rows: [], papers: [] }),
    neighbours: () => ({}),
  };

  /** Pictures of stored pages; what is asked of them is remembered. */
  readonly shown = new Map<string, PagePicture>();
  readonly picturesAsked: (readonly [string, number | undefined])[] = [];
  readonly sheets = new Map<string, PageSheet>();
  readonly pictures = {
    sheet: (pageId: string): Promise<PageSheet | undefined> => Promise.resolve(this.sheets.get(pageId)),
    page: (pageId: string, width?: number): Promise<PagePicture> => {
      this.picturesAsked.push([pageId, width]);
      const picture = this.shown.get(pageId);
      return picture === undefined
        ? Promise.reject(new SearchServiceError('PAGE_WITHOUT_PICTURE', 'No picture of this page is kept.'))
        : Promise.resolve(picture);
    },
  };

  /** The real one, over what is stored at the moment, whose pages have no sections. */
  get issues(): IssueService {
    const found = (id: string): { readonly article: Article; readonly status: 'live'; readonly sequence: number } | undefined => {
      const article = this.stored.get(id);
      return article === undefined ? undefined : { article, status: 'live', sequence: 1 };
    };
    const places = [...new Set(Array.from(this.stored.values(), (article) => placeKey(article)))];
    const stored = Array.from(
      this.stored.values(),
      (article): Article => Object.fromEntries(Object.entries(article).filter(([name]) => name !== 'section')) as unknown as Article,
    );
    return new ArchiveIssueService({
      article: (id) => Promise.resolve(found(id)),
      status: (id) => found(id)?.status,
      changedAt: () => 1,
      follow: () => undefined,
      liveArticles: async function* () {
        yield* await Promise.resolve(stored);
      },
      pageStatus: () => undefined,
      pageHead: () => undefined,
      pages: () => [],
      pagesAt: (place) => [{ ...place, id: `page:${places.indexOf(placeKey(place))}`, sha256: '' }],
    });
  }

  readonly intake = {
    addPage: async (input: PageInput): Promise<PageReceipt> => {
      this.#failIfAsked();
      this.pagesGiven.push(input);
      const parsed = await this.parsePage(input.bytes, input.given);
      return {
        page: { ...parsed.page, id: 'page-new' },
        articles: parsed.articles.map(({ title }, index) => ({ id: `new-${index + 1}`, title, status: 'created' })),
        removedIds: [],
        furniture: parsed.furniture,
        warnings: [],
        unsure: [],
        status: 'created',
      };
    },
    putArticle: async (article: ArticleInput): Promise<ArticleReceipt> => {
      this.#failIfAsked();
      this.putCount += 1;
      this.maxPutCount = Math.max(this.maxPutCount, this.putCount);
      await this.beforePut(article);
      this.putCount -= 1;
      const id = article.id ?? `made-${this.stored.size + 1}`;
      const status = this.stored.has(id) ? 'updated' : 'created';
      this.stored.set(id, { ...article, id });
      return { id, status };
    },
    putArticleAt: (id: string, input: ArticleInput): Promise<ArticleReceipt> => this.intake.putArticle({ ...input, id }),
    patchArticle: (id: string, patch: unknown, expected: Expected, editor?: Editor): Promise<EditReceipt> => {
      this.editors.push(editor);
      const article = this.stored.get(id);
      if (article === undefined) return Promise.reject(new SearchServiceError('ARTICLE_NOT_FOUND', 'There is no article with this id.'));
      if (!isExpected(VERSION, expected)) return Promise.resolve({ type: 'stale', id, version: VERSION, article, status: 'unchanged' });
      const next = patched(article, patch);
      this.stored.set(id, next);
      return Promise.resolve({ type: 'stored', id, version: '2-b', article: next, status: 'updated' });
    },
    takeBackArticle: (id: string, n: number, expected: Expected): Promise<EditReceipt> =>
      n === 1
        ? this.intake.patchArticle(id, {}, expected)
        : Promise.reject(new SearchServiceError('DECISION_NOT_FOUND', 'There is no such decision.')),
    editPages: (): Promise<readonly PageEditReceipt[]> => Promise.reject(noPage()),
    takeBackPage: (): Promise<PageEditReceipt> => Promise.reject(noPage()),
    deleteArticle: (id: string): Promise<void> => {
      if (!this.stored.delete(id)) {
        return Promise.reject(new SearchServiceError('ARTICLE_NOT_FOUND', 'There is no article with this id.'));
      }
      this.gone.set(id, { type: 'deleted' });
      return Promise.resolve();
    },
    addPages: async (input: PageInput): Promise<readonly PageReceipt[]> => [await this.intake.addPage(input)],
    withhold: (id: string, reason: string): Promise<WithholdReceipt> => {
      if (!this.stored.delete(id)) return Promise.reject(new SearchServiceError('ARTICLE_NOT_FOUND', 'There is no article with this id.'));
      this.gone.set(id, { type: 'withheld', reason });
      return Promise.resolve({ alike: [] });
    },
    restore: (id: string): Promise<void> => {
      if (!this.gone.delete(id)) return Promise.reject(new SearchServiceError('ARTICLE_NOT_FOUND', 'There is no article with this id.'));
      return Promise.resolve();
    },
    importRecord: async ({ article }: ImportRecord): Promise<WriteStatus> =>
      article === undefined ? 'unchanged' : (await this.intake.putArticle(article)).status,
    deletePage: (id: string): Promise<void> =>
      id === 'page-1' ? Promise.resolve() : Promise.reject(new SearchServiceError('PAGE_NOT_FOUND', 'There is no page with this id.')),
  };

  readonly maintenance = {
    rebuild: (): Promise<RebuildReport> => Promise.resolve({ documentCount: this.stored.size, seconds: 0.1 }),
    purge: (): Promise<PurgeOutcome> =>
      Promise.resolve({
        articleIds: [...this.gone.keys()],
        pages: [{ id: 'page-1', action: 'blanked' as const }],
        deletedPageIds: [],
        removedFileCount: 1,
        bytesBefore: 200,
        bytesAfter: 100,
        documentCount: this.stored.size,
      }),
    verify: (): Promise<StoreReport> =>
      Promise.resolve({
        ok: true,
        archive: {
          ok: true,
          sequence: 3,
          articleCount: this.stored.size,
          withheldCount: 0,
          deletedCount: 0,
          pageCount: 0,
          tornBytes: 0,
          problems: [],
          unusedFiles: [],
        },
        index: { found: 'in use', documentCount: this.stored.size, questionCount: 1, problems: [] },
      }),
  };

  parsePage(bytes: Uint8Array, given: PageInfo): Promise<PageReading> {
    if (bytes.length === 0) {
      return Promise.reject(new SearchServiceError('PAGE_EMPTY', 'The page holds no text.'));
    }
    const printed = new TextDecoder().decode(bytes).split('\n');
    const [title = '', ...paragraphs] = printed;
    const { id, ...content } = makeArticle({ id: 'x', title, paragraphs });
    const lines = { banner: [], kicker: [], title: [1], subtitle: [], paragraphs: paragraphs.map((_, index) => [index + 2]) };
    return Promise.resolve({
      page: given,
      articles: id === 'x' ? [content] : [],
      furniture: ['第1版'],
      lines: [lines],
      printed,
      confidence: 0.9,
      confidences: [title.includes('？') ? 0.5 : 0.9],
    });
  }

  #find(id: string): ArticleLookup {
    this.#failIfAsked();
    const article = this.stored.get(id);
    if (article === undefined) {
      return this.gone.get(id) ?? { type: 'missing' };
    }
    const pageId = [...this.rawPages].find(([, ids]) => ids.includes(id))?.[0];
    const lines = this.regionsOf.has(id) ? { lines: { banner: [], kicker: [], title: [1], subtitle: [], paragraphs: [] } } : {};
    return {
      type: 'present',
      article,
      version: VERSION,
      ...(pageId !== undefined && { origin: { id: pageId, source: 'data/sample.txt', ...lines } }),
    };
  }

  #failIfAsked(): void {
    if (this.failure !== undefined) {
      throw this.failure;
    }
  }

  #answer(request: SearchRequest): SearchAnswer {
    const { text, limit, offset, filters } = request;
    const found = [...this.stored.values()].filter(
      (article) =>
        (text === '' || [article.title, ...article.paragraphs].some((part) => part.includes(text))) &&
        (filters.paper?.includes(article.paper ?? '') ?? true) &&
        (filters.from === undefined || (article.date ?? '') >= filters.from) &&
        (filters.to === undefined || (article.date ?? '9') <= filters.to) &&
        (filters.pageNumber?.includes(article.pageNumber ?? '') ?? true) &&
        (filters.reporter?.some((name) => article.byline.reporters.includes(name)) ?? true),
    );
    const papers = [...new Set(found.flatMap(({ paper }) => paper ?? []))];
    return {
      query: { text, readAs: this.readAs ?? text, relaxed: this.relaxed, warnings: this.warnings, offers: this.offers },
      total: found.length,
      limit,
      offset,
      cursor: offset + limit < found.length ? 'next' : null,
      tookMs: 1,
      partial: false,
      hits: found.slice(offset, offset + limit).map((article) => hitOf(article, text, this.sameAs)),
      ...(request.facets.length !== 0 && {
        facets: {
          ...this.dateFacets,
          paper: papers.map((value) => ({ value, count: found.filter(({ paper }) => paper === value).length })),
        },
      }),
    };
  }
}

function hitOf(article: Article, text: string, sameAs: readonly string[]): SearchHit {
  const { title, kicker, subtitle, paper, date, pageNumber, section, kind, byline } = article;
  const place = Object.fromEntries(Object.entries({ paper, date, pageNumber, section }).filter(([, part]) => part !== undefined));
  const holding = article.paragraphs.findIndex((paragraph) => text !== '' && paragraph.includes(text));
  const paragraph = Math.max(holding, 0);
  const start = Math.max(0, (article.paragraphs[paragraph] ?? '').indexOf(text) - 12);
  const snippet = (article.paragraphs[paragraph] ?? '').slice(start, start + 90);
  return {
    id: article.id,
    score: 1,
    match: 'exact',
    article: { title, kicker, subtitle, ...place, reporters: byline.reporters, kind },
    title: marked(title, text),
    fields: kicker.flatMap((line, index) =>
      find(line, text).length > 0 ? [{ field: 'kicker' as const, index, ...marked(line, text) }] : [],
    ),
    snippets: snippet === '' ? [] : [{ paragraph, start, ...marked(snippet, text) }],
    ...(sameAs.length > 0 && { sameAs }),
  };
}

function marked(text: string, wanted: string): MarkedText {
  return { text, ranges: find(text, wanted), html: 'the pages must not use this' };
}

function find(text: string, wanted: string): Range[] {
  const ranges: Range[] = [];
  for (let start = text.indexOf(wanted); wanted !== '' && start >= 0; start = text.indexOf(wanted, start + wanted.length)) {
    ranges.push([start, start + wanted.length]);
  }
  return ranges;
}
