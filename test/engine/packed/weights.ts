import { readFileSync } from 'node:fs';
import { parseWeights, type RankingWeights } from '../../../src/search/ranking/weights.js';

/** The weights the service ships. */
export const WEIGHTS: RankingWeights = parseWeights(JSON.parse(readFileSync(new URL('../../../data/ranking.json', import.meta.url), 'utf8')));
