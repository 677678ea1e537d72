/** Changes of one `apply` in the groups that become segments. */
import type { DocumentChange } from '../../search/engine.js';
import type { SearchDocument } from '../../search/search-document.js';
import { segmentAt } from './built-documents.js';
import type { Segment } from './segment.js';

/** Documents built into one segment at most, in slices: larger ones save merges, smaller ones are searchable sooner. */
const BUILD_COUNT = 1024;
/** Folded units beyond which a segment is built of fewer; building takes 20 bytes a unit. */
const BUILD_UNITS = 1 << 22;

/** An id, and what it is from now on: a document, or nothing. */
export type Change = readonly [id: string, document: SearchDocument | null];

/** Changes that are taken in together. */
export interface ChangeGroup {
  readonly changes: readonly Change[];
  /** The segment the documents lie in already, all its documents and no others; null where it is to be built. */
  readonly built: Segment | null;
}

/** The last change of each id, in groups. */
export function* groupsOf(changes: readonly DocumentChange[]): Generator<ChangeGroup> {
  const last = lastOfEach(changes);
  const documents = last.map(([, document]) => document);
  let group: Change[] = [];
  let units = 0;
  for (let at = 0; at < last.length;) {
    const built = segmentAt(documents, at);
    const end = at + (built?.documentCount ?? 1);
    if (group.length > 0 && (built !== null || group.length >= BUILD_COUNT || units >= BUILD_UNITS)) {
      yield { changes: group, built: null };
      [group, units] = [[], 0];
    }
    if (built === null) {
      group.push(last[at]!);
      units += documents[at]?.text.length ?? 0;
    } else {
      yield { changes: last.slice(at, end), built };
    }
    at = end;
  }
  if (group.length > 0) yield { changes: group, built: null };
}

function lastOfEach(changes: readonly DocumentChange[]): Change[] {
  const last = new Map<string, SearchDocument | null>();
  for (const change of changes) {
    const id = change.type === 'put' ? change.document.id : change.id;
    last.delete(id);
    last.set(id, change.type === 'put' ? change.document : null);
  }
  return [...last];
}
