/**
 * Fits how much each piece of evidence says about whether an article was read right: logistic regression over the articles of composed
 * pages. Prints the weights and how many pages warn, of stories and forms held out; writes nothing.
 *   npm run fit:sureness -- [PAGES-A-FORM] [GOLD-FOLDER ...]
 * Pages of the gold folders (`NAME.txt`, `NAME.gold.json`) are learned from too: composed pages have few notices and lists.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { assemble, articleOf } from '../../../dist/page/assemble.js';
import { cleanLines } from '../../../dist/page/clean/clean-lines.js';
import { decodePage } from '../../../dist/page/decode.js';
import { readArticleEvidence } from '../../../dist/page/evidence.js';
import { labelPage } from '../../../dist/page/label-page.js';
import { printedLines } from '../../../dist/page/readers/text-reader.js';
import { composePage, FORMS, SPECIAL_FORMS } from './compose.mjs';
import { f1, judge } from './judge.mjs';
import { readStories } from './stories.mjs';

const [count = '16', ...folders] = process.argv.slice(2);
const shared = process.env['XUNBAO_SHARED'] ?? '../shared';
const HELD = new Set(['none-flush-none', 'own-indent-none', 'one-flush-articles', 'own-flush-heads', 'one-indent-line']);
/** Share of an article's own fate in what is learned; the rest is that of its page. */
const MIX = 0.3;
/** A page is no surer than this above its least sure article. */
const LEAST = 0.2;
const ROUNDS = 1500;
const STEP = 2;
const RIDGE = 0.0008;
/** How often each gold page counts. */
const GOLD_WEIGHT = 8;

const EMPTY = { title: [], kicker: [], subtitle: [], banner: [], body: [], jumps: [], margins: [] };
const all = [...FORMS, ...SPECIAL_FORMS];
const names = Object.keys(readArticleEvidence([EMPTY])[0]);
const known = pagesOf(
  'crud',
  all.filter(({ name }) => !HELD.has(name)),
  71,
);
const held = pagesOf(
  'xinhua',
  all.filter(({ name }) => HELD.has(name)),
  72,
);
const printed = folders.flatMap(goldPages);
const learned = (pages) => [...pages, ...Array.from({ length: GOLD_WEIGHT }, () => printed).flat()].flatMap((page) => page.articles);
let weights = fit(learned(known));
for (const shift of [-0.5, 0, 0.5, 1, 1.25, 1.5])
  console.log(`shift ${shift}: known ${warned(known, shift)}; held out ${warned(held, shift)}`);
weights = fit(learned([...known, ...held]));
console.log(names.map((name, at) => `  ${name}: [${weights[at].toFixed(1)}, ${weights[names.length + at].toFixed(1)}],`).join('\n'));
console.log(`certainty without any: ${weights.at(-1).toFixed(1)}`);
for (const shift of [0, 0.5, 1, 1.25, 1.5]) console.log(`shift ${shift}: all ${warned([...known, ...held], shift)}`);

function pagesOf(source, forms, seed) {
  const stories = readStories(shared, source);
  return forms.flatMap((form) =>
    Array.from({ length: Number(count) }, (_, at) => pageOf(composePage(stories, form, seed * 100_003 + at * 7_919))),
  );
}

function goldPages(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.gold.json'))
    .map((file) => {
      const { text } = decodePage(readFileSync(path.join(folder, file.replace('.gold.json', '.txt'))));
      return pageOf({ text, gold: JSON.parse(readFileSync(path.join(folder, file), 'utf8')) });
    });
}

function pageOf({ text, gold }) {
  const { blocks, labels } = labelPage(cleanLines(printedLines(text)));
  const { drafts } = assemble(blocks, labels);
  const parsed = drafts.map(articleOf);
  const own = readArticleEvidence(drafts);
  const evidence = own.map((one) => valuesOf(one, own));
  const score = f1(judge(gold, { articles: parsed }).articles);
  // An article is right where taking it alone for the page's answer finds it in the gold.
  const right = parsed.map((article) => (judge(gold, { articles: [article] }).articles.hit > 0 ? 1 : 0));
  return {
    score,
    articles: evidence.map((one, at) => ({
      evidence: one,
      right: right[at],
      target: MIX * right[at] + (1 - MIX) * (score < 0.7 ? 0 : score >= 0.95 ? 1 : right[at]),
    })),
  };
}

/** What an article shows, what all of its page show on average, and a constant. */
function valuesOf(one, page) {
  return [...names.map((name) => one[name]), ...names.map((name) => page.reduce((sum, other) => sum + other[name], 0) / page.length), 1];
}

function fit(samples) {
  const rows = samples.map(({ evidence }) => evidence);
  const w = new Float64Array(rows[0].length);
  const wrong = samples.filter(({ right }) => right === 0).length;
  // Wrong articles are fewer: both kinds weigh the same.
  const weightOf = samples.map(({ right }) => (right === 1 ? 0.5 / (samples.length - wrong) : 0.5 / wrong));
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = new Float64Array(w.length);
    rows.forEach((row, at) => {
      const miss = (samples[at].target - chance(row, w)) * weightOf[at];
      row.forEach((value, i) => (slope[i] += miss * value));
    });
    const last = w.length - 1;
    // All of it speaks against a reading: none may speak for it.
    for (let i = 0; i < last; i += 1) w[i] = Math.min(0, w[i] + STEP * (slope[i] * 4 - RIDGE * w[i]));
    w[last] += STEP * slope[last] * 4;
  }
  return w;
}

function chance(row, w) {
  return 1 / (1 + Math.exp(-row.reduce((sum, value, i) => sum + value * w[i], 0)));
}

function warned(pages, shift) {
  const w = weights.slice();
  w[w.length - 1] += shift;
  const warns = ({ articles: list }) => {
    const sure = list.map(({ evidence }) => chance(evidence, w));
    return sure.length > 0 && Math.min(sure.reduce((a, b) => a + b, 0) / sure.length, Math.min(...sure) + LEAST) < 0.7;
  };
  const of = (some) => `${some.filter(warns).length}/${some.length}`;
  return `bad ${of(pages.filter(({ score }) => score < 0.7))} good ${of(pages.filter(({ score }) => score >= 0.95))}`;
}
