/** Stories dressed as a paper prints them: head lines, bylines, sub-heads and credits around a real text; small pieces invented whole. */
import { NOTICES, RESULTS, VERSES, WORDS } from './invented.mjs';

/** A part of an article: `{label, text}`, the labels of the parser. A headline of two lines is two parts. */
const part = (label, text) => ({ label, text });
const NOBODY = () => ({ reporters: [], correspondents: [], photographers: [] });

/** One article made of a story: `{kind, byline, parts}`. All chance comes from `random`; `old` prints as papers about 1920 did. */
export function dressStory(story, random, { old = false } = {}) {
  if (old) return dressOld(story, random);
  const kind = pickBy(random, { news: 46, feature: 14, brief: 16, plain: 16, photo: 6, agency: 12 });
  const byline = NOBODY();
  const texts = story.paragraphs.slice(0, kind === 'brief' || kind === 'photo' ? 1 : 1 + random.below(6));
  const first = stripOpening(texts[0]);
  const parts = headOf(story, texts, kind, random);
  if (kind === 'feature') parts.push(part('byline', bylineLine(byline, random)));
  const opening = kind === 'news' ? houseOpening(byline, random) : kind === 'agency' ? agencyOpening(byline, random) : '';
  parts.push(...withSubheads([opening + (kind === 'photo' ? shorten(first) : first), ...texts.slice(1)], kind, random));
  if (kind === 'photo') {
    const name = person(random);
    byline.photographers.push(name);
    parts.push(part('credit', random.pick([`${name} 摄`, `${name}　摄`, `本报记者 ${name} 摄`, `摄影 ${name}`])));
    if (parts.at(-1).text.startsWith('本报')) byline.photographers = [name];
  }
  return { kind: kind === 'photo' ? 'photo' : 'news', byline, parts };
}

/** A piece that is no story: a notice, verse, results in lines, or news in brief under one headline. */
export function inventPiece(stories, random) {
  const kind = pickBy(random, { notice: 3, verse: 3, list: 3, briefs: 3 });
  const byline = NOBODY();
  if (kind === 'notice') {
    const [title, text, signer] = random.pick(NOTICES);
    const signed =
      signer === ''
        ? []
        : [part('signature', signer), part('signature', `203${random.below(9)}年${1 + random.below(12)}月${1 + random.below(28)}日`)];
    return { kind: 'notice', byline, parts: [part('title', title), part('paragraph', text), ...signed] };
  }
  if (kind === 'verse') {
    const [title, lines] = random.pick(VERSES);
    const name = person(random);
    byline.authors = [name];
    return { kind: 'verse', byline, parts: [part('title', title), part('byline', name), ...lines.map((line) => part('verse', line))] };
  }
  if (kind === 'list') {
    const [title, lines] = random.pick(RESULTS);
    return { kind: 'list', byline, parts: [part('title', title), ...lines.map((line) => part('list', line))] };
  }
  const mark = random.pick(['◎', '●', '▲', '■', '◆']);
  const texts = stories.slice(0, 3).map((story) => shorten(stripOpening(story.paragraphs[0])));
  return {
    kind: 'news',
    byline,
    parts: [part('title', random.pick(WORDS.briefs)), ...texts.map((text) => part('paragraph', mark + random.pick(['', ' ']) + text))],
  };
}

function dressOld(story, random) {
  const byline = NOBODY();
  const comma = (text) => text.replace(/[，。；：]/gu, '、').replace(/[“”]/gu, (mark) => (mark === '“' ? '『' : '』'));
  const texts = story.paragraphs.slice(0, 1 + random.below(3)).map((text) => comma(stripOpening(text)));
  if (random.next() < 0.3) {
    const mark = random.pick(['◎', '○', '▲']);
    return { kind: 'news', byline, parts: [part('paragraph', mark + shorten(texts[0]))] };
  }
  const title = story.title.replace(/[\s“”，：！？0-9A-Za-z%.]+/gu, '').slice(0, 4 + random.below(8));
  const pen = random.pick(WORDS.pens);
  const named = random.next() < 0.7;
  if (named) byline.authors = [pen];
  return {
    kind: named ? 'column' : 'news',
    byline,
    parts: [part('title', title), ...(named ? [part('byline', `（${pen}）`)] : []), ...texts.map((text) => part('paragraph', text))],
  };
}

/** Kickers and sub-headlines are clauses of the text further down: they share its matter, as printed ones do. */
function headOf(story, texts, kind, random) {
  const spare = clausesOf(story.paragraphs.slice(1).join('') || texts.join(''), random);
  const large = kind === 'news' || kind === 'feature';
  const parts = [];
  if (random.next() < 0.12) parts.push(part('banner', random.pick(WORDS.columns)));
  if (large && spare.length > 2 && random.next() < 0.25)
    parts.push(part('kicker', random.next() < 0.6 ? `${spare.pop()} ${spare.pop()}` : spare.pop()));
  parts.push(part('title', story.title));
  if (large && spare.length > 0 && random.next() < (parts.some((one) => one.label === 'kicker') ? 0.5 : 0.25)) {
    const dash = random.next() < 0.3 ? '——' : '';
    parts.push(part('subtitle', dash + (spare.length > 1 && random.next() < 0.5 ? `${spare.pop()} ${spare.pop()}` : spare.pop())));
  }
  return parts;
}

function clausesOf(text, random) {
  const found = text
    .split(/[，。；：！？、“”（）《》‘’\s]+/u)
    .filter((one) => one.length >= 7 && one.length <= 14 && /^\p{Script=Han}+$/u.test(one));
  return found.slice(0, 8 + random.below(4)).reverse();
}

function withSubheads(texts, kind, random) {
  const heads = kind === 'feature' && texts.length >= 4 && random.next() < 0.6;
  return texts.flatMap((text, at) => {
    const clause = text
      .split(/[，。；：！？、“”（）]+/u)
      .find((one) => one.length >= 4 && one.length <= 11 && /^\p{Script=Han}+$/u.test(one));
    return heads && at > 0 && at % 2 === 0 && clause ? [part('subhead', clause), part('paragraph', text)] : [part('paragraph', text)];
  });
}

/** Takes the agency or the site from a first sentence. */
function stripOpening(text) {
  return text
    .replace(/^[【(（]?\S{2,12}?(?:社|网|报|新闻)\S{0,14}?(?:电|讯|报道|消息)\s*(?:[(（][^)）]{2,24}[)）])?[】)）]?\s*/u, '')
    .replace(/^[(（][^)）]{2,24}[)）]/u, '');
}

function shorten(text) {
  const sentences = text.match(/[^。！？]+[。！？]+[”’」』）]*/gu) ?? [text];
  return sentences.slice(0, sentences[0].length < 30 ? 2 : 1).join('');
}

function houseOpening(byline, random) {
  const [one, two, three] = [person(random), person(random), person(random)];
  const forms = [
    [`本报讯（记者 ${one}）`, [one], []],
    [`本报讯（记者${one}）`, [one], []],
    [`本报讯 （记者${one} 通讯员${two}）`, [one], [two]],
    [`本报讯（通讯员 ${two} ${three}）`, [], [two, three]],
    [`本报讯 记者 ${one} 报道 `, [one], []],
    [`【本报讯】（记者 ${one}、${three}）`, [one, three], []],
    ['本报讯 ', [], []],
  ];
  const [text, reporters, correspondents] = random.pick(forms);
  byline.reporters.push(...reporters);
  byline.correspondents.push(...correspondents);
  return text;
}

function agencyOpening(byline, random) {
  const name = person(random);
  const day = `${1 + random.below(12)}月${1 + random.below(28)}日`;
  byline.agency = '新华社';
  if (random.next() < 0.5) return `新华社${random.pick(WORDS.places)}${day}电 `;
  byline.reporters.push(name);
  return `新华社${random.pick(WORDS.places)}${day}电（记者${name}）`;
}

function bylineLine(byline, random) {
  const [one, two] = [person(random), person(random)];
  const forms = [
    [`□本报记者 ${one}`, [one], []],
    [`本报记者 ${one} ${two}`, [one, two], []],
    [`■记者 ${one} 通讯员 ${two}`, [one], [two]],
    [`本报记者 ${one}`, [one], []],
    [`□ 记者 ${one} 文/图`, [one], []],
  ];
  const [text, reporters, correspondents] = random.pick(forms);
  byline.reporters.push(...reporters);
  byline.correspondents.push(...correspondents);
  if (text.endsWith('文/图')) byline.photographers.push(one);
  return text;
}

function person(random) {
  return random.pick(WORDS.surnames) + random.pick(WORDS.given);
}

/** A key drawn by its weight. */
export function pickBy(random, weights) {
  let at = random.next() * Object.values(weights).reduce((sum, one) => sum + one, 0);
  for (const [key, weight] of Object.entries(weights)) {
    at -= weight;
    if (at < 0) return key;
  }
  return Object.keys(weights).at(-1);
}
