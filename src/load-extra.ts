/** The one place where extras are loaded. An extra is a folder of `src/extras`: the core builds, starts and answers without it. */
import { errorCodeOf } from './files/system-error.js';
import { SearchServiceError } from './search-service-error.js';

/** Each extra with the package it needs, which a plain install does not bring (an optional peer); `xunbao` = none. */
const PACKAGES = { opensearch: '@opensearch-project/opensearch', 'ocr-forms': 'xunbao', mcp: '@modelcontextprotocol/sdk' } as const;

/** Name of an extra: its folder. */
export type ExtraName = keyof typeof PACKAGES;

const NOT_FOUND: readonly (string | undefined)[] = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'];

/**
 * Loads a file of an extra; who asks knows what it exports. The specifier is put together here, so that the compiler does not look for it.
 * Throws EXTRA_MISSING where the extra or what it needs is not installed.
 */
export async function loadExtra(extra: ExtraName, file: string): Promise<unknown> {
  try {
    return (await import(`./extras/${extra}/${file}.js`)) as unknown;
  } catch (cause) {
    if (!NOT_FOUND.includes(errorCodeOf(cause))) throw cause;
    throw new SearchServiceError(
      'EXTRA_MISSING',
      `the extra ${extra} is not installed. Run npm install ${PACKAGES[extra]} where xunbao is installed, then run this again.`,
      { cause },
    );
  }
}
