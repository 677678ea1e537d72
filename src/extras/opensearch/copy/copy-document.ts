/** How a record of the archive stands in the copy: one document each, its text as the bytes of the archive's log. */
import { createHash } from 'node:crypto';
import { hashOf } from './content-sum.js';
import type { RecordKey, StoredRecord } from '../../../archive/stored-record.js';
import type { BulkOperation } from '../cluster/bulk-writer.js';
import type { ClusterSettings } from '../../../config.js';
import type { IndexDefinition } from '../cluster/index-admin.js';
import { SearchServiceError } from '../../../search-service-error.js';

/** Of the documents below. A copy of another format is refused. */
export const COPY_FORMAT = 1;
/** Bytes of a page in one document; its base64 is a third longer. */
const PART_BYTES = 1_500_000;
const ID_DIGITS = 40;

/** Fields of a document; one that has nothing to say is absent. */
export interface CopyDocument {
  readonly kind: StoredRecord['kind'];
  readonly id: string;
  readonly sequence: number;
  readonly status: StoredRecord['status'];
  readonly reason?: string;
  readonly sha256?: string;
  /** `StoredRecord.known` and `beside`, in the field of the mapping that takes any object. */
  readonly state?: NonNullable<StoredRecord['known']> & Pick<StoredRecord, 'beside'>;
  /** The change as the archive's log holds it: JSON in a text, so that it comes back byte for byte. */
  readonly change?: string;
  readonly hash: string;
}

/** A part of the bytes of a page. */
interface FilePart {
  readonly kind: 'file';
  readonly sha256: string;
  readonly part: number;
  readonly partCount: number;
  /** Base64. */
  readonly bytes: string;
}

/** Texts are kept and not searched; what orders and selects records is. */
export function copyDefinition({ shardCount, replicaCount }: Pick<ClusterSettings, 'shardCount' | 'replicaCount'>): IndexDefinition {
  const kept = { type: 'keyword', index: false, doc_values: false } as const;
  return {
    settings: {
      index: { number_of_shards: shardCount, number_of_replicas: replicaCount, codec: 'best_compression', refresh_interval: '30s' },
    },
    mappings: {
      _meta: { about: 'xunbao 寻报: a copy of a newspaper archive', format: COPY_FORMAT },
      dynamic: 'strict',
      properties: {
        kind: { type: 'keyword' },
        order: { type: 'keyword', index: false },
        sequence: { type: 'long' },
        status: { type: 'keyword' },
        sha256: { type: 'keyword' },
        part: { type: 'integer' },
        partCount: { type: 'integer', index: false },
        id: kept,
        reason: kept,
        change: kept,
        hash: kept,
        bytes: kept,
        state: { type: 'object', enabled: false },
      },
    },
  };
}

/** Name of a document: ids may be longer than the cluster takes. */
export function documentId({ kind, id }: RecordKey): string {
  return `${kind}-${createHash('sha256').update(id).digest('hex').slice(0, ID_DIGITS)}`;
}

/** The write of a record. Its version grows with the sequence, and once more when its text is given up, which changes no sequence. */
export function recordOperation(index: string, record: StoredRecord): BulkOperation {
  const { kind, id, sequence, status, reason, known, sha256, beside, change } = record;
  const state = { ...known, ...(beside !== undefined && { beside }) };
  const document = {
    kind,
    id,
    order: orderOf(id),
    sequence,
    status,
    ...(reason !== undefined && { reason }),
    ...(Object.keys(state).length > 0 && { state }),
    ...(sha256 !== undefined && { sha256 }),
    ...(change !== undefined && { change: change.toString() }),
    hash: hashOf(record),
  };
  return { index, id: documentId(record), version: 2 * sequence + (change === undefined ? 1 : 0), document: JSON.stringify(document) };
}

/** Sorts by its bytes as the id does by its UTF-16 units. */
function orderOf(id: string): string {
  return Buffer.from(id, 'utf16le').swap16().toString('hex');
}

/** The record of a document. Throws COPY_MISMATCH where it is not what was written. */
export function recordOf({ kind, id, sequence, status, reason, state, sha256, change, hash }: CopyDocument): StoredRecord {
  const { beside, ...known } = state ?? {};
  const record = {
    kind,
    id,
    sequence,
    status,
    ...(reason !== undefined && { reason }),
    ...(Object.keys(known).length > 0 && { known }),
    ...(sha256 !== undefined && { sha256 }),
    ...(beside !== undefined && { beside }),
    ...(change !== undefined && { change: Buffer.from(change) }),
  };
  if (hashOf(record) !== hash)
    throw new SearchServiceError(
      'COPY_MISMATCH',
      `in the archive's copy on the cluster the ${kind} ${id} is not what was written. Nothing was changed. Where the archive is ` +
        'on disk, write the copy anew with xunbao migrate --to opensearch; else bring the index back from a snapshot.',
    );
  return record;
}

/** The writes of a page's bytes. The same bytes have the same name, so that any order of them will do. */
export function* fileOperations(index: string, sha256: string, bytes: Uint8Array): Generator<BulkOperation> {
  const partCount = Math.max(1, Math.ceil(bytes.length / PART_BYTES));
  for (let part = 0; part < partCount; part++) {
    const piece = Buffer.from(bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES)).toString('base64');
    yield {
      index,
      id: filePartId(sha256, part),
      version: 1,
      document: JSON.stringify({ kind: 'file', sha256, part, partCount, bytes: piece } satisfies FilePart),
    };
  }
}

/** Name of the document of one part of a page's bytes, counted from 0. */
export function filePartId(sha256: string, part: number): string {
  return `file-${sha256}-${part}`;
}

/** What is read of a part. */
export type ReadPart = Pick<FilePart, 'bytes' | 'partCount'>;
