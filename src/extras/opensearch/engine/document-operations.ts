/** Changes of the index as writes of the cluster. */
import { createHash } from 'node:crypto';
import type { BulkOperation } from '../cluster/bulk-writer.js';
import type { DocumentChange } from '../../../search/engine.js';
import type { RankingWeights } from '../../../search/ranking/weights.js';
import { writeDocument } from './document-source.js';

/** Bytes the cluster's own ids may have. */
const LONGEST_ID = 512;

/** Where changes go, and what they are written with. */
export interface WriteTarget {
  readonly index: string;
  /** The archive's sequence behind the last of the changes. */
  readonly version: number;
  readonly weights: RankingWeights;
}

/** One write for each id, made when it is asked for: of several changes of one id the last. */
export function* operationsOf(changes: readonly DocumentChange[], { index, version, weights }: WriteTarget): Generator<BulkOperation> {
  const last = new Map(changes.map((change) => [idOf(change), change]));
  for (const [id, change] of last) {
    yield { index, id: clusterId(id), version, document: change.type === 'put' ? writeDocument(change.document, weights) : null };
  }
}

function idOf(change: DocumentChange): string {
  return change.type === 'put' ? change.document.id : change.id;
}

/** An id as the cluster keeps it: itself, or a digest where it is too long. */
function clusterId(id: string): string {
  return Buffer.byteLength(id) <= LONGEST_ID ? id : `sha256:${createHash('sha256').update(id).digest('hex')}`;
}
