import type { RecordKey, StoredRecord } from '../../../archive/stored-record.js';
import type { ClusterConnection } from '../cluster/cluster-connection.js';
import { recordOf, type CopyDocument } from './copy-document.js';
import { pagesOfHits } from './copy-pages.js';

const RECORDS = { terms: { kind: ['article', 'page'] } };

/**
 * Every record of a copy from a sequence on, pages before articles of the same one, a batch in memory at a time. Throws COPY_MISMATCH,
 * ClusterFault.
 */
export async function* recordsBySequence(
  connection: ClusterConnection,
  index: string,
  from: number,
): AsyncGenerator<readonly StoredRecord[]> {
  const query = { bool: { filter: [RECORDS, { range: { sequence: { gte: from } } }] } };
  const sort = [{ sequence: 'asc' }, { kind: 'desc' }, { order: 'asc' }];
  for await (const documents of pagesOfHits<CopyDocument>(connection, index, { query, sort })) yield documents.map(recordOf);
}

/** What names the records of a kind that are not removed. */
export async function* keysOf(
  connection: ClusterConnection,
  index: string,
  kind: StoredRecord['kind'],
): AsyncGenerator<readonly RecordKey[]> {
  yield* pagesOfHits<RecordKey>(connection, index, { query: presentQuery(kind), sort: [{ order: 'asc' }], source: ['kind', 'id'] });
}

/** Selects the records of a kind that are not removed. */
export function presentQuery(kind: StoredRecord['kind']): object {
  return { bool: { filter: [{ term: { kind } }], must_not: [{ term: { status: 'removed' } }] } };
}

/** The articles and their tombstones in the order of ids. */
export async function* articlesById(connection: ClusterConnection, index: string): AsyncGenerator<readonly StoredRecord[]> {
  for await (const documents of pagesOfHits<CopyDocument>(connection, index, {
    query: { term: { kind: 'article' } },
    sort: [{ order: 'asc' }],
  }))
    yield documents.map(recordOf);
}
