import type { StoredRecord } from '../archive/stored-record.js';
import type { ClusterConnection } from '../cluster/cluster-connection.js';
import { recordOf, type CopyDocument } from './copy-document.js';
import { pagesOfHits } from './copy-pages.js';

const RECORDS = { terms: { kind: ['article', 'page'] } };

/** Every record of a copy from a sequence on, pages before articles of the same one, a batch in memory at a time. Throws COPY_MISMATCH, ClusterFault. */
export async function* recordsBySequence(connection: ClusterConnection, index: string, from: number): AsyncGenerator<readonly StoredRecord[]> {
  const query = { bool: { filter: [RECORDS, { range: { sequence: { gte: from } } }] } };
  const sort = [{ sequence: 'asc' }, { kind: 'desc' }, { order: 'asc' }];
  for await (const documents of pagesOfHits<CopyDocument>(connection, index, { query, sort })) yield documents.map(recordOf);
}

/** Articles and pages in the order of their ids (UTF-16 units), with some of their fields. */
export async function* recordsById<Field extends keyof CopyDocument>(connection: ClusterConnection, index: string, source: readonly Field[]): AsyncGenerator<readonly Pick<CopyDocument, Field>[]> {
  yield* pagesOfHits<Pick<CopyDocument, Field>>(connection, index, { query: RECORDS, sort: [{ order: 'asc' }, { kind: 'asc' }], source });
}

/** The articles and their tombstones in the order of ids. */
export async function* articlesById(connection: ClusterConnection, index: string): AsyncGenerator<readonly StoredRecord[]> {
  for await (const documents of pagesOfHits<CopyDocument>(connection, index, { query: { term: { kind: 'article' } }, sort: [{ order: 'asc' }] })) yield documents.map(recordOf);
}
