/** Documents that lie in a segment already when the engine gets them: built by a worker, to be taken in as they are. */
import type { SearchDocument } from '../../search/search-document.js';
import { PackedDocument } from './packed-document.js';
import { Segment } from './segment.js';
import { fromMessage, type SegmentMessage } from './segment-message.js';

/** The documents of what `segment-worker.ts` answered, in the order of the articles. */
export function builtDocuments(answer: unknown): readonly SearchDocument[] {
  const segment = new Segment(fromMessage(answer as SegmentMessage));
  return Array.from({ length: segment.documentCount }, (_, doc) => segment.document(doc));
}

/** The segment whose documents, all of them and in order, are those from `at` on; null where it is none. */
export function segmentAt(documents: readonly (SearchDocument | null)[], at: number): Segment | null {
  const first = documents[at];
  if (!(first instanceof PackedDocument)) return null;
  const { segment } = first;
  for (let doc = 0; doc < segment.documentCount; doc += 1) {
    const document = documents[at + doc];
    if (!(document instanceof PackedDocument) || document.segment !== segment || document.doc !== doc) return null;
  }
  return segment;
}
