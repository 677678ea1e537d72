/**
 * Composed pages: real headlines and texts of the shared corpora under invented bylines, banners and notices, printed in many forms.
 * The right answer of each page, and of each of its printed lines, is known.
 *   node test/bench/pages/compose.mjs OUT COUNT [SEED] [SOURCE] [FORM-FILTER]     writes NNNN.txt and NNNN.gold.json
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Converter } from 'opencc-js/cn2t';
import { Random } from '../random.mjs';
import { dressStory, inventPiece } from './articles.mjs';
import { MASTHEADS, WORDS } from './invented.mjs';
import { readStories } from './stories.mjs';

const toTraditional = Converter({ from: 'cn', to: 'tw' });
const NO_LINE_START = /[，。、；：？！”’」』）》%]/u;
const NO_LINE_END = /[“‘「『（《]$/u;

/**
 * The forms: how lines are wrapped, whether paragraphs are set in, what blank lines part, and what else is peculiar. `wrap`: `none`, `one`
 * measure a page, `own` measure each article. `blanks`: `none`, between `articles`, `heads` from text too, `all` parts, after every `line`.
 */
export const FORMS = ['none', 'one', 'own'].flatMap((wrap) =>
  [false, true].flatMap((indent) =>
    ['none', 'articles', 'heads', 'all', 'line'].map((blanks) => ({
      name: `${wrap}-${indent ? 'indent' : 'flush'}-${blanks}`,
      wrap,
      indent,
      blanks,
    })),
  ),
);
/** Forms of their own: columns side by side, pages of about 1920. */
export const SPECIAL_FORMS = [
  { name: 'side', wrap: 'one', indent: true, blanks: 'none', side: true },
  { name: 'old', wrap: 'own', indent: false, blanks: 'none', old: true, traditional: true },
];

/** A page of the given form: `{text, gold, lines}`; `lines` has for each printed line `{label, article}`, -1 for the page's own. */
export function composePage(stories, form, seed) {
  const random = new Random(seed);
  const change = (form.traditional ?? random.next() < 0.15) ? toTraditional : (text) => text;
  const articles = chooseArticles(stories, form, random);
  const measures = measuresOf(form, random, articles.length);
  const { page, lines: head } = masthead(random);
  const out = head.map((text) => ({ text, label: 'furniture', article: -1, group: 'head' }));
  const columnsOf = articles.map((article, at) => printArticle(article, at, measures[at], form, random));
  if (form.side) out.push(...sideBySide(columnsOf, measures[0], random));
  else out.push(...columnsOf.flat());
  return finish(out, articles, page, form, change);
}

function chooseArticles(stories, form, random) {
  const count = form.side ? 2 * (1 + random.below(2)) : 3 + random.below(7);
  const near = random.below(Math.max(1, stories.length - 40));
  return Array.from({ length: count }, () => {
    if (!form.old && !form.side && random.next() < 0.14)
      return inventPiece(
        Array.from({ length: 3 }, () => random.pick(stories)),
        random,
      );
    // Half of the stories are neighbours in the corpus: one region, one day, words in common.
    const story = random.next() < 0.5 ? (stories[near + random.below(40)] ?? random.pick(stories)) : random.pick(stories);
    const { kind, byline, parts } = dressStory(story, random, { old: form.old });
    return { kind, byline, parts, id: story.id };
  });
}

/** Full-width characters a line of each article; 0 where lines are not wrapped. Real pages have four measures, nine at most. */
function measuresOf(form, random, count) {
  const one = 12 + random.below(22);
  const several = Array.from({ length: 2 + random.below(6) }, () => 9 + random.below(28));
  return Array.from({ length: count }, () => (form.wrap === 'none' ? 0 : form.wrap === 'one' ? one : random.pick(several)));
}

function masthead(random) {
  const [place, kind, section] = [random.pick(WORDS.places), random.pick(WORDS.papers), random.pick(WORDS.sections)];
  const [y, m, d, n] = [2031 + random.below(8), 1 + random.below(12), 1 + random.below(28), 1 + random.below(8)];
  const fill = { P: place + kind, S: section, N: String(n), D: `${y}年${m}月${d}日` };
  const page = { paper: fill.P, date: `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`, pageNumber: fill.N };
  return { page, lines: random.pick(MASTHEADS).map((line) => line.replace(/[PSND]/gu, (key) => fill[key])) };
}

/** The printed lines of one article; `group` changes where the form may set a blank line. */
function printArticle({ parts }, article, measure, form, random) {
  const ragged = measure > 0 && random.next() < 0.25;
  return parts.flatMap(({ label, text }, place) => {
    const running = label === 'paragraph';
    const set = form.indent && (running || label === 'signature' || (label === 'byline' && random.next() < 0.5));
    const lines =
      measure > 0
        ? wrap(text, running ? measure : Math.max(measure, text.length <= measure * 1.3 ? 40 : measure), set, ragged, random)
        : [(set ? '　　' : '') + text];
    const block =
      running || label === 'byline' || label === 'signature' || label === 'credit' || label === 'subhead'
        ? 'text'
        : label === 'verse' || label === 'list'
          ? 'lines'
          : 'head';
    return lines.map((line, at) => ({ text: line, label, article, place, at, block, cut: measure === 0 && at > 0, group: `${article}` }));
  });
}

/** The end of a column cuts some paragraphs apart where blank lines stand between all parts. */
function isCut(text, { wrap, blanks }, random) {
  return wrap === 'none' && blanks === 'all' && text.length > 60 && random.next() < 0.2;
}

function halves(text, set, random) {
  const at = 25 + random.below(text.length - 40);
  if (!/^[\p{Script=Han}]{2}$/u.test(text.slice(at - 1, at + 1))) return [(set ? '　　' : '') + text];
  return [(set ? '　　' : '') + text.slice(0, at), text.slice(at)];
}

/** Lines of at most `measure` full-width characters by the rules of print: no line begins with a closing mark, words are not cut. */
export function wrap(text, measure, indent, ragged, random) {
  const lines = [];
  let line = indent ? '　　' : '';
  let used = indent ? 4 : 0;
  let limit = measure * 2;
  for (const piece of text.match(/[A-Za-z0-9.%]+|./gsu) ?? []) {
    const width = columns(piece);
    if (used + width > limit && used > 0 && !(NO_LINE_START.test(piece) && used + width <= limit + 2)) {
      const down = NO_LINE_END.exec(line)?.[0] ?? '';
      lines.push(line.slice(0, line.length - down.length));
      line = down;
      used = columns(down);
      limit = measure * 2 - (ragged ? random.below(3) : 0);
    }
    line += piece;
    used += width;
  }
  return [...lines, line].map((one) => one.trimEnd()).filter((one) => one !== '');
}

function columns(text) {
  let width = 0;
  for (const c of text) width += c < '\u0080' ? 1 : 2;
  return width;
}

/** Pairs of articles beside each other, their columns parted by blanks. */
function sideBySide(articles, measure, random) {
  const gutter = ' '.repeat(4 + random.below(6));
  const out = [];
  for (let at = 0; at + 1 < articles.length; at += 2) {
    const wide = Math.max(measure * 2 + 2, ...articles[at].map((line) => columns(line.text)));
    const rows = Math.max(articles[at].length, articles[at + 1].length);
    for (let row = 0; row < rows; row += 1) {
      const [left, right] = [articles[at][row], articles[at + 1][row]];
      const text =
        right === undefined ? left.text : (left?.text ?? '') + ' '.repeat(wide - columns(left?.text ?? '')) + gutter + right.text;
      out.push({ text, label: undefined, article: -1, group: 'side' });
    }
  }
  return out;
}

function finish(out, articles, page, form, change) {
  const rows = [];
  out.forEach((line, at) => {
    if (at > 0 && isApart(out[at - 1], line, form)) rows.push({ text: '' });
    rows.push({ ...line, text: change(line.text) });
  });
  const texts = (parts, ...labels) => parts.filter((one) => labels.includes(one.label)).map((one) => change(one.text));
  const gold = {
    form: form.name,
    page: Object.fromEntries(Object.entries(page).map(([key, value]) => [key, change(value)])),
    articles: articles.map(({ kind, byline, parts, id }) => ({
      title: texts(parts, 'title').join(' '),
      kicker: texts(parts, 'kicker'),
      subtitle: texts(parts, 'subtitle'),
      ...(parts.some((one) => one.label === 'banner') && { banner: texts(parts, 'banner').join('\n') }),
      byline: Object.fromEntries(
        Object.entries(byline).map(([key, value]) => [key, Array.isArray(value) ? value.map(change) : change(value)]),
      ),
      paragraphs: parts.filter((one) => !['banner', 'kicker', 'title', 'subtitle'].includes(one.label)).map((one) => change(one.text)),
      kind,
      id,
    })),
    furniture: out.filter((line) => line.group === 'head').map((line) => change(line.text)),
  };
  return { text: `${rows.map((row) => row.text).join('\n')}\n`, gold, lines: rows };
}

function isApart(before, line, { blanks }) {
  const sameArticle = before.group === line.group;
  if (blanks === 'line') return true;
  if (blanks === 'none') return false;
  if (!sameArticle) return true;
  if (blanks === 'articles' || line.group === 'head') return false;
  const samePart = before.place === line.place && !line.cut;
  if (blanks === 'heads') return !samePart && before.block === 'head';
  return !samePart && !(before.block === 'lines' && line.block === 'lines');
}

/** `count` pages of a seed: `{text, gold, lines}`, the forms drawn at random from `forms`. */
export function* composePages(stories, forms, count, seed) {
  for (let at = 0; at < count; at += 1) {
    const random = new Random(seed * 100_003 + at * 7_919);
    yield composePage(stories, random.pick(forms), random.below(2 ** 30));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder, count, seed = '1', source = 'xinhua', filter = ''] = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  const stories = readStories(process.env['XUNBAO_SHARED'] ?? '../shared', source);
  const forms = [...FORMS, ...SPECIAL_FORMS].filter((form) => new RegExp(filter, 'u').test(form.name));
  let at = 0;
  for (const page of composePages(stories, forms, Number(count), Number(seed))) {
    const name = path.join(folder, `${String((at += 1)).padStart(4, '0')}`);
    writeFileSync(`${name}.txt`, page.text);
    writeFileSync(`${name}.gold.json`, `${JSON.stringify(page.gold, null, 1)}\n`);
  }
}
