import type { ArchiveChange, ArticleStatus } from '../archive/archive-change.js';
import { fingerprintOf } from '../archive/fingerprint.js';
import type { ImportRecord } from './record-line.js';

/** How the article of a record stands in the archive now. */
export interface Standing {
  readonly status: ArticleStatus | undefined;
  /** Undefined when there is no text. */
  readonly fingerprint: string | undefined;
  readonly reason: string | undefined;
}

/**
 * What an exported record changes. A decision to take a text out is stronger than a file: what is deleted here stays
 * deleted, what is withheld here stays withheld or is deleted, with the text of the record.
 */
export function importChanges(record: ImportRecord, standing: Standing): readonly ArchiveChange[] {
  if (standing.status === 'deleted') return [];
  const { id, article, source, pageId, lines } = record;
  const changes: ArchiveChange[] = [];
  if (article !== undefined && (standing.fingerprint === undefined || fingerprintOf(article) !== standing.fingerprint)) {
    changes.push({
      type: 'article',
      article,
      ...(source === undefined ? {} : { source }),
      ...(pageId === undefined ? {} : { pageId }),
      ...(lines === undefined ? {} : { lines }),
    });
  }
  if (record.status === 'deleted') changes.push({ type: 'delete', id });
  if (record.status === 'withheld' && (standing.status !== 'withheld' || standing.reason !== record.reason)) {
    changes.push({ type: 'withhold', id, reason: record.reason ?? '' });
  }
  return changes;
}
