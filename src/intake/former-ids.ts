/** Ids of earlier readings of a page go on working: each gives the article that holds its lines now. */
import type { Archive } from '../archive/archive.js';
import { pageIdOf } from './make-id.js';

/** The article a former id stands for today, however it stands; undefined where it is no former id. Reads one page record. */
export async function successorOf(archive: Pick<Archive, 'page' | 'status'>, id: string): Promise<string | undefined> {
  const pageId = pageIdOf(id);
  const formerIds = pageId === undefined ? undefined : (await archive.page(pageId))?.formerIds;
  const successor = formerIds !== undefined && Object.hasOwn(formerIds, id) ? formerIds[id] : undefined;
  return successor === undefined || archive.status(successor) === undefined ? undefined : successor;
}
