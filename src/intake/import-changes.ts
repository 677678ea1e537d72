import type { ArchiveChange, ArticleStatus, Standing } from '../archive/archive-change.js';
import { fingerprintOf } from '../archive/fingerprint.js';
import type { ImportRecord } from './record-line.js';

/** How the article of a record stands in the archive now. */
export interface Stands {
  readonly status: ArticleStatus | undefined;
  /** Undefined when there is no text. */
  readonly fingerprint: string | undefined;
  /** Of one that is withheld or deleted. */
  readonly standing: Standing;
  /** True when a person has brought it back. */
  readonly isReleased: boolean;
  /** True when something was decided of it here. */
  readonly isDecided: boolean;
}

/**
 * What an exported record changes. A decision to take a text out is stronger than a file: what is deleted here stays
 * deleted, what is withheld here stays withheld or is deleted, with the text of the record. A history comes along with its text, and
 * alone where none is kept here.
 */
export function importChanges(
  record: ImportRecord,
  { status, fingerprint, standing, isReleased, isDecided }: Stands,
): readonly ArchiveChange[] {
  if (status === 'deleted') return [];
  const { article, source, pageId, lines, decisions } = record;
  const changes: ArchiveChange[] = [];
  const bringsHistory = decisions !== undefined && !isDecided;
  if (article !== undefined && (bringsHistory || fingerprint === undefined || fingerprintOf(article) !== fingerprint)) {
    changes.push({
      type: 'article',
      article,
      ...(source !== undefined && { source }),
      ...(pageId !== undefined && { pageId }),
      ...(lines !== undefined && { lines }),
      ...(decisions !== undefined && { decisions }),
    });
  }
  return [...changes, ...standingChanges(record, { status, standing, isReleased })];
}

function standingChanges(
  { id, status: said, released, like, withPage, prints, reason }: ImportRecord,
  { status, standing, isReleased }: Pick<Stands, 'status' | 'standing' | 'isReleased'>,
): readonly ArchiveChange[] {
  const known = { ...(like !== undefined && { like }), ...(prints !== undefined && { prints }) };
  switch (said) {
    case 'deleted':
      return [{ type: 'delete', id, ...known, ...(withPage && { withPage }), ...(reason !== undefined && { reason }) }];
    case 'withheld':
      return status === 'withheld' && standing.reason === reason && standing.like === like
        ? []
        : [{ type: 'withhold', id, ...known, reason: reason ?? '' }];
    case 'live':
      return released === true && status !== 'withheld' && !isReleased ? [{ type: 'restore', id }] : [];
  }
}
