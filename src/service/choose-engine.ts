/**
 * Which engine an index is built with: as set, or by the archive's size. Chosen when an archive is opened, and while it grows under a
 * service.
 */
import type { Config } from '../config.js';

/** Sizes between which the engine changes, in articles. */
export interface EngineBorders {
  /** From this many on the packed index is clearly the better one: docs/decisions/engine-by-size.md. */
  readonly packedFrom: number;
  /** An index that is packed already stays so down to this many: an archive near the border is not built anew again and again. */
  readonly packedDownTo: number;
}

/** The borders of every archive; others are for tests. */
export const ENGINE_BORDERS: EngineBorders = { packedFrom: 3_000, packedDownTo: 1_500 };

/** The engines there are. */
export type EngineName = Exclude<Config['engine'], 'auto'>;

/** The engine, and why, for the log. */
export interface EngineChoice {
  readonly name: EngineName;
  readonly reason: string;
}

/** `articleCount` = in the archive and about to come in; `present` = the engine of the index that is there. */
export function chooseEngine(
  setting: Config['engine'],
  articleCount: number,
  present: string | undefined,
  { packedFrom, packedDownTo } = ENGINE_BORDERS,
): EngineChoice {
  if (setting !== 'auto') return { name: setting, reason: 'as set by XUNBAO_ENGINE' };
  if (articleCount >= packedFrom) return { name: 'packed', reason: `${articleCount} articles, packed from ${packedFrom} on` };
  if (present === 'packed' && articleCount >= packedDownTo) {
    return { name: 'packed', reason: `${articleCount} articles, and the index is packed already` };
  }
  return { name: 'minisearch', reason: `${articleCount} articles, fewer than ${present === 'packed' ? packedDownTo : packedFrom}` };
}
