/**
 * Tunes data/ranking.json by coordinate search on one half of the judged queries and reports the other half.
 *   npm run relevance:tune -- [--queries N] [--write]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { evaluate, judgedPools, orderOf } from './judged-pools.mjs';

const FILE = new URL('../../data/ranking.json', import.meta.url);
const GRID = {
  k1: [0.4, 0.6, 0.9, 1.2, 1.6],
  'b.lead': [0.3, 0.5, 0.75, 0.9],
  'b.body': [0.3, 0.5, 0.75, 0.9],
  'field.lead': [1, 1.2, 1.5, 2],
  pair: [0.4, 0.55, 0.7, 0.85, 1],
  cover: [0, 0.1, 0.25, 0.5, 0.75],
  window: [0, 0.15, 0.3, 0.45, 0.6, 0.9],
};
/** A step must gain this much on the tuned half: less is noise. */
const LEAST_GAIN = 0.0003;

const at = process.argv.indexOf('--queries');
const pools = await judgedPools(at < 0 ? 800 : Number(process.argv[at + 1]));
const mean = (weights, half) => evaluate(pools, (pool) => orderOf(pool, weights), half).at(-1);
let weights = JSON.parse(readFileSync(FILE, 'utf8'));
let best = mean(weights, 0);
report('before', weights);
for (let round = 0, moved = true; moved && round < 3; round += 1) {
  moved = false;
  for (const [name, values] of Object.entries(GRID)) {
    for (const value of values) {
      const tried = withValue(weights, name, value);
      const gain = mean(tried, 0) - best;
      if (gain < LEAST_GAIN) continue;
      console.error(`${name} = ${value}: +${gain.toFixed(4)}`);
      [weights, best, moved] = [tried, best + gain, true];
    }
  }
}
report('after', weights);
console.log(JSON.stringify(weights));
if (process.argv.includes('--write')) writeFileSync(FILE, `${JSON.stringify(weights, null, 2)}\n`);

function withValue(object, name, value) {
  const [first, second] = name.split('.');
  return second === undefined ? { ...object, [first]: value } : { ...object, [first]: { ...object[first], [second]: value } };
}

function report(when, some) {
  for (const half of [0, 1]) {
    const figures = evaluate(pools, (pool) => orderOf(pool, some), half).map((figure) => figure.toFixed(4));
    console.log(`${when}, ${half === 0 ? 'tuned half' : 'other half'}: ${figures.join(' ')}`);
  }
}
