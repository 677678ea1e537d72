/** Every read behind a queue: what the faces ask of archive and index, in its turn, within its time, while somebody waits for it. */
import type { Article } from '../article/article.js';
import type { SearchBounds } from '../search/searcher.js';
import type { ArticleMarks, SearchAnswer } from '../search/search-answer.js';
import type { SearchRequest } from '../search/search-request.js';
import type { TakenSlice, TakenText } from '../search/taken-article.js';
import type { WrittenAnswer } from '../search/written-answer.js';
import { currentCaller, type Caller } from './callers.js';
import { QUEUE_LIMITS, ReadQueue, type QueueLimits, type QueueOutcome } from './read-queue.js';
import type { AppServices, Eventually } from './services.js';

/** A searcher that can be told how much time there is. */
export interface BoundedSearcher {
  search(request: SearchRequest, bounds: SearchBounds): Promise<SearchAnswer>;
  written(request: SearchRequest, bounds: SearchBounds): Promise<WrittenAnswer>;
  slice(request: SearchRequest, text: TakenText, bounds: SearchBounds): Promise<TakenSlice>;
  marks(article: Article, text: string): Eventually<ArticleMarks>;
}

/** What is asked of archive and index, wherever they are. */
export interface ReadServices extends Pick<
  AppServices,
  'similar' | 'suggester' | 'articles' | 'issues' | 'pictures' | 'desk' | 'maintenance' | 'parsePage'
> {
  readonly searcher: BoundedSearcher;
}

/** Of calls that are short and whose answer is waited for. */
const ONE_AT_ONCE: QueueLimits = { ...QUEUE_LIMITS, underWayCount: 1 };

/**
 * The kinds of reads. Each has a queue of its own, so that none can wait behind all calls of another: what is under way of
 * each kind shares the thread, one step after the other. A page that is divided may take seconds, a check of the archive minutes.
 */
const LIMITS = {
  searches: QUEUE_LIMITS,
  exports: ONE_AT_ONCE,
  suggestions: ONE_AT_ONCE,
  similar: ONE_AT_ONCE,
  articles: ONE_AT_ONCE,
  issues: ONE_AT_ONCE,
  /** Drawn in threads of their own, a tenth of a second each. */
  pictures: { underWayCount: 2, mostWaiting: 64, alwaysWaiting: 4, longestWaitMs: 10_000, deadlineMs: 60_000 },
  readings: { underWayCount: 1, mostWaiting: 16, alwaysWaiting: 4, longestWaitMs: 10_000, deadlineMs: 60_000 },
  checks: { underWayCount: 1, mostWaiting: 4, alwaysWaiting: 4, longestWaitMs: Infinity, deadlineMs: Infinity },
} as const satisfies Readonly<Record<string, QueueLimits>>;

/** A kind of reads; a label of the metrics. */
export type ReadKind = keyof typeof LIMITS;

/** The queues of all kinds. */
export type ReadQueues = Readonly<Record<ReadKind, ReadQueue>>;

/** Makes them. */
export function createQueues(onOutcome: (kind: ReadKind, outcome: QueueOutcome, waitedMs: number) => void): ReadQueues {
  const admitted = new WeakSet<Caller>();
  const queues = Object.entries(LIMITS).map(([kind, limits]) => [
    kind,
    new ReadQueue(
      limits,
      (outcome, waitedMs) => {
        onOutcome(kind as ReadKind, outcome, waitedMs);
      },
      admitted,
    ),
  ]);
  return Object.fromEntries(queues) as ReadQueues;
}

/**
 * The same services, each call in the queue of its kind. `data` is asked for at every call: it may come later than the faces. Rebuilding
 * and purging are work, not reads, and wait for nothing here.
 */
export function queuedServices(
  data: () => ReadServices,
  queues: ReadQueues,
): Pick<AppServices, 'searcher' | 'similar' | 'suggester' | 'articles' | 'issues' | 'pictures' | 'desk' | 'maintenance' | 'parsePage'> {
  const { searches, exports, suggestions, similar, articles, issues, pictures, readings, checks } = queues;
  return {
    searcher: {
      search: (request) => searches.run(({ leftMs }) => data().searcher.search(request, { timeMs: leftMs }), currentCaller()),
      written: (request) =>
        searches.run(async ({ waitedMs, leftMs }) => {
          const answer = await data().searcher.written(request, { timeMs: leftMs });
          return { ...answer, parts: { queue: waitedMs, ...answer.parts } };
        }, currentCaller()),
      slice: (request, text) => exports.run(({ leftMs }) => data().searcher.slice(request, text, { timeMs: leftMs }), currentCaller()),
      marks: (article, text) => searches.run(async () => data().searcher.marks(article, text), currentCaller()),
    },
    similar: inTurn(() => data().similar, similar),
    suggester: inTurn(() => data().suggester, suggestions),
    articles: inTurn(() => data().articles, articles),
    issues: inTurn(() => data().issues, issues),
    pictures: inTurn(() => data().pictures, pictures),
    desk: inTurn(() => data().desk, issues),
    maintenance: {
      rebuild: () => data().maintenance.rebuild(),
      purge: () => data().maintenance.purge(),
      verify: () => checks.run(() => data().maintenance.verify(), currentCaller()),
    },
    parsePage: (bytes, given) => readings.run(async () => data().parsePage(bytes, given), currentCaller()),
  };
}

/** Every function of a service in turn; a new one is there by itself. */
function inTurn<Service extends object>(service: () => Service, queue: ReadQueue): Service {
  return new Proxy({} as Service, {
    get:
      (_target, name) =>
      (...args: readonly unknown[]) =>
        queue.run(async () => {
          const target = service();
          return await Reflect.apply(Reflect.get(target, name) as (...given: readonly unknown[]) => unknown, target, args);
        }, currentCaller()),
  });
}
