/** What comes with the program, in `data/`: word files, sample pages, the weights of the ranking. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WordFolders } from '../analysis/word-folders.js';
import { WORDS_NAME } from '../archive/archive-folder.js';
import type { Config } from '../config.js';
import { parseWeights, type RankingWeights } from '../search/ranking/weights.js';
import { SearchServiceError } from '../search-service-error.js';

/** Word files and sample pages that come with the program. */
export const SHIPPED_DATA = fileURLToPath(new URL('../../data', import.meta.url));

/** Where the word files of an archive lie: its own in its folder, for the rest those that come with the program. */
export function wordFoldersOf(config: Pick<Config, 'dataDirectory'>): WordFolders {
  return { dataDirectory: SHIPPED_DATA, ownDirectory: path.join(config.dataDirectory, WORDS_NAME) };
}

/** The weights as `ranking.json` has them. Throws CONFIG_INVALID. */
export function loadWeights(): RankingWeights {
  const file = path.join(SHIPPED_DATA, 'ranking.json');
  try {
    return parseWeights(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new SearchServiceError(
      'CONFIG_INVALID',
      `${file} cannot be used (${(cause as Error).message}). Restore the file that came with the program.`,
      { cause },
    );
  }
}
