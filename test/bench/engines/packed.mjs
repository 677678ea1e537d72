/** Our engine for large archives. */
import { program } from '../places.mjs';
import { createOurs, OUR_KINDS } from './ours.mjs';

export const title = 'xunbao packed';
export const kinds = OUR_KINDS;
const { createPackedEngine } = await program('engine/packed/packed-engine');
export const create = (parts) => createOurs((directory, weights) => createPackedEngine({ directory, weights }), parts);
