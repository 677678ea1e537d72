/** A searcher behind the queue: what the faces ask, in its turn, within its time. */
import type { Article } from '../article/article.js';
import type { SearchBounds } from '../search/searcher.js';
import type { ArticleMarks, SearchAnswer } from '../search/search-answer.js';
import type { SearchRequest } from '../search/search-request.js';
import type { WrittenAnswer } from '../search/written-answer.js';
import type { Caller, SearchQueue } from './search-queue.js';
import type { Eventually, SearchService } from './services.js';

/** A searcher that can be told how much time there is. */
export interface BoundedSearcher {
  search(request: SearchRequest, bounds: SearchBounds): Promise<SearchAnswer>;
  written(request: SearchRequest, bounds: SearchBounds): Promise<WrittenAnswer>;
  marks(article: Article, text: string): Eventually<ArticleMarks>;
}

/** Puts each question into the queue, and tells the searcher how much of its time is left. */
export class QueuedSearcher implements SearchService {
  /** `searcher` is asked for at every call: it may come later than the faces. */
  constructor(
    private readonly searcher: () => BoundedSearcher,
    private readonly queue: SearchQueue,
  ) {}

  async search(request: SearchRequest, caller?: Caller): Promise<SearchAnswer> {
    const searcher = this.searcher();
    return this.queue.run(({ leftMs }) => searcher.search(request, { timeMs: leftMs }), caller);
  }

  async written(request: SearchRequest, caller?: Caller): Promise<WrittenAnswer> {
    const searcher = this.searcher();
    return this.queue.run(async ({ waitedMs, leftMs }) => {
      const answer = await searcher.written(request, { timeMs: leftMs });
      return { ...answer, parts: { queue: waitedMs, ...answer.parts } };
    }, caller);
  }

  async marks(article: Article, text: string, caller?: Caller): Promise<ArticleMarks> {
    const searcher = this.searcher();
    return this.queue.run(async () => searcher.marks(article, text), caller);
  }
}
