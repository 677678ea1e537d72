/**
 * What each part of ranking adds, as a Markdown table: nDCG@10 on every judged set.
 *   npm run relevance -- [--queries N] [--engine NAME] [--write]   N queries of each set (default 400; `all` for all, 20 minutes)
 * `--write` puts the table into docs/ranking.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { evaluate, judgedPools, orderOf, SETS } from './judged-pools.mjs';

const given = process.argv[process.argv.indexOf('--queries') + 1];
const perSet = !process.argv.includes('--queries') ? 400 : given === 'all' ? Infinity : Number(given);
const weights = JSON.parse(readFileSync(new URL('../../data/ranking.json', import.meta.url), 'utf8'));
const engine = process.argv.includes('--engine') ? process.argv[process.argv.indexOf('--engine') + 1] : 'minisearch';
const pools = await judgedPools(perSet, engine);

const plain = { ...weights, cover: 0, titleCover: 0, window: 0, frontPage: 0 };
const flat = { title: 1, heads: 1, lead: 1, body: 1 };
const rows = [
  ['BM25 over words, all fields alike', { ...plain, pair: 0, field: flat }],
  ['BM25F over words', { ...plain, pair: 0 }],
  ['BM25F over words and pairs', plain],
  ['+ best passage', { ...plain, window: weights.window }],
  ['+ cover', { ...plain, window: weights.window, cover: weights.cover }],
  ['+ title cover, front page (as shipped)', weights],
];
const table = [];
const put = (line) => {
  table.push(line);
  console.log(line);
};
put(`| | ${SETS.join(' | ')} | mean |\n|---|${'---|'.repeat(SETS.length + 1)}`);
const print = (name, figures) => put(`| ${name} | ${figures.map((figure) => figure.toFixed(4)).join(' | ')} |`);
for (const [name, tried] of rows)
  print(
    name,
    evaluate(pools, (pool) => orderOf(pool, tried)),
  );
print(
  'as shipped, standing runs not first',
  evaluate(pools, (pool) => orderOf(pool, weights, { byStanding: false })),
);
print('the wanted article is among the pool', SETS.map((set) => share(pools.filter((pool) => pool.set === set))).concat(share(pools)));
put(`\n${SETS.map((set) => `${set}: ${pools.filter((pool) => pool.set === set).length} queries`).join(', ')}`);

if (process.argv.includes('--write')) {
  const file = new URL('../../docs/ranking.md', import.meta.url);
  writeFileSync(file, readFileSync(file, 'utf8').replace(/(?<=<!-- table -->\n).*(?=<!-- \/table -->)/s, `${table.join('\n')}\n`));
}

function share(some) {
  return some.filter((pool) => pool.hits.some(({ document }) => pool.grades.has(document.id))).length / some.length;
}
