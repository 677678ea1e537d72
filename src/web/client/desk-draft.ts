/** Changes of a page that are not saved, kept in this browser until they are. */
import type { ArticleDraft } from './article-drafts.js';
import { keep, kept } from './stored-text.js';

/** What is kept. */
export interface KeptDraft {
  /** The state of the page they were made of. */
  readonly version: string;
  readonly drafts: readonly ArticleDraft[];
}

/** The part of an ETag that names the state. */
export function versionIn(etag: string): string {
  return etag.replace(/^W\//, '').replaceAll('"', '').split('.')[0]!;
}

/** Keeps it; false where the browser has no room for it. */
export function keepDraft(pageId: string, draft: KeptDraft | undefined): boolean {
  const drafts = draft?.drafts.map(({ id, content, lines, parts, confidence }) => ({ id, content, lines, parts, confidence }));
  return keep(nameOf(pageId), draft === undefined ? undefined : JSON.stringify({ version: draft.version, drafts }));
}

/** What is kept of a page; undefined where nothing is, or what it is cannot be told. */
export function keptDraft(pageId: string): KeptDraft | undefined {
  try {
    const draft = JSON.parse(kept(nameOf(pageId)) ?? 'null') as KeptDraft | null;
    return draft !== null && Array.isArray(draft.drafts) ? draft : undefined;
  } catch {
    return undefined;
  }
}

function nameOf(pageId: string): string {
  return `xunbao-draft ${pageId}`;
}
