/** What this browser remembers of the desk; where it keeps nothing, nothing is remembered. */

const BEEN = 'xunbao-desk';

/** Notes that somebody has been at the desk here. */
export function noteDesk(): void {
  keep(BEEN, '1');
}

/** True where somebody has. */
export function hasBeenAtDesk(): boolean {
  return kept(BEEN) !== undefined;
}

/** What is kept under a name. */
export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a text; false where there is no room for it. */
export function keep(name: string, text: string | undefined): boolean {
  try {
    if (text === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}
