/**
 * How composed pages come out, form by form.
 *   node test/bench/pages/forms.mjs [COUNT-A-FORM] [SEED] [SOURCE] [FORM-FILTER]
 */
import { parsePage } from '../../../dist/page/parse-page.js';
import { composePage, FORMS, SPECIAL_FORMS } from './compose.mjs';
import { actionsToGold, f1, judge, total } from './judge.mjs';
import { readStories } from './stories.mjs';

const [count = '20', seed = '1', source = 'xinhua', filter = ''] = process.argv.slice(2);
const stories = readStories(process.env['XUNBAO_SHARED'] ?? '../shared', source);
const all = [];
const row = (name, pages) => {
  const sums = total(pages.map((one) => one.tally));
  const actions = pages.map((one) => one.actions).sort((a, b) => a - b);
  const [bad, good] = [pages.filter((one) => one.score < 0.7), pages.filter((one) => one.score >= 0.95)];
  const warned = (some) => (some.length === 0 ? '-' : `${some.filter((one) => one.warns).length}/${some.length}`);
  const figures = Object.entries(sums).map(([key, one]) => `${key} ${f1(one).toFixed(3)}`);
  console.log(
    `${name.padEnd(20)} ${figures.join('  ')}  actions ${actions[actions.length >> 1]}  warned bad ${warned(bad)} good ${warned(good)}`,
  );
};
for (const form of [...FORMS, ...SPECIAL_FORMS].filter((one) => new RegExp(filter, 'u').test(one.name))) {
  const pages = Array.from({ length: Number(count) }, (_, at) => {
    const { text, gold } = composePage(stories, form, Number(seed) * 100_003 + at * 7_919);
    const parsed = parsePage(text);
    const tally = judge(gold, parsed);
    return { tally, actions: actionsToGold(gold, parsed), score: f1(tally.articles), warns: warns(parsed) };
  });
  row(form.name, pages);
  all.push(...pages);
}
row('all', all);

/** Sure of a page: the mean of its articles at .7 or more, and no headline under .5. */
function warns(parsed) {
  return parsed.warns ?? parsed.confidence < 0.7;
}
