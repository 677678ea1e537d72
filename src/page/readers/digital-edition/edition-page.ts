/** A page file of a digital edition: which files its areas lead to, and where the page belongs. */
import { Parser } from 'htmlparser2';
import type { PageInfo } from '../../../article/article.js';
import type { PageBox } from '../page-reader.js';
import { outlineOf } from './outline.js';
import { narrow, squeeze } from '../../characters.js';
import { readDate } from '../../dates.js';
import { mayBePaperName, readFolio } from '../../furniture.js';

/** What a page file says. */
export interface EditionPage {
  /** In their order. */
  readonly areas: readonly EditionArea[];
  /** Of the picture that the areas lie on, in pixels; absent where it is not said. */
  readonly width?: number;
  readonly height?: number;
  /** Links beside the areas, with their text. */
  readonly links: readonly EditionLink[];
  readonly title: string;
  /** Pieces of text that are no link, in their order. */
  readonly texts: readonly string[];
}

/** An area of a page. */
export interface EditionArea {
  /** Where it leads: a path, an address, or the name of an article. */
  readonly target: string;
  /** Its outline on the picture; none where it is not said, or in percents. */
  readonly boxes: readonly PageBox[];
}

/** A link as it stands in a page file. */
export interface EditionLink {
  readonly target: string;
  readonly text: string;
}

const AREAS = new Set(['area', 'polygon', 'rect', 'path']);
/** Where an area says what it leads to; editions differ. */
const TARGETS: readonly string[] = ['href', 'url', 'xlink:href', 'data-href', 'data-url', 'data-contentid', 'data-content-id', 'data-id'];
const UNSEEN = new Set(['script', 'style', 'noscript', 'select']);
/** Pieces of text that are looked at for the place of a page. */
const MOST_TEXTS = 2_000;

/** Reads a page file; undefined where it has no areas. Linear. */
export function readEditionPage(html: string): EditionPage | undefined {
  if (!/<(?:area|polygon|svg)[\s>]/iu.test(html)) return undefined;
  const areas: EditionArea[] = [];
  let size: Pick<EditionPage, 'width' | 'height'> = {};
  const links: { target: string; text: string }[] = [];
  const texts: string[] = [];
  let [title, unseen] = ['', 0];
  const open: string[] = [];
  let link: { target: string; text: string } | undefined;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      open.push(name);
      if (UNSEEN.has(name)) unseen += 1;
      if (name === 'a') links.push((link = { target: targetOf(attributes) ?? '', text: '' }));
      if (name === 'img' && attributes['usemap'] !== undefined) size = sizeOf(attributes['width'], attributes['height']);
      if (name === 'svg') size = sizeOf(...((attributes['viewbox'] ?? '').split(/[\s,]+/u).slice(2, 4) as [string?, string?]));
      if (!AREAS.has(name)) return;
      const target = targetOf(attributes) ?? link?.target;
      if (target !== undefined && target !== '') areas.push({ target, boxes: isPercent(attributes) ? [] : outlineOf(attributes) });
    },
    ontext: (text) => {
      if (unseen > 0) return;
      if (open.at(-1) === 'title') title += text;
      else if (link !== undefined) link.text += text;
      else if (text.trim() !== '' && texts.length < MOST_TEXTS) texts.push(text.trim());
    },
    onclosetag: (name) => {
      open.pop();
      if (UNSEEN.has(name)) unseen -= 1;
      if (name === 'a') link = undefined;
    },
  });
  parser.end(html);
  return areas.length === 0 ? undefined : { areas, links, title: title.trim(), texts, ...size };
}

/** Whole numbers of pixels; one of the two may be told alone. */
function sizeOf(width: string | undefined, height: string | undefined): Pick<EditionPage, 'width' | 'height'> {
  const [across, down] = [width, height].map((text) => (/^\d{1,5}(?:\.\d+)?(?:px)?$/u.test(text ?? '') ? parseFloat(text!) : 0));
  return { ...(across! > 0 && { width: across! }), ...(down! > 0 && { height: down! }) };
}

function isPercent(attributes: Readonly<Record<string, string>>): boolean {
  return ['coords', 'points', 'xy'].some((name) => attributes[name]?.includes('%') === true);
}

function targetOf(attributes: Readonly<Record<string, string>>): string | undefined {
  return TARGETS.map((name) => attributes[name]).find((value) => value !== undefined && value !== '' && !value.startsWith('#'));
}

const FOLIO = /第\s*([A-Z]{0,2}\s*[\d零〇一二三四五六七八九十]{1,4})\s*[版页頁]\s*[：:]?\s*([^\s：:，,。]{0,20})/u;
const SITE_WORDS = /(?:数字报纸?|數字報|电子报|電子報|电子版|電子版|多媒体|数字版|官方网站)+/gu;

/**
 * Paper, day, number and section. `name`: the file's own, by whose link in the list of pages it is known; `isOwn` says whether a link
 * leads to it. `date`: what its articles say.
 */
export function placeOfPage(
  { links, title, texts }: EditionPage,
  name: string,
  isOwn: (target: string) => boolean,
  date: string | undefined,
): PageInfo {
  const own = links.filter(({ target }) => isOwn(target)).map(({ text }) => text);
  const folio = [...own, ...texts, title].map((text) => FOLIO.exec(narrow(text))).find((found) => found !== null);
  const pageNumber = folio && readFolio(`第${squeeze(folio[1]!)}版`);
  const section = folio?.[2];
  const day = date ?? dateIn([title, ...texts]) ?? dateInName(name);
  const paper = paperOf([title, ...texts]);
  return {
    ...(paper !== undefined && { paper }),
    ...(day !== undefined && { date: day }),
    ...(pageNumber !== undefined && { pageNumber }),
    ...(section !== undefined && section !== '' && { section }),
  };
}

function dateIn(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const at = /(?:\d{4}|[〇零一二三四五六七八九]{4})\s*[年./-]/u.exec(narrow(text))?.index;
    const found = at === undefined ? undefined : readDate(narrow(text).slice(at, at + 30));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `html/2012-09/20/node_3.htm`, `layout/202611/07/node_02.html`, `20261107/`. */
function dateInName(name: string): string | undefined {
  const found = /(?<!\d)(\d{4})[-/_]?(\d{2})[-/_]?(\d{2})(?!\d)/u.exec(name);
  return found === null ? undefined : readDate(`${found[1]}-${found[2]}-${found[3]}`);
}

function paperOf(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const quoted = /《([^《》]{2,20}[报報刊])》/u.exec(text)?.[1];
    const words = text.replace(SITE_WORDS, ' ').split(/[\s_|｜·—–\-：:,，()（）《》]+/u);
    const named = words.find((word) => word.length >= 2 && word.length <= 20 && mayBePaperName(word));
    if (named !== undefined || quoted !== undefined) return named ?? quoted;
  }
  return undefined;
}
