/** What this browser remembers of the desk; where it keeps nothing, nothing is remembered. */
import { keep, kept } from './stored-text.js';

const BEEN = 'xunbao-desk';

/** Notes that somebody has been at the desk here. */
export function noteDesk(): void {
  keep(BEEN, '1');
}

/** True where somebody has. */
export function hasBeenAtDesk(): boolean {
  return kept(BEEN) !== undefined;
}
