import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseWeights } from '../../src/search/ranking/weights.js';

/** The weights as shipped in `data/ranking.json`. */
export const rankingWeights = parseWeights(JSON.parse(readFileSync(path.resolve('data/ranking.json'), 'utf8')));
