import type { Article, ArticleLines } from '../article/article.js';
import type { ArchiveChange, PageRecord } from './archive-change.js';
import type { Decision } from './decision.js';
import { fingerprintOf } from './fingerprint.js';
import { WorkSlices } from './work-slices.js';

/** The part of an article change that is read when the log is replayed: all but the text. */
export interface LoggedArticle {
  readonly type: 'article';
  readonly id: string;
  readonly fingerprint: string;
  readonly source?: string;
  readonly pageId?: string;
  /** How many decisions stand behind the text; absent where none do. */
  readonly decisionCount?: number;
}

/** An article change with its text. */
export interface LoggedText extends LoggedArticle {
  readonly article: Article;
  readonly lines?: ArticleLines;
  readonly decisions?: readonly Decision[];
}

/** A change as it is read back from the log. */
export type LoggedChange = LoggedArticle | Exclude<ArchiveChange, { readonly type: 'article' }>;

/** A change on its way into the log: its bytes, and the change as `decodeChange` reads it back from them. */
export interface EncodedChange {
  readonly bytes: Buffer;
  readonly logged: LoggedChange;
}

const ARTICLE_START = Buffer.from('{"type":"article",');
const TEXT_KEY = Buffer.from(',"article":');

/**
 * A change as the log holds it. An article's short parts stand before its text, so that replaying does not have to
 * parse the text. Throws a TypeError for what JSON cannot hold (a cycle, a BigInt).
 */
export function encodeChange(change: ArchiveChange): EncodedChange {
  if (change.type !== 'article') return { bytes: Buffer.from(JSON.stringify(change)), logged: change };
  const { article, source, pageId, lines, decisions = [] } = change;
  const logged: LoggedArticle = {
    type: 'article',
    id: article.id,
    fingerprint: fingerprintOf(article),
    ...(source !== undefined && { source }),
    ...(pageId !== undefined && { pageId }),
    ...(decisions.length > 0 && { decisionCount: decisions.length }),
  };
  const printed = lines === undefined ? '' : `,"lines":${JSON.stringify(lines)}`;
  const decided = decisions.length === 0 ? '' : `,"decisions":${JSON.stringify(decisions)}`;
  const text = `,"article":${JSON.stringify(article)}${printed}${decided}}`;
  return { bytes: Buffer.from(JSON.stringify(logged).slice(0, -1) + text), logged };
}

/** Reads a change back, an article without its text. `bytes` come from a line whose checksum was right. */
export function decodeChange(bytes: Buffer): LoggedChange {
  if (!bytes.subarray(0, ARTICLE_START.length).equals(ARTICLE_START)) return JSON.parse(bytes.toString()) as LoggedChange;
  // Inside a JSON string a quote is escaped, and only strings stand before the text: the first hit is the key.
  const textAt = bytes.indexOf(TEXT_KEY);
  return JSON.parse(`${bytes.toString('utf8', 0, textAt)}}`) as LoggedArticle;
}

/** Reads an article change whole. */
export function decodeText(bytes: Buffer): LoggedText {
  return JSON.parse(bytes.toString()) as LoggedText;
}

/** Reads a page change. */
export function decodePage(bytes: Buffer): PageRecord {
  return (JSON.parse(bytes.toString()) as { readonly page: PageRecord }).page;
}

/** Many changes of one page, which must not hold up what else the thread does. */
export async function encodeInSlices(changes: readonly ArchiveChange[]): Promise<readonly EncodedChange[]> {
  const slices = new WorkSlices();
  const encoded: EncodedChange[] = [];
  for (const change of changes) {
    encoded.push(encodeChange(change));
    await slices.rest();
  }
  return encoded;
}
