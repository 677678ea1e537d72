/** How a parsed page compares with the right answer: F1 tallies, and the number of corrections a person would have to make. */

const squeeze = (text) => String(text ?? '').replace(/[\s\u3000\ufeff\u200b]+/gu, '');
const list = (value) => (value == null ? [] : Array.isArray(value) ? value : [value]).map(squeeze).filter(Boolean);
const same = (a, b) => a.length === b.length && a.every((one, at) => one === b[at]);
const KEYS = ['articles', 'titles', 'headlines', 'paragraphs', 'people'];

function grams(text) {
  const found = new Set();
  for (let at = 0; at + 5 <= text.length; at += 1) found.add(text.slice(at, at + 5));
  if (text.length > 0 && text.length < 5) found.add(text);
  return found;
}

function jaccard(a, b) {
  let both = 0;
  for (const gram of a) if (b.has(gram)) both += 1;
  return a.size + b.size === both ? 1 : both / (a.size + b.size - both);
}

function overlap(gold, got) {
  const left = [...got];
  return gold.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}

const people = (article) =>
  ['reporters', 'correspondents', 'photographers'].flatMap((key) => list(article?.byline?.[key]).map((name) => `${key}:${name}`));

/**
 * Counts of one page, `{hit, gold, got}` each of articles, titles, headlines, paragraphs and people. Articles match by their text: half of
 * its pieces in common is found, nine tenths is right.
 */
export function judge(gold, parsed) {
  const tally = Object.fromEntries(KEYS.map((key) => [key, { hit: 0, gold: 0, got: 0 }]));
  const add = (key, hit, wanted, got) => {
    tally[key].hit += hit;
    tally[key].gold += wanted;
    tally[key].got += got;
  };
  const free = parsed.articles.map((article) => ({ article, body: grams(list(article.paragraphs).join('')), used: false }));
  for (const wanted of gold.articles) {
    const body = grams(list(wanted.paragraphs).join(''));
    const scored = free.filter((one) => !one.used).map((one) => [jaccard(body, one.body), one]);
    const [score, best] = scored.reduce((top, one) => (one[0] > top[0] ? one : top), [0, undefined]);
    const found = score >= 0.5;
    const article = found ? best.article : undefined;
    if (found) best.used = true;
    const title = found && squeeze(article.title) === squeeze(wanted.title);
    const got = found ? 1 : 0;
    add('articles', score >= 0.9 ? 1 : 0, 1, got);
    add('titles', title ? 1 : 0, 1, got);
    add(
      'headlines',
      title && same(list(wanted.kicker), list(article.kicker)) && same(list(wanted.subtitle), list(article.subtitle)) ? 1 : 0,
      1,
      got,
    );
    const texts = list(article?.paragraphs);
    add('paragraphs', overlap(list(wanted.paragraphs), texts), list(wanted.paragraphs).length, texts.length);
    add('people', overlap(people(wanted), people(article)), people(wanted).length, people(article).length);
  }
  for (const one of free) {
    if (one.used) continue;
    for (const key of ['articles', 'titles', 'headlines']) add(key, 0, 0, 1);
    add('paragraphs', 0, 0, list(one.article.paragraphs).length);
  }
  return tally;
}

/** 2·hit / (gold + got), 1 where there is nothing. */
export function f1({ hit, gold, got }) {
  return gold + got === 0 ? 1 : (2 * hit) / (gold + got);
}

/** Sums of tallies of pages. */
export function total(tallies) {
  return Object.fromEntries(
    KEYS.map((key) => [
      key,
      tallies.reduce((sum, one) => ({ hit: sum.hit + one[key].hit, gold: sum.gold + one[key].gold, got: sum.got + one[key].got }), {
        hit: 0,
        gold: 0,
        got: 0,
      }),
    ]),
  );
}

/**
 * The fewest corrections from a parsed page to the right answer, as an editor counts them: a cut or join for each article limit that
 * is in one and not the other, one for each paragraph limit, a move for each part that stands in the wrong field.
 */
export function actionsToGold(gold, parsed) {
  const limits = (page, of) => {
    const found = new Set();
    let at = 0;
    for (const article of page.articles) {
      if (of === 'articles') found.add(at);
      for (const [field, text] of partsOf(article)) {
        if (of === 'paragraphs' && field === 'paragraphs') found.add(at);
        if (of === 'fields' && field !== 'paragraphs') found.add(`${field}:${at}:${text.length}`);
        at += text.length;
      }
    }
    return found;
  };
  const apart = (of) => {
    const [want, have] = [limits(gold, of), limits(parsed, of)];
    const missing = [...want].filter((one) => !have.has(one)).length;
    const extra = [...have].filter((one) => !want.has(one)).length;
    return of === 'fields' ? Math.max(missing, extra) : missing + extra;
  };
  return apart('articles') + apart('paragraphs') + apart('fields');
}

function partsOf(article) {
  return [
    ['banner', article.banner],
    ...(article.kicker ?? []).map((one) => ['kicker', one]),
    ['title', article.title],
    ...(article.subtitle ?? []).map((one) => ['subtitle', one]),
    ...(article.paragraphs ?? []).map((one) => ['paragraphs', one]),
  ]
    .map(([field, text]) => [field, squeeze(text)])
    .filter(([, text]) => text !== '');
}
