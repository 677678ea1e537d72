/** Files of a digital edition -> its pages, each with the articles that its areas lead to. */
import { SearchServiceError } from '../../../search-service-error.js';
import { decodePage } from '../../decode.js';
import { isJumpLine } from '../../furniture.js';
import type { Label } from '../../labels.js';
import type { LaidOutLine, LaidOutPage } from '../page-reader.js';
import { isEmptyArticle, readEditionArticle, type EditionArticle } from './edition-article.js';
import { articlesOfPages, EditionNames } from './edition-files.js';
import { placeOfPage, readEditionPage, type EditionPage } from './edition-page.js';

const TEXT: readonly Label[] = ['paragraph', 'subhead', 'list', 'verse', 'byline', 'credit', 'signature', 'caption'];
const JUMP: readonly Label[] = ['furniture'];

/** Files by name, with `/` between the parts of a name. */
export type EditionFiles = ReadonlyMap<string, Uint8Array>;

/** What a file of an edition is; undefined where it is neither, as scripts and lists are. */
export interface EditionFile {
  readonly page?: EditionPage;
  readonly article?: EditionArticle;
}

/** Looks at a file. Article files may show the map of their page, so that one with the text of an article is no page. Linear. */
export function readEditionFile(bytes: Uint8Array): EditionFile {
  const html = htmlOf(bytes);
  if (html === undefined) return {};
  const article = readEditionArticle(html);
  if (article !== undefined) return { article };
  const page = readEditionPage(html);
  return page === undefined ? {} : { page };
}

/** The pages, in the order of their names. Throws PAGE_FORM_UNKNOWN where no file is a page, PAGE_EMPTY where none has an article. */
export function readEdition(files: EditionFiles): readonly LaidOutPage[] {
  const pages = new Map<string, EditionPage>();
  const articles = new Map<string, EditionArticle>();
  for (const name of [...files.keys()].sort()) {
    const { page, article } = readEditionFile(files.get(name)!);
    if (page !== undefined) pages.set(name, page);
    if (article !== undefined) articles.set(name, article);
  }
  const names = new EditionNames([...pages.keys(), ...articles.keys()]);
  if (pages.size === 0)
    throw new SearchServiceError(
      'PAGE_FORM_UNKNOWN',
      'The zip archive holds no page of a digital edition: no HTML file with a map of areas. Give its pages one by one.',
    );
  const laidOut = [...articlesOfPages(pages, (page, target) => names.find(page, target))].map(([name, own]) => {
    const page = pages.get(name)!;
    const read = own.flatMap((one) => articles.get(one) ?? []);
    const shown = own.filter((one) => articles.has(one) && !isEmptyArticle(articles.get(one)!));
    const date = read.find((one) => one.date !== undefined)?.date;
    const place = placeOfPage(page, name, (target) => names.find(name, target) === name, date);
    return {
      lines: linesOf(shown.map((one) => articles.get(one)!)),
      place,
      ...outlinesOf(page, shown, (target) => names.find(name, target)),
    };
  });
  const filled = laidOut.filter(({ lines }) => lines.length > 0);
  if (filled.length === 0)
    throw new SearchServiceError('PAGE_EMPTY', 'The page of the digital edition leads to no article. Put its article files beside it.');
  return filled;
}

/** Where each story stands; an area may be there twice. The page is as large as its areas reach where it does not say its size. */
function outlinesOf(
  { areas, width, height }: EditionPage,
  stories: readonly string[],
  find: (target: string) => string | undefined,
): Pick<LaidOutPage, 'outlines' | 'width' | 'height' | 'unit'> {
  const places = areas.map(({ target, boxes }) => ({ name: find(target), boxes }));
  const outlines = stories.flatMap((story, at) => {
    const own = places.filter(({ name }) => name === story).flatMap(({ boxes }) => boxes);
    const boxes = own.filter((box, index) => own.findIndex((other) => other.join() === box.join()) === index);
    return boxes.length === 0 ? [] : [{ story: at, boxes }];
  });
  if (outlines.length === 0) return {};
  const all = places.flatMap(({ boxes }) => boxes);
  const across = width ?? all.reduce((most, [left, , wide]) => Math.max(most, left + wide), 0);
  const down = height ?? all.reduce((most, [, top, , high]) => Math.max(most, top + high), 0);
  return { outlines, width: across, height: down, unit: 'px' };
}

function htmlOf(bytes: Uint8Array): string | undefined {
  try {
    return decodePage(bytes).text;
  } catch {
    return undefined;
  }
}

/** The articles one after the other, each a story of its own. */
function linesOf(articles: readonly EditionArticle[]): readonly LaidOutLine[] {
  const lines: LaidOutLine[] = [];
  let unit = 0;
  articles.forEach(({ kicker, title, subtitle, author, lines: text }, story) => {
    const put = (line: string, labels: readonly Label[]): void => {
      lines.push({ text: line, part: { unit, story, labels, ...(author !== '' && { author }) } });
    };
    if (lines.length > 0) lines.push({ text: '' });
    for (const line of kicker) {
      put(line, ['kicker']);
      unit += 1;
    }
    for (const line of title) put(line, ['title']);
    unit += 1;
    for (const line of subtitle) {
      put(line, ['subtitle']);
      unit += 1;
    }
    lines.push({ text: '' });
    for (const line of text) {
      if (line.trim() === '') lines.push({ text: '' });
      else put(line, isJumpLine(line) ? JUMP : TEXT);
      unit += 1;
    }
  });
  return lines;
}
