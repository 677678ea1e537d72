/** The name of the key a request came with: it stands in the log, and with what was decided. */
import type { ServerResponse } from 'node:http';

import type { Editor } from '../intake/article-edits.js';

const NAME = 'keyName';

/** A response as Express makes it. */
type WithLocals = ServerResponse & { readonly locals?: Record<string, unknown> };

/** Notes whose key the request was let in with; nothing where it has no name. */
export function noteKeyName(response: WithLocals, name: string | undefined): void {
  if (name !== undefined && response.locals !== undefined) response.locals[NAME] = name;
}

/** The name that was noted; undefined for a key without one, and where no key was asked for. */
export function keyNameOf(response: WithLocals): string | undefined {
  const name = response.locals?.[NAME];
  return typeof name === 'string' ? name : undefined;
}

/** Who writes, as far as the key tells. */
export function editorOf(response: WithLocals): Editor {
  const by = keyNameOf(response);
  return by === undefined ? {} : { by };
}
