/** Keys that do something by themselves. A reader can turn them off, since programs that take speech press keys nobody meant. */
import { keep, kept } from './stored-text.js';

const KEYS_SETTING = 'xunbao-hit-keys';

/** True unless they were turned off in this browser. */
export function areKeysOn(): boolean {
  return kept(KEYS_SETTING) !== 'off';
}

/** Turns them on or off; where the browser keeps nothing, for as long as the page is there. */
export function setKeys(isOn: boolean): void {
  keep(KEYS_SETTING, isOn ? 'on' : 'off');
}

/** True where a key belongs to a text, to an input method or to the browser. */
export function isTyped({ ctrlKey, altKey, metaKey, isComposing, target }: KeyboardEvent): boolean {
  if (ctrlKey || altKey || metaKey || isComposing) return true;
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
