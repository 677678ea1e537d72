/**
 * How well queries of one's own do in an archive of one's own: for each the rank of the article it should find, and the mean of the
 * reciprocal ranks.
 *   node test/relevance/own-queries.mjs QUERIES.tsv [--data DIR] [--index DIR]
 * A line of the file is a query, a tab, and the id of the article that should come first. No service may have the archive. Reads the
 * built program in dist/.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openArchive } from '../../dist/library/xunbao.js';

/** Ranks beyond it count nothing. */
const DEEPEST = 100;

const { values, positionals } = parseArgs({ options: { data: { type: 'string' }, index: { type: 'string' } }, allowPositionals: true });
if (positionals.length !== 1) throw new Error('usage: node test/relevance/own-queries.mjs QUERIES.tsv [--data DIR] [--index DIR]');
const wanted = readFileSync(positionals[0], 'utf8')
  .split(/\r?\n/u)
  .filter((line) => line.includes('\t'))
  .map((line) => line.split('\t'));

const archive = await openArchive(values);
try {
  let sum = 0;
  for (const [query, id] of wanted) {
    const { hits } = await archive.search(query, { limit: DEEPEST });
    const rank = hits.findIndex((hit) => hit.id === id) + 1;
    sum += rank === 0 ? 0 : 1 / rank;
    console.log(
      [rank === 0 ? '–' : rank, query, rank === 1 || hits.length === 0 ? '' : `first: ${hits[0].id} ${hits[0].article.title}`].join('\t'),
    );
  }
  console.log(`mean reciprocal rank ${(sum / wanted.length).toFixed(4)} over ${wanted.length} queries`);
} finally {
  await archive.close();
}
