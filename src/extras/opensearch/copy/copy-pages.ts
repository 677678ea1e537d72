import { retried } from '../cluster/backoff.js';
import type { ClusterConnection } from '../cluster/cluster-connection.js';

const KEEP_ALIVE = '5m';
const TIMEOUT_MS = 60_000;
const PATIENCE_MS = 60_000;
/** Documents of one page differ much in size; each page is as long as the one before lets hope to stay near this. */
const PAGE_BYTES = 8_000_000;
const FIRST_COUNT = 64;
const MOST_COUNT = 2_000;

/** Which documents, in which order, and what of them. */
export interface Selection {
  readonly query: object;
  /** Must tell any two documents apart. */
  readonly sort: readonly object[];
  /** Fields to read. Default all. */
  readonly source?: readonly string[];
}

/** Documents as they stood when the first page was asked for, in order, one page of about 8 MB in memory. Throws ClusterFault. */
export async function* pagesOfHits<Source>(
  connection: ClusterConnection,
  index: string,
  { query, sort, source }: Selection,
): AsyncGenerator<readonly Source[]> {
  const ask = (
    method: 'POST' | 'DELETE',
    path: string,
    body?: object,
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<unknown> =>
    retried(
      () => connection.request({ method, path, query: parameters, timeoutMs: TIMEOUT_MS, ...(body !== undefined && { body }) }),
      PATIENCE_MS,
    );
  const { pit_id: id } = (await ask('POST', `/${index}/_search/point_in_time`, undefined, { keep_alive: KEEP_ALIVE })) as {
    pit_id: string;
  };
  try {
    let size = FIRST_COUNT;
    for (let behind: readonly unknown[] | undefined; ;) {
      const body = {
        query,
        sort,
        size,
        track_total_hits: false,
        pit: { id, keep_alive: KEEP_ALIVE },
        ...(behind !== undefined && { search_after: behind }),
        ...(source !== undefined && { _source: source }),
      };
      // A part that does not answer must not look like an end.
      const answer = (await ask('POST', '/_search', body, { allow_partial_search_results: 'false' })) as Answer<Source>;
      const { hits } = answer.hits;
      if (hits.length > 0) yield hits.map(({ _source }) => _source);
      if (hits.length < size) return;
      behind = hits.at(-1)!.sort;
      size = Math.max(1, Math.min(MOST_COUNT, 2 * size, Math.floor(PAGE_BYTES / Math.max(1, meanBytes(hits)))));
    }
  } finally {
    await connection.request({ method: 'DELETE', path: '/_search/point_in_time', body: { pit_id: [id] } }).catch(() => undefined);
  }
}

interface Answer<Source> {
  readonly hits: { readonly hits: readonly { readonly sort: readonly unknown[]; readonly _source: Source }[] };
}

function meanBytes(hits: readonly { readonly _source: unknown }[]): number {
  const characters = hits.reduce(
    (sum, { _source }) =>
      sum + Object.values(_source as object).reduce((own: number, value) => own + (typeof value === 'string' ? value.length : 8), 0),
    0,
  );
  return (2 * characters) / hits.length;
}
