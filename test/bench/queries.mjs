/**
 * Queries made from articles by a seed, all distinct, so that no engine can answer one from memory. A query says the same
 * thing twice: `text` as a reader types it here, and `words`, `not`, `phrase`, `prefix` for engines with a language of their own.
 */
import { Random } from './random.mjs';

export const KINDS = ['rare', 'common', 'and', 'or', 'question', 'phrase', 'prefix', 'not', 'filtered', 'faceted'];
export const FACETS = ['year', 'paper', 'section'];
const HAN_WORD = /^\p{Script=Han}{2,4}$/u;
const LEAST_RARE_COUNT = 500;
const ENDINGS = ['有哪些新的进展', '目前情况怎么样', '是怎么回事', '取得了什么成果', '为什么受到关注'];

/** `perKind` queries of each kind, or as many as the articles give. `words` cuts a text, `isStopWord` leaves words out. */
export function makeQueries({ articles, cut, isStopWord, perKind, seed, kinds = KINDS }) {
  const source = readSource(articles, cut, isStopWord);
  const random = new Random(seed);
  return kinds.flatMap((kind) => {
    const made = new Map();
    for (let tries = 0; made.size < perKind && tries < perKind * 30; tries += 1) {
      const query = MAKERS[kind](source, random, made.size);
      if (query !== null) made.set(`${query.text} ${JSON.stringify(query.filters)}`, { filters: {}, facets: [], ...query, kind });
    }
    return [...made.values()];
  });
}

function readSource(articles, cut, isStopWord) {
  const frequencies = new Map();
  const texts = articles.map(({ paragraphs }) => paragraphs.join('\n'));
  const wordsOf = texts.map((text) => cut(text).filter((word) => HAN_WORD.test(word) && !isStopWord(word)));
  for (const words of wordsOf) for (const word of new Set(words)) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  const ordered = [...frequencies].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  // In an archive of copies every word comes often; then the last fifth of them is the rarest there is.
  const seldom = ordered.filter(([, count]) => count <= 2);
  const rare = (seldom.length >= LEAST_RARE_COUNT ? seldom : ordered.slice(Math.floor(ordered.length * 0.8))).map(([word]) => word);
  const common = ordered.slice(0, Math.max(20, Math.min(400, ordered.length >> 3))).map(([word]) => word);
  const years = [...new Set(articles.flatMap(({ date }) => (date ? [date.slice(0, 4)] : [])))].sort();
  const papers = [...new Set(articles.flatMap(({ paper }) => (paper ? [paper] : [])))].sort();
  return {
    texts,
    wordsOf: wordsOf.filter((words) => words.length >= 8),
    rare,
    common,
    frequencies,
    years,
    papers,
    cut,
    all: ordered.map(([word]) => word),
  };
}

const one = (word) => (word === undefined ? null : { text: word, words: [word], mode: 'and' });

const MAKERS = {
  rare: (source, random) => one(random.pick(source.rare)),
  /** The most common words first. */
  common: (source, _random, at) => one(source.common[at]),
  and: (source, random) => pair(random.pick(source.wordsOf), random, ' ', 'and'),
  or: (source, random) => pair(source.common.slice(0, 200).concat(random.pick(source.wordsOf)), random, ' OR ', 'or'),
  question: (source, random) => {
    const words = random.pick(source.wordsOf);
    const start = random.below(words.length);
    const chosen = [];
    for (let i = start; i < words.length && chosen.join('').length < 14; i += 1 + random.below(4)) chosen.push(words[i]);
    const text = `${chosen.join('')}${random.pick(ENDINGS)}`;
    return text.length >= 20 && text.length <= 30 ? { text, question: text, mode: 'or' } : null;
  },
  phrase: (source, random) => {
    const runs = random.pick(source.texts).match(/\p{Script=Han}{5,}/gu) ?? [];
    if (runs.length === 0) return null;
    const words = source.cut(random.pick(runs));
    const start = random.below(words.length);
    const chosen = [];
    for (let i = start; i < words.length && chosen.join('').length < 4; i += 1) chosen.push(words[i]);
    const text = chosen.join('');
    return chosen.length >= 2 && text.length >= 4 ? { text: `"${text}"`, phrase: text } : null;
  },
  prefix: (source, random) => {
    const word = random.pick(source.all);
    return word.length < 3 ? null : { text: `${word.slice(0, 2)}*`, prefix: word.slice(0, 2) };
  },
  not: (source, random) => {
    const words = random.pick(source.wordsOf);
    const [wanted, unwanted] = [random.pick(words), random.pick(source.common)];
    return words.includes(unwanted) || touches(wanted, unwanted)
      ? null
      : { text: `${wanted} -${unwanted}`, words: [wanted], not: [unwanted], mode: 'and' };
  },
  filtered: (source, random) => {
    const year = random.pick(source.years);
    const [paper, word] = [random.pick(source.papers), random.pick(source.common)];
    return year === undefined || paper === undefined
      ? null
      : { ...one(word), filters: { paper: [paper], from: year, to: `${Number(year) + 2}` } };
  },
  faceted: (source, _random, at) => {
    // From the far end, so that it is not the words of `common` again.
    const word = source.common[source.common.length - 1 - at];
    return word === undefined ? null : { ...one(word), facets: FACETS };
  },
};

function pair(words, random, operator, mode) {
  const [a, b] = [random.pick(words), random.pick(words)];
  return touches(a, b) ? null : { text: `${a}${operator}${b}`, words: [a, b], mode };
}

function touches(a, b) {
  return a.includes(b) || b.includes(a);
}
