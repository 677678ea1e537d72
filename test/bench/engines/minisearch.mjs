/** Our engine for small archives. */
import { program } from '../places.mjs';
import { createOurs, OUR_KINDS } from './ours.mjs';

export const title = 'xunbao minisearch';
export const kinds = OUR_KINDS;
const { createMiniSearchEngine } = await program('engine/minisearch/minisearch-engine');
export const create = (parts) => createOurs((directory) => createMiniSearchEngine({ directory }), parts);
