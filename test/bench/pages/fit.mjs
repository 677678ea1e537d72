/**
 * Fits the weights of rules and transitions on composed pages: an averaged perceptron over whole pages (Collins, 2002), held near the
 * weights of the tables. Prints those that would change and how pages of another source come out before and after; writes nothing.
 *   npm run fit:pages -- [PAGES] [ROUNDS] [OUT.json] [GOLD-FOLDER…]
 * Pages of the gold folders (`NAME.txt`, `NAME.gold.json`) are learned from too.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cleanLines } from '../../../dist/page/clean/clean-lines.js';
import { decodePage } from '../../../dist/page/decode.js';
import { labelPage } from '../../../dist/page/label-page.js';
import { LABELS } from '../../../dist/page/labels.js';
import { printedLines } from '../../../dist/page/readers/text-reader.js';
import { RULES } from '../../../dist/page/rules.js';
import { PAIR_RULES, TRANSITIONS, UNLISTED } from '../../../dist/page/transitions.js';
import { WEIGHTS } from '../../../dist/page/weights.js';
import { composePages, FORMS, SPECIAL_FORMS } from './compose.mjs';
import { readStories } from './stories.mjs';

const [pages = '1200', rounds = '4', out, ...golds] = process.argv.slice(2);
/** Share of the way back to the table's weight after every page. */
const PULL = 0.002;
const STEP = 0.06;

const HEADS = ['banner', 'kicker', 'title', 'subtitle'];
const COUNT = LABELS.length;
const at = Object.fromEntries(LABELS.map((label, index) => [label, index]));
const names = Object.keys(WEIGHTS);
const ruleLabels = names.map((name) => [WEIGHTS[name].label].flat().map((label) => at[label]));
const pairCells = PAIR_RULES.map((rule) => rule.from.flatMap((from) => rule.to.map((to) => at[from] * COUNT + at[to])));
const hand = Float64Array.from([
  ...names.map((name) => WEIGHTS[name].weight),
  ...PAIR_RULES.map((rule) => rule.weight),
  ...LABELS.flatMap((from) => LABELS.map((to) => TRANSITIONS[from][to] ?? UNLISTED)),
  ...LABELS.map((to) => TRANSITIONS.start[to] ?? UNLISTED),
]);
const PAIR = names.length;
const TABLE = PAIR + PAIR_RULES.length;
const START = TABLE + COUNT * COUNT;
const free = hand.map((weight) => (weight === UNLISTED ? 0 : 1));

const shared = process.env['XUNBAO_SHARED'] ?? '../shared';
const forms = [...FORMS, ...SPECIAL_FORMS];
const held = new Set(['none-flush-none', 'own-indent-none', 'one-flush-articles', 'own-flush-heads']);
const known = forms.filter((form) => !held.has(form.name));
const train = [...composePages(readStories(shared, 'crud'), known, Number(pages), 11)].map(samplesOf);
const test = [
  ...composePages(
    readStories(shared, 'xinhua'),
    forms.filter((form) => held.has(form.name)),
    120,
    12,
  ),
].map(samplesOf);
const other = [...composePages(readStories(shared, 'xinhua'), known, 120, 13)].map(samplesOf);

const printed = golds.flatMap(goldSamples);
// Pages as printed are few beside the composed ones: each is seen several times a round, in between.
printed.forEach((sample, index) => train.splice(Math.floor((index * train.length) / printed.length), 0, sample));

const weights = hand.slice();
const sum = new Float64Array(hand.length);
let steps = 0;
console.log(`hand: held forms ${accuracy(test, hand)}, known forms ${accuracy(other, hand)}`);
for (let round = 0; round < Number(rounds); round += 1) {
  for (const sample of train) {
    if (sample.skip || sample.gold.length === 0) continue;
    const found = best(sample, weights, 1);
    if (found.some((label, index) => label !== sample.gold[index])) {
      learn(sample, sample.gold, STEP);
      learn(sample, found, -STEP);
    }
    for (let i = 0; i < weights.length; i += 1) {
      weights[i] += PULL * (hand[i] - weights[i]);
      sum[i] += weights[i];
    }
    steps += 1;
  }
  const mean = sum.map((one) => one / steps);
  console.log(`round ${round + 1}: held forms ${accuracy(test, mean)}, known forms ${accuracy(other, mean)}`);
}
const fitted = sum.map((one) => one / steps);
const changes = names.map((name, i) => [name, hand[i], fitted[i]]).filter(([, was, is]) => Math.abs(was - is) >= 0.3);
console.log(
  changes
    .sort((a, b) => Math.abs(b[2] - b[1]) - Math.abs(a[2] - a[1]))
    .map(([name, was, is]) => `${name} ${was} → ${is.toFixed(1)}`)
    .join('\n'),
);
if (out) writeFileSync(out, JSON.stringify({ names, pairs: PAIR_RULES.map((rule) => rule.name), labels: LABELS, weights: [...fitted] }));

/** Blocks of a page as the rules that hold for each, and its right labels; pages with a block of several parts teach nothing. */
function samplesOf({ text, lines }) {
  const { blocks } = labelPage(cleanLines(printedLines(text)));
  const labelOf = (block) => {
    const line = lines[block.own.block.lines[0].number - 1];
    return at[line?.label === 'paragraph' && line.at > 0 ? 'continuation' : (line?.label ?? 'paragraph')];
  };
  return {
    gold: blocks.map(labelOf),
    ...rulesOf(blocks),
    skip: blocks.some((one) => isMixed(one.own.block.lines.map((line) => lines[line.number - 1]))),
  };
}

/** The rules that hold for each block, and for each pair. */
function rulesOf(blocks) {
  return {
    rules: blocks.map((one) =>
      names.flatMap((name, index) => {
        const held = Number(RULES[name](one));
        return held > 0 ? [[index, held]] : [];
      }),
    ),
    pairs: blocks.map((one, i) => (i === 0 ? [] : PAIR_RULES.flatMap((rule, index) => (rule.holds(blocks[i - 1], one) ? [index] : [])))),
  };
}

/** Pages with their articles but no labels: the tables' own label where it agrees with where the text stands, else the plainest. */
function goldSamples(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.gold.json'))
    .map((file) => {
      const gold = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
      const { text } = decodePage(readFileSync(path.join(folder, file.replace('.gold.json', '.txt'))));
      const { blocks } = labelPage(cleanLines(printedLines(text)));
      const sample = { ...rulesOf(blocks), gold: [], skip: false };
      const guess = best({ ...sample, gold: [] }, hand);
      const place = placesOf(gold);
      const labels = blocks.map((one, i) => labelIn(place, squeeze(one.own.block.text), LABELS[guess[i]]));
      return { ...sample, gold: labels.map((label) => at[label] ?? 0), skip: labels.includes(undefined) };
    });
}

function squeeze(text) {
  return text.replace(/\s+/gu, '');
}

function placesOf({ articles, furniture }) {
  const list = (value) => [value ?? []].flat().map(squeeze);
  return {
    heads: articles.flatMap((one) => HEADS.flatMap((head) => list(one[head]).map((text) => [head, text]))),
    texts: articles.flatMap((one) => list(one.paragraphs)),
    furniture: list(furniture),
  };
}

/** The label of a block by where its text stands in the right answer; undefined where it stands in no one place. */
function labelIn({ heads, texts, furniture }, text, guess) {
  const head = heads.find(([, one]) => one === text) ?? heads.find(([, one]) => text.length > 3 && one.includes(text));
  if (head && !texts.includes(text)) return head[0];
  if (texts.includes(text)) return [...HEADS, 'furniture', 'inside', 'continuation'].includes(guess) ? 'paragraph' : guess;
  if (furniture.includes(text)) return guess === 'inside' ? 'inside' : 'furniture';
  const whole = texts.find((one) => one.includes(text));
  if (whole === undefined) return undefined;
  return whole.startsWith(text) ? 'paragraph' : 'continuation';
}

/** Lines of several parts in one block, or of columns side by side: nothing to learn from. */
function isMixed(printed) {
  return printed.some(
    (line) => line === undefined || line.group === 'side' || line.article !== printed[0].article || line.place !== printed[0].place,
  );
}

/** The best labels under some weights; `cost` is added to every wrong label, so that right ones win by a margin. */
function best({ rules, pairs, gold }, w, cost = 0) {
  let score = new Float64Array(COUNT);
  const came = [];
  rules.forEach((held, i) => {
    const own = new Float64Array(COUNT);
    for (const [rule, value] of held) for (const label of ruleLabels[rule]) own[label] += w[rule] * value;
    if (cost > 0) for (let label = 0; label < COUNT; label += 1) if (label !== gold[i]) own[label] += cost;
    if (i === 0) {
      for (let to = 0; to < COUNT; to += 1) score[to] = own[to] + w[START + to];
      return;
    }
    const step = w.slice(TABLE, START);
    for (const pair of pairs[i]) for (const cell of pairCells[pair]) step[cell] += w[PAIR + pair];
    const next = new Float64Array(COUNT);
    const from = new Uint8Array(COUNT);
    for (let to = 0; to < COUNT; to += 1) {
      let top = -Infinity;
      for (let one = 0; one < COUNT; one += 1) {
        const value = score[one] + step[one * COUNT + to];
        if (value > top) {
          top = value;
          from[to] = one;
        }
      }
      next[to] = top + own[to];
    }
    came.push(from);
    score = next;
  });
  let label = score.reduce((top, value, index) => (value > score[top] ? index : top), 0);
  const found = [label];
  for (let i = came.length - 1; i >= 0; i -= 1) found.unshift((label = came[i][label]));
  return found;
}

function learn({ rules, pairs }, labels, step) {
  labels.forEach((label, i) => {
    for (const [rule, value] of rules[i]) if (ruleLabels[rule].includes(label)) weights[rule] += step * value;
    if (i === 0) {
      weights[START + label] += step * free[START + label];
      return;
    }
    const cell = labels[i - 1] * COUNT + label;
    weights[TABLE + cell] += step * free[TABLE + cell];
    for (const pair of pairs[i]) if (pairCells[pair].includes(cell)) weights[PAIR + pair] += step;
  });
}

function accuracy(samples, w) {
  let [right, all] = [0, 0];
  for (const sample of samples) {
    if (sample.skip || sample.gold.length === 0) continue;
    const found = best(sample, w);
    right += found.filter((label, i) => label === sample.gold[i]).length;
    all += found.length;
  }
  return (right / all).toFixed(4);
}
