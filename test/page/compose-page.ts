import { Converter } from 'opencc-js/cn2t';
import type { ArticleContent } from '../../src/article/article.js';
import type { Random } from '../support/random.js';
import { SENTENCE_END, type Story } from './gold-stories.js';

/** How a page is set. `blocks`: blank lines, long lines; `gapless`: the same without blank lines inside an article. */
export type PageStyle = 'blocks' | 'gapless' | 'indented' | 'wrapped';

/** What is printed, and how. */
export interface PagePlan {
  readonly stories: readonly Story[];
  readonly style: PageStyle;
  /** Full-width characters of a wrapped line. */
  readonly measure: number;
  readonly eol: '\n' | '\r\n';
  /** Digits in full width, as older typesetting has them. */
  readonly wideDigits: boolean;
  /** Simplified stories in traditional characters. */
  readonly traditional: boolean;
  readonly furniture: boolean;
}

/** A printed page with its right answer. */
export interface ComposedPage {
  readonly text: string;
  readonly articles: readonly ArticleContent[];
  readonly furniture: readonly string[];
}

interface Group {
  readonly lines: readonly string[];
  readonly furniture: boolean;
}

const toTraditional: (text: string) => string = Converter({ from: 'cn', to: 'tw' });
const NO_LINE_START = /[，。、；：？！”’」』）》]/u;
const MASTHEADS: readonly (readonly string[])[] = [
  ['棠岭日报', '2031年3月8日 星期六 第2版 社会'],
  ['社区 A06', '棠岭日报 2031年3月8日'],
  ['棠岭日报 · 综合 · 03', '二〇三一年三月八日 星期六'],
  ['03', '民生 棠岭晚报 2031年3月8日 星期六', '责任编辑 温晓川 版式设计 卢一放 校对 莫苇杭'],
];
const FEET = [
  '责编/温晓川 美编/卢一放',
  '本报地址：棠岭市文昌路8号 邮编：661200 零售价：1.00元',
  '新闻热线 0739-8801 投稿 news@tangling.example',
];
const INNER = ['03', '社会 03', '第2版'];

/** Prints the stories of a plan on one page. All chance comes from `random`. */
export function composePage(plan: PagePlan, random: Random): ComposedPage {
  const change = changesOf(plan);
  const articles = plan.stories.map(({ article }) => changeArticle(varyByline(article, random), change));
  const groups: Group[] = [];
  const furniture = (list: readonly string[]): void => {
    for (const line of list) groups.push({ lines: [change(line)], furniture: true });
  };
  if (plan.furniture) furniture(random.pick(MASTHEADS));
  const inner = plan.furniture ? [change(random.pick(INNER))] : [];
  plan.stories.forEach((story, at) => groups.push(...printStory(articles[at]!, story, plan, random, inner)));
  if (plan.furniture) furniture([random.pick(FEET)]);
  const text = groups
    .map((group) => group.lines.join('\n'))
    .join('\n\n')
    .replaceAll('\n', plan.eol);
  return { text, articles, furniture: groups.filter((group) => group.furniture).flatMap((group) => group.lines) };
}

function changesOf({ wideDigits, traditional }: PagePlan): (text: string) => string {
  return (text) => {
    const script = traditional ? toTraditional(text) : text;
    return wideDigits ? script.replace(/[0-9]/gu, (c: string) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)) : script;
  };
}

function changeArticle(article: ArticleContent, change: (text: string) => string): ArticleContent {
  const all = (list: readonly string[]): readonly string[] => list.map(change);
  const { byline } = article;
  return {
    ...article,
    title: change(article.title),
    kicker: all(article.kicker),
    subtitle: all(article.subtitle),
    paragraphs: all(article.paragraphs),
    byline: {
      ...byline,
      reporters: all(byline.reporters),
      correspondents: all(byline.correspondents),
      photographers: all(byline.photographers),
    },
    ...(article.banner !== undefined && { banner: change(article.banner) }),
  };
}

const BYLINE_FORMS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace(/^[□■◎]?(本报记者) /u, '□$1 '),
  (text) => text.replace(/^[□■◎]?(本报记者) /u, '◎$1　'),
  (text) => text.replace(/^本报讯（/u, '本报讯 （').replace(/^[□■◎]?本报记者 /u, '■本报记者'),
  (text) => text.replace(/^本报讯（记者 ([^（）]+)）/u, '【本报讯】（记者 $1）'),
  (text) => text.replace(/^本报讯（记者 ([^（）]+)）/u, '本报讯(记者 $1)'),
];

/** The same people in another usual form; who they are does not change. */
function varyByline(article: ArticleContent, random: Random): ArticleContent {
  const form = random.pick(BYLINE_FORMS);
  const [first, ...rest] = article.paragraphs;
  return first === undefined ? article : { ...article, paragraphs: [form(first), ...rest] };
}

function printStory(article: ArticleContent, story: Story, plan: PagePlan, random: Random, inner: string[]): readonly Group[] {
  const groups: Group[] = [];
  let run: string[] = [];
  const flush = (): void => {
    if (run.length > 0) groups.push({ lines: run, furniture: false });
    run = [];
  };
  const heads = [article.banner, ...article.kicker, article.title, ...article.subtitle].filter((line) => line !== undefined);
  for (const line of heads) {
    run.push(line);
    if (plan.style !== 'gapless') flush();
  }
  const apart = new Set([...named(article, 'subheads'), ...named(story.article, 'subheads'), ...named(story.article, 'bylineBlocks')]);
  article.paragraphs.forEach((text, at) => {
    const line = story.lines[at]!;
    const alone = line && plan.style !== 'gapless' && (apart.has(story.article.paragraphs[at]!) || (at === 0 && article.kind !== 'list'));
    if (alone || (!line && (plan.style === 'blocks' || plan.style === 'wrapped'))) flush();
    const pieces = line ? [[indentOf(article, story, at, plan) + text]] : piecesOf(text, plan, random);
    pieces.forEach((piece, index) => {
      run.push(...piece);
      if (index === pieces.length - 1) return;
      flush();
      const furniture = random.below(3) === 0 ? inner.pop() : undefined;
      if (furniture !== undefined) groups.push({ lines: [furniture], furniture: true });
    });
    if (alone) flush();
  });
  flush();
  const jump = article.extra?.['jump'];
  return typeof jump === 'string' ? [...groups, { lines: [jump], furniture: true }] : groups;
}

function named(article: ArticleContent, part: string): readonly string[] {
  return (article.extra?.[part] ?? []) as readonly string[];
}

/** Where paragraphs are set in, single lines are too, except sub-heads, verse and lists. */
function indentOf(article: ArticleContent, story: Story, at: number, plan: PagePlan): string {
  const flush =
    article.kind === 'list' || article.kind === 'verse' || named(story.article, 'subheads').includes(story.article.paragraphs[at]!);
  return plan.style === 'indented' && !flush ? '　　' : '';
}

/** A paragraph as printed lines, perhaps in two pieces where a column ends. */
function piecesOf(text: string, plan: PagePlan, random: Random): readonly (readonly string[])[] {
  const long = plan.style === 'blocks' || plan.style === 'gapless';
  const items = long ? Array.from(text) : wrap(text, plan.measure, plan.style === 'indented');
  const join = (list: readonly string[]): readonly string[] => (long ? [list.join('')] : list);
  const least = long ? 30 : Math.max(3, Math.ceil(30 / plan.measure));
  const at = least + random.below(Math.max(1, items.length - least));
  const cuts =
    SENTENCE_END.test(text) &&
    items.length > least + 4 &&
    at < items.length - (long ? 4 : 1) &&
    random.below(3) === 0 &&
    Array.from(items.at(-1)!).length >= (long ? 1 : 4) &&
    mayBreak(items[at - 1]!, items[at]!);
  return cuts ? [join(items.slice(0, at)), join(items.slice(at))] : [join(items)];
}

/** Not where the left part could be a whole paragraph, nor where the right one could begin an article. */
function mayBreak(left: string, right: string): boolean {
  return !SENTENCE_END.test(left) && !/\s$/u.test(left) && !/^[\s（(【◆□■●—]/u.test(right) && !/[\dA-Za-z０-９]$/u.test(left);
}

function wrap(text: string, measure: number, indent: boolean): readonly string[] {
  const lines: string[] = [];
  let line = indent ? '　　' : '';
  let width = line.length * 2;
  for (const c of text) {
    const own = c < '\u0080' ? 1 : 2;
    const hangs = NO_LINE_START.test(c) && width + own <= 2 * measure + 4;
    // A space at the end of a line would be lost with it.
    if (width + own > 2 * measure && !hangs && c !== ' ' && !line.endsWith(' ')) {
      lines.push(line);
      line = '';
      width = 0;
    }
    line += c;
    width += own;
  }
  return [...lines, line];
}
