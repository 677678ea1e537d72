/** Which engine an index is built with: as set, or by the archive's size. Chosen when an archive is opened, not while it runs. */
import type { Config } from '../config.js';

/** From this many articles on the packed index is clearly the better one: docs/decisions/engine-by-size.md. */
const PACKED_FROM_COUNT = 3_000;
/** An index that is packed already stays so down to this many: an archive near the border is not built anew at every start. */
const PACKED_DOWN_TO_COUNT = 1_500;

/** The engines there are. */
export type EngineName = Exclude<Config['engine'], 'auto'>;

/** The engine, and why, for the log. */
export interface EngineChoice {
  readonly name: EngineName;
  readonly reason: string;
}

/** `articleCount` = in the archive and about to come in; `present` = the engine of the index that is there. */
export function chooseEngine(setting: Config['engine'], articleCount: number, present: string | undefined): EngineChoice {
  if (setting !== 'auto') return { name: setting, reason: 'as set by XUNBAO_ENGINE' };
  if (articleCount >= PACKED_FROM_COUNT) return { name: 'packed', reason: `${articleCount} articles, packed from ${PACKED_FROM_COUNT} on` };
  if (present === 'packed' && articleCount >= PACKED_DOWN_TO_COUNT) {
    return { name: 'packed', reason: `${articleCount} articles, and the index is packed already` };
  }
  return { name: 'minisearch', reason: `${articleCount} articles, fewer than ${PACKED_FROM_COUNT}` };
}
